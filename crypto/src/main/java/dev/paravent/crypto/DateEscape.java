package dev.paravent.crypto;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Escapes of dates: days of the years 10000 to 37378, which no token and no birth date has. They
 * stand for the days from 4714 BC to the year 9999 and for both infinities; later days have none.
 *
 * <p>Leaks what the face of tokens does: where that is bound to the subject, so are escapes.
 */
final class DateEscape implements Escape {

  private static final LocalDate EPOCH = LocalDate.of(2000, 1, 1);
  private static final long FIRST =
      -2_451_545; // 4714-11-24 BC, Julian day 0, PostgreSQL's first day
  private static final long LAST = ChronoUnit.DAYS.between(EPOCH, LocalDate.of(9999, 12, 31));
  private static final long FIRST_IMAGE = LAST + 1;
  private static final int IMAGE_DIGITS = 7;
  private static final long IMAGES = 10_000_000;
  private static final long NONE = Long.MIN_VALUE;

  // Numbers of what is escaped: both infinities, then the days.
  private static final long MINUS_INFINITY = 0;
  private static final long INFINITY = 1;
  private static final long DAYS = 2;

  private static final String EARLY = "-infinity"; // PostgreSQL, EARLY and LATE of datetime.h
  private static final String LATE = "infinity";
  private static final Pattern ISO =
      Pattern.compile("([0-9]{4,5})-([0-9]{2})-([0-9]{2})( BC)?", Pattern.DOTALL);
  private static final int LONGEST_TEXT = 16;

  private final WireFormat format;
  private final LongPermutation permutation;
  private final boolean isBound;

  DateEscape(byte[] key, WireFormat format, PermutationKind kind, boolean isBound) {
    this.format = format;
    this.permutation = kind.create(key, 10, IMAGE_DIGITS);
    this.isBound = isBound;
  }

  @Override
  public boolean hasForm(byte[] src, int offset, int length) {
    return image(src, offset, length) >= 0;
  }

  @Override
  public int escape(byte[] src, int offset, int length, long subject, byte[] dst, int dstOffset) {
    long number = number(src, offset, length);
    if (number < 0) {
      return -1;
    }
    long image = permutation.forward(number, isBound ? subject : 0);
    return writeDay(FIRST_IMAGE + image, dst, dstOffset);
  }

  @Override
  public int unescape(byte[] src, int offset, int length, long subject, byte[] dst, int dstOffset) {
    long image = image(src, offset, length);
    long number = image < 0 ? NONE : permutation.inverse(image, isBound ? subject : 0);
    if (number < 0 || number > LAST - FIRST + DAYS) {
      return -1;
    }
    if (number == INFINITY || number == MINUS_INFINITY) {
      return writeInfinity(number == INFINITY, dst, dstOffset);
    }
    return writeDay(number - DAYS + FIRST, dst, dstOffset);
  }

  @Override
  public int maxLength(int inputLength) {
    return LONGEST_TEXT;
  }

  private long image(byte[] src, int offset, int length) {
    long day = day(src, offset, length);
    return day >= FIRST_IMAGE && day < FIRST_IMAGE + IMAGES ? day - FIRST_IMAGE : -1;
  }

  private long number(byte[] src, int offset, int length) {
    switch (DateSentinel.of(format, src, offset, length)) {
      case INFINITY -> {
        return INFINITY;
      }
      case MINUS_INFINITY -> {
        return MINUS_INFINITY;
      }
      case DATE, NOT_A_DATE -> {
        long day = day(src, offset, length);
        return day >= FIRST && day <= LAST ? day - FIRST + DAYS : -1;
      }
    }
    return -1;
  }

  /** Days since 2000-01-01, or NONE. */
  private long day(byte[] src, int offset, int length) {
    if (format == WireFormat.BINARY) {
      return length == Integer.BYTES ? BigEndian.readInt(src, offset) : NONE;
    }
    if (length > LONGEST_TEXT) {
      return NONE;
    }
    Matcher iso = ISO.matcher(new String(src, offset, length, StandardCharsets.ISO_8859_1));
    if (!iso.matches()) {
      return NONE;
    }
    int year = Integer.parseInt(iso.group(1));
    boolean isBefore = iso.group(4) != null;
    int month = Integer.parseInt(iso.group(2));
    int dayOfMonth = Integer.parseInt(iso.group(3));
    boolean isCanonical = iso.group(1).length() == 4 || year > 9999;
    if (year == 0 || !isCanonical || month < 1 || month > 12 || dayOfMonth < 1) {
      return NONE;
    }
    LocalDate first = LocalDate.of(isBefore ? 1 - year : year, month, 1);
    return dayOfMonth <= first.lengthOfMonth()
        ? ChronoUnit.DAYS.between(EPOCH, first) + dayOfMonth - 1
        : NONE;
  }

  private int writeDay(long day, byte[] dst, int dstOffset) {
    if (format == WireFormat.BINARY) {
      BigEndian.writeInt(dst, dstOffset, (int) day);
      return Integer.BYTES;
    }
    LocalDate date = EPOCH.plusDays(day);
    int year = date.getYear();
    String text =
        String.format(
            Locale.ROOT,
            "%04d-%02d-%02d%s",
            year > 0 ? year : 1 - year,
            date.getMonthValue(),
            date.getDayOfMonth(),
            year > 0 ? "" : " BC");
    return writeText(text, dst, dstOffset);
  }

  private int writeInfinity(boolean isLate, byte[] dst, int dstOffset) {
    if (format == WireFormat.BINARY) {
      BigEndian.writeInt(dst, dstOffset, isLate ? Integer.MAX_VALUE : Integer.MIN_VALUE);
      return Integer.BYTES;
    }
    return writeText(isLate ? LATE : EARLY, dst, dstOffset);
  }

  private static int writeText(String text, byte[] dst, int dstOffset) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, dst, dstOffset, bytes.length);
    return bytes.length;
  }
}
