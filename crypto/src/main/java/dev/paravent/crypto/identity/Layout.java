package dev.paravent.crypto.identity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A way to write a value: {@code 0} stands for one of its characters, others for themselves. */
record Layout(String pattern) {

  /** The layout that the bytes have, whose characters are then in the buffer; null if none. */
  static @Nullable Layout read(
      List<Layout> layouts, byte[] src, int offset, int length, byte[] characters) {
    for (Layout layout : layouts) {
      if (layout.pattern.length() == length && layout.compact(src, offset, characters)) {
        return layout;
      }
    }
    return null;
  }

  /** How many of the value's own characters the layout has. */
  int characters() {
    return (int) pattern.chars().filter(character -> character == '0').count();
  }

  private boolean compact(byte[] src, int offset, byte[] characters) {
    int next = 0;
    for (int i = 0; i < pattern.length(); i++) {
      if (pattern.charAt(i) == '0') {
        characters[next++] = src[offset + i];
      } else if (src[offset + i] != pattern.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Writes the characters with what the layout puts between them. */
  void expand(byte[] characters, byte[] dst, int offset) {
    int next = 0;
    for (int i = 0; i < pattern.length(); i++) {
      char character = pattern.charAt(i);
      dst[offset + i] = character == '0' ? characters[next++] : (byte) character;
    }
  }
}
