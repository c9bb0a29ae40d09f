package dev.paravent.attest;

import static dev.paravent.attest.Needles.In.BYTES;
import static dev.paravent.attest.Needles.In.LOWER_CASE;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.Period;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.JulianFields;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Every form of a birth date that we thought of. */
final class DateNeedles {
  private static final LocalDate POSTGRES_EPOCH = LocalDate.of(2000, 1, 1);
  private static final long DAY_SECONDS = 86_400;

  private final Needles needles;
  private final LocalDate date;

  private DateNeedles(Needles needles, LocalDate date) {
    this.needles = needles;
    this.date = date;
  }

  static void add(Needles needles, LocalDate date, LocalDate today) {
    DateNeedles all = new DateNeedles(needles, date);
    all.written();
    all.named();
    all.counted();
    all.binary();
    all.aged(today);
    all.encoded();
  }

  private void written() {
    int year = date.getYear();
    Set<String> forms = new TreeSet<>();
    for (String separator : List.of("-", "/", ".", " ", "_", "")) {
      for (String width : separator.isEmpty() ? List.of("2") : List.of("2", "1")) {
        String month = ("%0" + width + "d").formatted(date.getMonthValue());
        String day = ("%0" + width + "d").formatted(date.getDayOfMonth());
        forms.add(String.join(separator, "" + year, month, day));
        forms.add(String.join(separator, day, month, "" + year));
        forms.add(String.join(separator, month, day, "" + year));
      }
    }
    forms.forEach(form -> needles.shape("birth date", Pattern.quote(form)));
    needles.shape("birth year", "" + year);
  }

  private void named() {
    int year = date.getYear();
    int day = date.getDayOfMonth();
    for (Locale locale : List.of(Locale.ENGLISH, Locale.FRENCH)) {
      for (TextStyle style : List.of(TextStyle.FULL, TextStyle.SHORT)) {
        String month = "(?i:" + Pattern.quote(date.getMonth().getDisplayName(style, locale)) + ")";
        needles.shape("birth month", "0?" + day + "[ ./-]*" + month + "[ ,./-]*" + year);
        needles.shape("birth month", month + "[ ./-]*0?" + day + "\\D{0,20}" + year);
      }
    }
    needles.shape(
        "birth week",
        "%d-?W%02d-?%d"
            .formatted(
                date.get(IsoFields.WEEK_BASED_YEAR),
                date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR),
                date.getDayOfWeek().getValue()));
    needles.shape("birth day of year", "%d-%03d".formatted(year, date.getDayOfYear()));
  }

  private void counted() {
    long epoch = date.toEpochDay();
    long postgres = ChronoUnit.DAYS.between(POSTGRES_EPOCH, date);
    for (long count : List.of(epoch, postgres, epoch * DAY_SECONDS, epoch * DAY_SECONDS * 1000)) {
      needles.shape("birth count", "" + Math.abs(count));
    }
    needles.shape("birth julian day", "" + date.getLong(JulianFields.JULIAN_DAY));
  }

  private void binary() {
    int days = (int) ChronoUnit.DAYS.between(POSTGRES_EPOCH, date);
    long micros = days * DAY_SECONDS * 1_000_000;
    needles.bytes("birth date binary", Needles.field(Needles.int4(days)));
    needles.bytes("birth timestamp binary", Needles.field(Needles.int8(micros)));
    needles.bytes("birth year int4", Needles.field(Needles.int4(date.getYear())));
    needles.bytes("birth year int8", Needles.field(Needles.int8(date.getYear())));
    needles.bytes("birth year float8", Needles.field(Needles.float8(date.getYear())));
    byte high = (byte) (date.getYear() >> 8);
    needles.bytes(
        "birth year numeric", new byte[] {0, 1, 0, 0, 0, 0, 0, 0, high, (byte) date.getYear()});
  }

  private void aged(LocalDate today) {
    for (int slack = -1; slack <= 1; slack++) {
      long days = ChronoUnit.DAYS.between(date, today) + slack;
      needles.shape("age in days", "" + days);
      needles.shape("age in seconds", "" + days * DAY_SECONDS);
    }
    Period age = Period.between(date, today);
    needles.shape("age", age.getYears() + " years.{0,12} days?");
    needles.shape("age", "P" + age.getYears() + "Y[0-9MD]*");
  }

  private void encoded() {
    byte[] iso = date.toString().getBytes(StandardCharsets.US_ASCII);
    String compact = date.toString().replace("-", "");
    needles.text("birth hex", LOWER_CASE, HexFormat.of().formatHex(iso));
    needles.text("birth reversed", BYTES, new StringBuilder(date.toString()).reverse().toString());
    needles.text("birth reversed", BYTES, new StringBuilder(compact).reverse().toString());
    needles.base64("birth", iso);
    for (String algorithm : List.of("MD5", "SHA-1", "SHA-256", "SHA-512")) {
      byte[] digest = NirNeedles.digest(algorithm, iso);
      needles.text("birth digest", LOWER_CASE, HexFormat.of().formatHex(digest));
      needles.bytes("birth digest", digest);
    }
  }
}
