package dev.paravent.policies;

/** Globs over database user names: {@code *} any characters, {@code ?} one. Case counts. */
final class UserPattern {
  private UserPattern() {}

  static boolean isLiteral(String pattern) {
    return pattern.indexOf('*') < 0 && pattern.indexOf('?') < 0;
  }

  /** Whether a pattern has no character of its own to tell users apart. */
  static boolean matchesEveryone(String pattern) {
    return pattern.indexOf('*') >= 0
        && pattern.chars().allMatch(character -> character == '*' || character == '?');
  }

  /** Linear in the name for each star: back up to the last star only. */
  static boolean matches(String pattern, String user) {
    int inPattern = 0;
    int inUser = 0;
    int star = -1;
    int resume = 0;
    while (inUser < user.length()) {
      char wanted = inPattern < pattern.length() ? pattern.charAt(inPattern) : 0;
      if (wanted == '*') {
        star = inPattern++;
        resume = inUser;
      } else if (inPattern < pattern.length() && (wanted == '?' || wanted == user.charAt(inUser))) {
        inPattern++;
        inUser++;
      } else if (star >= 0) {
        inPattern = star + 1;
        inUser = ++resume;
      } else {
        return false;
      }
    }
    return pattern.substring(inPattern).chars().allMatch(character -> character == '*');
  }

  /** Whether some name matches both. */
  static boolean overlap(String left, String right) {
    boolean[][] reaches = new boolean[left.length() + 1][right.length() + 1];
    reaches[0][0] = true;
    for (int i = 0; i <= left.length(); i++) {
      for (int j = 0; j <= right.length(); j++) {
        boolean star =
            (i > 0 && left.charAt(i - 1) == '*') || (j > 0 && right.charAt(j - 1) == '*');
        if (star) {
          // a star is empty or swallows one more character of the other side
          reaches[i][j] = (i > 0 && reaches[i - 1][j]) || (j > 0 && reaches[i][j - 1]);
        } else if (i > 0 && j > 0) {
          reaches[i][j] = reaches[i - 1][j - 1] && agree(left.charAt(i - 1), right.charAt(j - 1));
        }
      }
    }
    return reaches[left.length()][right.length()];
  }

  private static boolean agree(char left, char right) {
    return left == right || left == '?' || right == '?';
  }
}
