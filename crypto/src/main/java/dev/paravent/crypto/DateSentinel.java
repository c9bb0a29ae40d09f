package dev.paravent.crypto;

/** What a value of type date is, before anyone asks whether it can be a birth date. */
public enum DateSentinel {
  /** A day, in or out of the range of birth dates; in text, of the years 1 to 9999. */
  DATE,
  /** Later than every day. */
  INFINITY,
  /** Earlier than every day. */
  MINUS_INFINITY,
  /** Bytes that are no date of that format, or a year that does not have four digits. */
  NOT_A_DATE;

  // PostgreSQL: DATEVAL_NOEND and DATEVAL_NOBEGIN of date.h, EARLY and LATE of datetime.h.
  private static final String LATE = "infinity";
  private static final String EARLY = "-infinity";

  /** What a value is; never throws on bad bytes. */
  public static DateSentinel of(WireFormat format, byte[] src, int offset, int length) {
    return switch (format) {
      case TEXT -> ofText(src, offset, length);
      case BINARY -> length == Integer.BYTES ? of(BigEndian.readInt(src, offset)) : NOT_A_DATE;
    };
  }

  private static DateSentinel of(int day) {
    return switch (day) {
      case Integer.MAX_VALUE -> INFINITY;
      case Integer.MIN_VALUE -> MINUS_INFINITY;
      default -> DATE;
    };
  }

  private static DateSentinel ofText(byte[] src, int offset, int length) {
    if (CivilDate.read(src, offset, length) != CivilDate.NOT_A_DATE) {
      return DATE;
    }
    if (isWord(LATE, src, offset, length)) {
      return INFINITY;
    }
    return isWord(EARLY, src, offset, length) ? MINUS_INFINITY : NOT_A_DATE;
  }

  private static boolean isWord(String word, byte[] src, int offset, int length) {
    if (length != word.length()) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (src[offset + i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
