package dev.paravent.crypto;

/**
 * How PostgreSQL writes a whole number on the wire. Only what a server would send is read, so that
 * a number that is read and written again has the same bytes. Immutable.
 */
public enum NumberForm {

  /** int2 in the binary format: two bytes, big-endian. */
  INT2_BINARY {
    @Override
    public long read(byte[] src, int offset, int length) {
      return length == Short.BYTES ? BigEndian.readShort(src, offset) : NONE;
    }

    @Override
    public int write(long number, byte[] like, int at, int length, byte[] dst, int dstOffset) {
      if (number != (short) number) {
        return -1;
      }
      BigEndian.writeShort(dst, dstOffset, (int) number);
      return Short.BYTES;
    }

    @Override
    public int maxLength(int length) {
      return Short.BYTES;
    }
  },

  /** int4 in the binary format: four bytes, big-endian. */
  INT4_BINARY {
    @Override
    public long read(byte[] src, int offset, int length) {
      return length == Integer.BYTES ? BigEndian.readInt(src, offset) : NONE;
    }

    @Override
    public int write(long number, byte[] like, int at, int length, byte[] dst, int dstOffset) {
      if (number != (int) number) {
        return -1;
      }
      BigEndian.writeInt(dst, dstOffset, (int) number);
      return Integer.BYTES;
    }

    @Override
    public int maxLength(int length) {
      return Integer.BYTES;
    }
  },

  /** int8 in the binary format: eight bytes, big-endian. */
  INT8_BINARY {
    @Override
    public long read(byte[] src, int offset, int length) {
      long number = length == Long.BYTES ? BigEndian.readLong(src, offset) : NONE;
      return isInside(number) ? number : NONE;
    }

    @Override
    public int write(long number, byte[] like, int at, int length, byte[] dst, int dstOffset) {
      BigEndian.writeLong(dst, dstOffset, number);
      return Long.BYTES;
    }

    @Override
    public int maxLength(int length) {
      return Long.BYTES;
    }
  },

  /** int8 and its smaller kin in the text format: digits, behind a sign where it is negative. */
  INTEGER_TEXT {
    @Override
    public long read(byte[] src, int offset, int length) {
      return readText(src, offset, length);
    }

    @Override
    public int write(long number, byte[] like, int at, int length, byte[] dst, int dstOffset) {
      return writeText(number, dst, dstOffset);
    }

    @Override
    public int maxLength(int length) {
      return LONGEST_TEXT;
    }
  },

  /** numeric in the text format: as INTEGER_TEXT, maybe with a point and zeros behind. */
  NUMERIC_TEXT {
    @Override
    public long read(byte[] src, int offset, int length) {
      return readText(src, offset, beforeFraction(src, offset, length));
    }

    @Override
    public int write(long number, byte[] like, int at, int length, byte[] dst, int dstOffset) {
      int whole = beforeFraction(like, at, length);
      int written = textLength(number);
      System.arraycopy(like, at + whole, dst, dstOffset + written, length - whole);
      writeText(number, dst, dstOffset);
      return written + length - whole;
    }

    @Override
    public int maxLength(int length) {
      return LONGEST_TEXT + length;
    }
  },

  /**
   * numeric in the binary format. PostgreSQL, numeric_send: four words (count of digits, weight of
   * the first, sign, decimals to show), then the digits in base 10,000 without zeros at either end.
   */
  NUMERIC_BINARY {
    @Override
    public long read(byte[] src, int offset, int length) {
      return readNumeric(src, offset, length);
    }

    @Override
    public int write(long number, byte[] like, int at, int length, byte[] dst, int dstOffset) {
      int scale = length >= NUMERIC_HEADER ? BigEndian.readShort(like, at + 6) : 0;
      return writeNumeric(number, scale, dst, dstOffset);
    }

    @Override
    public int maxLength(int length) {
      return NUMERIC_HEADER + NUMERIC_DIGITS * Short.BYTES;
    }
  };

  /** What {@link #read} returns for bytes that are no whole number of this form. */
  public static final long NONE = Long.MIN_VALUE;

  private static final int LONGEST_TEXT = 19; // a sign and 18 digits
  private static final int NUMERIC_HEADER = 8;
  private static final int NUMERIC_BASE = 10_000;
  private static final int NUMERIC_DIGITS = 5;
  private static final int NUMERIC_NEGATIVE = 0x4000;
  private static final int LARGEST_SCALE = 0x3FFF;
  private static final long LIMIT = 1_000_000_000_000_000_000L;

  /**
   * The number that the bytes are, with at most 18 digits; {@link #NONE} for any other bytes,
   * fractions and numbers that are written otherwise than a server does among them.
   */
  public abstract long read(byte[] src, int offset, int length);

  /**
   * Writes a number of at most 18 digits with as many decimals to show as the number that stands at
   * {@code like} has; both places may be the same. Returns the bytes, or -1 if the form cannot hold
   * the number.
   *
   * @param length bytes of that number; 0 where there is none
   */
  public abstract int write(
      long number, byte[] like, int at, int length, byte[] dst, int dstOffset);

  /** The most bytes that write needs beside a number of that length. */
  public abstract int maxLength(int length);

  private static boolean isInside(long number) {
    return number > -LIMIT && number < LIMIT;
  }

  private static long readText(byte[] src, int offset, int length) {
    boolean negative = length > 0 && src[offset] == '-';
    int from = negative ? offset + 1 : offset;
    int count = negative ? length - 1 : length;
    if (count < 1 || count > 18 || src[from] == '0' && (count > 1 || negative)) {
      return NONE;
    }
    long digits = Digits.read(src, from, count);
    if (digits < 0) {
      return NONE;
    }
    return negative ? -digits : digits;
  }

  private static int textLength(long number) {
    int length = number < 0 ? 2 : 1;
    for (long rest = Math.abs(number) / 10; rest > 0; rest /= 10) {
      length++;
    }
    return length;
  }

  private static int writeText(long number, byte[] dst, int dstOffset) {
    int length = textLength(number);
    int sign = number < 0 ? 1 : 0;
    Digits.write(Math.abs(number), dst, dstOffset + sign, length - sign);
    if (sign == 1) {
      dst[dstOffset] = '-';
    }
    return length;
  }

  /** How many characters stand before a fraction of zeros; all, if there is none. */
  private static int beforeFraction(byte[] src, int offset, int length) {
    int at = length;
    while (at > 0 && src[offset + at - 1] == '0') {
      at--;
    }
    boolean point = at > 0 && at < length && src[offset + at - 1] == '.';
    return point ? at - 1 : length;
  }

  private static long readNumeric(byte[] src, int offset, int length) {
    if (length < NUMERIC_HEADER || length > NUMERIC_HEADER + NUMERIC_DIGITS * Short.BYTES) {
      return NONE;
    }
    int count = BigEndian.readShort(src, offset);
    int weight = BigEndian.readShort(src, offset + 2);
    int sign = BigEndian.readShort(src, offset + 4);
    int scale = BigEndian.readShort(src, offset + 6);
    boolean isWhole = count > 0 ? weight >= count - 1 && weight < NUMERIC_DIGITS : weight == 0;
    if (count < 0
        || length != NUMERIC_HEADER + count * Short.BYTES
        || !isWhole
        || sign != 0 && (sign != NUMERIC_NEGATIVE || count == 0)
        || scale < 0
        || scale > LARGEST_SCALE) {
      return NONE;
    }
    long number = 0;
    int digit = 0;
    for (int i = 0; i < count; i++) {
      digit = BigEndian.readShort(src, offset + NUMERIC_HEADER + i * Short.BYTES);
      boolean isFirst = i == 0;
      if (digit < 0
          || digit >= NUMERIC_BASE
          || digit == 0 && isFirst
          || isFirst && weight == NUMERIC_DIGITS - 1 && digit > 99) { // more than 18 digits
        return NONE;
      }
      number = number * NUMERIC_BASE + digit;
    }
    if (count > 0 && digit == 0) {
      return NONE;
    }
    for (int i = count; i <= weight; i++) {
      number *= NUMERIC_BASE;
    }
    return sign == 0 ? number : -number;
  }

  private static int writeNumeric(long number, int scale, byte[] dst, int dstOffset) {
    long rest = Math.abs(number);
    int weight = 0;
    for (long bound = NUMERIC_BASE; weight < NUMERIC_DIGITS - 1 && rest >= bound; ) {
      weight++;
      bound *= NUMERIC_BASE;
    }
    int count = weight + 1;
    while (count > 0 && rest % NUMERIC_BASE == 0) {
      rest /= NUMERIC_BASE;
      count--;
    }
    BigEndian.writeShort(dst, dstOffset, count);
    BigEndian.writeShort(dst, dstOffset + 2, weight);
    BigEndian.writeShort(dst, dstOffset + 4, number < 0 ? NUMERIC_NEGATIVE : 0);
    BigEndian.writeShort(dst, dstOffset + 6, scale);
    for (int i = count - 1; i >= 0; i--) {
      int at = dstOffset + NUMERIC_HEADER + i * Short.BYTES;
      BigEndian.writeShort(dst, at, (int) (rest % NUMERIC_BASE));
      rest /= NUMERIC_BASE;
    }
    return NUMERIC_HEADER + count * Short.BYTES;
  }
}
