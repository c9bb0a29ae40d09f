package dev.paravent.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.paravent.crypto.ColumnCodec.Kind;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NirCodecTest {

  private static final String NIR = "255081416802538";
  // Rules of github.com/assurance-maladie-digital/nir-validation: NirValidator, then NnpValidator
  // and MigValidator; below them what registers hold beyond.
  private static final Pattern OFFICIAL =
      Pattern.compile("[12]\\d{2}(1[0-2]|0[1-9])(\\d{2}|2A|2B)\\d{3}\\d{3}(9[0-7]|[0-8]\\d)?");
  private static final Pattern NNP_OR_MIG = Pattern.compile("[5678][12]\\d{3}\\d{8}(\\d\\d)?");
  private static final Pattern ASSIGNED = Pattern.compile("[1-6].*");
  private static final Pattern PROVISIONAL = Pattern.compile("[78][0-2].*");

  private final ColumnCodec nine = codec(NirFace.NINE, 1);

  @Test
  void everyProposedTokenHoldsInBothDirections() {
    List<Vector> vectors =
        Vector.read("proposed_tokens_bc.csv").stream()
            .filter(vector -> vector.algorithm().equals("NIR-F9"))
            .toList();
    assertThat(vectors).hasSize(39);
    for (Vector vector : vectors) {
      Ff1Permutation ff1 = new Ff1Permutation(vector.key(), vector.radix(), 12);
      ColumnCodec codec =
          new NirCodec(new NirText(), Nir.RANKING, NirFace.NINE, ff1, vector.tweak());
      long rank = Nir.rank(Bytes.ascii(vector.plaintext()), 0);
      assertThat(vector.source()).contains("rank(A|B|C) " + rank + " then");

      assertThat(Bytes.tokenise(codec, vector.plaintext(), 0)).isEqualTo(vector.ciphertext());
      assertThat(Bytes.detokenise(codec, vector.ciphertext(), 0)).isEqualTo(vector.plaintext());
      String without = vector.plaintext().substring(0, 13);
      String token = vector.ciphertext().substring(0, 13);
      assertThat(Bytes.tokenise(codec, without, 0)).isEqualTo(token);
      assertThat(Bytes.detokenise(codec, token, 0)).isEqualTo(without);
    }
  }

  @ParameterizedTest
  @EnumSource
  void randomValuesComeBackByteForByteInEveryLayout(NirFace face) {
    ColumnCodec codec = codec(face, 2);
    Random random = new Random(11);
    for (int i = 0; i < 4_000; i++) {
      String clear = layout(randomNir(random), i % 4) + " ".repeat(i % 3);
      String token = Bytes.tokenise(codec, clear, i);
      assertThat(token).hasSameSizeAs(clear).isNotEqualTo(clear);
      assertThat(Bytes.kind(codec, clear)).isEqualTo(Kind.CLEAR);
      assertThat(Bytes.kind(codec, token)).isEqualTo(Kind.TOKEN);
      assertThat(Bytes.detokenise(codec, token, -i)).isEqualTo(clear);
      assertThat(Bytes.tokenise(codec, token, i))
          .as("a token is not tokenised")
          .isEqualTo(Bytes.REFUSED);
      assertThat(Bytes.detokenise(codec, clear, i))
          .as("a clear value is no token")
          .isEqualTo(Bytes.REFUSED);
    }
  }

  @ParameterizedTest
  @EnumSource
  void tokensHaveAValidKeyAndAreNobodysNumber(NirFace face) {
    ColumnCodec codec = codec(face, 3);
    Random random = new Random(12);
    byte[] buffer = new byte[Nir.LENGTH_WITH_KEY];
    int wrong = 0;
    for (int i = 0; i < 200_000; i++) {
      Nir.unrank(random.nextLong(Nir.count()), buffer, 0);
      Digits.write(Nir.controlKey(buffer, 0), buffer, Nir.LENGTH, 2);
      int written = codec.tokenise(buffer, 0, 15, 0, buffer, 0);

      String token = new String(buffer, StandardCharsets.US_ASCII);
      long number = Long.parseLong(token.substring(0, 13));
      boolean keyed = Integer.parseInt(token.substring(13)) == 97 - (int) (number % 97);
      boolean faced = token.charAt(0) == '9' == (face == NirFace.NINE);
      wrong += written == 15 && keyed && faced && !isAssigned(token) ? 0 : 1;
    }
    assertThat(wrong).isZero();
  }

  private static boolean isAssigned(String token) {
    return NNP_OR_MIG.matcher(token).matches()
        || OFFICIAL.matcher(token).matches()
        || ASSIGNED.matcher(token).matches()
        || PROVISIONAL.matcher(token).matches();
  }

  @ParameterizedTest
  @EnumSource
  void lowerCaseOfCorsicaComesBackAndHasItsOwnToken(NirFace face) {
    ColumnCodec codec = codec(face, 2);
    for (String letter : new String[] {"A", "B"}) {
      for (String clear :
          new String[] {"284052%s321025", "2 84 05 2%s 321 025", "184122%s000000 "}) {
        String upper = clear.formatted(letter);
        String lower = clear.formatted(letter.toLowerCase(Locale.ROOT));
        String token = Bytes.tokenise(codec, lower, 0);
        assertThat(Bytes.kind(codec, lower)).isEqualTo(Kind.CLEAR);
        assertThat(token).hasSameSizeAs(lower).isNotEqualTo(Bytes.tokenise(codec, upper, 0));
        assertThat(Bytes.detokenise(codec, token, 0)).isEqualTo(lower);
      }
    }
    String keyed = "284052a32102552";
    String token = Bytes.tokenise(codec, keyed, 0);
    assertThat(token).startsWith(Bytes.tokenise(codec, keyed.substring(0, 13), 0));
    assertThat(Bytes.detokenise(codec, token, 0)).isEqualTo(keyed);
  }

  @Test
  void equalTokensMeanEqualValues() {
    Random random = new Random(13);
    Map<String, String> clearByToken = new HashMap<>();
    for (int i = 0; i < 5_000; i++) {
      String clear = randomNir(random);
      String token = Bytes.tokenise(nine, clear, i);
      assertThat(Bytes.tokenise(nine, clear, i + 1)).isEqualTo(token);
      assertThat(Bytes.tokenise(nine, clear + "  ", 0)).isEqualTo(token + "  ");
      assertThat(clearByToken.merge(token, clear, (old, same) -> old)).isEqualTo(clear);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "               ",
        "2",
        "255081416802", // 12
        "25508141680253", // 14
        "2550814168025380", // 16
        "255081416802537", // wrong key
        "255081416802500",
        "255081416802597",
        "25508141680253A",
        "2550814168025 8",
        " 255081416802538", // leading space
        " 2550814168025",
        "255081416802538\t",
        "255081416802538\u0000",
        "284052a32102554", // lower case with a wrong key
        "2840528a21025",
        "28405a2321025",
        "284052c321025",
        "284052A32102554",
        "2 55 08 14 168 025 39", // wrong key in groups
        "2 55 08 14 168  025 38",
        "255 08 14 168 025 38 ",
        "2-55-08-14-168-025-38",
        "2_55 08 14 168 025 38",
        "2 55 08 14 168-025",
        "3550814168025",
        "0000000000000",
        "9665326757125 11",
        "966532675712512", // token with a wrong key
        "96653267571251A",
        "966532A757127",
        "abcdefghijklm",
        "\u00b2550814168025",
        "25508141680\u00e9\u00e8",
        "2550814168025\u00a0",
        "+550814168025",
        "1e10000000000",
      })
  void malformedValuesAreNeitherTokenisedNorDetokenised(String value) {
    for (NirFace face : NirFace.values()) {
      ColumnCodec codec = codec(face, 1);
      assertThat(Bytes.kind(codec, value)).isEqualTo(Kind.MALFORMED);
      assertThat(Bytes.tokenise(codec, value, 0)).isEqualTo(Bytes.REFUSED);
      assertThat(Bytes.detokenise(codec, value, 0)).isEqualTo(Bytes.REFUSED);
    }
  }

  @Test
  void randomBytesNeverThrow() {
    Random random = new Random(14);
    for (int i = 0; i < 50_000; i++) {
      byte[] value = new byte[random.nextInt(25)];
      random.nextBytes(value);
      if (i % 2 == 0) {
        for (int at = 0; at < value.length; at++) {
          value[at] = (byte) " 0123456789AB".charAt(random.nextInt(13));
        }
      }
      boolean clear = Bytes.kind(nine, value) == Kind.CLEAR;
      assertThat(Bytes.tokenise(nine, value, 0).length > 0).isEqualTo(clear);
      if (Bytes.kind(nine, value) == Kind.MALFORMED) {
        assertThat(Bytes.detokenise(nine, value, 0)).isEmpty();
      }
    }
  }

  @Test
  void eachFaceRefusesTheOther() {
    ColumnCodec sevenEight = codec(NirFace.SEVEN_EIGHT, 1);
    assertThat(Bytes.kind(sevenEight, Bytes.tokenise(nine, NIR, 0))).isEqualTo(Kind.MALFORMED);
    assertThat(Bytes.kind(nine, Bytes.tokenise(sevenEight, NIR, 0))).isEqualTo(Kind.MALFORMED);
  }

  @Test
  void sevenEightHasExactlyAsManyTokensAsThePermutation() {
    ColumnCodec codec = codec(NirFace.SEVEN_EIGHT, 1);
    assertThat(Bytes.kind(codec, "7300000000000")).isEqualTo(Kind.TOKEN);
    assertThat(Bytes.kind(codec, "8599999999999")).isEqualTo(Kind.TOKEN);
    assertThat(Bytes.kind(codec, "8600000000000")).isEqualTo(Kind.MALFORMED);
    assertThat(Bytes.kind(codec, "7299999999999")).isEqualTo(Kind.CLEAR);
  }

  @Test
  void aTokenOfAnotherDomainIsAnUnrelatedValueOrNone() {
    ColumnCodec other = codec(NirFace.NINE, 99);
    Random random = new Random(15);
    int none = 0;
    for (int i = 0; i < 5_000; i++) {
      String clear = randomNir(random);
      String decoded = Bytes.detokenise(other, Bytes.tokenise(nine, clear, 0), 0);
      assertThat(decoded).isNotEqualTo(clear);
      none += decoded.equals(Bytes.REFUSED) ? 1 : 0;
    }
    // 8.8e9 of 10^12 numbers stand for nothing: 44 of 5,000 expected.
    assertThat(none).isBetween(15, 90);
  }

  @Test
  void moreClassesThanTokensAreRefused() {
    NirRanking tooMany = new NirRanking(EnumSet.allOf(NirClass.class));
    for (NirFace face : NirFace.values()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> codec(tooMany, face, permutation(1, 12)))
          .withMessage(
              "classes: 1391200000000 values (expected: <= 1000000000000, the face has no more)");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> codec(Nir.RANKING, NirFace.NINE, permutation(1, 13)))
        .withMessageStartingWith("tokens: 10000000000000 values");
  }

  private static ColumnCodec codec(NirFace face, int seed) {
    return codec(new NirRanking(NirRanking.DEFAULT), face, permutation(seed, 12));
  }

  private static ColumnCodec codec(NirRanking ranking, NirFace face, LongPermutation permutation) {
    return new NirCodec(new NirText(), ranking, face, permutation, Bytes.ascii("nir/v1"));
  }

  private static Ff1Permutation permutation(int seed, int digits) {
    return new Ff1Permutation(Bytes.key(seed), 10, digits);
  }

  private static String randomNir(Random random) {
    byte[] characters = new byte[Nir.LENGTH_WITH_KEY];
    Nir.unrank(random.nextLong(Nir.count()), characters, 0);
    Digits.write(Nir.controlKey(characters, 0), characters, Nir.LENGTH, 2);
    return new String(characters, StandardCharsets.US_ASCII);
  }

  private static String layout(String nir, int layout) {
    String grouped = nir.replaceAll("(.)(..)(..)(..)(...)(...)(..)", "$1 $2 $3 $4 $5 $6 $7");
    return switch (layout) {
      case 0 -> nir;
      case 1 -> nir.substring(0, 13);
      case 2 -> grouped;
      default -> grouped.substring(0, 18);
    };
  }
}
