package dev.paravent.crypto;

/**
 * NIRs in columns of type int8 or numeric, in the text format: 13 digits, or 15 with the key; a
 * numeric may have a point and zeros behind, which stay. Corsican numbers with letters are in no
 * such column.
 */
final class NirDecimal extends NirForm {

  private final boolean fraction;

  /**
   * Prepares for one type.
   *
   * @param fraction whether zeros behind a point are allowed, as numeric has them
   */
  NirDecimal(boolean fraction) {
    this.fraction = fraction;
  }

  @Override
  long read(byte[] src, int offset, int length) {
    int digits = digits(src, offset, length);
    if (digits != Nir.LENGTH && digits != Nir.LENGTH_WITH_KEY) {
      return NirNumber.NONE;
    }
    return ofNumber(Digits.read(src, offset, digits));
  }

  @Override
  int write(long nir, byte[] src, int offset, int length, byte[] dst, int dstOffset) {
    if (hasLetters(nir)) {
      return -1;
    }
    int digits = digits(src, offset, length);
    System.arraycopy(src, offset + digits, dst, dstOffset + digits, length - digits);
    Digits.write(toNumber(nir, digits == Nir.LENGTH_WITH_KEY), dst, dstOffset, digits);
    return length;
  }

  @Override
  int maxLength(int length) {
    return length;
  }

  @Override
  Malformation malformation(byte[] src, int offset, int length) {
    for (int i = 0; i < Math.min(length, Nir.LENGTH); i++) {
      if (!Digits.isDigit(src[offset + i])) {
        return new Malformation(i, "a digit");
      }
    }
    int digits = digits(src, offset, length);
    if (digits != Nir.LENGTH && digits != Nir.LENGTH_WITH_KEY) {
      return new Malformation(
          Math.min(length, Nir.LENGTH), "13 or 15 digits" + (fraction ? " and no fraction" : ""));
    }
    return digits == Nir.LENGTH_WITH_KEY && read(src, offset, length) == NirNumber.NONE
        ? new Malformation(Nir.LENGTH, "the control key of the digits before it")
        : new Malformation(0, "the number of a class that the policy names");
  }

  /** How many characters stand before a fraction of zeros; all, if there is none. */
  private int digits(byte[] src, int offset, int length) {
    if (!fraction) {
      return length;
    }
    int at = length;
    while (at > 0 && src[offset + at - 1] == '0') {
      at--;
    }
    boolean point = at > 0 && at < length && src[offset + at - 1] == '.';
    return point ? at - 1 : length;
  }
}
