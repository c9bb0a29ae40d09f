package dev.paravent.config;

import java.util.Comparator;

/** The key that somebody who mistyped one may have meant. */
final class Suggestion {
  private static final int FARTHEST = 3;

  private Suggestion() {}

  /** {@code ", did you mean listen?"}, or nothing when no key is near. */
  static String clause(String typed) {
    return ConfigKey.labels().stream()
        .min(Comparator.comparingInt(label -> distance(typed, label)))
        .filter(label -> distance(typed, label) <= FARTHEST)
        .map(label -> ", did you mean " + label + "?")
        .orElse("");
  }

  /** Levenshtein's distance. */
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int column = 0; column <= other.length(); column++) {
      row[column] = column;
    }
    for (int line = 1; line <= one.length(); line++) {
      int diagonal = row[0];
      row[0] = line;
      for (int column = 1; column <= other.length(); column++) {
        int substitution = diagonal + (one.charAt(line - 1) == other.charAt(column - 1) ? 0 : 1);
        diagonal = row[column];
        row[column] = Math.min(substitution, Math.min(row[column], row[column - 1]) + 1);
      }
    }
    return row[other.length()];
  }
}
