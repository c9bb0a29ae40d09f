package dev.paravent.crypto;

/** A class of clear NIRs that can be counted: each has its own pattern, and no two overlap. */
enum NirClass {

  /** Class A: {@code [12] YY 01..12 (01..99|2A|2B) CCC OOO}, everybody with a known birth month. */
  BORN(2L * 100 * 12 * 101) {
    @Override
    long prefix(byte[] src, int offset) {
      long sex = Digits.read(src, offset, 1) - 1;
      long year = Digits.read(src, offset + 1, 2);
      long month = Digits.read(src, offset + 3, 2);
      long department = department(src, offset + Nir.DEPARTMENT);
      if (sex < 0 || sex > 1 || year < 0 || month < 1 || month > 12 || department < 0) {
        return -1;
      }
      return ((sex * 100 + year) * 12 + month - 1) * 101 + department;
    }

    @Override
    void writePrefix(long prefix, byte[] dst, int offset) {
      long beforeDepartment = prefix / 101;
      long beforeMonth = beforeDepartment / 12;
      dst[offset] = (byte) ('1' + beforeMonth / 100);
      Digits.write(beforeMonth % 100, dst, offset + 1, 2);
      Digits.write(beforeDepartment % 12 + 1, dst, offset + 3, 2);
      writeDepartment(prefix % 101, dst, offset + Nir.DEPARTMENT);
    }
  },

  /** Class B: {@code [12] YY 20..99 91..99 CCC OOO}, month unknown, born overseas or abroad. */
  UNKNOWN_MONTH(2L * 100 * 80 * 9) {
    @Override
    long prefix(byte[] src, int offset) {
      long sex = Digits.read(src, offset, 1) - 1;
      long year = Digits.read(src, offset + 1, 2);
      long month = Digits.read(src, offset + 3, 2);
      long department = Digits.read(src, offset + Nir.DEPARTMENT, 2);
      if (sex < 0 || sex > 1 || year < 0 || month < 20 || department < 91) {
        return -1;
      }
      return ((sex * 100 + year) * 80 + month - 20) * 9 + department - 91;
    }

    @Override
    void writePrefix(long prefix, byte[] dst, int offset) {
      long beforeDepartment = prefix / 9;
      long beforeMonth = beforeDepartment / 80;
      dst[offset] = (byte) ('1' + beforeMonth / 100);
      Digits.write(beforeMonth % 100, dst, offset + 1, 2);
      Digits.write(beforeDepartment % 80 + 20, dst, offset + 3, 2);
      Digits.write(prefix % 9 + 91, dst, offset + Nir.DEPARTMENT, 2);
    }
  },

  /** Class C: {@code [78] 00..29} and ten digits, numbers given provisionally. */
  PROVISIONAL(2L * 300_000) {
    @Override
    long prefix(byte[] src, int offset) {
      int sex = src[offset] - '7';
      long digits = Digits.read(src, offset + 1, 6);
      if (sex < 0 || sex > 1 || digits < 0 || digits >= 300_000) {
        return -1;
      }
      return sex * 300_000L + digits;
    }

    @Override
    void writePrefix(long prefix, byte[] dst, int offset) {
      dst[offset] = (byte) ('7' + prefix / 300_000);
      Digits.write(prefix % 300_000, dst, offset + 1, 6);
    }
  };

  private static final int PREFIX = 7; // characters before CCC OOO
  private static final long TAILS = 1_000_000; // CCC OOO

  private final long prefixes;

  NirClass(long prefixes) {
    this.prefixes = prefixes;
  }

  /** How many numbers the class has. */
  long size() {
    return prefixes * TAILS;
  }

  /** The rank within the class of 13 characters, or -1 if they are not of this class. */
  long rank(byte[] src, int offset) {
    long prefix = prefix(src, offset);
    long tail = Digits.read(src, offset + PREFIX, 6);
    return prefix < 0 || tail < 0 ? -1 : prefix * TAILS + tail;
  }

  /** Writes the 13 characters of that rank. */
  void unrank(long rank, byte[] dst, int offset) {
    writePrefix(rank / TAILS, dst, offset);
    Digits.write(rank % TAILS, dst, offset + PREFIX, 6);
  }

  abstract long prefix(byte[] src, int offset);

  abstract void writePrefix(long prefix, byte[] dst, int offset);

  /** 01..99 are 0..98, 2A is 99, 2B is 100; -1 for anything else. */
  private static long department(byte[] src, int offset) {
    if (src[offset] == '2' && src[offset + 1] == 'A') {
      return 99;
    }
    if (src[offset] == '2' && src[offset + 1] == 'B') {
      return 100;
    }
    long digits = Digits.read(src, offset, 2);
    return digits < 1 ? -1 : digits - 1;
  }

  private static void writeDepartment(long department, byte[] dst, int offset) {
    if (department < 99) {
      Digits.write(department + 1, dst, offset, 2);
      return;
    }
    dst[offset] = '2';
    dst[offset + 1] = (byte) (department == 99 ? 'A' : 'B');
  }
}
