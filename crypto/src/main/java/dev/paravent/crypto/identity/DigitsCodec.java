package dev.paravent.crypto.identity;

import dev.paravent.crypto.ColumnCodec;

/**
 * Numbers of 6 to 1,000 decimal digits in a column of text: permuted among those of their length by
 * FF1. A token is digits like any other and not told from a value. Confined to one thread.
 */
final class DigitsCodec implements ColumnCodec {

  static final int SHORTEST = 6;
  static final int LONGEST = 1_000;

  private final Ff1Strings decimal;
  private final byte[] numerals = new byte[LONGEST];

  DigitsCodec(byte[] key) {
    this.decimal = new Ff1Strings(key, 10);
  }

  @Override
  public Kind kind(byte[] src, int offset, int length) {
    return read(src, offset, Layout.withoutPadding(src, offset, length))
        ? Kind.TOKEN
        : Kind.MALFORMED;
  }

  @Override
  public int tokenise(byte[] src, int offset, int length, long subject, byte[] dst, int dstOffset) {
    return convert(true, src, offset, length, dst, dstOffset);
  }

  @Override
  public int detokenise(
      byte[] src, int offset, int length, long subject, byte[] dst, int dstOffset) {
    return convert(false, src, offset, length, dst, dstOffset);
  }

  @Override
  public int maxLength(int inputLength) {
    return inputLength;
  }

  private int convert(
      boolean forward, byte[] src, int offset, int length, byte[] dst, int dstOffset) {
    int trimmed = Layout.withoutPadding(src, offset, length);
    if (!read(src, offset, trimmed)) {
      return -1;
    }
    byte[] tweak = new byte[0]; // the length is part of FF1 already
    if (forward) {
      decimal.forward(numerals, trimmed, tweak);
    } else {
      decimal.inverse(numerals, trimmed, tweak);
    }
    for (int i = 0; i < length; i++) {
      dst[dstOffset + i] = (byte) (i < trimmed ? numerals[i] + '0' : ' ');
    }
    return length;
  }

  private boolean read(byte[] src, int offset, int trimmed) {
    if (trimmed < SHORTEST || trimmed > LONGEST) {
      return false;
    }
    for (int i = 0; i < trimmed; i++) {
      if (!AsciiDigits.isDigit(src[offset + i])) {
        return false;
      }
      numerals[i] = (byte) (src[offset + i] - '0');
    }
    return true;
  }
}
