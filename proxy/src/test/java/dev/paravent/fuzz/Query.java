package dev.paravent.fuzz;

import java.util.List;

/** A generated query and the columns it yields. Immutable. */
record Query(Part part, List<Source.Column> columns) {
  Query {
    columns = List.copyOf(columns);
  }
}
