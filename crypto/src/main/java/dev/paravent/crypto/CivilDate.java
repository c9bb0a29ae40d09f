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
    int beforeMarch = month - 3 >>> 31; // 1 or 0, without a branch that dates make unpredictable
    int y = year - beforeMarch;
    int era = Math.floorDiv(y, 400);
    int yearOfEra = y - era * 400;
    int dayOfYear = (153 * (month - 3 + 12 * beforeMarch) + 2) / 5 + day - 1;
    int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * DAYS_OF_ERA + dayOfEra - EPOCH;
  }

  /** Days since 2000-01-01 of exactly {@code YYYY-MM-DD}, or {@link #NOT_A_DATE}. */
  static int read(byte[] src, int offset, int length) {
    if (length != ISO_LENGTH || src[offset + 4] != '-' || src[offset + 7] != '-') {
      return NOT_A_DATE;
    }
    int century = readTwo(src, offset);
    int yearOfCentury = readTwo(src, offset + 2);
    int month = readTwo(src, offset + 5);
    int day = readTwo(src, offset + 8);
    int year = century * 100 + yearOfCentury;
    if ((century | yearOfCentury | month | day) < 0 || year == 0 || month == 0 || month > 12) {
      return NOT_A_DATE;
    }
    if (day == 0 || day > 28 && day > lengthOfMonth(year, month)) {
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
    int beforeMarch = 9 - monthFromMarch >>> 31;
    int month = monthFromMarch + 3 - 12 * beforeMarch;
    int year = yearOfEra + era * 400 + beforeMarch;
    return year << 16 | month << 8 | day;
  }

  /** The number that two digits spell; negative if they are none. */
  private static int readTwo(byte[] src, int offset) {
    int tens = src[offset] - '0';
    int ones = src[offset + 1] - '0';
    return (tens | ones | 9 - tens | 9 - ones) < 0 ? -1 : tens * 10 + ones;
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
