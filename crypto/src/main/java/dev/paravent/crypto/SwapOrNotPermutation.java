package dev.paravent.crypto;

import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.ShortBufferException;
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
 * <p>Confined to one thread.
 */
public final class SwapOrNotPermutation implements LongPermutation {

  /** The longest tweak in bytes. */
  public static final int LONGEST_TWEAK = 8;

  private static final long SMALLEST_DOMAIN = 1_000;
  private static final long LARGEST_DOMAIN = 1L << 40;
  private static final int ROUND_KEYS = 0x10; // tag of a block that yields a round key
  private static final int SWAPS = 0x20; // tag of a block that yields a swap bit

  private final long size;
  private final long acceptBelow; // the largest multiple of size below 2^64, unsigned
  private final int rounds;
  private final Cipher aes;
  private final long[] roundKeys;
  private final byte[] labels; // in and out are different arrays: the JDK copies overlapping ones
  private final byte[] keyBlocks;
  private final byte[] label = new byte[AesKeys.BLOCK];
  private final byte[] block = new byte[AesKeys.BLOCK];
  private byte @Nullable [] tweak;

  /**
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
    this.aes = AesKeys.blocks(key);
    this.size = size;
    this.acceptBelow = -1 - Long.remainderUnsigned(-1, size);
    this.rounds = 168 + 6 * (Long.SIZE - Long.numberOfLeadingZeros(size - 1));
    this.roundKeys = new long[rounds];
    this.labels = new byte[rounds * AesKeys.BLOCK];
    this.keyBlocks = new byte[rounds * AesKeys.BLOCK];
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public long forward(long value, byte[] nextTweak) {
    Ranges.requireInside(value, size);
    useTweak(nextTweak);
    long x = value;
    for (int round = 0; round < rounds; round++) {
      x = swapOrNot(x, round);
    }
    return x;
  }

  @Override
  public long inverse(long value, byte[] nextTweak) {
    Ranges.requireInside(value, size);
    useTweak(nextTweak);
    long x = value;
    for (int round = rounds - 1; round >= 0; round--) {
      x = swapOrNot(x, round);
    }
    return x;
  }

  /** One round; it is its own inverse. */
  private long swapOrNot(long x, int round) {
    long partner = roundKeys[round] - x;
    if (partner < 0) {
      partner += size;
    }
    long representative = Math.max(x, partner);
    label(label, 0, SWAPS, round, representative);
    encrypt(label, block);
    boolean swaps = (block[0] & 1) == 1;
    return swaps ? partner : x;
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
    for (int round = 0; round < rounds; round++) {
      label(labels, round * AesKeys.BLOCK, ROUND_KEYS, round, 0);
    }
    encrypt(labels, keyBlocks);
    for (int round = 0; round < rounds; round++) {
      roundKeys[round] = roundKey(round * AesKeys.BLOCK);
    }
  }

  /**
   * A number below size from one block: whichever half is free of modulo bias (neither is: 2^-48).
   */
  private long roundKey(int at) {
    long first = BigEndian.readLong(keyBlocks, at);
    long unbiased =
        Long.compareUnsigned(first, acceptBelow) < 0
            ? first
            : BigEndian.readLong(keyBlocks, at + Long.BYTES);
    return Long.remainderUnsigned(unbiased, size);
  }

  /** Input block: tweak padded to 8 bytes, tag and tweak length, round (2), value (5). */
  private void label(byte[] blocks, int at, int tag, int round, long value) {
    byte[] current = tweak;
    if (current == null) {
      throw new IllegalStateException("no tweak in use");
    }
    for (int i = 0; i < LONGEST_TWEAK; i++) {
      blocks[at + i] = i < current.length ? current[i] : 0;
    }
    blocks[at + 8] = (byte) (tag | current.length);
    blocks[at + 9] = (byte) (round >>> 8);
    blocks[at + 10] = (byte) round;
    for (int i = 0; i < 5; i++) {
      blocks[at + 11 + i] = (byte) (value >>> (32 - 8 * i));
    }
  }

  private void encrypt(byte[] blocks, byte[] encrypted) {
    try {
      aes.update(blocks, 0, blocks.length, encrypted, 0);
    } catch (ShortBufferException e) {
      throw new IllegalStateException("AES changed the length of its input", e);
    }
  }
}
