package dev.paravent.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CivilDateTest {

  private static final LocalDate EPOCH = LocalDate.of(2000, 1, 1);

  @Test
  void everyDayOfFiveThousandYearsAgreesWithJavaTime() {
    byte[] buffer = new byte[12];
    LocalDate date = LocalDate.of(1, 1, 1);
    int days = Math.toIntExact(ChronoUnit.DAYS.between(EPOCH, date));
    for (; date.getYear() < 5_000; date = date.plusDays(1), days++) {
      assertThat(CivilDate.toDays(date.getYear(), date.getMonthValue(), date.getDayOfMonth()))
          .isEqualTo(days);
      if (date.getDayOfYear() % 17 == 0 || date.getDayOfMonth() == 1 || date.getMonthValue() == 2) {
        CivilDate.write(days, buffer, 1);
        String text = new String(buffer, 1, CivilDate.ISO_LENGTH, StandardCharsets.US_ASCII);
        assertThat(text).isEqualTo(date.toString());
        assertThat(CivilDate.read(buffer, 1, CivilDate.ISO_LENGTH)).isEqualTo(days);
      }
    }
  }

  @Test
  void rangesOfTheFacesAreThoseOfTheDesign() {
    assertThat(day(BirthDates.FIRST_DAY)).isEqualTo("1900-01-01");
    assertThat(day(BirthDates.FIRST_DAY + BirthDates.COUNT - 1)).isEqualTo("2035-12-31");
    for (DateFace face : DateFace.values()) {
      String last = day(face.firstDay() + face.dayCount() - 1);
      switch (face) {
        case PAST, BOUND_PAST -> {
          assertThat(day(face.firstDay())).isEqualTo("1753-01-01");
          assertThat(last).isEqualTo("1888-12-31");
        }
        case BOUND -> {
          assertThat(day(face.firstDay())).isEqualTo("2200-01-01");
          assertThat(last).isEqualTo("4937-11-27");
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1984",
        "infinity",
        "-infinity",
        "1984-5-17",
        "1984/05/17",
        "17-05-1984",
        "1984-05-17 ",
        " 1984-05-17",
        "19840517",
        "1984-00-10",
        "1984-13-10",
        "1984-05-00",
        "1984-05-32",
        "1984-04-31",
        "1983-02-29",
        "1900-02-29",
        "0000-01-01",
        "-984-05-17",
        "1984-05-1x",
        "1984-05-17 BC",
        "10000-01-01",
        "+984-05-17",
        "1984-05-\u0661\u0667",
        "1984--5-17"
      })
  void otherTextIsNoDate(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    assertThat(CivilDate.read(bytes, 0, bytes.length)).isEqualTo(CivilDate.NOT_A_DATE);
  }

  private static String day(int days) {
    byte[] buffer = new byte[CivilDate.ISO_LENGTH];
    CivilDate.write(days, buffer, 0);
    return new String(buffer, StandardCharsets.US_ASCII);
  }
}
