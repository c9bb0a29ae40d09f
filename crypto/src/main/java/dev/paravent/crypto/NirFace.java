package dev.paravent.crypto;

/** How NIR tokens look: 13 digits that no rule assigns to a person, numbered from zero. */
public enum NirFace {

  /** {@code 9} and twelve digits: told from clear values by the first character. */
  NINE("9", 1_000_000_000_000L) {
    @Override
    long nir(long token) {
      return 9_000_000_000_000L + token;
    }

    @Override
    long token(long nir) {
      return nir - 9_000_000_000_000L;
    }
  },

  /**
   * {@code 7} or {@code 8} with year digits 30 to 99, for portals whose validator insists on {@code
   * [1-37-8]}: provisional numbers have year digits 00 to 29.
   */
  SEVEN_EIGHT("7/8", 1_400_000_000_000L) {
    private static final long YEARS_30_TO_99 = 700_000_000_000L;
    private static final long SEVEN = 7_300_000_000_000L;
    private static final long EIGHT = 8_300_000_000_000L;

    @Override
    long nir(long token) {
      return token < YEARS_30_TO_99 ? SEVEN + token : EIGHT + token - YEARS_30_TO_99;
    }

    @Override
    long token(long nir) {
      if (nir < EIGHT) {
        return nir < SEVEN + YEARS_30_TO_99 ? nir - SEVEN : -1;
      }
      return nir - EIGHT < YEARS_30_TO_99 ? YEARS_30_TO_99 + nir - EIGHT : -1;
    }
  };

  private final String derivationName;
  private final long capacity;

  NirFace(String derivationName, long capacity) {
    this.derivationName = derivationName;
    this.capacity = capacity;
  }

  /** The fixed name in key derivation. */
  String derivationName() {
    return derivationName;
  }

  /** How many different tokens the face has. */
  long capacity() {
    return capacity;
  }

  /** The {@link NirNumber} of a token in {@code [0, capacity)}. */
  abstract long nir(long token);

  /**
   * The token that a {@link NirNumber} is; negative or not below the capacity if it is not of this
   * face.
   */
  abstract long token(long nir);
}
