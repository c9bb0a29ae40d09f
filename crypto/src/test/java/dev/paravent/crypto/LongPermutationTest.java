package dev.paravent.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LongPermutationTest {

  private static final byte[] TWEAK = {1, 2, 3};
  private static final byte[] OTHER_TWEAK = {1, 2, 4};

  @Test
  void ff1ComesBackOnMixedRadices() {
    int[][] domains = {{10, 6}, {10, 12}, {10, 18}, {1317, 4}, {1698, 2}, {1000, 2}, {2, 62}};
    for (int[] domain : domains) {
      Ff1Permutation ff1 = new Ff1Permutation(Bytes.key(1), domain[0], domain[1]);
      assertComesBack(ff1, 100);
    }
  }

  @Test
  void ff1RefusesDomainsBelowOneMillionAndSaysWhy() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Ff1Permutation(Bytes.key(1), 10, 5))
        .withMessageContaining("100000 values")
        .withMessageContaining("NIST SP 800-38G r1");
    assertThatIllegalArgumentException().isThrownBy(() -> new Ff1Permutation(Bytes.key(1), 999, 2));
    assertThat(new Ff1Permutation(Bytes.key(1), 1000, 2).size()).isEqualTo(1_000_000);
  }

  @Test
  void ff1RefusesWhatItCannotDo() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Ff1Permutation(Bytes.key(1), 1, 30));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Ff1Permutation(Bytes.key(1), 65_537, 2));
    assertThatIllegalArgumentException().isThrownBy(() -> new Ff1Permutation(Bytes.key(1), 10, 19));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Ff1Permutation(new byte[32], 10, 6))
        .withMessageContaining("zero");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Ff1Permutation(new byte[31], 10, 6))
        .withMessageContaining("31 bytes");
  }

  @Test
  void valuesOutsideAreRefusedWithoutBeingNamed() {
    LongPermutation[] permutations = {
      new Ff1Permutation(Bytes.key(1), 10, 6), new SwapOrNotPermutation(Bytes.key(1), 49_673)
    };
    for (LongPermutation permutation : permutations) {
      for (long value : new long[] {-1, permutation.size(), Long.MIN_VALUE, 1_850_578_006_084L}) {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> permutation.forward(value, TWEAK))
            .withMessage("value: outside [0, " + permutation.size() + ")");
        assertThatIllegalArgumentException().isThrownBy(() -> permutation.inverse(value, TWEAK));
      }
    }
  }

  @Test
  void swapOrNotIsAPermutationOfTheWholeDomain() {
    SwapOrNotPermutation cipher = new SwapOrNotPermutation(Bytes.key(2), 10_007);
    BitSet images = new BitSet();
    for (int value = 0; value < cipher.size(); value++) {
      images.set(Math.toIntExact(cipher.forward(value, TWEAK)));
    }
    assertThat(images.cardinality()).isEqualTo(10_007);
    assertThat(images.length()).isEqualTo(10_007);
  }

  @Test
  void swapOrNotComesBackOnSmallAndLargeDomains() {
    for (long size : new long[] {1_000, 1_001, 49_673, 1 << 20, 986_400_000_000L, 1L << 40}) {
      assertComesBack(new SwapOrNotPermutation(Bytes.key(3), size), 20);
    }
  }

  @Test
  void swapOrNotDependsOnEveryPartOfKeyAndTweak() {
    SwapOrNotPermutation cipher = new SwapOrNotPermutation(Bytes.key(3), 49_673);
    long[] plain = images(cipher, new byte[0]);
    assertThat(sameImages(plain, images(cipher, new byte[] {0}))).isLessThan(3);
    assertThat(sameImages(plain, images(cipher, new byte[8]))).isLessThan(3);
    assertThat(sameImages(plain, images(cipher, new byte[] {0, 0, 0, 0, 0, 0, 0, 1})))
        .isLessThan(3);
    byte[] nextKey = Bytes.key(3);
    nextKey[31] ^= 1;
    assertThat(sameImages(plain, images(new SwapOrNotPermutation(nextKey, 49_673), new byte[0])))
        .isLessThan(3);
    assertThat(images(cipher, new byte[0])).as("after other tweaks").isEqualTo(plain);
  }

  /** Golden values: computed also by an independent script from the description of the class. */
  @Test
  void swapOrNotFormatIsFrozen() {
    SwapOrNotPermutation cipher = new SwapOrNotPermutation(Bytes.key(4), 49_673);
    assertThat(Arrays.copyOf(images(cipher, TWEAK), 4)).containsExactly(13457, 39033, 30112, 47472);
  }

  @Test
  void swapOrNotRefusesWhatItCannotDo() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SwapOrNotPermutation(Bytes.key(1), 999));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SwapOrNotPermutation(Bytes.key(1), (1L << 40) + 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SwapOrNotPermutation(new byte[32], 49_673));
    SwapOrNotPermutation cipher = new SwapOrNotPermutation(Bytes.key(1), 49_673);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> cipher.forward(1, new byte[9]))
        .withMessage("tweak: 9 bytes (expected: <= 8)");
  }

  /** The chance of a worse value is 0.1 % for a random permutation; the key is fixed. */
  @Test
  void swapOrNotImagesOfOneValueSpreadEvenlyOverTweaks() {
    SwapOrNotPermutation cipher = new SwapOrNotPermutation(Bytes.key(5), 1_000);
    int[] seen = new int[10];
    byte[] tweak = new byte[8];
    for (int subject = 0; subject < 10_000; subject++) {
      BigEndian.writeLong(tweak, 0, subject);
      seen[(int) cipher.forward(7, tweak) / 100]++;
    }
    double chiSquare =
        Arrays.stream(seen).mapToDouble(n -> (n - 1000.0) * (n - 1000.0) / 1000).sum();
    assertThat(chiSquare).isLessThan(27.88);
  }

  private static void assertComesBack(LongPermutation permutation, int times) {
    Random random = new Random(42);
    for (int i = 0; i < times; i++) {
      long value = random.nextLong(permutation.size());
      byte[] tweak = i % 2 == 0 ? TWEAK : OTHER_TWEAK;
      long image = permutation.forward(value, tweak);
      assertThat(image).isBetween(0L, permutation.size() - 1);
      assertThat(permutation.inverse(image, tweak)).isEqualTo(value);
    }
  }

  private static long[] images(LongPermutation permutation, byte[] tweak) {
    long[] values = LongStream.range(0, 500).toArray();
    permutation.forward(values, values.length, tweak);
    return values;
  }

  private static long sameImages(long[] some, long[] others) {
    return LongStream.range(0, some.length).filter(i -> some[(int) i] == others[(int) i]).count();
  }
}
