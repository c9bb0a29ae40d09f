package dev.paravent.crypto.identity;

import java.util.Arrays;
import org.bouncycastle.crypto.fpe.FPEFF1Engine;
import org.bouncycastle.crypto.params.FPEParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * FF1 (NIST SP 800-38G) on strings of numerals of any length, by Bouncy Castle's engine, for values
 * that no long holds. Confined to one thread.
 */
final class Ff1Strings {

  private static final double LEAST_BITS = 19.93; // 10^6 strings, NIST SP 800-38G r1

  private final KeyParameter key;
  private final int radix;
  private final FPEFF1Engine engine = new FPEFF1Engine();

  /**
   * @param radix 2 to 256, so that a numeral is a byte
   */
  Ff1Strings(byte[] key, int radix) {
    this.key = new KeyParameter(key);
    this.radix = radix;
  }

  /** Replaces the numerals by their image. */
  void forward(byte[] numerals, int length, byte[] tweak) {
    process(true, numerals, length, tweak);
  }

  /** Replaces the numerals by what they are the image of. */
  void inverse(byte[] numerals, int length, byte[] tweak) {
    process(false, numerals, length, tweak);
  }

  private void process(boolean forward, byte[] numerals, int length, byte[] tweak) {
    if (length * Math.log(radix) / Math.log(2) < LEAST_BITS) {
      throw new IllegalArgumentException(
          "numerals: " + length + " (expected: at least 10^6 strings of them)");
    }
    engine.init(forward, new FPEParameters(key, radix, tweak));
    byte[] image = new byte[length];
    engine.processBlock(numerals, 0, length, image, 0);
    System.arraycopy(image, 0, numerals, 0, length);
    Arrays.fill(image, (byte) 0);
  }
}
