package dev.paravent.crypto;

/** How NIR tokens look: 13 characters that no rule assigns to a person, numbered from zero. */
public enum NirFace {

  /** {@code 9} and twelve digits: told from clear values by the first character. */
  NINE("9", 1_000_000_000_000L) {
    @Override
    void write(long number, byte[] dst, int offset) {
      dst[offset] = '9';
      Digits.write(number, dst, offset + 1, 12);
    }

    @Override
    long read(byte[] src, int offset) {
      return src[offset] == '9' ? Digits.read(src, offset + 1, 12) : -1;
    }
  },

  /**
   * {@code 7} or {@code 8} with year digits 30 to 99, for portals whose validator insists on {@code
   * [1-37-8]}: provisional numbers have year digits 00 to 29.
   */
  SEVEN_EIGHT("7/8", 1_400_000_000_000L) {
    private static final long YEAR_30 = 300_000_000_000L;
    private static final long YEARS_30_TO_99 = 700_000_000_000L;

    @Override
    void write(long number, byte[] dst, int offset) {
      dst[offset] = (byte) ('7' + number / YEARS_30_TO_99);
      Digits.write(YEAR_30 + number % YEARS_30_TO_99, dst, offset + 1, 12);
    }

    @Override
    long read(byte[] src, int offset) {
      int first = src[offset] - '7';
      long digits = Digits.read(src, offset + 1, 12);
      if (first < 0 || first > 1 || digits < YEAR_30) {
        return -1;
      }
      return first * YEARS_30_TO_99 + digits - YEAR_30;
    }
  };

  private final String derivationName;
  private final long capacity;

  NirFace(String derivationName, long capacity) {
    this.derivationName = derivationName;
    this.capacity = capacity;
  }

  /** The fixed name in key derivation. */
  String derivationName() {
    return derivationName;
  }

  /** How many different tokens the face has. */
  long capacity() {
    return capacity;
  }

  /** Writes the 13 characters of a number in {@code [0, capacity)}. */
  abstract void write(long number, byte[] dst, int offset);

  /** The number of 13 characters, or -1 if they are not of this face. */
  abstract long read(byte[] src, int offset);
}
