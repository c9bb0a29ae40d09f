package dev.paravent.crypto;

/**
 * A class of clear NIRs that can be counted: each has its own pattern, and no two overlap.
 *
 * <p>Source of the patterns: the validation rules that the French health insurance publishes
 * (github.com/assurance-maladie-digital/nir-validation), widened to what registers hold.
 */
public enum NirClass {

  /** Class A: {@code [12] YY 01..12 (01..99|2A|2B) CCC OOO}, everybody with a known birth month. */
  BORN(2L * 100 * 12 * 101) {
    @Override
    long prefix(int head, int department, int letters) {
      int month = head % 100;
      int place =
          switch (letters) {
            case NirNumber.DIGITS -> department - 1;
            case NirNumber.UPPER_A, NirNumber.UPPER_B -> 98 + letters;
            default -> -1;
          };
      boolean inside = isSex(head, 1) && month >= 1 && month <= 12 && place >= 0;
      return inside ? ((head / 100 - 100) * 12L + month - 1) * 101 + place : -1;
    }

    @Override
    long first(long prefix) {
      int place = (int) (prefix % 101);
      long months = prefix / 101;
      return place < 99
          ? number(months / 12 + 100, months % 12 + 1, place + 1)
          : lettered(months / 12 + 100, months % 12 + 1, place - 98);
    }
  },

  /** Class B: {@code [12] YY 20..99 91..99 CCC OOO}, month unknown, born overseas or abroad. */
  UNKNOWN_MONTH(2L * 100 * 80 * 9) {
    @Override
    long prefix(int head, int department, int letters) {
      int month = head % 100;
      boolean inside =
          isSex(head, 1) && month >= 20 && department >= 91 && letters == NirNumber.DIGITS;
      return inside ? ((head / 100 - 100) * 80L + month - 20) * 9 + department - 91 : -1;
    }

    @Override
    long first(long prefix) {
      long months = prefix / 9;
      return number(months / 80 + 100, months % 80 + 20, prefix % 9 + 91);
    }
  },

  /** Class C: {@code [78] 00..29} and ten digits, numbers given provisionally. */
  PROVISIONAL(2L * 300_000) {
    @Override
    long prefix(int head, int department, int letters) {
      boolean inside = isSex(head, 7) && head % 10_000 < 3_000 && letters == NirNumber.DIGITS;
      return inside ? (head / 10_000 - 7) * 300_000L + head % 10_000 * 100L + department : -1;
    }

    @Override
    long first(long prefix) {
      return ((prefix / 300_000 + 7) * 1_000_000 + prefix % 300_000) * TAILS;
    }
  },

  /** Class A in Corsica, with the letter of the department in lower case. */
  LOWER_CASE(2L * 100 * 12 * 2) {
    @Override
    long prefix(int head, int department, int letters) {
      int month = head % 100;
      boolean inside = isSex(head, 1) && month >= 1 && month <= 12 && letters >= NirNumber.LOWER_A;
      return inside ? ((head / 100 - 100) * 12L + month - 1) * 2 + letters - NirNumber.LOWER_A : -1;
    }

    @Override
    long first(long prefix) {
      long months = prefix / 2;
      int letters = NirNumber.LOWER_A + (int) (prefix % 2);
      return lettered(months / 12 + 100, months % 12 + 1, letters);
    }
  },

  /** MIG: {@code [56] [12]} and eleven digits, migrants passing through. */
  MIGRANT(2L * 200_000) {
    @Override
    long prefix(int head, int department, int letters) {
      int rest = head % 10_000 - 1_000;
      boolean inside = isSex(head, 5) && rest >= 0 && rest < 2_000 && letters == NirNumber.DIGITS;
      return inside ? (head / 10_000 - 5) * 200_000L + rest * 100L + department : -1;
    }

    @Override
    long first(long prefix) {
      return ((prefix / 200_000 + 5) * 1_000_000 + 100_000 + prefix % 200_000) * TAILS;
    }
  };

  /** How many numbers share a prefix: all of CCC OOO. */
  static final long TAILS = 1_000_000;

  private final long prefixes;

  NirClass(long prefixes) {
    this.prefixes = prefixes;
  }

  /** How many numbers the class has. */
  public long size() {
    return prefixes * TAILS;
  }

  /** The letter of the class in key derivation and documents. */
  char letter() {
    return switch (this) {
      case BORN -> 'A';
      case UNKNOWN_MONTH -> 'B';
      case PROVISIONAL -> 'C';
      case LOWER_CASE -> 'L';
      case MIGRANT -> 'M';
    };
  }

  /**
   * The position, among the prefixes of the class, of a number's first seven characters, or -1 if
   * they are not of this class.
   *
   * @param head S YY MM
   * @param department DD, or what its letters count as
   * @param letters as in {@link NirNumber}
   */
  abstract long prefix(int head, int department, int letters);

  /** The first number with a prefix. */
  abstract long first(long prefix);

  /** Whether the first character is this digit or the next. */
  private static boolean isSex(int head, int men) {
    int sex = head / 10_000;
    return sex == men || sex == men + 1;
  }

  private static long number(long sexAndYear, long month, long department) {
    return ((sexAndYear * 100 + month) * 100 + department) * TAILS;
  }

  private static long lettered(long sexAndYear, long month, int letters) {
    long number = number(sexAndYear, month, NirNumber.department(letters));
    return NirNumber.withLetters(number, letters);
  }
}
