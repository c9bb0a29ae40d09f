package dev.paravent.demo;

import java.util.List;

/** What an account got for a statement. */
sealed interface Answer {
  /**
   * Rows.
   *
   * @param headers the names of the columns
   * @param first the first rows, null written as such
   * @param count how many rows there were
   * @param clear how many of them held a clear number or birth date
   */
  record Rows(List<String> headers, List<List<String>> first, long count, long clear)
      implements Answer {
    public Rows {
      headers = List.copyOf(headers);
      first = first.stream().map(List::copyOf).toList();
    }

    @Override
    public boolean isClear() {
      return clear > 0;
    }
  }

  /**
   * An error.
   *
   * @param sqlState five characters
   * @param message what the server or the proxy said, with detail and hint
   * @param isClear whether it held a clear number or birth date
   */
  record Failure(String sqlState, String message, boolean isClear) implements Answer {}

  /** Whether a clear number or birth date is in it. */
  boolean isClear();
}
