package dev.paravent.crypto.identity;

import dev.paravent.crypto.Digits;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Spanish DNI (eight digits) and NIE (X, Y or Z and seven digits), each with a check letter: the
 * remainder by 23 of the digits, X, Y, Z counting as 0, 1, 2, picks a letter (Ministerio del
 * Interior, "Cálculo del dígito de control del NIF/NIE").
 *
 * <p>Every number with a right letter is one that may be assigned, and the other leading letters
 * belong to other tax numbers, so a face under the rule cannot be recognisable.
 */
final class SpanishIdentity implements Numbering {

  static final List<Layout> LAYOUTS =
      List.of(new Layout("000000000"), new Layout("00000000-0"), new Layout("0-0000000-0"));

  static final long SIZE = 130_000_000;

  private static final long NUMBERS = 100_000_000; // of DNI; NIE follow
  private static final byte[] CHECK_LETTERS =
      "TRWAGMYFPDXBNJZSQVHLCKE".getBytes(StandardCharsets.US_ASCII);

  @Override
  public long size() {
    return SIZE;
  }

  @Override
  public long rank(byte[] characters) {
    int foreign = characters[0] - 'X';
    boolean isForeign = foreign >= 0 && foreign <= 2;
    long digits = isForeign ? Digits.read(characters, 1, 7) : Digits.read(characters, 0, 8);
    if (digits < 0) {
      return -1;
    }
    long value = isForeign ? foreign * 10_000_000L + digits : digits;
    if (characters[8] != checkLetter(value)) {
      return -1;
    }
    return isForeign ? NUMBERS + value : value;
  }

  @Override
  public void unrank(long number, byte[] characters) {
    boolean isForeign = number >= NUMBERS;
    long value = isForeign ? number - NUMBERS : number;
    Digits.write(value, characters, 0, 8);
    if (isForeign) {
      characters[0] = (byte) ('X' + value / 10_000_000);
    }
    characters[8] = checkLetter(value);
  }

  private static byte checkLetter(long value) {
    return CHECK_LETTERS[(int) (value % CHECK_LETTERS.length)];
  }

  /**
   * I or O, which begin no Spanish tax number, two letters, five digits, and a check letter by the
   * same remainder, of the token's number.
   */
  static final class Lettered implements Numbering {

    static final long SIZE = 2L * 26 * 26 * 100_000;

    @Override
    public long size() {
      return SIZE;
    }

    @Override
    public long rank(byte[] characters) {
      int second = characters[1] - 'A';
      int third = characters[2] - 'A';
      long digits = Digits.read(characters, 3, 5);
      boolean isLettered = second >= 0 && second < 26 && third >= 0 && third < 26;
      if (characters[0] != 'I' && characters[0] != 'O' || !isLettered || digits < 0) {
        return -1;
      }
      long first = characters[0] == 'I' ? 0 : 1;
      long number = ((first * 26 + second) * 26 + third) * 100_000 + digits;
      return characters[8] == checkLetter(number) ? number : -1;
    }

    @Override
    public void unrank(long number, byte[] characters) {
      long letters = number / 100_000;
      characters[0] = (byte) (letters / 676 == 0 ? 'I' : 'O');
      characters[1] = (byte) ('A' + letters / 26 % 26);
      characters[2] = (byte) ('A' + letters % 26);
      Digits.write(number % 100_000, characters, 3, 5);
      characters[8] = checkLetter(number);
    }
  }
}
