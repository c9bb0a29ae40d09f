package dev.paravent.session;

/**
 * What drivers send for a date: {@code 1984-03-14}, also with midnight and a zone behind it, or a
 * timestamp in binary format. PostgreSQL's date_in ignores both, so they are dropped here.
 */
final class DateInput {
  static final int ISO_LENGTH = 10;
  private static final long MICROS_PER_DAY = 86_400_000_000L;

  private DateInput() {}

  /**
   * The characters of the date with nothing but midnight and a zone behind it; -1 if the text is
   * another. Whether those characters are a date is not asked.
   */
  static int dateLength(byte[] source, int offset, int length) {
    boolean hasLongYear = length > ISO_LENGTH && source[offset + ISO_LENGTH - 5] == '-';
    int date = hasLongYear ? ISO_LENGTH + 1 : ISO_LENGTH;
    if (length < date) {
      return -1;
    }
    int at = offset + date;
    int end = offset + length;
    if (at == end) {
      return date;
    }
    if (source[at] == ' ' || source[at] == 'T') {
      int time = at + 1;
      int afterTime = midnight(source, time, end);
      if (afterTime > time || (afterTime == time && time < end && isSign(source[time]))) {
        at = afterTime;
      } else {
        return -1;
      }
    }
    return isZone(source, at, end) ? date : -1;
  }

  /**
   * The place behind {@code 00:00[:00[.000]]}, the start if there is no time, -1 if it is another.
   */
  private static int midnight(byte[] source, int start, int end) {
    int at = start;
    while (at < end && (source[at] == ':' || source[at] == '.' || isDigit(source[at]))) {
      if (isDigit(source[at]) && source[at] != '0') {
        return -1;
      }
      at++;
    }
    return at == start || at - start >= 5 ? at : -1;
  }

  private static boolean isZone(byte[] source, int start, int end) {
    if (start == end || (start + 1 == end && source[start] == 'Z')) {
      return true;
    }
    if (!isSign(source[start]) || end - start > 9) {
      return false;
    }
    for (int i = start + 1; i < end; i++) {
      if (!isDigit(source[i]) && source[i] != ':') {
        return false;
      }
    }
    return end - start >= 3;
  }

  /** Days since 2000-01-01 of a binary timestamp at midnight; MIN_VALUE for any other time. */
  static int daysOfTimestamp(byte[] source, int offset, int length) {
    if (length != Long.BYTES) {
      return Integer.MIN_VALUE;
    }
    long micros = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      micros = micros << 8 | (source[offset + i] & 0xff);
    }
    long days = micros / MICROS_PER_DAY;
    return micros % MICROS_PER_DAY == 0 && days == (int) days ? (int) days : Integer.MIN_VALUE;
  }

  private static boolean isSign(byte next) {
    return next == '+' || next == '-';
  }

  private static boolean isDigit(byte next) {
    return next >= '0' && next <= '9';
  }
}
