package dev.paravent.crypto;

import java.util.EnumSet;
import java.util.Set;

/**
 * How the tokens of a domain look and by which cipher they are made. Immutable.
 *
 * @param nirFace how NIR tokens look
 * @param nirClasses which NIRs are clear values
 * @param dateFace how birth-date tokens look
 * @param permutation the cipher of NIRs and of the face {@code bound}; the faces {@code past} and
 *     {@code bound-past} never use FF1
 */
public record TokenFormat(
    NirFace nirFace, Set<NirClass> nirClasses, DateFace dateFace, PermutationKind permutation) {

  private static final int DIGITS = 12;

  /**
   * Checks that there are tokens for all NIRs.
   *
   * @throws IllegalArgumentException if the classes have more numbers than the face has tokens or
   *     the cipher permutes
   */
  public TokenFormat {
    nirClasses = Set.copyOf(nirClasses);
    NirRanking ranking = new NirRanking(nirClasses);
    if (ranking.size() > nirFace.capacity()) {
      throw new IllegalArgumentException(
          "classes: %d values (expected: <= %d, the face has no more)"
              .formatted(ranking.size(), nirFace.capacity()));
    }
    if (permutation == PermutationKind.SWAP_OR_NOT
        && ranking.size() > SwapOrNotPermutation.LARGEST_DOMAIN) {
      throw new IllegalArgumentException(
          "classes: %d values (expected: <= %d, swap-or-not permutes no more)"
              .formatted(ranking.size(), SwapOrNotPermutation.LARGEST_DOMAIN));
    }
  }

  /** Every clear NIR but those of migrants, and FF1. */
  public static TokenFormat of(NirFace nirFace, DateFace dateFace) {
    return new TokenFormat(nirFace, NirRanking.DEFAULT, dateFace, PermutationKind.FF1);
  }

  /** The same with other classes of NIRs. */
  public TokenFormat withNirClasses(Set<NirClass> classes) {
    return new TokenFormat(nirFace, classes, dateFace, permutation);
  }

  /** The same with another cipher. */
  public TokenFormat with(PermutationKind kind) {
    return new TokenFormat(nirFace, nirClasses, dateFace, kind);
  }

  /** The face of NIRs in key derivation: classes and cipher are part of it, unless the default. */
  String nirDerivationName() {
    String name = nirFace.derivationName();
    if (!nirClasses.equals(NirRanking.DEFAULT)) {
      StringBuilder letters = new StringBuilder(name).append('/');
      EnumSet.copyOf(nirClasses).forEach(next -> letters.append(next.letter()));
      name = letters.toString();
    }
    return permutation.derivationName(name);
  }

  /** The face of birth dates in key derivation. */
  String dateDerivationName() {
    return dateFace == DateFace.BOUND
        ? permutation.derivationName(dateFace.derivationName())
        : dateFace.derivationName();
  }

  /** The permutation of NIR tokens: 10^12 where they suffice, else the next fourth power. */
  LongPermutation nirPermutation(byte[] key) {
    long count = new NirRanking(nirClasses).size();
    if (count <= NirFace.NINE.capacity()) {
      return permutation.create(key, 10, DIGITS);
    }
    int radix = (int) Math.ceil(Math.sqrt(Math.sqrt(count)));
    return permutation.create(key, radix, 4);
  }
}
