package dev.paravent.crypto;

/**
 * NIRs in columns of type numeric, in the binary format.
 *
 * <p>Source: PostgreSQL, numeric_send: four words (count of digits, weight of the first, sign,
 * decimals to show), then the digits in base 10,000 without zeros at either end. The decimals to
 * show stay. What a server would not send is malformed.
 */
final class NirNumeric extends NirForm {

  private static final int HEADER = 8;
  private static final int BASE = 10_000;
  private static final int DIGITS = 4; // of a number of 13 to 16 decimal digits
  private static final int MAX_LENGTH = HEADER + DIGITS * Short.BYTES;
  private static final int LARGEST_SCALE = 0x3FFF;

  @Override
  long read(byte[] src, int offset, int length) {
    return ofNumber(number(src, offset, length));
  }

  @Override
  int write(long nir, byte[] src, int offset, int length, byte[] dst, int dstOffset) {
    if (hasLetters(nir)) {
      return -1;
    }
    long number = toNumber(nir, number(src, offset, length) >= WITH_KEY);
    int scale = BigEndian.readShort(src, offset + 6);
    int count = DIGITS;
    long rest = number;
    while (rest % BASE == 0) {
      rest /= BASE;
      count--;
    }
    BigEndian.writeShort(dst, dstOffset, count);
    BigEndian.writeShort(dst, dstOffset + 2, DIGITS - 1);
    BigEndian.writeShort(dst, dstOffset + 4, 0);
    BigEndian.writeShort(dst, dstOffset + 6, scale);
    for (int i = count - 1; i >= 0; i--) {
      BigEndian.writeShort(dst, dstOffset + HEADER + i * Short.BYTES, (int) (rest % BASE));
      rest /= BASE;
    }
    return HEADER + count * Short.BYTES;
  }

  @Override
  int maxLength(int length) {
    return MAX_LENGTH;
  }

  @Override
  Malformation malformation(byte[] src, int offset, int length) {
    if (length < HEADER || length > MAX_LENGTH || length % 2 != 0) {
      return new Malformation(
          Math.min(length, MAX_LENGTH), "8 bytes and up to 4 digits of base 10,000");
    }
    if (number(src, offset, length) < 0) {
      return new Malformation(0, "a whole number of 13 or 15 digits, as the server sends it");
    }
    return new Malformation(
        HEADER, "the number of a class that the policy names, with its key if it has one");
  }

  /** The number of 13 to 16 digits, or -1 for anything else. */
  private static long number(byte[] src, int offset, int length) {
    if (length <= HEADER || length > MAX_LENGTH) {
      return -1;
    }
    int count = BigEndian.readShort(src, offset);
    int weight = BigEndian.readShort(src, offset + 2);
    int sign = BigEndian.readShort(src, offset + 4);
    int scale = BigEndian.readShort(src, offset + 6);
    if (length != HEADER + count * Short.BYTES
        || weight != DIGITS - 1
        || sign != 0
        || scale < 0
        || scale > LARGEST_SCALE) {
      return -1;
    }
    long number = 0;
    int digit = 0;
    for (int i = 0; i < count; i++) {
      digit = BigEndian.readShort(src, offset + HEADER + i * Short.BYTES);
      if (digit < 0 || digit >= BASE || digit == 0 && i == 0) {
        return -1;
      }
      number = number * BASE + digit;
    }
    for (int i = count; i < DIGITS; i++) {
      number *= BASE;
    }
    return digit == 0 ? -1 : number;
  }
}
