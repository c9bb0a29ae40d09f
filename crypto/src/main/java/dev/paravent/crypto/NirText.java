package dev.paravent.crypto;

/**
 * NIRs in columns of type text, varchar and bpchar, whose two wire formats are the same bytes: 13
 * or 15 characters, plain or in the printed groups, with any number of trailing spaces, as char(n)
 * pads them.
 */
final class NirText extends NirForm {

  private static final String SHAPE =
      "13 or 15 characters, plain or as 0 00 00 00 000 000 00, and nothing but spaces behind";

  private final byte[] characters = new byte[Nir.LENGTH_WITH_KEY];

  @Override
  long read(byte[] src, int offset, int length) {
    int trimmed = Padding.trimmed(src, offset, length);
    return switch (trimmed) {
      case Nir.LENGTH -> NirNumber.read(src, offset);
      case Nir.LENGTH_WITH_KEY -> withKey(src, offset);
      case NirLayout.GROUPED ->
          NirLayout.compact(src, offset, trimmed, characters)
              ? NirNumber.read(characters, 0)
              : NirNumber.NONE;
      case NirLayout.GROUPED_WITH_KEY ->
          NirLayout.compact(src, offset, trimmed, characters)
              ? withKey(characters, 0)
              : NirNumber.NONE;
      default -> NirNumber.NONE;
    };
  }

  @Override
  int write(long nir, byte[] src, int offset, int length, byte[] dst, int dstOffset) {
    int trimmed = Padding.trimmed(src, offset, length);
    if (trimmed == Nir.LENGTH) {
      NirNumber.write(nir, dst, dstOffset);
    } else if (trimmed == Nir.LENGTH_WITH_KEY) {
      writeWithKey(nir, dst, dstOffset);
    } else {
      writeWithKey(nir, characters, 0);
      NirLayout.expand(characters, dst, dstOffset, trimmed);
    }
    Padding.fill(dst, dstOffset, trimmed, length);
    return length;
  }

  @Override
  int maxLength(int length) {
    return length;
  }

  @Override
  Malformation malformation(byte[] src, int offset, int length) {
    int trimmed = Padding.trimmed(src, offset, length);
    boolean grouped = trimmed == NirLayout.GROUPED || trimmed == NirLayout.GROUPED_WITH_KEY;
    if (!grouped && trimmed != Nir.LENGTH && trimmed != Nir.LENGTH_WITH_KEY) {
      return new Malformation(trimmed, SHAPE);
    }
    int department = grouped ? 8 : 6; // its second character
    for (int i = 0; i < trimmed; i++) {
      byte next = src[offset + i];
      if (grouped && NirLayout.isSpace(i)) {
        if (next != ' ') {
          return new Malformation(i, "a space");
        }
      } else if (i == department && src[offset + i - 1] == '2' && "ABab".indexOf(next) >= 0) {
        continue;
      } else if (!Digits.isDigit(next)) {
        return new Malformation(i, i == department ? "a digit, or A or B behind 2" : "a digit");
      }
    }
    boolean hasKey = trimmed == Nir.LENGTH_WITH_KEY || trimmed == NirLayout.GROUPED_WITH_KEY;
    return hasKey && read(src, offset, length) == NirNumber.NONE
        ? new Malformation(trimmed - 2, "the control key of the characters before it")
        : new Malformation(0, "the number of a class that the policy names");
  }

  private static long withKey(byte[] src, int offset) {
    long nir = NirNumber.read(src, offset);
    long key = Digits.read(src, offset + Nir.LENGTH, 2);
    return nir >= 0 && key == NirNumber.controlKey(nir) ? nir : NirNumber.NONE;
  }

  private static void writeWithKey(long nir, byte[] dst, int offset) {
    NirNumber.write(nir, dst, offset);
    Digits.write(NirNumber.controlKey(nir), dst, offset + Nir.LENGTH, 2);
  }
}
