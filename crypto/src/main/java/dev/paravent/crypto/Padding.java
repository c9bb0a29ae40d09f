package dev.paravent.crypto;

import java.util.Arrays;

/** The spaces behind a value: char(n) pads with them, and a token has as many as its value. */
public final class Padding {

  private Padding() {}

  /** The bytes before any trailing spaces. */
  public static int trimmed(byte[] src, int offset, int length) {
    int trimmed = length;
    while (trimmed > 0 && src[offset + trimmed - 1] == ' ') {
      trimmed--;
    }
    return trimmed;
  }

  /** Writes spaces from the trimmed length to the whole one. */
  public static void fill(byte[] dst, int offset, int trimmed, int length) {
    Arrays.fill(dst, offset + trimmed, offset + length, (byte) ' ');
  }
}
