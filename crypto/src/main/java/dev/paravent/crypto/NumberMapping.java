package dev.paravent.crypto;

/**
 * A keyed, invertible mapping of the numbered clear values of a column class into its numbered
 * tokens. Confined to one thread unless it says otherwise.
 */
interface NumberMapping {

  /** The token that stands for a clear value of that subject. */
  long token(long clear, long subject);

  /** The clear value that a token stands for, or -1 if for none. */
  long clear(long token, long subject);

  /** Replaces the first {@code count} clear values by their tokens. */
  void tokens(long[] clear, long[] subjects, int count);

  /** Replaces the first {@code count} tokens by what they stand for, or -1. */
  void clears(long[] tokens, long[] subjects, int count);
}
