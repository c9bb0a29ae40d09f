package dev.paravent.crypto;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * ASCII decimal digits in byte arrays.
 *
 * <p>Eight digits are handled as one long whose lowest byte is the first digit; the lanes of that
 * long are multiplied and added at once.
 */
public final class Digits {

  /** Eight digits zero. */
  static final long ZEROS = 0x3030303030303030L;

  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long HIGH_HALVES = 0xF0F0F0F0F0F0F0F0L;

  private Digits() {}

  /** Whether a byte is an ASCII decimal digit. */
  public static boolean isDigit(byte character) {
    return character >= '0' && character <= '9';
  }

  /**
   * The number that {@code count} digits, at most 18, spell, or -1 if one of them is not an ASCII
   * digit.
   */
  public static long read(byte[] src, int offset, int count) {
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
  public static void write(long value, byte[] dst, int offset, int count) {
    long rest = value;
    for (int i = offset + count - 1; i >= offset; i--) {
      dst[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }

  /** Eight bytes as they stand, the first one lowest. */
  static long load(byte[] src, int offset) {
    return (long) EIGHT.get(src, offset);
  }

  /** Whether all eight bytes are ASCII digits. */
  static boolean areDigits(long eight) {
    return (eight & HIGH_HALVES) == ZEROS && (eight + 0x0606060606060606L & HIGH_HALVES) == ZEROS;
  }

  /** The number that eight digits spell. */
  static int number(long eight) {
    long digits = eight - ZEROS;
    long pairs = digits * 10 + (digits >>> 8); // in every second byte
    long ofFirst = (pairs & 0x000000FF000000FFL) * (100L + (1_000_000L << 32));
    long ofSecond = (pairs >>> 16 & 0x000000FF000000FFL) * (1L + (10_000L << 32));
    return (int) (ofFirst + ofSecond >>> 32);
  }

  /** Writes eight digits of a number below 10^8. */
  static void writeEight(int value, byte[] dst, int offset) {
    long fours = value / 10_000 | (long) (value % 10_000) << 32;
    long hundreds = fours * 10_486 >>> 20 & 0x0000007F0000007FL; // exact below 10,000
    long twos = hundreds | fours - 100 * hundreds << 16;
    long tens = twos * 103 >>> 10 & 0x000F000F000F000FL; // exact below 100
    EIGHT.set(dst, offset, ZEROS + (tens | twos - 10 * tens << 8));
  }
}
