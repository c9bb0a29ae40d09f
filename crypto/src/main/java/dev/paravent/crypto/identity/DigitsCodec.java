package dev.paravent.crypto.identity;

import dev.paravent.crypto.Digits;
import dev.paravent.crypto.Ff1Strings;

/**
 * Numbers of 6 to 1,000 decimal digits in a column of text: permuted among those of their length by
 * FF1. A token is digits like any other and not told from a value. Confined to one thread.
 */
final class DigitsCodec extends PaddedCodec {

  static final int SHORTEST = 6;
  static final int LONGEST = 1_000;

  private final Ff1Strings decimal;
  private final byte[] numerals = new byte[LONGEST];

  DigitsCodec(byte[] key) {
    this.decimal = new Ff1Strings(key, 10);
  }

  @Override
  Kind kindOf(byte[] src, int offset, int length) {
    return read(src, offset, length) ? Kind.TOKEN : Kind.MALFORMED;
  }

  @Override
  boolean convert(
      boolean tokenises, byte[] src, int offset, int length, byte[] dst, int dstOffset) {
    if (!read(src, offset, length)) {
      return false;
    }
    byte[] tweak = new byte[0]; // the length is part of FF1 already
    if (tokenises) {
      decimal.forward(numerals, length, tweak);
    } else {
      decimal.inverse(numerals, length, tweak);
    }
    for (int i = 0; i < length; i++) {
      dst[dstOffset + i] = (byte) (numerals[i] + '0');
    }
    return true;
  }

  private boolean read(byte[] src, int offset, int length) {
    if (length < SHORTEST || length > LONGEST) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (!Digits.isDigit(src[offset + i])) {
        return false;
      }
      numerals[i] = (byte) (src[offset + i] - '0');
    }
    return true;
  }
}
