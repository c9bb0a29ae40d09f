package dev.paravent.fuzz;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a client sees of one statement. Immutable.
 *
 * @param sqlState of the error; empty if there was none
 * @param message of the error, and of the notices
 * @param rows the fields' text, null for null
 * @param count of rows changed, moved or copied; -1 for none
 */
record Observation(String sqlState, String message, List<List<String>> rows, long count) {
  private static final String NUMBER = "-?[0-9]{1,15}(\\.[0-9]+)?";

  Observation {
    rows = List.copyOf(rows);
  }

  boolean isAnswered() {
    return sqlState.isEmpty();
  }

  /** All that can be read of a run of a script, by name. */
  static Map<String, String> features(List<Observation> run) {
    Map<String, String> features = new LinkedHashMap<>();
    List<Double> numbers = new ArrayList<>();
    for (int i = 0; i < run.size(); i++) {
      Observation one = run.get(i);
      features.put(i + " state", one.sqlState);
      features.put(i + " message", one.message);
      features.put(i + " rows", Integer.toString(one.rows.size()));
      features.put(i + " count", Long.toString(one.count));
      features.put(i + " text", one.rows.toString());
      features.put(i + " first", one.first());
      features.put(i + " width", Integer.toString(one.rows.toString().length()));
      if (one.first().matches(NUMBER)) {
        numbers.add(Double.valueOf(one.first()));
      }
    }
    if (numbers.size() > 1) {
      features.put("advance", Double.toString(numbers.getLast() - numbers.getFirst()));
    }
    return features;
  }

  private String first() {
    return rows.isEmpty() || rows.getFirst().isEmpty() ? "" : rows.getFirst().getFirst();
  }
}
