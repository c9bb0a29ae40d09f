package dev.paravent.crypto;

import javax.crypto.Cipher;
import javax.crypto.ShortBufferException;

/**
 * A keyed random permutation of all birth dates, written out as a table.
 *
 * <p>Fisher-Yates from the top, over 32-bit big-endian words of an AES-CTR stream from counter
 * zero; words that would favour small indexes are skipped. The procedure is the format: it is
 * frozen by the golden values in the tests.
 *
 * <p>Guarantees: exact permutation; without the key, every one is equally likely as far as AES-CTR
 * is random.
 *
 * <p>Leaks: equality of birth dates, hence their frequencies; one known person tells the token of
 * that day for everybody.
 *
 * <p>Immutable, so thread-safe; look-ups are array accesses. 200 KB.
 */
final class BirthDateTable implements NumberMapping {

  private final char[] tokens = new char[BirthDates.COUNT];
  private final char[] birthDates = new char[BirthDates.COUNT];

  BirthDateTable(byte[] key) {
    for (char i = 0; i < tokens.length; i++) {
      tokens[i] = i;
    }
    Words words = new Words(key);
    for (int last = tokens.length - 1; last > 0; last--) {
      int chosen = words.below(last + 1);
      char swapped = tokens[last];
      tokens[last] = tokens[chosen];
      tokens[chosen] = swapped;
    }
    for (char i = 0; i < tokens.length; i++) {
      birthDates[tokens[i]] = i;
    }
  }

  @Override
  public long token(long clear, long subject) {
    return tokens[(int) clear];
  }

  @Override
  public long clear(long token, long subject) {
    return birthDates[(int) token];
  }

  @Override
  public void tokens(long[] clear, long[] subjects, int count) {
    for (int i = 0; i < count; i++) {
      clear[i] = tokens[(int) clear[i]];
    }
  }

  @Override
  public void clears(long[] images, long[] subjects, int count) {
    for (int i = 0; i < count; i++) {
      images[i] = birthDates[(int) images[i]];
    }
  }

  /** The words of the key stream. */
  private static final class Words {
    private final Cipher stream;
    private final byte[] zeros = new byte[4096];
    private final byte[] buffer = new byte[4096];
    private int next = buffer.length;

    Words(byte[] key) {
      stream = AesKeys.stream(key);
    }

    /** The next uniform number in {@code [0, bound)}. */
    int below(int bound) {
      long acceptBelow = (1L << 32) - (1L << 32) % bound;
      while (true) {
        long word = Integer.toUnsignedLong(word());
        if (word < acceptBelow) {
          return (int) (word % bound);
        }
      }
    }

    private int word() {
      if (next == buffer.length) {
        try {
          stream.update(zeros, 0, zeros.length, buffer, 0);
        } catch (ShortBufferException e) {
          throw new IllegalStateException("AES-CTR changed the length of its input", e);
        }
        next = 0;
      }
      int word = BigEndian.readInt(buffer, next);
      next += Integer.BYTES;
      return word;
    }
  }
}
