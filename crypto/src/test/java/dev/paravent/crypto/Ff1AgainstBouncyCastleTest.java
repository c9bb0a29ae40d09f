package dev.paravent.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import org.bouncycastle.crypto.fpe.FPEFF1Engine;
import org.bouncycastle.crypto.params.FPEParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.api.Test;

/** Our FF1 and Bouncy Castle's agree on random inputs of every kind. */
class Ff1AgainstBouncyCastleTest {

  private static final int[] RADICES = {
    10, 1317, 1301, 1041, 1698, 1000, 1087, 2, 3, 16, 36, 62, 255, 256, 257, 65_535
  };
  private static final int[] KEY_LENGTHS = {16, 24, 32};

  @Test
  void everyRadixLengthTweakAndKeyLengthAgrees() {
    Random random = new Random(51);
    BitSet numberBytes = new BitSet();
    BitSet tweakLengths = new BitSet();
    int domains = 0;
    for (int radix : RADICES) {
      for (int length = 2; length <= 40; length++) {
        if (!isInRange(radix, length)) {
          continue;
        }
        domains++;
        numberBytes.set(new Ff1Domain(radix, length).numberBytes());
        for (int i = 0; i < 26; i++) {
          byte[] tweak = bytes(random, i < 13 ? i : random.nextInt(40));
          tweakLengths.set(tweak.length);
          assertAgree(bytes(random, KEY_LENGTHS[i % 3]), radix, length, tweak, random);
        }
      }
    }
    assertThat(domains).isGreaterThan(100);
    assertThat(numberBytes.stream()).as("b of the standard").contains(2, 3, 4, 5);
    assertThat(tweakLengths.stream()).contains(0, 1, 8, 11, 12, 16, 31);
  }

  @Test
  void theDomainsOfTheDesignAgreeUnderManyKeys() {
    int[][] domains = {
      {10, 6}, {10, 12}, {10, 13}, {10, 15}, {1317, 4}, {1301, 4}, {1041, 4}, {1698, 2}, {1000, 2}
    };
    Random random = new Random(52);
    for (int[] domain : domains) {
      for (int i = 0; i < 200; i++) {
        byte[] tweak = bytes(random, random.nextInt(13));
        assertAgree(bytes(random, i % 2 == 0 ? 16 : 32), domain[0], domain[1], tweak, random);
      }
    }
  }

  @Test
  void theFirstAndTheLastValuesAgree() {
    byte[] key = Bytes.key(53);
    for (int radix : new int[] {10, 1317, 65_535}) {
      int length = radix == 10 ? 12 : 3;
      Ff1Permutation ff1 = new Ff1Permutation(key, radix, length);
      for (long value : new long[] {0, 1, radix - 1, radix, ff1.size() - 2, ff1.size() - 1}) {
        assertThat(ff1.forward(value, new byte[] {7}))
            .isEqualTo(bouncyCastle(true, key, radix, length, new byte[] {7}, value));
      }
    }
  }

  /**
   * Bouncy Castle 1.87 writes the radix 65,536 into two of the three bytes that the standard gives
   * it, so that it reads as zero there. That radix follows the standard and agrees with nobody.
   */
  @Test
  void theLargestRadixFollowsTheStandard() {
    byte[] block = new byte[AesKeys.BLOCK];
    new Ff1Domain(65_536, 3).writeFixedBlock(5, block);
    assertThat(block).isEqualTo(new byte[] {1, 2, 1, 1, 0, 0, 10, 1, 0, 0, 0, 3, 0, 0, 0, 5});
    new Ff1Domain(65_535, 3).writeFixedBlock(5, block);
    assertThat(block).isEqualTo(new byte[] {1, 2, 1, 0, -1, -1, 10, 1, 0, 0, 0, 3, 0, 0, 0, 5});
    Ff1Permutation ff1 = new Ff1Permutation(Bytes.key(54), 65_536, 3);
    assertThat(ff1.inverse(ff1.forward(123_456_789_012L, 1), 1)).isEqualTo(123_456_789_012L);
  }

  private static void assertAgree(byte[] key, int radix, int length, byte[] tweak, Random random) {
    Ff1Permutation ff1 = new Ff1Permutation(key, radix, length);
    long value = random.nextLong(ff1.size());
    String what = "%d^%d, tweak of %d bytes".formatted(radix, length, tweak.length);
    long image = ff1.forward(value, tweak);
    assertThat(image).as(what).isEqualTo(bouncyCastle(true, key, radix, length, tweak, value));
    assertThat(ff1.inverse(image, tweak)).as(what).isEqualTo(value);
    assertThat(ff1.inverse(value, tweak))
        .as(what)
        .isEqualTo(bouncyCastle(false, key, radix, length, tweak, value));
  }

  private static long bouncyCastle(
      boolean forward, byte[] key, int radix, int length, byte[] tweak, long value) {
    FPEFF1Engine engine = new FPEFF1Engine();
    engine.init(forward, new FPEParameters(new KeyParameter(key), radix, tweak));
    int width = radix > 256 ? 2 : 1;
    byte[] numerals = new byte[length * width];
    long rest = value;
    for (int at = numerals.length - width; at >= 0; at -= width) {
      int numeral = (int) (rest % radix);
      rest /= radix;
      numerals[at + width - 1] = (byte) numeral;
      if (width == 2) {
        numerals[at] = (byte) (numeral >>> 8);
      }
    }
    engine.processBlock(numerals, 0, numerals.length, numerals, 0);
    long image = 0;
    for (int at = 0; at < numerals.length; at += width) {
      int numeral = Byte.toUnsignedInt(numerals[at]);
      if (width == 2) {
        numeral = numeral << 8 | Byte.toUnsignedInt(numerals[at + 1]);
      }
      image = image * radix + numeral;
    }
    return image;
  }

  private static boolean isInRange(int radix, int length) {
    BigInteger size = BigInteger.valueOf(radix).pow(length);
    return size.bitLength() < 64 && size.longValueExact() >= Ff1Permutation.SMALLEST_DOMAIN;
  }

  private static byte[] bytes(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return length > 15 && isZero(bytes) ? bytes(random, length) : bytes;
  }

  private static boolean isZero(byte[] bytes) {
    return Arrays.equals(bytes, new byte[bytes.length]);
  }
}
