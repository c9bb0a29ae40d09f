package dev.paravent.crypto.identity;

/** ASCII decimal digits in byte arrays. */
final class AsciiDigits {

  private AsciiDigits() {}

  static boolean isDigit(byte character) {
    return character >= '0' && character <= '9';
  }

  /**
   * The number that {@code count} digits, at most 18, spell, or -1 if one of them is not an ASCII
   * digit.
   */
  static long read(byte[] src, int offset, int count) {
    long value = 0;
    for (int i = offset; i < offset + count; i++) {
      if (!isDigit(src[i])) {
        return -1;
      }
      value = value * 10 + (src[i] - '0');
    }
    return value;
  }

  /** Writes the last {@code count} decimal digits of a number that is not negative. */
  static void write(long value, byte[] dst, int offset, int count) {
    long rest = value;
    for (int i = offset + count - 1; i >= offset; i--) {
      dst[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }
}
