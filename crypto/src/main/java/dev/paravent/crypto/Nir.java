package dev.paravent.crypto;

import java.util.Set;

/**
 * The French social security number (NIR): 13 characters {@code S YY MM DD CCC OOO} and a control
 * key of two digits.
 *
 * <p>S is the sex, YY MM the year and month of birth, DD the department ({@code 2A}, {@code 2B} in
 * Corsica), CCC the commune or country, OOO the order in the register. The numbers that this
 * product protects are ranked from zero without a gap, so that a permutation of numbers is a
 * permutation of NIRs.
 */
public final class Nir {

  /** The characters of a NIR without its key. */
  public static final int LENGTH = 13;

  /** The characters of a NIR with its key. */
  public static final int LENGTH_WITH_KEY = 15;

  static final int DEPARTMENT = 5; // offset of DD

  /** Everything that can be a clear NIR in official spelling: 986.4e9 numbers. */
  static final NirRanking RANKING =
      new NirRanking(Set.of(NirClass.BORN, NirClass.UNKNOWN_MONTH, NirClass.PROVISIONAL));

  private Nir() {}

  /** How many numbers are ranked. */
  public static long count() {
    return RANKING.size();
  }

  /**
   * The rank, in {@code [0, count)}, of the 13 characters at {@code offset}, or -1 if they are no
   * clear NIR: other characters, lower case, a month or department outside the classes.
   */
  public static long rank(byte[] src, int offset) {
    return RANKING.rank(NirNumber.read(src, offset));
  }

  /**
   * Writes the 13 characters of the NIR of that rank.
   *
   * @throws IllegalArgumentException if the rank is not in {@code [0, count)}
   */
  public static void unrank(long rank, byte[] dst, int offset) {
    NirNumber.write(RANKING.unrank(rank), dst, offset);
  }

  /**
   * Control key of 13 NIR characters, clear or token: {@code 97 - (n mod 97)}, 1 to 97, where 2A
   * counts as 19 and 2B as 18 (INSEE); -1 if the characters are not those of a NIR.
   */
  public static int controlKey(byte[] src, int offset) {
    long nir = NirNumber.read(src, offset);
    return nir < 0 ? -1 : NirNumber.controlKey(nir);
  }

  /**
   * Control key of a NIR or token as a column of text holds it, with or without key, groups and
   * padding, for a column of its own that holds the key; -1 if the value is no NIR.
   */
  public static int controlKey(byte[] src, int offset, int length) {
    long nir = new NirText().read(src, offset, length);
    return nir < 0 ? -1 : NirNumber.controlKey(nir);
  }
}
