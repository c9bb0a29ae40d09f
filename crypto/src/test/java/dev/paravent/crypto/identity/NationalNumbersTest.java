package dev.paravent.crypto.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paravent.crypto.ColumnCodec;
import dev.paravent.crypto.ColumnCodec.Kind;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NationalNumbersTest {

  private static final int SAMPLES = 5_000;
  private static final String DNI_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE";

  private final ColumnCodec ssn = Text.codec(IdentityFace.US_SSN_LETTERED, 1);
  private final ColumnCodec niss = Text.codec(IdentityFace.BE_NISS, 1);
  private final ColumnCodec spanish = Text.codec(IdentityFace.ES_IDENTITY_LETTERED, 1);

  /** Published examples: SSA's pamphlet of 1940, the number of Woolworth's wallets; borders. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "219-09-9999",
        "078-05-1120",
        "001010001",
        "899999999",
        "665-01-0001",
        "667 99 9999"
      })
  void knowsSocialSecurityNumbers(String number) {
    assertThat(Text.kind(ssn, number)).isEqualTo(Kind.CLEAR);
    assertThat(Text.tokenise(ssn, number)).matches("[A-J]\\d\\d([- ]?)\\d\\d\\1\\d{4}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "000-12-3456",
        "666-12-3456",
        "900-12-3456",
        "999999999",
        "123-00-4567",
        "123-45-0000",
        "12345678",
        "1234567890",
        "123-456789",
        "123-45 6789",
        "-123456789",
        "12345678a",
        "",
        " ",
        "\u00b923456789",
        "123--45-678",
      })
  void refusesWhatIsNoSocialSecurityNumber(String number) {
    assertThat(Text.kind(ssn, number)).isEqualTo(Kind.MALFORMED);
    assertThat(Text.tokenise(ssn, number)).isEqualTo(Text.REFUSED);
  }

  /** IRS: ITIN are 9xx with groups 50-65, 70-88, 90-92, 94-99; SSA: no 9xx at all. */
  @Test
  void assignableTokensAreSocialSecurityNumbersAndNeverTaxpayerNumbers() {
    ColumnCodec assignable = Text.codec(IdentityFace.US_SSN_ASSIGNABLE, 1);
    Random random = new Random(1);
    for (int i = 0; i < SAMPLES; i++) {
      assertThat(Text.tokenise(assignable, Samples.of(IdentityFace.US_SSN_ASSIGNABLE, random)))
          .matches("(?!000|666|9)\\d{3}([- ]?)(?!00)\\d\\d\\1(?!0000)\\d{4} *");
    }
  }

  /**
   * Examples of others: IBZ's IT000 (42.01.22.051-81); python-stdnum's be.nn, born 1985 and 2017,
   * and be.bis, sex known, born 1998 and 2001.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "42012205181",
        "85073003328",
        "85.07.30-033.28",
        "17073003384",
        "98.47.28-997.65",
        "98472899765",
        "01490700185",
      })
  void knowsRegisterNumbersAndThoseOfTheCrossroadsBank(String number) {
    assertThat(Text.kind(niss, number)).isEqualTo(Kind.CLEAR);
    assertThat(Text.detokenise(niss, Text.tokenise(niss, number))).isEqualTo(number);
  }

  /** Months by IT000 and by the decree of 8 February 1991, articles 2 and 5; no other is given. */
  @Test
  void knowsTheMonthsOfEverySeriesAndNoOther() {
    for (int month = 0; month < 100; month++) {
      long digits = (85L * 100 + month) * 100_000 + 30_033;
      String number = "%09d%02d".formatted(digits, 97 - digits % 97);
      boolean isGiven = month <= 12 || month >= 20 && month <= 32 || month >= 40 && month <= 52;
      assertThat(Text.kind(niss, number) == Kind.CLEAR).as("month %d", month).isEqualTo(isGiven);
    }
  }

  /** IT000: counters 001 to 998; 000 and 999 are not given. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 997, 998, 999})
  void knowsTheCountersThatAreGiven(int counter) {
    long digits = 850_730_000L + counter;
    String number = "%09d%02d".formatted(digits, 97 - digits % 97);
    assertThat(Text.kind(niss, number) == Kind.CLEAR).isEqualTo(counter >= 1 && counter <= 998);
  }

  @Test
  void registerTokensHaveValidCheckDigitsAndAMonthThatIsNone() {
    Random random = new Random(2);
    boolean[] centuries = new boolean[2];
    for (int i = 0; i < SAMPLES; i++) {
      String token = Text.tokenise(niss, Samples.of(IdentityFace.BE_NISS, random));
      String digits = token.replaceAll("\\D", "");
      long number = Long.parseLong(digits.substring(0, 9));
      long check = Long.parseLong(digits.substring(9));
      boolean isOld = check == 97 - number % 97;
      assertThat(isOld || check == 97 - (2_000_000_000L + number) % 97).isTrue();
      assertThat(Integer.parseInt(digits.substring(2, 4)) % 20).isBetween(13, 19);
      centuries[isOld ? 0 : 1] = true;
    }
    assertThat(centuries).containsOnly(true);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "85073003329",
        "12345678901",
        "8507300332",
        "17 07 30",
        "850730033281",
        "85.07.30-03328",
        "",
        "abc",
        "85\u0667\u066330033",
        "-8507300332",
        "85.07.30.033.28",
      })
  void refusesWhatIsNoRegisterNumber(String number) {
    assertThat(Text.kind(niss, number)).isEqualTo(Kind.MALFORMED);
    assertThat(Text.tokenise(niss, number)).isEqualTo(Text.REFUSED);
    assertThat(Text.detokenise(niss, number)).isEqualTo(Text.REFUSED);
  }

  /** Examples of the Ministerio del Interior and of python-stdnum, es.dni and es.nie. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "12345678Z",
        "54362315K",
        "54362315-K",
        "X2482300W",
        "X-2482300-W",
        "X1234567L",
        "Y1234567X",
        "Z1234567R",
        "00000000T",
      })
  void knowsSpanishIdentities(String number) {
    assertThat(Text.kind(spanish, number)).isEqualTo(Kind.CLEAR);
    assertThat(Text.tokenise(spanish, number).replace("-", "")).matches("[IO][A-Z]{2}\\d{5}[A-Z]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "12345678A",
        "12345678z",
        "x2482300W",
        "X2482300A",
        "K1234567L",
        "1234567L",
        "123456789",
        "X24823000",
        "IAA00000R",
        "A58818501",
        "",
        "12345678 Z",
      })
  void refusesWhatIsNoSpanishIdentity(String number) {
    assertThat(Text.kind(spanish, number)).isEqualTo(Kind.MALFORMED);
    assertThat(Text.tokenise(spanish, number)).isEqualTo(Text.REFUSED);
  }

  @Test
  void assignableSpanishTokensHaveTheirCheckLetterAndHideTheKind() {
    ColumnCodec assignable = Text.codec(IdentityFace.ES_IDENTITY_ASSIGNABLE, 1);
    Random random = new Random(3);
    int foreign = 0;
    for (int i = 0; i < SAMPLES; i++) {
      String token =
          Text.tokenise(assignable, Samples.of(IdentityFace.ES_IDENTITY_ASSIGNABLE, random))
              .replaceAll("[- ]", "");
      String digits = token.replace('X', '0').replace('Y', '1').replace('Z', '2').substring(0, 8);
      assertThat(token.charAt(8))
          .isEqualTo(DNI_LETTERS.charAt((int) (Long.parseLong(digits) % 23)));
      foreign += Character.isLetter(token.charAt(0)) ? 1 : 0;
    }
    assertThat(foreign).isBetween(SAMPLES * 18 / 100, SAMPLES * 28 / 100);
  }

  /** Both ends of every numbering, and steps between, by a second look at rank and unrank. */
  @Test
  void numberingsHaveNoGaps() {
    for (Numbering numbering :
        new Numbering[] {
          new SocialSecurityNumber(),
          new SocialSecurityNumber.Lettered(),
          NationalRegisterNumber.CLEAR,
          NationalRegisterNumber.TOKENS,
          new SpanishIdentity(),
          new SpanishIdentity.Lettered()
        }) {
      byte[] characters = new byte[11];
      long step = numbering.size() / 20_011;
      for (long number = 0; number < numbering.size(); number += step) {
        numbering.unrank(number, characters);
        assertThat(numbering.rank(characters)).isEqualTo(number);
      }
      numbering.unrank(numbering.size() - 1, characters);
      assertThat(numbering.rank(characters)).isEqualTo(numbering.size() - 1);
    }
  }
}
