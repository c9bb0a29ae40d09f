package dev.paravent.crypto;

/**
 * Division by a fixed number of at most 40 bits without a division instruction (Barrett reduction)
 * and without a branch that depends on the value. Immutable.
 */
final class Modulus {

  /** Bits of the largest modulus. */
  static final int BITS = 40;

  private final long modulus;
  private final long reciprocal; // floor(2^64 / modulus) or one less, unsigned

  Modulus(long modulus) {
    if (modulus < 2 || modulus > 1L << BITS) {
      throw new IllegalArgumentException("modulus: " + modulus + " (expected: 2 to 2^40)");
    }
    this.modulus = modulus;
    this.reciprocal = Long.divideUnsigned(-1, modulus);
  }

  long value() {
    return modulus;
  }

  /** The remainder of any 64 bits, taken as unsigned. */
  long reduce(long dividend) {
    // The estimate is the quotient or one less: dividend * (1/modulus - reciprocal/2^64) < 1.
    long estimate = Math.unsignedMultiplyHigh(dividend, reciprocal);
    return below(dividend - estimate * modulus);
  }

  /** The quotient of a number that is not negative. */
  long quotient(long dividend) {
    long estimate = Math.unsignedMultiplyHigh(dividend, reciprocal);
    long rest = dividend - estimate * modulus;
    return estimate + 1 + ((rest - modulus) >> 63);
  }

  /** The remainder of 96 bits: 64 high ones, unsigned, and 32 low ones. */
  long reduce(long high, int low) {
    long rest = reduce(reduce(high) << 16 | low >>> 16);
    return reduce(rest << 16 | low & 0xFFFF);
  }

  /** Sum of two numbers below the modulus. */
  long add(long some, long other) {
    return below(some + other);
  }

  /** Difference of two numbers below the modulus. */
  long subtract(long some, long other) {
    long difference = some - other;
    return difference + (modulus & difference >> 63);
  }

  /** Takes the modulus away once where it fits. */
  private long below(long value) {
    long less = value - modulus;
    return less + (modulus & less >> 63);
  }
}
