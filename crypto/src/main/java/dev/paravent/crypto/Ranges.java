package dev.paravent.crypto;

/** Checks of ranges whose messages never repeat the value, which may be a protected one. */
final class Ranges {

  private Ranges() {}

  static void requireInside(long value, long size) {
    if (value < 0 || value >= size) {
      throw outside(size);
    }
  }

  /** Refuses a batch with a value outside before anything is done with the others. */
  static void requireInside(long[] values, int count, long size) {
    long outside = 0;
    for (int i = 0; i < count; i++) {
      outside |= values[i] | size - 1 - values[i]; // the sign tells
    }
    if (outside < 0) {
      throw outside(size);
    }
  }

  private static IllegalArgumentException outside(long size) {
    return new IllegalArgumentException("value: outside [0, " + size + ")");
  }
}
