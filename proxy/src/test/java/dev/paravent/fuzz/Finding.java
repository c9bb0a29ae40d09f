package dev.paravent.fuzz;

/** What is wrong with a statement. Immutable. */
record Finding(Wrong wrong, String user, String statement, String detail) {
  /** What may be wrong. */
  enum Wrong {
    /** The planner failed. */
    INTERNAL_FAULT,
    /** The printed text is none that the server reads, while the client's is. */
    BROKEN_TEXT,
    /** What leaves depends on protected values. */
    INTERFERENCE,
    /** A statement without protected columns does not do what it did. */
    CHANGED_MEANING,
    /** A statement without protected columns is refused. */
    REFUSED_OPEN,
    /** The analysis does not resolve what the server does. */
    NOT_RESOLVED
  }

  @Override
  public String toString() {
    return wrong + " as " + user + "\n  " + statement + "\n  " + detail;
  }
}
