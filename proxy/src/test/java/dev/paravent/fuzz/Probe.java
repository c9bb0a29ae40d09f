package dev.paravent.fuzz;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * A script that may tell whether a person was born up to a day. Immutable.
 *
 * @param statements with {@code {id}}, {@code {lo}}, {@code {hi}}, {@code {n}}, {@code {k}}, {@code
 *     {t}}; one that begins with @ is another session's
 */
record Probe(List<String> statements) {
  private static final String OTHER_SESSION = "@";

  Probe {
    statements = List.copyOf(statements);
  }

  /**
   * The script for one person and one day.
   *
   * @param neighbour whose date is near the day
   * @param token the neighbour's
   */
  List<String> about(long person, LocalDate from, LocalDate to, long neighbour, String token) {
    return statements.stream()
        .map(
            sql ->
                sql.replace("{id}", Long.toString(person))
                    .replace("{lo}", from.toString())
                    .replace("{hi}", to.toString())
                    .replace("{n}", Long.toString(ChronoUnit.DAYS.between(from, to)))
                    .replace("{k}", Long.toString(neighbour))
                    .replace("{t}", token))
        .toList();
  }

  static boolean isOthers(String sql) {
    return sql.startsWith(OTHER_SESSION);
  }

  @Override
  public String toString() {
    return String.join(" ;; ", statements);
  }
}
