package dev.paravent.crypto;

/**
 * Escapes of whole numbers: negative numbers, of 13 digits at most where the number has no more,
 * else of 14 or 15. So they fit numeric(13), numeric(15) and int8 as their values do, and are the
 * same number in each.
 *
 * <p>Numbers below zero and of more than 15 digits, fractions, NaN and infinity have none.
 *
 * <p>Leaks: equality, and whether a number has more than 13 digits.
 */
final class NumberEscape implements Escape {

  private static final long SHORT = 10_000_000_000_000L; // numbers of 13 digits are below
  private static final long LONG = 1_000_000_000_000_000L;
  private static final byte[] NO_TWEAK = new byte[0];

  private final NumberForm form;
  private final LongPermutation shorter;
  private final LongPermutation longer;
  private final long spare;

  /**
   * Prepares for one key.
   *
   * @param spare a number of 13 digits that has a token and therefore no escape: the largest one
   *     takes its place, because there is one number less below zero than above
   */
  NumberEscape(byte[] key, NumberForm form, long spare) {
    this.form = form;
    this.shorter = new Ff1Permutation(key, 10, 13);
    this.longer = new Ff1Permutation(key, 10, 15);
    this.spare = spare;
  }

  @Override
  public boolean hasForm(byte[] src, int offset, int length) {
    long number = form.read(src, offset, length);
    return number < 0 && number > -LONG; // NONE is below
  }

  @Override
  public int escape(byte[] src, int offset, int length, long subject, byte[] dst, int dstOffset) {
    long number = form.read(src, offset, length);
    if (number < 0 || number >= LONG || number == spare) {
      return -1;
    }
    long image;
    if (number < SHORT) {
      image = number == SHORT - 1 ? spare : number;
      do {
        image = shorter.forward(image, NO_TWEAK);
      } while (image == SHORT - 1);
      image++;
    } else {
      image = number;
      do {
        image = longer.forward(image, NO_TWEAK);
      } while (image < SHORT);
    }
    return form.write(-image, src, offset, length, dst, dstOffset);
  }

  @Override
  public int unescape(byte[] src, int offset, int length, long subject, byte[] dst, int dstOffset) {
    if (!hasForm(src, offset, length)) {
      return -1;
    }
    long number = -form.read(src, offset, length);
    if (number < SHORT) {
      number--;
      do {
        number = shorter.inverse(number, NO_TWEAK);
      } while (number == SHORT - 1);
      number = number == spare ? SHORT - 1 : number;
    } else {
      do {
        number = longer.inverse(number, NO_TWEAK);
      } while (number < SHORT);
    }
    return form.write(number, src, offset, length, dst, dstOffset);
  }

  @Override
  public int maxLength(int inputLength) {
    return form.maxLength(inputLength);
  }
}
