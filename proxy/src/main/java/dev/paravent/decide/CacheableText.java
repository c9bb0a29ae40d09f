package dev.paravent.decide;

/**
 * Tells texts that hold no value worth protecting (G5): no quoted string, no dollar quote, no
 * number long enough to be a date or an identity.
 */
final class CacheableText {
  private static final int SHORT_NUMBER = 5;
  private static final int MAX_LENGTH = 16_384;

  private CacheableText() {}

  static boolean isCacheable(String text) {
    int digits = 0;
    if (text.length() > MAX_LENGTH) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\'' || c > 127) {
        return false;
      }
      if (c == '$' && (i + 1 == text.length() || !isDigit(text.charAt(i + 1)))) {
        return false;
      }
      digits = isDigit(c) || digits > 0 && c == '_' ? digits + 1 : 0;
      if (digits > SHORT_NUMBER) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
