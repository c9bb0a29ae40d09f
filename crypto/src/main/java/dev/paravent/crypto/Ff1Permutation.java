package dev.paravent.crypto;

/**
 * FF1 (NIST SP 800-38G) on the numbers {@code [0, radix^length)}; a number is the string of its
 * digits in that radix, most significant first.
 *
 * <p>Guarantees: those of {@link LongPermutation}, at the security of AES with the given key length
 * and ten Feistel rounds. Domains below {@value #SMALLEST_DOMAIN} values are refused, since attacks
 * on small domains are practical (NIST SP 800-38G r1).
 *
 * <p>Leaks: nothing beyond equality under one key and tweak.
 *
 * <p>Patents are claimed on FF1; {@link SwapOrNotPermutation} is the alternative. Confined to one
 * thread.
 */
public final class Ff1Permutation implements LongPermutation {

  /** The least number of values that FF1 may permute: radix^length &gt;= 1,000,000. */
  public static final long SMALLEST_DOMAIN = 1_000_000;

  private static final int LARGEST_RADIX = 1 << 16;

  private final int radix;
  private final int length;
  private final long size;
  private final int numeralBytes;
  private final Ff1Numerals engine;
  private final byte[] numerals;

  /**
   * @param key an AES key: 16, 24 or 32 bytes, not all zero
   * @param radix the base of the digits, 2 to 65,536
   * @param length the number of digits, at least 2
   * @throws IllegalArgumentException if a parameter is weak or out of range
   */
  public Ff1Permutation(byte[] key, int radix, int length) {
    AesKeys.requireUsable(key);
    if (radix < 2 || radix > LARGEST_RADIX) {
      throw new IllegalArgumentException(
          "radix: " + radix + " (expected: 2 to " + LARGEST_RADIX + ")");
    }
    if (length < 2) {
      throw new IllegalArgumentException("length: " + length + " (expected: >= 2 digits)");
    }
    this.size = domain(radix, length);
    if (size < SMALLEST_DOMAIN) {
      throw new IllegalArgumentException(
          "domain: %d values (expected: >= %d, NIST SP 800-38G r1 allows FF1 on no smaller domain)"
              .formatted(size, SMALLEST_DOMAIN));
    }
    this.radix = radix;
    this.length = length;
    this.numeralBytes = radix > Ff1Numerals.LARGEST_BYTE_RADIX ? 2 : 1;
    this.numerals = new byte[length * numeralBytes];
    this.engine = new Ff1Numerals(key, radix);
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public long forward(long value, byte[] tweak) {
    toNumerals(value);
    engine.forward(numerals, tweak);
    return fromNumerals();
  }

  @Override
  public long inverse(long value, byte[] tweak) {
    toNumerals(value);
    engine.inverse(numerals, tweak);
    return fromNumerals();
  }

  private void toNumerals(long value) {
    Ranges.requireInside(value, size);
    long rest = value;
    for (int at = numerals.length - 1; at >= 0; at -= numeralBytes) {
      int numeral = (int) (rest % radix);
      rest /= radix;
      numerals[at] = (byte) numeral;
      if (numeralBytes == 2) {
        numerals[at - 1] = (byte) (numeral >>> 8);
      }
    }
  }

  private long fromNumerals() {
    long value = 0;
    for (int digit = 0; digit < length; digit++) {
      int at = digit * numeralBytes;
      int numeral = numerals[at] & 0xFF;
      if (numeralBytes == 2) {
        numeral = numeral << 8 | (numerals[at + 1] & 0xFF);
      }
      value = value * radix + numeral;
    }
    return value;
  }

  private static long domain(int radix, int length) {
    long size = 1;
    for (int i = 0; i < length; i++) {
      if (size > Long.MAX_VALUE / radix) {
        throw new IllegalArgumentException(
            "domain: %d^%d values (expected: < 2^63)".formatted(radix, length));
      }
      size *= radix;
    }
    return size;
  }
}
