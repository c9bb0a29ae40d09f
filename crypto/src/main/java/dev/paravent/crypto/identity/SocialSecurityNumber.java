package dev.paravent.crypto.identity;

import dev.paravent.crypto.Digits;
import java.util.List;

/**
 * US social security numbers: area 001 to 899 without 666, group 01 to 99, serial 0001 to 9999
 * (Social Security Administration, "SSN Randomization", 2011). There is no check digit.
 *
 * <p>Only 111 million nine-digit numbers can never be assigned, and of the areas 900 to 999 the
 * groups 50 to 65, 70 to 88 and 90 to 99 belong to taxpayer numbers (ITIN, ATIN; IRS). That is no
 * room for 889 million tokens, so no nine-digit face can be recognisable.
 */
final class SocialSecurityNumber implements Numbering {

  static final List<Layout> LAYOUTS =
      List.of(new Layout("000000000"), new Layout("000-00-0000"), new Layout("000 00 0000"));

  static final long SIZE = 898L * 99 * 9_999;

  private static final int UNASSIGNED_AREA = 666;

  @Override
  public long size() {
    return SIZE;
  }

  @Override
  public long rank(byte[] characters) {
    long area = Digits.read(characters, 0, 3);
    long group = Digits.read(characters, 3, 2);
    long serial = Digits.read(characters, 5, 4);
    if (area < 1 || area > 899 || area == UNASSIGNED_AREA || group < 1 || serial < 1) {
      return -1;
    }
    long before = area > UNASSIGNED_AREA ? area - 2 : area - 1;
    return (before * 99 + group - 1) * 9_999 + serial - 1;
  }

  @Override
  public void unrank(long number, byte[] characters) {
    long beforeSerial = number / 9_999;
    long area = beforeSerial / 99 + 1;
    Digits.write(area >= UNASSIGNED_AREA ? area + 1 : area, characters, 0, 3);
    Digits.write(beforeSerial % 99 + 1, characters, 3, 2);
    Digits.write(number % 9_999 + 1, characters, 5, 4);
  }

  /** A capital letter and eight digits: nobody's number, and no number at all. */
  static final class Lettered implements Numbering {

    static final long SIZE = 26L * 100_000_000;

    @Override
    public long size() {
      return SIZE;
    }

    @Override
    public long rank(byte[] characters) {
      int letter = characters[0] - 'A';
      long digits = Digits.read(characters, 1, 8);
      return letter < 0 || letter > 25 || digits < 0 ? -1 : letter * 100_000_000L + digits;
    }

    @Override
    public void unrank(long number, byte[] characters) {
      characters[0] = (byte) ('A' + number / 100_000_000);
      Digits.write(number % 100_000_000, characters, 1, 8);
    }
  }
}
