package dev.paravent.crypto;

/** Checks of ranges whose messages never repeat the value, which may be a protected one. */
final class Ranges {

  private Ranges() {}

  static void requireInside(long value, long size) {
    if (value < 0 || value >= size) {
      throw new IllegalArgumentException("value: outside [0, " + size + ")");
    }
  }
}
