package dev.paravent.crypto;

/**
 * A NIR as one long: the number that its 13 characters are for the control key, where 2A counts as
 * 19 and 2B as 18 (INSEE), and above it which letters the department is written with.
 */
final class NirNumber {

  /** What {@link #read} returns for characters that are no number of 13 digits. */
  static final long NONE = -1;

  /** The department is written in digits. */
  static final int DIGITS = 0;

  static final int UPPER_A = 1;
  static final int UPPER_B = 2;
  static final int LOWER_A = 3;
  static final int LOWER_B = 4;

  /** Numbers of 13 digits are below. */
  static final long LIMIT = 10_000_000_000_000L;

  private static final int LETTERS = 44; // bits below the letters
  private static final long TAIL = 100_000_000; // DD CCC OOO
  private static final long HEAD = 100_000; // S YY MM DD C are above
  private static final long DEPARTMENT = 1_000_000; // CCC OOO

  private NirNumber() {}

  /** Puts letters on a number whose department is the one they count as. */
  static long withLetters(long number, int letters) {
    return number | (long) letters << LETTERS;
  }

  /** The 13 digits. */
  static long digits(long nir) {
    return nir & (1L << LETTERS) - 1;
  }

  static int letters(long nir) {
    return (int) (nir >>> LETTERS);
  }

  /** What the letters of a department count as. */
  static int department(int letters) {
    return (letters & 1) == 1 ? 19 : 18;
  }

  /** The control key, 1 to 97. */
  static int controlKey(long nir) {
    return 97 - (int) (digits(nir) % 97);
  }

  /** Reads 13 characters; does not ask whether anybody can have that number. */
  static long read(byte[] src, int offset) {
    long head = Digits.load(src, offset) << 24 | Digits.ZEROS >>> 40; // 000 S YY MM
    long tail = Digits.load(src, offset + Nir.DEPARTMENT); // DD CCC OOO
    if (!Digits.areDigits(head)) {
      return NONE;
    }
    if (Digits.areDigits(tail)) {
      return Digits.number(head) * TAIL + Digits.number(tail);
    }
    long withoutDepartment = tail & ~0xFFFFL | Digits.ZEROS >>> 48;
    int letters = letters(src[offset + Nir.DEPARTMENT], src[offset + Nir.DEPARTMENT + 1]);
    if (letters == DIGITS || !Digits.areDigits(withoutDepartment)) {
      return NONE;
    }
    long number =
        Digits.number(head) * TAIL
            + department(letters) * DEPARTMENT
            + Digits.number(withoutDepartment);
    return withLetters(number, letters);
  }

  /** Writes 13 characters. */
  static void write(long nir, byte[] dst, int offset) {
    long digits = digits(nir);
    // Two times eight digits; the three in the middle are written twice.
    Digits.writeEight((int) (digits / HEAD), dst, offset);
    Digits.writeEight((int) (digits % TAIL), dst, offset + Nir.DEPARTMENT);
    int letters = letters(nir);
    if (letters != DIGITS) {
      dst[offset + Nir.DEPARTMENT] = '2';
      dst[offset + Nir.DEPARTMENT + 1] = (byte) " ABab".charAt(letters);
    }
  }

  private static int letters(byte first, byte second) {
    if (first != '2') {
      return DIGITS;
    }
    return switch (second) {
      case 'A' -> UPPER_A;
      case 'B' -> UPPER_B;
      case 'a' -> LOWER_A;
      case 'b' -> LOWER_B;
      default -> DIGITS;
    };
  }
}
