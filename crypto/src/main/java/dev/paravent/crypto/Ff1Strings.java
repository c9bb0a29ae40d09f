package dev.paravent.crypto;

import java.util.Arrays;
import org.bouncycastle.crypto.fpe.FPEFF1Engine;
import org.bouncycastle.crypto.params.FPEParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.jspecify.annotations.Nullable;

/**
 * FF1 of NIST SP 800-38G on strings of numerals of any length, by Bouncy Castle's engine, for
 * values that no long holds.
 *
 * <p>A numeral takes one byte up to radix 256 and two, big-endian, above. The engine of a direction
 * is set up again only when the tweak changes. Confined to one thread.
 */
public final class Ff1Strings {

  /** Above it a numeral takes two bytes. */
  static final int LARGEST_BYTE_RADIX = 256;

  private static final double LEAST_BITS = 19.93; // 10^6 strings, NIST SP 800-38G r1

  private final KeyParameter key;
  private final int radix;
  private final Direction forward = new Direction(true);
  private final Direction inverse = new Direction(false);

  /** Prepares for one radix; the key is copied. */
  public Ff1Strings(byte[] key, int radix) {
    this.key = new KeyParameter(key);
    this.radix = radix;
  }

  /**
   * Replaces the numerals in the first {@code length} bytes by their image.
   *
   * @throws IllegalArgumentException if there are fewer than 10^6 strings of as many numerals
   */
  public void forward(byte[] numerals, int length, byte[] tweak) {
    forward.process(numerals, length, tweak);
  }

  /**
   * Replaces the numerals in the first {@code length} bytes by what they are the image of.
   *
   * @throws IllegalArgumentException if there are fewer than 10^6 strings of as many numerals
   */
  public void inverse(byte[] numerals, int length, byte[] tweak) {
    inverse.process(numerals, length, tweak);
  }

  private final class Direction {
    private final FPEFF1Engine engine = new FPEFF1Engine();
    private final boolean encrypts;
    private byte @Nullable [] tweak;

    Direction(boolean encrypts) {
      this.encrypts = encrypts;
    }

    void process(byte[] numerals, int length, byte[] nextTweak) {
      int count = radix <= LARGEST_BYTE_RADIX ? length : length / 2;
      if (count * Math.log(radix) / Math.log(2) < LEAST_BITS) {
        throw new IllegalArgumentException(
            "numerals: " + count + " (expected: at least 10^6 strings of them)");
      }
      if (tweak == null || !Arrays.equals(tweak, nextTweak)) {
        engine.init(encrypts, new FPEParameters(key, radix, nextTweak));
        tweak = nextTweak.clone();
      }
      engine.processBlock(numerals, 0, length, numerals, 0);
    }
  }
}
