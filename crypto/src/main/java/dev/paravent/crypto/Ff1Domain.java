package dev.paravent.crypto;

/**
 * The parameters of FF1 on {@code [0, radix^length)}: how a number splits into the two halves of
 * the Feistel network and what stands in the fixed block P. Immutable.
 *
 * <p>Source: NIST SP 800-38G, algorithm 7. Letters in comments are those of the standard.
 */
final class Ff1Domain {

  private static final int LARGEST_RADIX = 1 << 16;
  private static final int ROUNDS = 10;

  private final int radix;
  private final int length;
  private final long size;
  private final Modulus left; // radix^u
  private final Modulus right; // radix^v
  private final int numberBytes; // b

  Ff1Domain(int radix, int length) {
    if (radix < 2 || radix > LARGEST_RADIX) {
      throw new IllegalArgumentException(
          "radix: " + radix + " (expected: 2 to " + LARGEST_RADIX + ")");
    }
    if (length < 2) {
      throw new IllegalArgumentException("length: " + length + " (expected: >= 2 digits)");
    }
    this.size = power(radix, length);
    if (size < Ff1Permutation.SMALLEST_DOMAIN) {
      throw new IllegalArgumentException(
          "domain: %d values (expected: >= %d, NIST SP 800-38G r1 allows FF1 on no smaller domain)"
              .formatted(size, Ff1Permutation.SMALLEST_DOMAIN));
    }
    this.radix = radix;
    this.length = length;
    this.left = new Modulus(power(radix, length / 2));
    this.right = new Modulus(power(radix, length - length / 2));
    int bits = Long.SIZE - Long.numberOfLeadingZeros(right.value() - 1);
    this.numberBytes = (bits + 7) / 8;
  }

  long size() {
    return size;
  }

  /** The range of the first half, changed by even rounds. */
  Modulus left() {
    return left;
  }

  /** The range of the second half, changed by odd rounds. */
  Modulus right() {
    return right;
  }

  /** b: the bytes that hold a half. */
  int numberBytes() {
    return numberBytes;
  }

  /** Whether a round takes 96 bits from the cipher (d = 12) and not 64 (d = 8). */
  boolean isWide() {
    return numberBytes > 4;
  }

  /** Writes the block P for tweaks of that many bytes. */
  void writeFixedBlock(int tweakLength, byte[] dst) {
    BigEndian.writeInt(dst, 0, 1 << 24 | 2 << 16 | 1 << 8 | radix >>> 16);
    BigEndian.writeInt(dst, 4, radix << 16 | ROUNDS << 8 | (length / 2 & 0xFF));
    BigEndian.writeInt(dst, 8, length);
    BigEndian.writeInt(dst, 12, tweakLength);
  }

  private static long power(int radix, int length) {
    long power = 1;
    for (int i = 0; i < length; i++) {
      if (power > Long.MAX_VALUE / radix) {
        throw new IllegalArgumentException(
            "domain: %d^%d values (expected: < 2^63)".formatted(radix, length));
      }
      power *= radix;
    }
    return power;
  }
}
