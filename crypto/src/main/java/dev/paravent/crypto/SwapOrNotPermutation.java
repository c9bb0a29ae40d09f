package dev.paravent.crypto;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The swap-or-not cipher (Hoang, Morris, Rogaway, CRYPTO 2012) on {@code [0, size)} for any size,
 * with a tweak of up to eight bytes and AES as its round function.
 *
 * <p>A round pairs {@code x} with {@code K - x mod size} and swaps the two or not, by a bit that
 * depends on the pair. Round keys and bits both depend on the tweak, so each tweak has its own
 * cipher.
 *
 * <p>Guarantees: those of {@link LongPermutation}. For r rounds on N values the authors bound the
 * advantage of q non-adaptive queries by {@code 2 N^1.5 / (r + 2) * ((q + N) / 2N)^(r/2 + 1)};
 * adaptive queries in both directions gain at most twice that at half the rounds (Maurer, Pietrzak,
 * Renner). With {@code r = 168 + 6 * bits(N - 1)}, a caller who chooses values and images of one
 * tweak adaptively, but few beside N, has an advantage below 2^-47 whatever the size: a bit of N
 * costs 1.5 bits, and its six rounds give them back. For the 49,673 birth dates that is 264 rounds
 * and 2^-48; somebody who sees half of all images of one tweak without choosing stays below 2^-38.
 * Small domains are no weakness here as they are for FF1: the bound holds for most of the domain.
 *
 * <p>Leaks: equality under one key and tweak. Whoever holds nearly all images of one tweak knows
 * the rest, as with any permutation.
 *
 * <p>Round keys of one tweak are kept. A batch with a tweak each runs round by round; one call of
 * AES yields the swap bits of a round and the keys of the next. Confined to one thread.
 */
public final class SwapOrNotPermutation implements LongPermutation {

  /** The longest tweak in bytes. */
  public static final int LONGEST_TWEAK = 8;

  private static final long SMALLEST_DOMAIN = 1_000;

  /** The most values that are permuted. */
  public static final long LARGEST_DOMAIN = 1L << 40;

  private static final int ROUND_KEYS = 0x10; // tag of a block that yields a round key
  private static final int SWAPS = 0x20; // tag of a block that yields a swap bit
  private static final int BATCH = FieldBatch.STEP;
  private static final int BLOCK = AesKeys.BLOCK;

  private final long size;
  private final Modulus modulus;
  private final long acceptBelow; // the largest multiple of size below 2^64, unsigned
  private final int rounds;
  private final AesBlocks aes;

  private final long[] roundKeys;
  private final byte[] labels; // of all round keys of a tweak, or of a batch and its next keys
  private final byte[] images;
  private final long[] keys = new long[BATCH];
  private byte @Nullable [] tweak;
  private long tweakHigh;
  private int tweakLength;

  /**
   * Prepares for one key and size.
   *
   * @param key an AES key: 16, 24 or 32 bytes, not all zero
   * @param size the number of values, 1,000 to 2^40
   * @throws IllegalArgumentException if a parameter is weak or out of range
   */
  public SwapOrNotPermutation(byte[] key, long size) {
    if (size < SMALLEST_DOMAIN || size > LARGEST_DOMAIN) {
      throw new IllegalArgumentException(
          "domain: %d values (expected: %d to %d)"
              .formatted(size, SMALLEST_DOMAIN, LARGEST_DOMAIN));
    }
    this.aes = new AesBlocks(key);
    this.size = size;
    this.modulus = new Modulus(size);
    this.acceptBelow = -1 - Long.remainderUnsigned(-1, size);
    this.rounds = 168 + 6 * (Long.SIZE - Long.numberOfLeadingZeros(size - 1));
    this.roundKeys = new long[rounds];
    this.labels = new byte[Math.max(rounds, 2 * BATCH) * BLOCK];
    this.images = new byte[labels.length];
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public long forward(long value, byte[] nextTweak) {
    Ranges.requireInside(value, size);
    useTweak(nextTweak);
    return forward(value);
  }

  @Override
  public long inverse(long value, byte[] nextTweak) {
    Ranges.requireInside(value, size);
    useTweak(nextTweak);
    return inverse(value);
  }

  @Override
  public long forward(long value, long numberTweak) {
    Ranges.requireInside(value, size);
    useTweak(numberTweak);
    return forward(value);
  }

  @Override
  public long inverse(long value, long numberTweak) {
    Ranges.requireInside(value, size);
    useTweak(numberTweak);
    return inverse(value);
  }

  @Override
  public void forward(long[] values, int count, byte[] nextTweak) {
    Ranges.requireInside(values, count, size);
    useTweak(nextTweak);
    for (int at = 0; at < count; at += BATCH) {
      int step = Math.min(BATCH, count - at);
      for (int round = 0; round < rounds; round++) {
        Arrays.fill(keys, 0, step, roundKeys[round]);
        swapOrNot(values, at, step, round);
      }
    }
  }

  @Override
  public void inverse(long[] values, int count, byte[] nextTweak) {
    Ranges.requireInside(values, count, size);
    useTweak(nextTweak);
    for (int at = 0; at < count; at += BATCH) {
      int step = Math.min(BATCH, count - at);
      for (int round = rounds - 1; round >= 0; round--) {
        Arrays.fill(keys, 0, step, roundKeys[round]);
        swapOrNot(values, at, step, round);
      }
    }
  }

  @Override
  public void forward(long[] values, long[] tweaks, int count) {
    Ranges.requireInside(values, count, size);
    run(values, tweaks, count, 0, 1);
  }

  @Override
  public void inverse(long[] values, long[] tweaks, int count) {
    Ranges.requireInside(values, count, size);
    run(values, tweaks, count, rounds - 1, -1);
  }

  private long forward(long value) {
    long x = value;
    for (int round = 0; round < rounds; round++) {
      x = swapOrNot(x, round);
    }
    return x;
  }

  private long inverse(long value) {
    long x = value;
    for (int round = rounds - 1; round >= 0; round--) {
      x = swapOrNot(x, round);
    }
    return x;
  }

  /** One round; it is its own inverse. */
  private long swapOrNot(long x, int round) {
    long partner = modulus.subtract(roundKeys[round], x);
    label(0, tweakHigh, SWAPS | tweakLength, round, Math.max(x, partner));
    aes.encrypt(labels, images, 1);
    return chosen(x, partner, 0);
  }

  /** One round of up to 64 values that share a tweak. */
  private void swapOrNot(long[] values, int at, int count, int round) {
    int tag = SWAPS | tweakLength;
    for (int i = 0; i < count; i++) {
      long partner = modulus.subtract(keys[i], values[at + i]);
      label(i, tweakHigh, tag, round, Math.max(values[at + i], partner));
    }
    aes.encrypt(labels, images, count);
    swap(values, at, count);
  }

  /** All rounds, from one on up or down, of values that have a tweak each. */
  private void run(long[] values, long[] tweaks, int count, int first, int direction) {
    for (int at = 0; at < count; at += BATCH) {
      int step = Math.min(BATCH, count - at);
      for (int i = 0; i < step; i++) {
        label(i, tweaks[at + i], ROUND_KEYS | Long.BYTES, first, 0);
      }
      aes.encrypt(labels, images, step);
      readKeys(0, step);
      int round = first;
      for (int done = 0; done < rounds; done++, round += direction) {
        for (int i = 0; i < step; i++) {
          long partner = modulus.subtract(keys[i], values[at + i]);
          long greater = Math.max(values[at + i], partner);
          label(i, tweaks[at + i], SWAPS | Long.BYTES, round, greater);
          label(step + i, tweaks[at + i], ROUND_KEYS | Long.BYTES, round + direction, 0);
        }
        // the keys behind the last round are never used
        aes.encrypt(labels, images, 2 * step);
        swap(values, at, step);
        readKeys(step, step);
      }
    }
  }

  private void swap(long[] values, int at, int count) {
    for (int i = 0; i < count; i++) {
      long x = values[at + i];
      values[at + i] = chosen(x, modulus.subtract(keys[i], x), i);
    }
  }

  /** The partner if the block says so, without a branch that nobody could predict. */
  private long chosen(long x, long partner, int block) {
    long swaps = -(images[block * BLOCK] & 1L);
    return x ^ (x ^ partner) & swaps;
  }

  private void readKeys(int firstBlock, int count) {
    for (int i = 0; i < count; i++) {
      keys[i] = roundKey((firstBlock + i) * BLOCK);
    }
  }

  /**
   * A number below size from one block: whichever half is free of modulo bias (neither is: 2^-48).
   */
  private long roundKey(int at) {
    long first = BigEndian.readLong(images, at);
    long unbiased =
        Long.compareUnsigned(first, acceptBelow) < 0
            ? first
            : BigEndian.readLong(images, at + Long.BYTES);
    return modulus.reduce(unbiased);
  }

  private void useTweak(byte[] nextTweak) {
    if (tweak != null && Arrays.equals(tweak, nextTweak)) {
      return;
    }
    if (nextTweak.length > LONGEST_TWEAK) {
      throw new IllegalArgumentException(
          "tweak: %d bytes (expected: <= %d)".formatted(nextTweak.length, LONGEST_TWEAK));
    }
    tweak = nextTweak.clone();
    tweakHigh = BigEndian.readLong(Arrays.copyOf(nextTweak, LONGEST_TWEAK), 0);
    tweakLength = nextTweak.length;
    makeRoundKeys();
  }

  private void useTweak(long numberTweak) {
    if (tweak != null && tweakLength == Long.BYTES && tweakHigh == numberTweak) {
      return;
    }
    if (tweak == null || tweak.length != Long.BYTES) {
      tweak = new byte[Long.BYTES];
    }
    BigEndian.writeLong(tweak, 0, numberTweak);
    tweakHigh = numberTweak;
    tweakLength = Long.BYTES;
    makeRoundKeys();
  }

  private void makeRoundKeys() {
    for (int round = 0; round < rounds; round++) {
      label(round, tweakHigh, ROUND_KEYS | tweakLength, round, 0);
    }
    aes.encrypt(labels, images, rounds);
    for (int round = 0; round < rounds; round++) {
      roundKeys[round] = roundKey(round * BLOCK);
    }
  }

  /** Input block: tweak padded to 8 bytes, tag and tweak length, round (2), value (5). */
  private void label(int block, long tweakBytes, int tag, int round, long value) {
    BigEndian.writeLong(labels, block * BLOCK, tweakBytes);
    long rest = (long) tag << 56 | (round & 0xFFFFL) << 40 | value & 0xFFFFFFFFFFL;
    BigEndian.writeLong(labels, block * BLOCK + Long.BYTES, rest);
  }
}
