package dev.paravent.crypto;

import java.util.Arrays;
import org.bouncycastle.crypto.fpe.FPEFF1Engine;
import org.bouncycastle.crypto.params.FPEParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.jspecify.annotations.Nullable;

/**
 * FF1 of NIST SP 800-38G on strings of numerals, by Bouncy Castle's engine.
 *
 * <p>A numeral takes one byte up to radix 256 and two, big-endian, above. The engine of a direction
 * is set up again only when the tweak changes. Confined to one thread.
 */
final class Ff1Numerals {

  /** Above it a numeral takes two bytes. */
  static final int LARGEST_BYTE_RADIX = 256;

  private final KeyParameter key;
  private final int radix;
  private final Direction forward = new Direction(true);
  private final Direction inverse = new Direction(false);

  Ff1Numerals(byte[] key, int radix) {
    this.key = new KeyParameter(key);
    this.radix = radix;
  }

  /** Replaces the numerals by their image. */
  void forward(byte[] numerals, byte[] tweak) {
    forward.process(numerals, tweak);
  }

  /** Replaces the numerals by what they are the image of. */
  void inverse(byte[] numerals, byte[] tweak) {
    inverse.process(numerals, tweak);
  }

  private final class Direction {
    private final FPEFF1Engine engine = new FPEFF1Engine();
    private final boolean encrypts;
    private byte @Nullable [] tweak;

    Direction(boolean encrypts) {
      this.encrypts = encrypts;
    }

    void process(byte[] numerals, byte[] nextTweak) {
      if (tweak == null || !Arrays.equals(tweak, nextTweak)) {
        engine.init(encrypts, new FPEParameters(key, radix, nextTweak));
        tweak = nextTweak.clone();
      }
      engine.processBlock(numerals, 0, numerals.length, numerals, 0);
    }
  }
}
