package dev.paravent.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeneralisationTest {

  private static final LocalDate EPOCH = LocalDate.of(2000, 1, 1);

  @ParameterizedTest
  @CsvSource({
    "1955-08-14, 2026-08-13, 1955, 1950, 70, 70",
    "1955-08-14, 2031-08-13, 1955, 1950, 75, 70",
    "1955-08-14, 2031-08-14, 1955, 1950, 75, 70",
    "2000-02-29, 2025-02-28, 2000, 2000, 20, 20",
    "2000-02-29, 2025-03-01, 2000, 2000, 25, 20",
    "1936-11-26, 2026-11-25, 1936, 1930, 85, 80",
    "1936-11-25, 2026-11-25, 1936, 1930, 90, 90",
    "1901-01-01, 2026-11-25, 1901, 1900, 90, 90",
    "2026-11-25, 2026-11-25, 2026, 2020, 0, 0",
    "2035-01-01, 2026-11-25, 2035, 2030, 0, 0"
  })
  void generalises(LocalDate birth, LocalDate today, int year, int decade, int five, int ten) {
    assertThat(of(Generalisation.YEAR, birth, today)).isEqualTo(year);
    assertThat(of(Generalisation.DECADE, birth, today)).isEqualTo(decade);
    assertThat(of(Generalisation.AGE_BAND_5, birth, today)).isEqualTo(five);
    assertThat(of(Generalisation.AGE_BAND_10, birth, today)).isEqualTo(ten);
  }

  @Test
  void agreesWithJavaTimeOnRandomDates() {
    Random random = new Random(95);
    for (int i = 0; i < 50_000; i++) {
      LocalDate birth = LocalDate.of(1900, 1, 1).plusDays(random.nextInt(BirthDates.COUNT));
      LocalDate today = LocalDate.of(2020, 1, 1).plusDays(random.nextInt(20_000));
      int age = Math.max(0, Period.between(birth, today).getYears());
      int band = age >= 90 ? 90 : age / 5 * 5;
      if (of(Generalisation.YEAR, birth, today) != birth.getYear()
          || of(Generalisation.AGE_BAND_5, birth, today) != band) {
        throw new AssertionError(birth + " on " + today);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1984-05-17, DATE",
    "9999-12-31, DATE",
    "infinity, INFINITY",
    "-infinity, MINUS_INFINITY",
    "Infinity, NOT_A_DATE",
    "1984-00-17, NOT_A_DATE",
    "0044-03-15 BC, NOT_A_DATE",
    "10000-01-01, NOT_A_DATE",
    "'', NOT_A_DATE"
  })
  void sentinelsOfText(String value, DateSentinel expected) {
    byte[] bytes = Bytes.ascii(value);
    assertThat(DateSentinel.of(WireFormat.TEXT, bytes, 0, bytes.length)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "0, DATE",
    "-2147483647, DATE",
    "2147483647, INFINITY",
    "-2147483648, MINUS_INFINITY"
  })
  void sentinelsOfBinary(int day, DateSentinel expected) {
    assertThat(DateSentinel.of(WireFormat.BINARY, Bytes.binary(day), 0, 4)).isEqualTo(expected);
    assertThat(DateSentinel.of(WireFormat.BINARY, new byte[3], 0, 3))
        .isEqualTo(DateSentinel.NOT_A_DATE);
  }

  private static int of(Generalisation generalisation, LocalDate birth, LocalDate today) {
    return generalisation.of(
        (int) ChronoUnit.DAYS.between(EPOCH, birth), (int) ChronoUnit.DAYS.between(EPOCH, today));
  }
}
