package dev.paravent.crypto;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * FF1 (NIST SP 800-38G) on the numbers {@code [0, radix^length)}; a number is the string of its
 * digits in that radix, most significant first.
 *
 * <p>Guarantees: those of {@link LongPermutation}, at the security of AES with the given key length
 * and ten Feistel rounds. Domains below {@value #SMALLEST_DOMAIN} values are refused, since attacks
 * on small domains are practical (NIST SP 800-38G r1).
 *
 * <p>Leaks: nothing beyond equality under one key and tweak.
 *
 * <p>Halves are longs, not strings. The CBC-MAC of a round differs from that of another in its last
 * block only, so everything before it is encrypted once for a tweak, and a round costs one AES
 * block. A batch runs round by round: blocks of up to 64 values, one call of AES, new halves.
 *
 * <p>Patents are claimed on FF1; {@link SwapOrNotPermutation} is the alternative. Confined to one
 * thread.
 */
public final class Ff1Permutation implements LongPermutation {

  /** The least number of values that FF1 may permute: radix^length &gt;= 1,000,000. */
  public static final long SMALLEST_DOMAIN = 1_000_000;

  private static final int BATCH = FieldBatch.STEP;
  private static final int BLOCK = AesKeys.BLOCK;
  private static final int ROUNDS = 10;

  private final Ff1Domain domain;
  private final long size;
  private final Modulus left;
  private final Modulus right;
  private final boolean wide;
  private final int roundShift;
  private final AesBlocks aes;

  // What AES is fed in the last block of a round, before round number and half are put in.
  private byte @Nullable [] tweak;
  private long tweakHigh;
  private long tweakLow;
  private final long numberHigh; // for tweaks of eight bytes, before the tweak is put in
  private final long numberLow;

  private final byte[] blocks = new byte[BATCH * BLOCK];
  private final byte[] images = new byte[BATCH * BLOCK];
  private final long[] lefts = new long[BATCH];
  private final long[] rights = new long[BATCH];

  /**
   * @param key an AES key: 16, 24 or 32 bytes, not all zero
   * @param radix the base of the digits, 2 to 65,536
   * @param length the number of digits, at least 2
   * @throws IllegalArgumentException if a parameter is weak or out of range
   */
  public Ff1Permutation(byte[] key, int radix, int length) {
    domain = new Ff1Domain(radix, length);
    size = domain.size();
    left = domain.left();
    right = domain.right();
    wide = domain.isWide();
    roundShift = Byte.SIZE * domain.numberBytes();
    aes = new AesBlocks(key);
    encryptFixedBlock(Long.BYTES);
    numberHigh = BigEndian.readLong(images, 0);
    numberLow = BigEndian.readLong(images, Long.BYTES);
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public long forward(long value, byte[] nextTweak) {
    useTweak(nextTweak);
    return forward(value, tweakHigh, tweakLow);
  }

  @Override
  public long inverse(long value, byte[] nextTweak) {
    useTweak(nextTweak);
    return inverse(value, tweakHigh, tweakLow);
  }

  @Override
  public long forward(long value, long numberTweak) {
    return forward(value, numberHigh ^ numberTweak, numberLow);
  }

  @Override
  public long inverse(long value, long numberTweak) {
    return inverse(value, numberHigh ^ numberTweak, numberLow);
  }

  @Override
  public void forward(long[] values, int count, byte[] nextTweak) {
    Ranges.requireInside(values, count, size);
    useTweak(nextTweak);
    for (int at = 0; at < count; at += BATCH) {
      int step = Math.min(BATCH, count - at);
      fillHigh(step, tweakHigh);
      forwardStep(values, at, step, tweakLow);
    }
  }

  @Override
  public void inverse(long[] values, int count, byte[] nextTweak) {
    Ranges.requireInside(values, count, size);
    useTweak(nextTweak);
    for (int at = 0; at < count; at += BATCH) {
      int step = Math.min(BATCH, count - at);
      fillHigh(step, tweakHigh);
      inverseStep(values, at, step, tweakLow);
    }
  }

  @Override
  public void forward(long[] values, long[] tweaks, int count) {
    Ranges.requireInside(values, count, size);
    for (int at = 0; at < count; at += BATCH) {
      int step = Math.min(BATCH, count - at);
      fillHigh(step, tweaks, at);
      forwardStep(values, at, step, numberLow);
    }
  }

  @Override
  public void inverse(long[] values, long[] tweaks, int count) {
    Ranges.requireInside(values, count, size);
    for (int at = 0; at < count; at += BATCH) {
      int step = Math.min(BATCH, count - at);
      fillHigh(step, tweaks, at);
      inverseStep(values, at, step, numberLow);
    }
  }

  private long forward(long value, long high, long low) {
    Ranges.requireInside(value, size);
    BigEndian.writeLong(blocks, 0, high);
    long a = right.quotient(value);
    long b = value - a * right.value();
    for (int round = 0; round < ROUNDS; round += 2) {
      a = left.add(a, pseudorandom(round, b, low, left));
      b = right.add(b, pseudorandom(round + 1, a, low, right));
    }
    return a * right.value() + b;
  }

  private long inverse(long value, long high, long low) {
    Ranges.requireInside(value, size);
    BigEndian.writeLong(blocks, 0, high);
    long a = right.quotient(value);
    long b = value - a * right.value();
    for (int round = ROUNDS - 2; round >= 0; round -= 2) {
      b = right.subtract(b, pseudorandom(round + 1, a, low, right));
      a = left.subtract(a, pseudorandom(round, b, low, left));
    }
    return a * right.value() + b;
  }

  /** y of a round, reduced: AES of the last block with round and half put in. */
  private long pseudorandom(int round, long half, long low, Modulus modulus) {
    BigEndian.writeLong(blocks, Long.BYTES, fixed(round, low) ^ half);
    aes.encrypt(blocks, images, 1);
    return image(0, modulus);
  }

  private void forwardStep(long[] values, int at, int count, long low) {
    split(values, at, count);
    feed(rights, count, low);
    for (int round = 0; round < ROUNDS; round += 2) {
      aes.encrypt(blocks, images, count);
      addImages(lefts, left, count, fixed(round + 1, low));
      aes.encrypt(blocks, images, count);
      addImages(rights, right, count, fixed(round + 2, low));
    }
    join(values, at, count);
  }

  private void inverseStep(long[] values, int at, int count, long low) {
    split(values, at, count);
    feed(lefts, count, fixed(ROUNDS - 1, low));
    for (int round = ROUNDS - 1; round > 0; round -= 2) {
      aes.encrypt(blocks, images, count);
      subtractImages(rights, right, count, fixed(round - 1, low));
      aes.encrypt(blocks, images, count);
      subtractImages(lefts, left, count, fixed(round - 2, low));
    }
    join(values, at, count);
  }

  private void split(long[] values, int at, int count) {
    for (int i = 0; i < count; i++) {
      long quotient = right.quotient(values[at + i]);
      lefts[i] = quotient;
      rights[i] = values[at + i] - quotient * right.value();
    }
  }

  private void join(long[] values, int at, int count) {
    for (int i = 0; i < count; i++) {
      values[at + i] = lefts[i] * right.value() + rights[i];
    }
  }

  private long fixed(int round, long low) {
    return low ^ (long) round << roundShift;
  }

  /** Puts halves into the blocks of a round. */
  private void feed(long[] halves, int count, long fixed) {
    for (int i = 0; i < count; i++) {
      BigEndian.writeLong(blocks, i * BLOCK + Long.BYTES, fixed ^ halves[i]);
    }
  }

  /** Ends a round; the halves that it changed go into the blocks of the next. */
  private void addImages(long[] halves, Modulus modulus, int count, long nextFixed) {
    for (int i = 0; i < count; i++) {
      long half = modulus.add(halves[i], image(i, modulus));
      halves[i] = half;
      BigEndian.writeLong(blocks, i * BLOCK + Long.BYTES, nextFixed ^ half);
    }
  }

  private void subtractImages(long[] halves, Modulus modulus, int count, long nextFixed) {
    for (int i = 0; i < count; i++) {
      long half = modulus.subtract(halves[i], image(i, modulus));
      halves[i] = half;
      BigEndian.writeLong(blocks, i * BLOCK + Long.BYTES, nextFixed ^ half);
    }
  }

  private long image(int block, Modulus modulus) {
    long first = BigEndian.readLong(images, block * BLOCK);
    return wide
        ? modulus.reduce(first, BigEndian.readInt(images, block * BLOCK + Long.BYTES))
        : modulus.reduce(first);
  }

  private void fillHigh(int count, long high) {
    for (int i = 0; i < count; i++) {
      BigEndian.writeLong(blocks, i * BLOCK, high);
    }
  }

  private void fillHigh(int count, long[] tweaks, int at) {
    for (int i = 0; i < count; i++) {
      BigEndian.writeLong(blocks, i * BLOCK, numberHigh ^ tweaks[at + i]);
    }
  }

  private void encryptFixedBlock(int tweakLength) {
    domain.writeFixedBlock(tweakLength, blocks);
    aes.encrypt(blocks, images, 1);
  }

  /** Encrypts P and all blocks of Q but the last, which takes the rest of the tweak. */
  private void useTweak(byte[] nextTweak) {
    if (tweak != null && Arrays.equals(tweak, nextTweak)) {
      return;
    }
    int last = 1 + domain.numberBytes();
    byte[] padded = new byte[(nextTweak.length + last + BLOCK - 1) / BLOCK * BLOCK];
    System.arraycopy(nextTweak, 0, padded, 0, nextTweak.length);
    encryptFixedBlock(nextTweak.length);
    long high = 0;
    long low = 0;
    for (int at = 0; at < padded.length; at += BLOCK) {
      if (at > 0) {
        BigEndian.writeLong(blocks, 0, high);
        BigEndian.writeLong(blocks, Long.BYTES, low);
        aes.encrypt(blocks, images, 1);
      }
      high = BigEndian.readLong(images, 0) ^ BigEndian.readLong(padded, at);
      low = BigEndian.readLong(images, Long.BYTES) ^ BigEndian.readLong(padded, at + Long.BYTES);
    }
    tweak = nextTweak.clone();
    tweakHigh = high;
    tweakLow = low;
  }
}
