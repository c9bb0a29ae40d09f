package dev.paravent.crypto;

/**
 * A keyed, tweakable permutation of the whole numbers {@code [0, size)}.
 *
 * <p>Guarantees: {@code inverse(forward(x, t), t) == x}, and without the key the permutations of
 * two tweaks or two keys cannot be told from independent random ones (to the bound that the
 * implementation states). A batch gives what its values give one by one, and nothing is changed
 * when a value of it is refused.
 *
 * <p>Leaks: equal values under one key and tweak have equal images; that is what makes a pseudonym
 * joinable. It carries no redundancy: every number of the range has a pre-image under every key.
 *
 * <p>A tweak is a byte array, or a number that stands for its eight bytes, big-endian. Instances
 * are confined to one thread: they reuse an engine and its buffers.
 */
public interface LongPermutation {

  /** The number of values permuted. */
  long size();

  /**
   * The image of {@code value} under {@code tweak}.
   *
   * @throws IllegalArgumentException if the value is not in {@code [0, size)}
   */
  long forward(long value, byte[] tweak);

  /**
   * The value whose image under {@code tweak} is {@code value}.
   *
   * @throws IllegalArgumentException if the value is not in {@code [0, size)}
   */
  long inverse(long value, byte[] tweak);

  /** The image of {@code value} under the eight bytes of {@code tweak}. */
  default long forward(long value, long tweak) {
    return forward(value, BigEndian.bytes(tweak));
  }

  /** The value whose image under the eight bytes of {@code tweak} is {@code value}. */
  default long inverse(long value, long tweak) {
    return inverse(value, BigEndian.bytes(tweak));
  }

  /** Replaces the first {@code count} values by their images under one tweak. */
  default void forward(long[] values, int count, byte[] tweak) {
    Ranges.requireInside(values, count, size());
    for (int i = 0; i < count; i++) {
      values[i] = forward(values[i], tweak);
    }
  }

  /** Replaces the first {@code count} images by the values they stand for under one tweak. */
  default void inverse(long[] values, int count, byte[] tweak) {
    Ranges.requireInside(values, count, size());
    for (int i = 0; i < count; i++) {
      values[i] = inverse(values[i], tweak);
    }
  }

  /** Replaces the first {@code count} values by their images, each under its own tweak. */
  default void forward(long[] values, long[] tweaks, int count) {
    Ranges.requireInside(values, count, size());
    for (int i = 0; i < count; i++) {
      values[i] = forward(values[i], tweaks[i]);
    }
  }

  /** Replaces the first {@code count} images by their values, each under its own tweak. */
  default void inverse(long[] values, long[] tweaks, int count) {
    Ranges.requireInside(values, count, size());
    for (int i = 0; i < count; i++) {
      values[i] = inverse(values[i], tweaks[i]);
    }
  }
}
