package dev.paravent.sql;

import dev.paravent.sql.pg.Budget;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The names that range variables have in the printed text. Confined to one analysis. */
final class Aliases {
  /** Bytes of a name that leave room for a number before the server cuts it. */
  private static final int MAX_STEM = 50;

  private final Budget budget;
  private final Set<String> given = new HashSet<>();

  /** The last number that a name got, so that the next one is found at once. */
  private final Map<String, Integer> numbers = new HashMap<>();

  Aliases(Budget budget) {
    this.budget = budget;
  }

  /** Takes a name; false if it is taken. */
  boolean take(String name) {
    budget.keep(1);
    return given.add(name);
  }

  /** The name, or one with a number behind it that is not taken. */
  String unique(String wanted) {
    if (take(wanted)) {
      return wanted;
    }
    String stem = stem(wanted) + "_";
    int number = numbers.getOrDefault(stem, 0);
    do {
      number++;
    } while (!take(stem + number));
    numbers.put(stem, number);
    return stem + number;
  }

  /** The beginning of a name that leaves room for a number. */
  static String stem(String name) {
    String stem = name;
    while (stem.getBytes(StandardCharsets.UTF_8).length > MAX_STEM) {
      stem = stem.substring(0, stem.offsetByCodePoints(stem.length(), -1));
    }
    return stem;
  }
}
