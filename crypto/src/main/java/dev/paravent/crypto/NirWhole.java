package dev.paravent.crypto;

/**
 * NIRs in columns of type int8 and numeric: 13 digits, or 15 with the key. Corsican numbers with
 * letters are in no such column.
 */
final class NirWhole extends NirForm {

  private final NumberForm form;

  NirWhole(NumberForm form) {
    this.form = form;
  }

  @Override
  long read(byte[] src, int offset, int length) {
    return ofNumber(form.read(src, offset, length));
  }

  @Override
  int write(long nir, byte[] src, int offset, int length, byte[] dst, int dstOffset) {
    if (hasLetters(nir)) {
      return -1;
    }
    boolean withKey = form.read(src, offset, length) >= WITH_KEY;
    return form.write(toNumber(nir, withKey), src, offset, length, dst, dstOffset);
  }

  @Override
  int maxLength(int length) {
    return keepsLength() ? length : form.maxLength(length);
  }

  @Override
  boolean keepsLength() {
    return form != NumberForm.NUMERIC_BINARY; // zeros at the end are not written there
  }

  @Override
  Malformation malformation(byte[] src, int offset, int length) {
    return switch (form) {
      case INTEGER_TEXT, NUMERIC_TEXT -> text(src, offset, length);
      case NUMERIC_BINARY -> numeric(src, offset, length);
      case INT2_BINARY, INT4_BINARY, INT8_BINARY -> {
        int bytes = form.maxLength(length);
        yield length == bytes
            ? new Malformation(
                0, "a number of 13 digits of a class that the policy names, or of 15 with its key")
            : new Malformation(Math.min(length, bytes), bytes + " bytes");
      }
    };
  }

  private Malformation text(byte[] src, int offset, int length) {
    for (int i = 0; i < Math.min(length, Nir.LENGTH); i++) {
      if (!Digits.isDigit(src[offset + i])) {
        return new Malformation(i, "a digit");
      }
    }
    long number = form.read(src, offset, length);
    boolean keyed = number >= WITH_KEY && number < TOO_LONG;
    if (!keyed && (number < WITHOUT_KEY || number >= NirNumber.LIMIT)) {
      return new Malformation(
          Math.min(length, Nir.LENGTH),
          "13 or 15 digits" + (form == NumberForm.NUMERIC_TEXT ? " and no fraction" : ""));
    }
    return keyed && ofNumber(number) == NirNumber.NONE
        ? new Malformation(Nir.LENGTH, "the control key of the digits before it")
        : new Malformation(0, "the number of a class that the policy names");
  }

  private Malformation numeric(byte[] src, int offset, int length) {
    int longest = form.maxLength(length);
    if (length < 8 || length > longest || length % 2 != 0) {
      return new Malformation(
          Math.min(length, longest), "8 bytes and up to 5 digits of base 10,000");
    }
    if (form.read(src, offset, length) < 0) {
      return new Malformation(0, "a whole number of 13 or 15 digits, as the server sends it");
    }
    return new Malformation(
        8, "the number of a class that the policy names, with its key if it has one");
  }
}
