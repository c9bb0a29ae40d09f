package dev.paravent.crypto;

import java.util.Optional;

/**
 * Birth dates in PostgreSQL's date formats: ISO text, or days since 2000-01-01 in four bytes.
 *
 * <p>Clear are 1900-01-01 to 2035-12-31; other dates, infinity, years of more digits and BC are
 * malformed unless they lie in the face. Confined to one thread.
 */
final class BirthDateCodec extends PermutedCodec {

  private final WireFormat format;
  private final int firstDay;
  private final int dayCount;

  BirthDateCodec(WireFormat format, DateFace face, NumberMapping mapping) {
    super(mapping);
    this.format = format;
    this.firstDay = face.firstDay();
    this.dayCount = face.dayCount();
  }

  @Override
  long readClear(byte[] src, int offset, int length) {
    return indexOf(read(src, offset, length), BirthDates.FIRST_DAY, BirthDates.COUNT);
  }

  @Override
  long readToken(byte[] src, int offset, int length) {
    return indexOf(read(src, offset, length), firstDay, dayCount);
  }

  @Override
  int writeClear(long number, byte[] src, int offset, int length, byte[] dst, int dstOffset) {
    return write(BirthDates.FIRST_DAY + (int) number, dst, dstOffset);
  }

  @Override
  int writeToken(long number, byte[] src, int offset, int length, byte[] dst, int dstOffset) {
    return write(firstDay + (int) number, dst, dstOffset);
  }

  @Override
  public int maxLength(int inputLength) {
    return switch (format) {
      case TEXT -> CivilDate.ISO_LENGTH;
      case BINARY -> Integer.BYTES;
    };
  }

  @Override
  public boolean keepsLength() {
    return true;
  }

  @Override
  public Optional<Malformation> malformation(byte[] src, int offset, int length) {
    if (kind(src, offset, length) != Kind.MALFORMED) {
      return Optional.empty();
    }
    String expected =
        switch (DateSentinel.of(format, src, offset, length)) {
          case DATE -> "a date from 1900-01-01 to 2035-12-31";
          case INFINITY, MINUS_INFINITY -> "a finite date";
          case NOT_A_DATE -> format == WireFormat.TEXT ? "YYYY-MM-DD" : "4 bytes";
        };
    return Optional.of(new Malformation(0, expected));
  }

  private int read(byte[] src, int offset, int length) {
    return switch (format) {
      case TEXT -> CivilDate.read(src, offset, length);
      case BINARY ->
          length == Integer.BYTES ? BigEndian.readInt(src, offset) : CivilDate.NOT_A_DATE;
    };
  }

  private int write(int day, byte[] dst, int dstOffset) {
    switch (format) {
      case TEXT -> CivilDate.write(day, dst, dstOffset);
      case BINARY -> BigEndian.writeInt(dst, dstOffset, day);
    }
    return maxLength(0);
  }

  /** Position in a range of days, or -1; {@link CivilDate#NOT_A_DATE} is in none. */
  private static int indexOf(int day, int first, int count) {
    return day >= first && day < first + count ? day - first : -1;
  }
}
