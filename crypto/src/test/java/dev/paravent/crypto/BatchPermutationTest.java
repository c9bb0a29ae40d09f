package dev.paravent.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A batch of any size is its values one by one, under one tweak and under a tweak each. */
class BatchPermutationTest {

  private static final int[] COUNTS = {0, 1, 2, 3, 63, 64, 65, 127, 128, 129, 200};
  private static final byte[] TWEAK = {4, 5, 6};

  private final List<LongPermutation> permutations =
      List.of(
          new Ff1Permutation(Bytes.key(1), 10, 12),
          new Ff1Permutation(Bytes.key(1), 10, 15),
          new Ff1Permutation(Bytes.key(1), 1317, 4),
          new Ff1Permutation(Bytes.key(1), 1000, 2),
          new Ff1Permutation(Bytes.key(1), 5000, 5), // five bytes a half: 96 bits a round
          new SwapOrNotPermutation(Bytes.key(1), 49_673),
          new SwapOrNotPermutation(Bytes.key(1), 1_000_000_000_000L));

  @Test
  void underOneTweak() {
    Random random = new Random(61);
    for (LongPermutation permutation : permutations) {
      for (int count : COUNTS) {
        long[] values = values(random, permutation, count);
        long[] batch = values.clone();
        permutation.forward(batch, count, TWEAK);
        for (int i = 0; i < count; i++) {
          assertThat(batch[i]).isEqualTo(permutation.forward(values[i], TWEAK));
        }
        assertThat(batch[count]).as("beyond count").isEqualTo(values[count]);
        permutation.inverse(batch, count, TWEAK);
        assertThat(batch).isEqualTo(values);
      }
    }
  }

  @Test
  void underATweakEach() {
    Random random = new Random(62);
    for (LongPermutation permutation : permutations) {
      for (int count : COUNTS) {
        long[] values = values(random, permutation, count);
        long[] tweaks = random.longs(count).toArray();
        long[] batch = values.clone();
        permutation.forward(batch, tweaks, count);
        for (int i = 0; i < Math.min(count, 70); i++) {
          assertThat(batch[i]).isEqualTo(permutation.forward(values[i], tweaks[i]));
        }
        assertThat(batch[count]).as("beyond count").isEqualTo(values[count]);
        permutation.inverse(batch, tweaks, count);
        assertThat(batch).isEqualTo(values);
      }
    }
  }

  @Test
  void aNumberAsTweakIsItsEightBytes() {
    Random random = new Random(63);
    for (LongPermutation permutation : permutations) {
      for (int i = 0; i < 20; i++) {
        long tweak = i == 0 ? 0 : random.nextLong();
        long value = random.nextLong(permutation.size());
        long image = permutation.forward(value, tweak);
        assertThat(image).isEqualTo(permutation.forward(value, BigEndian.bytes(tweak)));
        assertThat(permutation.inverse(image, BigEndian.bytes(tweak))).isEqualTo(value);
        permutation.forward(value, TWEAK);
        assertThat(permutation.inverse(image, tweak)).as("after another tweak").isEqualTo(value);
      }
    }
  }

  @Test
  void aTweakThatTheCallerOverwritesIsANewTweak() {
    for (LongPermutation permutation : permutations) {
      byte[] tweak = {1, 2, 3};
      long first = permutation.forward(77, tweak);
      tweak[2] = 4;
      assertThat(permutation.forward(77, tweak)).isNotEqualTo(first);
      assertThat(permutation.forward(77, new byte[] {1, 2, 3})).isEqualTo(first);
    }
  }

  @Test
  void nothingChangesWhenOneValueIsRefused() {
    for (LongPermutation permutation : permutations) {
      for (long wrong : new long[] {-1, permutation.size(), Long.MIN_VALUE, Long.MAX_VALUE}) {
        long[] values = {1, 2, 3, wrong};
        long[] before = values.clone();
        assertThatIllegalArgumentException()
            .isThrownBy(() -> permutation.forward(values, 4, TWEAK))
            .withMessage("value: outside [0, " + permutation.size() + ")");
        assertThatIllegalArgumentException()
            .isThrownBy(() -> permutation.inverse(values, new long[4], 4));
        assertThat(values).isEqualTo(before);
        permutation.forward(values, 3, TWEAK);
        assertThat(values[3]).isEqualTo(wrong);
      }
    }
  }

  private static long[] values(Random random, LongPermutation permutation, int count) {
    long[] values = random.longs(count + 1L, 0, permutation.size()).toArray();
    if (count > 2) {
      values[0] = 0;
      values[1] = permutation.size() - 1;
    }
    return Arrays.copyOf(values, count + 1);
  }
}
