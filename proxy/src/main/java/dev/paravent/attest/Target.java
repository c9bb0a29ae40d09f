package dev.paravent.attest;

import dev.paravent.policies.ColumnName;

/**
 * A column that attacks are made for. Immutable.
 *
 * @param rows the condition that the canaries' rows meet
 * @param path of a member of its documents, such as {@code $.person.nir}; empty if it has none
 */
record Target(ColumnName column, Kind kind, String rows, String path) {
  static Target of(ColumnName column, Kind kind, String rows) {
    return new Target(column, kind, rows, "");
  }

  /** What a column holds. */
  enum Kind {
    NIR,
    DATE,
    TEXT,
    YEAR,
    ARRAY,
    JSON,
    /** A member of a JSON document. */
    MEMBER,
    /** Stands for its relation: once each. */
    ANY
  }

  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  String relation() {
    return quoted(column.relation().schema()) + "." + quoted(column.relation().name());
  }

  @Override
  public String toString() {
    return column + (path.isEmpty() ? "" : " " + path);
  }
}
