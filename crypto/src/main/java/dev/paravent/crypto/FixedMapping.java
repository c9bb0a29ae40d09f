package dev.paravent.crypto;

/**
 * A permutation under one tweak, the same for every subject: equal values have equal tokens.
 * Confined to one thread.
 */
final class FixedMapping implements NumberMapping {

  private final LongPermutation permutation;
  private final long clearCount;
  private final byte[] tweak;

  /**
   * @param clearCount how many clear values there are
   * @throws IllegalArgumentException if there are more than the permutation has tokens
   */
  FixedMapping(LongPermutation permutation, long clearCount, byte[] tweak) {
    if (clearCount > permutation.size()) {
      throw new IllegalArgumentException(
          "classes: %d values (expected: <= %d, the face has no more)"
              .formatted(clearCount, permutation.size()));
    }
    this.permutation = permutation;
    this.clearCount = clearCount;
    this.tweak = tweak.clone();
  }

  @Override
  public long token(long clear, long subject) {
    return permutation.forward(clear, tweak);
  }

  @Override
  public long clear(long token, long subject) {
    long clear = permutation.inverse(token, tweak);
    return clear < clearCount ? clear : -1;
  }

  @Override
  public void tokens(long[] clear, long[] subjects, int count) {
    permutation.forward(clear, count, tweak);
  }

  @Override
  public void clears(long[] tokens, long[] subjects, int count) {
    permutation.inverse(tokens, count, tweak);
    for (int i = 0; i < count; i++) {
      tokens[i] = tokens[i] < clearCount ? tokens[i] : -1;
    }
  }
}
