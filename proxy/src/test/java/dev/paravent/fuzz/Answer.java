package dev.paravent.fuzz;

import java.util.List;

/**
 * What a statement did in one database. Immutable.
 *
 * @param sqlState of the error that ended it; empty if there was none
 * @param message of the error
 * @param header the names of the fields
 * @param rows the fields' text, {@link #NULL} for null
 * @param open what the written tables hold in their open columns
 * @param guarded what they hold in their protected ones
 */
record Answer(
    String sqlState,
    String message,
    List<String> header,
    List<List<String>> rows,
    List<String> open,
    List<String> guarded) {
  static final String NULL = "<null>";

  static Answer failed(String sqlState, String message) {
    return new Answer(sqlState, message, List.of(), List.of(), List.of(), List.of());
  }

  boolean isFailed() {
    return !sqlState.isEmpty();
  }
}
