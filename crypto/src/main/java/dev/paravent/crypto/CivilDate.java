package dev.paravent.crypto;

/**
 * Dates of the proleptic Gregorian calendar as days since 2000-01-01 (PostgreSQL's epoch), without
 * an object per date.
 *
 * <p>Source of the arithmetic: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms": years
 * begin in March, so that the leap day is the last of its year, and 400 years are one era of
 * 146,097 days.
 */
final class CivilDate {

  /** What {@link #read} returns for bytes that are no date. */
  static final int NOT_A_DATE = Integer.MIN_VALUE;

  /** The bytes of {@code YYYY-MM-DD}. */
  static final int ISO_LENGTH = 10;

  private static final int DAYS_OF_ERA = 146_097;
  private static final int EPOCH = 730_425; // days from 0000-03-01 to 2000-01-01

  private CivilDate() {}

  /** Days since 2000-01-01 of a date with a year that is not negative. */
  static int toDays(int year, int month, int day) {
    int y = month > 2 ? year : year - 1;
    int era = Math.floorDiv(y, 400);
    int yearOfEra = y - era * 400;
    int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * DAYS_OF_ERA + dayOfEra - EPOCH;
  }

  /** Days since 2000-01-01 of exactly {@code YYYY-MM-DD}, or {@link #NOT_A_DATE}. */
  static int read(byte[] src, int offset, int length) {
    if (length != ISO_LENGTH || src[offset + 4] != '-' || src[offset + 7] != '-') {
      return NOT_A_DATE;
    }
    int year = (int) Digits.read(src, offset, 4);
    int month = (int) Digits.read(src, offset + 5, 2);
    int day = (int) Digits.read(src, offset + 8, 2);
    if (year < 1 || month < 1 || month > 12 || day < 1 || day > lengthOfMonth(year, month)) {
      return NOT_A_DATE;
    }
    return toDays(year, month, day);
  }

  /** Writes {@code YYYY-MM-DD} of a day in the years 1 to 9999. */
  static void write(int days, byte[] dst, int offset) {
    int date = date(days);
    int year = date >> 16;
    writeTwo(year / 100, dst, offset);
    writeTwo(year % 100, dst, offset + 2);
    dst[offset + 4] = '-';
    writeTwo(date >> 8 & 0xFF, dst, offset + 5);
    dst[offset + 7] = '-';
    writeTwo(date & 0xFF, dst, offset + 8);
  }

  /** The year that a day lies in. */
  static int year(int days) {
    return date(days) >> 16;
  }

  /** A number that grows from 1 January to 31 December. */
  static int monthAndDay(int days) {
    return date(days) & 0xFFFF;
  }

  /** Year, month and day in two, one and one bytes. */
  private static int date(int days) {
    int z = days + EPOCH;
    int era = Math.floorDiv(z, DAYS_OF_ERA);
    int dayOfEra = z - era * DAYS_OF_ERA;
    int yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int monthFromMarch = (5 * dayOfYear + 2) / 153;
    int day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1;
    int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
    int year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
    return year << 16 | month << 8 | day;
  }

  private static void writeTwo(int value, byte[] dst, int offset) {
    int tens = value / 10;
    dst[offset] = (byte) ('0' + tens);
    dst[offset + 1] = (byte) ('0' + value - 10 * tens);
  }

  private static int lengthOfMonth(int year, int month) {
    if (month == 2) {
      boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
      return leap ? 29 : 28;
    }
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
  }
}
