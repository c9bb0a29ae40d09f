package dev.paravent.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.paravent.crypto.ColumnCodec.Kind;
import dev.paravent.crypto.identity.IdentityFace;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Malformed values of text columns: they leave as escapes and come back byte for byte. */
class EscapingCodecTest {

  private static final String LETTERS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz .-/_,;:()*+=?#'&";

  private final TokenContext context = context("portal");
  private final ColumnCodec plain = context.nir(WireFormat.TEXT);
  private final ColumnCodec text = context.escaping().nir(WireFormat.TEXT, false);
  private final ColumnCodec padded = context.escaping().nir(WireFormat.TEXT, true);

  /** What registers hold that are older than their checks. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0",
        "inconnu",
        "N/A",
        "0000000000000",
        "9999999999999",
        "3850575056012",
        "1851375056012",
        "185057505601298",
        "1-85-05-75-056-012",
        "1 85 05 75 056 012 99",
        " 1850575056012",
        "\t",
        "étranger",
        "~!@#%^&*()|<>[]{}`",
        "pve1.AAAA",
        "'; drop table patient --",
      })
  void malformedTextsComeBackByteForByte(String value) {
    assertThat(Bytes.kind(plain, value)).isNotEqualTo(Kind.CLEAR);
    String escape = Bytes.tokenise(text, value, 0);
    assertThat(Bytes.kind(text, escape)).isEqualTo(Kind.ESCAPE);
    assertThat(Bytes.kind(plain, escape)).isEqualTo(Kind.MALFORMED);
    assertThat(Bytes.detokenise(text, escape, 0)).isEqualTo(value);
    assertThat(escape).matches("[!-~&&[^'\"\\\\]]+").isNotEqualTo(value);
    assertThat(Bytes.tokenise(text, escape, 0)).as("one step only").isNotEqualTo(escape);
  }

  @Test
  void clearValuesAndTokensStayWhatTheyAre() {
    String token = Bytes.tokenise(text, "255081416802538", 0);
    assertThat(token).isEqualTo(Bytes.tokenise(plain, "255081416802538", 0));
    assertThat(Bytes.kind(text, "255081416802538")).isEqualTo(Kind.CLEAR);
    assertThat(Bytes.kind(text, token)).isEqualTo(Kind.TOKEN);
    assertThat(Bytes.detokenise(text, token, 0)).isEqualTo("255081416802538");
    assertThat(text.keepsLength()).isTrue();
  }

  @Test
  void theEmptyTextComesBack() {
    byte[] escape = Bytes.tokenise(text, new byte[0], 0);
    assertThat(escape).hasSize(TextEscape.SHORTEST);
    assertThat(text.detokenise(escape, 0, escape.length, 0, new byte[100], 0)).isZero();
  }

  /** A stored value that looks like a token is nobody's number either. */
  @Test
  void storedTokensAreEscapedToo() {
    String escape = Bytes.tokenise(text, "9850575056012", 0);
    assertThat(Bytes.kind(text, escape)).isEqualTo(Kind.ESCAPE);
    assertThat(Bytes.detokenise(text, escape, 0)).isEqualTo("9850575056012");
  }

  @Test
  void everyLengthHasRoomForItsEscapes() {
    for (int length = TextEscape.SHORTEST; length <= 100; length++) {
      assertThat(TextEscape.textCount(length))
          .as("%d", length)
          .isLessThanOrEqualTo(TextEscape.imageCount(length));
    }
  }

  @Test
  void randomTextsKeepTheirLengthFromThirteenOnAndCollideNever() {
    Random random = new Random(31);
    Map<String, String> valueOf = new HashMap<>();
    for (int i = 0; i < 4_000; i++) {
      StringBuilder value = new StringBuilder();
      random
          .ints(random.nextInt(24), 0, LETTERS.length())
          .forEach(at -> value.append(LETTERS.charAt(at)));
      String escape = Bytes.tokenise(text, value.toString(), 0);
      assertThat(escape).hasSize(Math.max(13, value.length()));
      assertThat(Bytes.kind(text, escape)).isEqualTo(Kind.ESCAPE);
      assertThat(Bytes.detokenise(text, escape, 0)).isEqualTo(value.toString());
      assertThat(valueOf.getOrDefault(escape, value.toString())).isEqualTo(value.toString());
      valueOf.put(escape, value.toString());
    }
  }

  /** char(n): trailing spaces are no part of the value, and the escape has as many bytes. */
  @ParameterizedTest
  @ValueSource(strings = {"inconnu      ", "             ", "1 85 05 75   ", "0000000000000"})
  void paddedTextsKeepTheirPadding(String value) {
    String escape = Bytes.tokenise(padded, value, 0);
    assertThat(escape).hasSize(13);
    assertThat(Bytes.detokenise(padded, escape, 0)).isEqualTo(value);
    String wider = Bytes.tokenise(padded, value + "  ", 0);
    assertThat(wider).isEqualTo(escape + "  ");
    assertThat(Bytes.detokenise(padded, wider, 0)).isEqualTo(value + "  ");
    assertThat(Bytes.tokenise(text, value.stripTrailing(), 0)).isEqualTo(escape);
  }

  @Test
  void escapesOfTwoDomainsAreUnrelated() {
    ColumnCodec other = context("other").escaping().nir(WireFormat.TEXT, false);
    int same = 0;
    for (int i = 0; i < 500; i++) {
      String value = "dossier " + i;
      String escape = Bytes.tokenise(text, value, 0);
      assertThat(Bytes.tokenise(other, value, 0)).isNotEqualTo(escape);
      assertThat(Bytes.detokenise(other, escape, 0)).isNotEqualTo(value);
      same += Bytes.tokenise(other, value, 0).charAt(0) == escape.charAt(0) ? 1 : 0;
    }
    assertThat(same).isBetween(10, 70); // one of sixteen marks
    String sealed = Bytes.tokenise(text, "étranger", 0);
    assertThat(sealed).startsWith("pve1.");
    assertThat(Bytes.detokenise(other, sealed, 0)).isEqualTo(Bytes.REFUSED);
  }

  /** Somebody who makes escapes up does not get at a value that has a token. */
  @Test
  void noEscapeStandsForAClearValue() {
    byte[] key = new byte[32];
    key[0] = 7;
    TextEscape escape = new TextEscape(key, false);
    EscapingCodec codec = new EscapingCodec(plain, escape);
    byte[] clear = Bytes.ascii("2550814168025");
    byte[] forged = new byte[escape.maxLength(clear.length)];
    int length = escape.escape(clear, 0, clear.length, 0, forged, 0);
    String text = new String(forged, 0, length, StandardCharsets.ISO_8859_1);
    assertThat(Bytes.kind(codec, text)).isEqualTo(Kind.ESCAPE);
    assertThat(Bytes.detokenise(codec, text, 0)).isEqualTo(Bytes.REFUSED);
  }

  @Test
  void mostMadeUpEscapesStandForSomeOtherText() {
    Random random = new Random(32);
    int decoded = 0;
    for (int i = 0; i < 1_000; i++) {
      StringBuilder made = new StringBuilder("~");
      random.ints(12, '0', 'z').mapToObj(c -> (char) c).forEach(made::append);
      String value = Bytes.detokenise(text, made.toString().replace('\\', '0'), 0);
      decoded += value.equals(Bytes.REFUSED) ? 0 : 1;
    }
    assertThat(decoded).isBetween(850, 1_000);
  }

  @ParameterizedTest
  @EnumSource
  void everyClassOfTextEscapes(IdentityFace face) {
    if (face == IdentityFace.OPAQUE_TEXT) {
      return; // every text has a token
    }
    ColumnCodec codec = context.escaping().codec(face, false);
    for (String value : List.of("", "n/a", "0000", "ABC-12", "ü", "=1+1")) {
      String escape = Bytes.tokenise(codec, value, 0);
      assertThat(Bytes.kind(codec, escape)).isEqualTo(Kind.ESCAPE);
      assertThat(Bytes.kind(context.codec(face), escape)).isEqualTo(Kind.MALFORMED);
      assertThat(Bytes.detokenise(codec, escape, 0)).isEqualTo(value);
    }
  }

  @Test
  void batchesGiveWhatValuesGiveOneByOne() {
    List<String> values = List.of("255081416802538", "inconnu", "1850575056012", "é", "x");
    StringBuilder all = new StringBuilder();
    FieldBatch batch = new FieldBatch();
    values.forEach(all::append);
    byte[] source = all.toString().getBytes(StandardCharsets.ISO_8859_1);
    batch.begin(source);
    int at = 0;
    for (String value : values) {
      batch.add(at, value.length(), 0);
      batch.add(0, FieldBatch.NULL, 0);
      at += value.length();
    }
    assertThat(text.tokenise(batch)).isEqualTo(values.size());
    for (int i = 0; i < values.size(); i++) {
      assertThat(
              new String(
                  batch.result(),
                  batch.resultOffset(2 * i),
                  batch.resultLength(2 * i),
                  StandardCharsets.ISO_8859_1))
          .isEqualTo(Bytes.tokenise(text, values.get(i), 0));
      assertThat(batch.resultLength(2 * i + 1)).isEqualTo(FieldBatch.NULL);
    }
  }

  @Test
  void numbersNeedANumberThatIsNone() {
    TokenFormat format =
        TokenFormat.of(NirFace.NINE, DateFace.PAST).withNirClasses(Set.of(NirClass.LOWER_CASE));
    EscapingCodecs codecs =
        TokenContext.create(Keyset.development(), "paravent", "", "d", format).escaping();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> codecs.nirInt8(WireFormat.TEXT))
        .withMessageContaining("without letters");
  }

  /** Escapes lie in other people's databases as tokens do: no release may change them. */
  @Test
  void formatIsFrozen() {
    assertThat(
            List.of(
                Bytes.tokenise(text, "inconnu", 0),
                Bytes.tokenise(text, "185057505601298", 0),
                Bytes.tokenise(text, "é", 0),
                Bytes.tokenise(context.escaping().nirInt8(WireFormat.TEXT), "0", 0),
                Bytes.tokenise(context.escaping().nirInt8(WireFormat.TEXT), "185057505601298", 0),
                Bytes.tokenise(context.escaping().birthDate(WireFormat.TEXT), "infinity", 0)))
        .containsExactly(
            ":Zz:-f:;v&/1v",
            "~%#EA=)2fIpzsTC",
            "pve1.FJSK3X_eTOBO5UlyDDASreYwcUwUWia0E9_Wi7vmL4Y",
            "-9895019207321",
            "-924999606846758",
            "25373-03-30");
  }

  private static TokenContext context(String domain) {
    return TokenContext.create(
        Keyset.development(), "paravent", "", domain, NirFace.NINE, DateFace.PAST);
  }
}
