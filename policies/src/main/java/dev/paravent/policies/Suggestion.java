package dev.paravent.policies;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The word that somebody probably meant. */
final class Suggestion {
  private static final int LIST_AT_MOST = 12;
  private static final int FAR = 4;

  private Suggestion() {}

  /** {@code ; did you mean 'x'?} or, with nothing near, the list of what is expected. */
  static String of(String word, Collection<String> valid) {
    Optional<String> nearest = nearest(word, valid);
    if (nearest.isPresent()) {
      return "; did you mean '" + nearest.get() + "'?";
    }
    if (valid.isEmpty()) {
      return " (none exists)";
    }
    return valid.size() > LIST_AT_MOST ? "" : " (expected: " + String.join(", ", valid) + ")";
  }

  static Optional<String> nearest(String word, Collection<String> valid) {
    int allowed = Math.max(1, Math.min(word.length() / 3, FAR));
    return valid.stream()
        .filter(candidate -> distance(word, candidate) <= allowed)
        .min(
            Comparator.comparingInt((String candidate) -> distance(word, candidate))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** Edit distance with swapped neighbours counted once; case and separators do not count. */
  private static int distance(String left, String right) {
    String a = plain(left);
    String b = plain(right);
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : step(a, b, i, j, cost);
      }
    }
    return cost[a.length()][b.length()];
  }

  private static int step(String a, String b, int i, int j, int[][] cost) {
    int replace = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int best = Math.min(replace, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, 1 + cost[i - 2][j - 2]) : best;
  }

  /** Cut, because a key of a megabyte must not cost a matrix of terabytes. */
  private static String plain(String word) {
    String lower = word.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    return lower.substring(0, Math.min(lower.length(), 100));
  }
}
