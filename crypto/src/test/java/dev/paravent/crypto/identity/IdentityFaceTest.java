package dev.paravent.crypto.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.paravent.crypto.ColumnCodec;
import dev.paravent.crypto.ColumnCodec.Kind;
import dev.paravent.crypto.DateFace;
import dev.paravent.crypto.Ff1Permutation;
import dev.paravent.crypto.IdentityScheme;
import dev.paravent.crypto.Keyset;
import dev.paravent.crypto.NirFace;
import dev.paravent.crypto.PermutationKind;
import dev.paravent.crypto.TokenContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds of every class of identities. */
class IdentityFaceTest {

  private static final int SAMPLES = 1_500;

  @ParameterizedTest
  @EnumSource
  void valuesComeBackByteForByte(IdentityFace face) {
    ColumnCodec codec = Text.codec(face, 1);
    Random random = new Random(7);
    for (int i = 0; i < SAMPLES; i++) {
      String clear = Samples.of(face, random);
      String token = Text.tokenise(codec, clear);
      assertThat(token).isNotEqualTo(Text.REFUSED);
      assertThat(Text.detokenise(codec, token)).isEqualTo(clear);
      assertThat(Text.kind(codec, token)).isEqualTo(Kind.TOKEN);
      assertThat(Text.kind(codec, clear))
          .isEqualTo(face.isRecognisable() ? Kind.CLEAR : Kind.TOKEN);
      if (face.isRecognisable()) {
        assertThat(Text.tokenise(codec, token)).as("no token of a token").isEqualTo(Text.REFUSED);
        assertThat(Text.detokenise(codec, clear)).as("no value").isEqualTo(Text.REFUSED);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void tokensAreOneToOne(IdentityFace face) {
    ColumnCodec codec = Text.codec(face, 2);
    Random random = new Random(8);
    Map<String, String> clearOf = new HashMap<>();
    for (int i = 0; i < SAMPLES; i++) {
      String clear = Samples.of(face, random);
      String token = Text.tokenise(codec, clear);
      assertThat(clearOf.getOrDefault(token, clear)).isEqualTo(clear);
      clearOf.put(token, clear);
    }
  }

  @ParameterizedTest
  @EnumSource
  void thereIsATokenForEveryValue(IdentityFace face) {
    assertThat(face.clearValues()).isBetween(1_000_000L, face.tokens());
  }

  @Test
  void sizesAreThoseOfTheRules() {
    assertThat(IdentityFace.US_SSN_LETTERED.clearValues()).isEqualTo(888_931_098L);
    assertThat(1_000_000_000L - IdentityFace.US_SSN_LETTERED.clearValues())
        .as("nine-digit numbers that are nobody's")
        .isLessThan(IdentityFace.US_SSN_LETTERED.clearValues());
    assertThat(IdentityFace.US_SSN_LETTERED.tokens()).isEqualTo(2_600_000_000L);
    assertThat(IdentityFace.BE_NISS.clearValues()).isEqualTo(249_100_800L);
    assertThat(IdentityFace.BE_NISS.tokens()).isEqualTo(700_000_000L);
    assertThat(IdentityFace.ES_IDENTITY_LETTERED.clearValues()).isEqualTo(130_000_000L);
    assertThat(IdentityFace.ES_IDENTITY_LETTERED.tokens()).isEqualTo(135_200_000L);
    assertThat(IbanFormat.load().values())
        .allSatisfy(
            format -> assertThat(format.size().bitLength()).as(format.country()).isGreaterThan(36));
    assertThat(IbanFormat.load().values().stream().map(f -> f.size().longValue()))
        .contains(IdentityFace.IBAN.clearValues());
  }

  @Test
  void refusesAFaceThatIsTooSmall() {
    byte[] key = new byte[32];
    key[0] = 1;
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new RankedCodec(
                    SocialSecurityNumber.LAYOUTS,
                    new SocialSecurityNumber(),
                    new SpanishIdentity.Lettered(),
                    new Ff1Permutation(key, 10, 9),
                    new byte[0]))
        .withMessageContaining("888931098 values, 1000000000 permuted, 135200000 tokens");
  }

  @ParameterizedTest
  @EnumSource
  void everyPartOfTheContextMakesOtherTokens(IdentityFace face) {
    String clear = Samples.of(face, new Random(3)).strip();
    List<String> tokens =
        List.of("a", "b").stream()
            .map(
                domain ->
                    TokenContext.create(
                        Keyset.development(), "p", "", domain, NirFace.NINE, DateFace.PAST))
            .map(context -> Text.tokenise(context.codec(face), clear))
            .toList();
    assertThat(tokens).doesNotHaveDuplicates();
    TokenContext again =
        TokenContext.create(Keyset.development(), "p", "", "a", NirFace.NINE, DateFace.PAST);
    assertThat(Text.tokenise(again.codec(face), clear)).isEqualTo(tokens.getFirst());
  }

  @ParameterizedTest
  @EnumSource
  void ranksDoWithoutFf1AndStringsSaySo(IdentityFace face) {
    switch (face) {
      case IBAN, CARD, CARD_BIN6, CARD_BIN8, DIGITS ->
          assertThatIllegalArgumentException()
              .isThrownBy(() -> face.with(PermutationKind.SWAP_OR_NOT))
              .withMessageContaining("FF1, the only cipher of " + face.derivationName());
      case US_SSN_ASSIGNABLE, ES_IDENTITY_ASSIGNABLE, OPAQUE_TEXT ->
          assertThat(face.with(PermutationKind.SWAP_OR_NOT)).isSameAs(face);
      case US_SSN_LETTERED, BE_NISS, ES_IDENTITY_LETTERED -> {
        IdentityScheme swapped = face.with(PermutationKind.SWAP_OR_NOT);
        assertThat(swapped.face()).isEqualTo(face.face() + "/swap-or-not");
        assertThat(swapped.derivationName()).isEqualTo(face.derivationName());
        ColumnCodec codec = swapped.codec(Text.key(1));
        Random random = new Random(17);
        for (int i = 0; i < 200; i++) {
          String clear = Samples.of(face, random);
          String token = Text.tokenise(codec, clear);
          assertThat(Text.kind(codec, token)).isEqualTo(Kind.TOKEN);
          assertThat(Text.detokenise(codec, token)).isEqualTo(clear);
        }
      }
    }
    assertThat(face.with(PermutationKind.FF1)).isSameAs(face);
  }

  /** Tokens lie in other people's databases: no release may change them. */
  @ParameterizedTest
  @CsvSource({
    "US_SSN_LETTERED, 219-09-9999",
    "US_SSN_ASSIGNABLE, 219-09-9999",
    "BE_NISS, 85.07.30-033.28",
    "ES_IDENTITY_LETTERED, 12345678Z",
    "ES_IDENTITY_ASSIGNABLE, 12345678Z",
    "IBAN, GB29NWBK60161331926819",
    "CARD, 4111111111111111",
    "CARD_BIN6, 4111111111111111",
    "CARD_BIN8, 4111111111111111",
    "DIGITS, 0123456789",
    "OPAQUE_TEXT, Dupont",
  })
  void formatIsFrozen(IdentityFace face, String clear) {
    TokenContext context =
        TokenContext.create(
            Keyset.development(), "paravent", "tenant", "portal", NirFace.NINE, DateFace.PAST);
    assertThat(Text.tokenise(context.codec(face), clear)).isEqualTo(GoldenTokens.OF.get(face));
  }

  @ParameterizedTest
  @EnumSource
  void neverThrowsOnWhateverBytes(IdentityFace face) {
    ColumnCodec codec = Text.codec(face, 4);
    Random random = new Random(9);
    for (int i = 0; i < SAMPLES; i++) {
      StringBuilder noise = new StringBuilder(Samples.of(face, random));
      int changes = 1 + random.nextInt(3);
      for (int k = 0; k < changes && !noise.isEmpty(); k++) {
        noise.setCharAt(random.nextInt(noise.length()), (char) random.nextInt(256));
      }
      String value =
          random.nextInt(5) == 0 ? noise.substring(noise.length() / 2) : noise.toString();
      Kind kind = Text.kind(codec, value);
      String token = Text.tokenise(codec, value);
      String clear = Text.detokenise(codec, value);
      if (kind == Kind.MALFORMED) {
        assertThat(List.of(token, clear)).containsOnly(Text.REFUSED);
      }
      if (!token.equals(Text.REFUSED)) {
        assertThat(Text.detokenise(codec, token)).isEqualTo(value);
      }
    }
  }
}
