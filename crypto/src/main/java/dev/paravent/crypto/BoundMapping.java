package dev.paravent.crypto;

/**
 * A permutation whose tweak is the subject's key.
 *
 * <p>Guarantees: equal values of two subjects have unrelated tokens; a dictionary of one subject
 * decodes no other.
 *
 * <p>Leaks: two rows of one subject show whether they hold the same value.
 *
 * <p>Confined to one thread.
 */
final class BoundMapping implements NumberMapping {

  private final LongPermutation permutation;
  private final long clearCount;

  BoundMapping(LongPermutation permutation, long clearCount) {
    this.permutation = permutation;
    this.clearCount = clearCount;
  }

  @Override
  public long token(long clear, long subject) {
    return permutation.forward(clear, subject);
  }

  @Override
  public long clear(long token, long subject) {
    long clear = permutation.inverse(token, subject);
    return clear < clearCount ? clear : -1;
  }

  @Override
  public void tokens(long[] clear, long[] subjects, int count) {
    permutation.forward(clear, subjects, count);
  }

  @Override
  public void clears(long[] tokens, long[] subjects, int count) {
    permutation.inverse(tokens, subjects, count);
    for (int i = 0; i < count; i++) {
      tokens[i] = tokens[i] < clearCount ? tokens[i] : -1;
    }
  }
}
