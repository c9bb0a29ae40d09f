package dev.paravent.sql;

import dev.paravent.catalog.Column;
import dev.paravent.catalog.Relation;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Tells values that depend on a key beside them. Rows that agree in a unique key of a table agree
 * in its other columns: to group by those too compares none of their values, which is what mappers
 * do when they group by, or de-duplicate, all columns of an entity.
 */
final class Determined {
  private final FlowContext context;
  private final List<VisibleColumn> columns;

  /**
   * @param columns all that rows are grouped by
   */
  Determined(FlowContext context, List<VisibleColumn> columns) {
    this.context = context;
    this.columns = columns;
  }

  /** Whether a value is determined by a key among the columns. */
  boolean determines(Label label) {
    boolean settled =
        switch (label) {
          case Label.Identity identity -> !identity.fresh();
          case Label.Companion companion -> true;
          case Label.Document document -> !document.fresh();
          case Label.Band b -> false;
          case Label.Public p -> false;
          case Label.Constant c -> false;
          case Label.Derived d -> false;
          case Label.Mixed m -> false;
          case Label.Withheld w -> false;
        };
    Origin origin = label.source();
    return settled && origin != null && hasKey(origin);
  }

  private boolean hasKey(Origin origin) {
    Relation relation = context.catalog().relation(origin.relation()).orElse(null);
    if (relation == null || !keepsKeys(relation)) {
      return false;
    }
    context.budget().step(columns.size() + relation.indexes().size());
    Set<Integer> numbers = new HashSet<>();
    for (VisibleColumn column : columns) {
      Origin source = column.source();
      if (source != null && column.label() == Label.PUBLIC && isOfRow(source, origin)) {
        numbers.add(source.column());
      }
    }
    return relation.indexes().stream()
        .anyMatch(
            index ->
                index.unique()
                    && numbers.containsAll(index.keyColumns())
                    && index.keyColumns().stream().allMatch(number -> isExact(relation, number)));
  }

  /** Whether equal values of a column of the key are the same to its index and to a grouping. */
  private static boolean isExact(Relation relation, int number) {
    return relation
        .column(number)
        .filter(Column::notNull)
        .filter(Column::deterministicCollation)
        .isPresent();
  }

  /** Whether a unique index of the table holds for all rows that a scan of it gives. */
  private static boolean keepsKeys(Relation relation) {
    return switch (relation.kind()) {
      case TABLE, MATERIALIZED_VIEW -> relation.children().isEmpty();
      case PARTITIONED_TABLE -> true;
      case VIEW, FOREIGN_TABLE, SEQUENCE, COMPOSITE_TYPE -> false;
    };
  }

  /** Whether a value was read in the same row as another one. */
  static boolean isOfRow(Origin source, Origin other) {
    return source.variable() == other.variable()
        && source.inner() == other.inner()
        && source.relation() == other.relation();
  }
}
