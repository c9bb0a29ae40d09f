package dev.paravent.crypto;

/**
 * Birth dates in PostgreSQL's date formats: ISO text, or days since 2000-01-01 in four bytes.
 *
 * <p>Clear are 1900-01-01 to 2035-12-31; other dates, infinity, years of more digits and BC are
 * malformed unless they lie in the face. Confined to one thread.
 */
final class BirthDateCodec implements ColumnCodec {

  private final WireFormat format;
  private final DateFace face;
  private final DateMapping mapping;

  BirthDateCodec(WireFormat format, DateFace face, DateMapping mapping) {
    this.format = format;
    this.face = face;
    this.mapping = mapping;
  }

  @Override
  public Kind kind(byte[] src, int offset, int length) {
    int day = read(src, offset, length);
    if (indexOf(day, BirthDates.FIRST_DAY, BirthDates.COUNT) >= 0) {
      return Kind.CLEAR;
    }
    return indexOf(day, face.firstDay(), face.dayCount()) >= 0 ? Kind.TOKEN : Kind.MALFORMED;
  }

  @Override
  public int tokenise(byte[] src, int offset, int length, long subject, byte[] dst, int dstOffset) {
    int birthDate = indexOf(read(src, offset, length), BirthDates.FIRST_DAY, BirthDates.COUNT);
    if (birthDate < 0) {
      return -1;
    }
    return write(face.firstDay() + mapping.token(birthDate, subject), dst, dstOffset);
  }

  @Override
  public int detokenise(
      byte[] src, int offset, int length, long subject, byte[] dst, int dstOffset) {
    int token = indexOf(read(src, offset, length), face.firstDay(), face.dayCount());
    int birthDate = token < 0 ? -1 : mapping.birthDate(token, subject);
    if (birthDate < 0) {
      return -1;
    }
    return write(BirthDates.FIRST_DAY + birthDate, dst, dstOffset);
  }

  @Override
  public int maxLength(int inputLength) {
    return switch (format) {
      case TEXT -> CivilDate.ISO_LENGTH;
      case BINARY -> Integer.BYTES;
    };
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
