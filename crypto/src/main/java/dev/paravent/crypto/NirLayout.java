package dev.paravent.crypto;

/** The printed groups of a NIR: where its characters stand between the spaces. */
final class NirLayout {

  /** The characters of {@code 0 00 00 00 000 000}. */
  static final int GROUPED = 18;

  /** The characters of {@code 0 00 00 00 000 000 00}. */
  static final int GROUPED_WITH_KEY = 21;

  private static final String PATTERN = "0 00 00 00 000 000 00";

  private NirLayout() {}

  /** Whether a character of the groups is a space. */
  static boolean isSpace(int position) {
    return PATTERN.charAt(position) == ' ';
  }

  /** Copies the characters without the spaces; false if a space is not where it must be. */
  static boolean compact(byte[] src, int offset, int length, byte[] characters) {
    int next = 0;
    for (int i = 0; i < length; i++) {
      if (!isSpace(i)) {
        characters[next++] = src[offset + i];
      } else if (src[offset + i] != ' ') {
        return false;
      }
    }
    return true;
  }

  /** Writes the characters with the spaces. */
  static void expand(byte[] characters, byte[] dst, int offset, int length) {
    int next = 0;
    for (int i = 0; i < length; i++) {
      dst[offset + i] = isSpace(i) ? (byte) ' ' : characters[next++];
    }
  }
}
