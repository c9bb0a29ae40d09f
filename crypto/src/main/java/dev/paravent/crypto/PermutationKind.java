package dev.paravent.crypto;

/** Which cipher permutes numbers. Tokens of the two kinds are unrelated. */
public enum PermutationKind {
  /** FF1 of NIST SP 800-38G, the default; patents are claimed on it. */
  FF1,
  /**
   * Swap-or-not (Hoang, Morris, Rogaway, CRYPTO 2012), for installations that do without FF1: ten
   * to fifty times slower.
   */
  SWAP_OR_NOT;

  /** The permutation of {@code [0, radix^length)}. */
  public LongPermutation create(byte[] key, int radix, int length) {
    return switch (this) {
      case FF1 -> new Ff1Permutation(key, radix, length);
      case SWAP_OR_NOT -> new SwapOrNotPermutation(key, new Ff1Domain(radix, length).size());
    };
  }

  /** What a face is called in key derivation: the two kinds never share a key. */
  public String derivationName(String face) {
    return switch (this) {
      case FF1 -> face;
      case SWAP_OR_NOT -> face + "/swap-or-not";
    };
  }
}
