package dev.paravent.crypto;

/** How a column writes NIRs: its type, in one wire format. Confined to one thread. */
abstract class NirForm {

  /** 13 digits. */
  static final long WITHOUT_KEY = 1_000_000_000_000L;

  /** 15 digits. */
  static final long WITH_KEY = 100_000_000_000_000L;

  /** The least number of 16 digits. */
  static final long TOO_LONG = 1_000_000_000_000_000L;

  /**
   * The {@link NirNumber} of a value, or {@link NirNumber#NONE} if the value is none or would not
   * come back as it is; a key, where there is one, is right.
   */
  abstract long read(byte[] src, int offset, int length);

  /**
   * Writes a NIR as the value at src is written, with its key if that has one; returns the bytes,
   * or -1 if the column cannot hold the NIR. Both places may be the same.
   */
  abstract int write(long nir, byte[] src, int offset, int length, byte[] dst, int dstOffset);

  /** The most bytes that write needs for a value of that length. */
  abstract int maxLength(int length);

  /** Whether tokens have exactly the bytes of their values. */
  boolean keepsLength() {
    return true;
  }

  /** Where a value departs from what is expected. */
  abstract Malformation malformation(byte[] src, int offset, int length);

  /** The NIR of a number of 13 digits, or of 15 with the right key. */
  static long ofNumber(long number) {
    if (number >= WITHOUT_KEY && number < NirNumber.LIMIT) {
      return number;
    }
    if (number < WITH_KEY || number >= TOO_LONG) {
      return NirNumber.NONE;
    }
    long nir = number / 100;
    return number - nir * 100 == NirNumber.controlKey(nir) ? nir : NirNumber.NONE;
  }

  /** The number that stands for a NIR without letters beside another of that many digits. */
  static long toNumber(long nir, boolean withKey) {
    return withKey ? nir * 100 + NirNumber.controlKey(nir) : nir;
  }

  static boolean hasLetters(long nir) {
    return NirNumber.letters(nir) != NirNumber.DIGITS;
  }
}
