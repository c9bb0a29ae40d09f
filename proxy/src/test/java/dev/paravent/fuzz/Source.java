package dev.paravent.fuzz;

import java.util.List;

/**
 * Something that a FROM clause names. Immutable.
 *
 * @param alias the name its columns are reached by
 */
record Source(String alias, List<Column> columns) {
  Source {
    columns = List.copyOf(columns);
  }

  record Column(String name, Kind kind) {}

  Source as(String other) {
    return new Source(other, columns);
  }

  boolean has(String column) {
    return columns.stream().anyMatch(each -> each.name().equals(column));
  }
}
