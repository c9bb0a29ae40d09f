package dev.paravent.crypto.identity;

import dev.paravent.crypto.Digits;
import java.util.List;

/**
 * Belgian national register numbers (NISS): birth date YYMMDD, counter, and 97 minus the nine
 * digits modulo 97, with a 2 before the digits for those born from 2000 on. The check digits thus
 * tell the century. Months and days may be 00 (not known, or counters exhausted).
 *
 * <p>Sources: IBZ, "Het identificatienummer", IT000 (counters 001 to 997 for men, 002 to 998 for
 * women; the 2 from 2000 on). Royal decree of 8 February 1991 on the numbers of the Crossroads Bank
 * (bis), article 2: month plus 40 where the sex was known, plus 20 where it was not; article 4: the
 * same check digits; article 5: zeros for what was not known. Neither of them, nor python-stdnum
 * (be.nn, be.bis), with whose examples the tests agree, knows a further ("ter") series.
 */
final class NationalRegisterNumber implements Numbering {

  static final List<Layout> LAYOUTS =
      List.of(
          new Layout("00000000000"),
          new Layout("00.00.00-000.00"),
          new Layout("00.00.00-000-00"),
          new Layout("00.00.00-000 00"),
          new Layout("000000-000-00"),
          new Layout("000000 000 00"));

  /** Clear: months 00 to 12, and those plus 20 and 40; days 00 to 31; counters 001 to 998. */
  static final NationalRegisterNumber CLEAR =
      new NationalRegisterNumber(new int[] {0, 20, 40}, 13, 32, 1, 998);

  /**
   * Tokens: months 13 to 19, and those plus 20, 40, 60 and 80, which are none, even if numbers
   * should be given with months 60 or 80 higher.
   */
  static final NationalRegisterNumber TOKENS =
      new NationalRegisterNumber(new int[] {13, 33, 53, 73, 93}, 7, 100, 0, 1_000);

  private static final long BORN_FROM_2000 = 2_000_000_000L;
  private static final int MODULUS = 97;

  private final int[] firstMonths;
  private final int monthCount; // from each of the first months on
  private final int days;
  private final int firstCounter;
  private final int counters;

  private NationalRegisterNumber(
      int[] firstMonths, int monthCount, int days, int firstCounter, int counters) {
    this.firstMonths = firstMonths;
    this.monthCount = monthCount;
    this.days = days;
    this.firstCounter = firstCounter;
    this.counters = counters;
  }

  @Override
  public long size() {
    return 2L * 100 * firstMonths.length * monthCount * days * counters;
  }

  @Override
  public long rank(byte[] characters) {
    long digits = Digits.read(characters, 0, 9);
    long check = Digits.read(characters, 9, 2);
    int century = digits < 0 ? -1 : century(digits, check);
    int month = digits < 0 ? -1 : monthIndex((int) (digits / 100_000 % 100));
    long day = digits / 1_000 % 100;
    long counter = digits % 1_000 - firstCounter;
    if (century < 0 || month < 0 || day >= days || counter < 0 || counter >= counters) {
      return -1;
    }
    long year = digits / 10_000_000;
    long months = (long) firstMonths.length * monthCount;
    return (((year * months + month) * days + day) * counters + counter) * 2 + century;
  }

  @Override
  public void unrank(long number, byte[] characters) {
    int century = (int) (number % 2);
    long rest = number / 2;
    long counter = rest % counters + firstCounter;
    rest /= counters;
    long day = rest % days;
    rest /= days;
    int months = firstMonths.length * monthCount;
    int month = (int) (rest % months);
    long year = rest / months;
    int monthDigits = firstMonths[month / monthCount] + month % monthCount;
    long digits = ((year * 100 + monthDigits) * 100 + day) * 1_000 + counter;
    Digits.write(digits, characters, 0, 9);
    Digits.write(check(digits, century), characters, 9, 2);
  }

  /** 0 for 19xx, 1 for 20xx, -1 if the check digits fit neither. They never fit both. */
  private static int century(long digits, long check) {
    if (check == check(digits, 0)) {
      return 0;
    }
    return check == check(digits, 1) ? 1 : -1;
  }

  private static long check(long digits, int century) {
    return MODULUS - (digits + century * BORN_FROM_2000) % MODULUS;
  }

  private int monthIndex(int month) {
    for (int i = 0; i < firstMonths.length; i++) {
      if (month >= firstMonths[i] && month < firstMonths[i] + monthCount) {
        return i * monthCount + month - firstMonths[i];
      }
    }
    return -1;
  }
}
