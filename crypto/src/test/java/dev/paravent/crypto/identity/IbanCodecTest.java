package dev.paravent.crypto.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paravent.crypto.ColumnCodec;
import dev.paravent.crypto.ColumnCodec.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class IbanCodecTest {

  /** The example of every country in the SWIFT registry; the file names its source. */
  static final List<String> EXAMPLES = examples();

  private final ColumnCodec codec = Text.codec(IdentityFace.IBAN, 1);

  @ParameterizedTest
  @FieldSource("EXAMPLES")
  void tokensAreIbansOfTheSameCountry(String iban) {
    String token = Text.tokenise(codec, iban);
    assertThat(token).hasSameSizeAs(iban).startsWith(iban.substring(0, 2)).isNotEqualTo(iban);
    assertThat(token.replaceAll("[^ ]", "x")).isEqualTo(iban.replaceAll("[^ ]", "x"));
    assertThat(remainder(token.replace(" ", ""))).isOne();
    assertThat(Text.detokenise(codec, token)).isEqualTo(iban);
  }

  @Test
  void knowsEveryCountryOfTheRegistry() {
    assertThat(EXAMPLES).hasSize(90);
    assertThat(IbanFormat.load().keySet())
        .containsAll(EXAMPLES.stream().map(iban -> iban.substring(0, 2)).toList());
  }

  @Test
  void accountPartsKeepTheFormatOfTheirCountry() {
    for (int seed = 0; seed < 200; seed++) {
      ColumnCodec other = Text.codec(IdentityFace.IBAN, seed);
      assertThat(Text.tokenise(other, "GB29NWBK60161331926819")).matches("GB\\d\\d[A-Z]{4}\\d{14}");
      assertThat(Text.tokenise(other, "FR1420041010050500013M02606"))
          .matches("FR\\d{12}[A-Z0-9]{11}\\d\\d");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GB28NWBK60161331926819", // wrong check digits
        "gb29nwbk60161331926819",
        "GB29NWBK6016133192681", // short
        "GB29NWBK601613319268190",
        "GB291WBK60161331926819", // digit for a letter
        "GB29 NWBK 6016 1331 926819",
        "GB29NWBK 6016 1331 9268 19",
        "GB29  NWBK 6016 1331 9268 1",
        "US29NWBK60161331926819", // no IBANs there
        "",
        "GB",
        "GB29",
        "GB29-NWBK-6016-1331-9268-19",
      })
  void refusesWhatIsNoIban(String text) {
    assertThat(Text.kind(codec, text)).isEqualTo(Kind.MALFORMED);
    assertThat(Text.tokenise(codec, text)).isEqualTo(Text.REFUSED);
    assertThat(Text.detokenise(codec, text)).isEqualTo(Text.REFUSED);
  }

  /** 00, 01 and 99 leave the remainder 1 as 97, 98 and 02 do; an issuer writes 02 to 98. */
  @Test
  void refusesCheckDigitsThatNobodyIssues() {
    Random random = new Random(5);
    int seen = 0;
    for (int i = 0; i < 5_000; i++) {
      String account = Samples.digits(random, 18);
      for (String check : List.of("00", "01", "99")) {
        String iban = "DE" + check + account;
        if (remainder(iban) == 1) {
          seen++;
          assertThat(Text.kind(codec, iban)).isEqualTo(Kind.MALFORMED);
        }
      }
    }
    assertThat(seen).isPositive();
  }

  private static List<String> examples() {
    try (InputStream in =
        Objects.requireNonNull(IbanCodecTest.class.getResourceAsStream("iban-examples.txt"))) {
      List<String> lines =
          new ArrayList<>(
              new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                  .lines()
                  .filter(line -> !line.startsWith("#"))
                  .toList());
      lines.add("GB29 NWBK 6016 1331 9268 19");
      return List.copyOf(lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** ISO 7064 by one division of the whole number: nothing of the codec's arithmetic. */
  private static int remainder(String iban) {
    StringBuilder digits = new StringBuilder();
    (iban.substring(4) + iban.substring(0, 4))
        .chars()
        .forEach(character -> digits.append(Character.getNumericValue(character)));
    return new BigInteger(digits.toString()).mod(BigInteger.valueOf(97)).intValue();
  }
}
