package dev.paravent.crypto;

import java.util.List;

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

  /** Everything that can be a clear NIR: 986.4e9 numbers. */
  static final NirRanking RANKING =
      new NirRanking(List.of(NirClass.BORN, NirClass.UNKNOWN_MONTH, NirClass.PROVISIONAL));

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
    return RANKING.rank(src, offset);
  }

  /**
   * Writes the 13 characters of the NIR of that rank.
   *
   * @throws IllegalArgumentException if the rank is not in {@code [0, count)}
   */
  public static void unrank(long rank, byte[] dst, int offset) {
    RANKING.unrank(rank, dst, offset);
  }

  /**
   * Control key of 13 NIR characters, clear or token: {@code 97 - (n mod 97)}, 1 to 97, where 2A
   * counts as 19 and 2B as 18 (INSEE); -1 if the characters are not those of a NIR.
   */
  public static int controlKey(byte[] src, int offset) {
    long head = Digits.read(src, offset, DEPARTMENT);
    long department = departmentInKey(src, offset + DEPARTMENT);
    long tail = Digits.read(src, offset + 7, 6);
    if (head < 0 || department < 0 || tail < 0) {
      return -1;
    }
    long number = (head * 100 + department) * 1_000_000 + tail;
    return 97 - (int) (number % 97);
  }

  private static long departmentInKey(byte[] src, int offset) {
    if (src[offset] == '2' && src[offset + 1] == 'A') {
      return 19;
    }
    if (src[offset] == '2' && src[offset + 1] == 'B') {
      return 18;
    }
    return Digits.read(src, offset, 2);
  }
}
