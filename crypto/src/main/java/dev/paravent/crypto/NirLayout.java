package dev.paravent.crypto;

import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A way to write a NIR: with or without key, plain or in the printed groups. */
enum NirLayout {
  PLAIN("0000000000000", false),
  PLAIN_WITH_KEY("000000000000000", true),
  GROUPED("0 00 00 00 000 000", false),
  GROUPED_WITH_KEY("0 00 00 00 000 000 00", true);

  private static final NirLayout[] ALL = values();

  private final int length;
  private final boolean hasKey;

  @SuppressWarnings("ImmutableEnumChecker") // never written after construction
  private final int[] positions; // of the NIR's characters

  NirLayout(String pattern, boolean hasKey) {
    this.length = pattern.length();
    this.hasKey = hasKey;
    this.positions = IntStream.range(0, length).filter(i -> pattern.charAt(i) != ' ').toArray();
  }

  /** The layout of that many bytes, or null if there is none. */
  static @Nullable NirLayout ofLength(int length) {
    for (NirLayout layout : ALL) {
      if (layout.length == length) {
        return layout;
      }
    }
    return null;
  }

  boolean hasKey() {
    return hasKey;
  }

  /**
   * Copies the NIR's characters without the group spaces; false if a space is not where it must be.
   */
  boolean compact(byte[] src, int offset, byte[] characters) {
    int next = 0;
    for (int i = 0; i < length; i++) {
      if (next < positions.length && positions[next] == i) {
        characters[next++] = src[offset + i];
      } else if (src[offset + i] != ' ') {
        return false;
      }
    }
    return true;
  }

  /** Writes the NIR's characters with the group spaces. */
  void expand(byte[] characters, byte[] dst, int offset) {
    for (int i = 0; i < length; i++) {
      dst[offset + i] = ' ';
    }
    for (int i = 0; i < positions.length; i++) {
      dst[offset + positions[i]] = characters[i];
    }
  }
}
