package dev.paravent.catalog;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A relation of the database. Immutable.
 *
 * @param oid pg_class.oid
 * @param parents relations it inherits from or is a partition of (pg_inherits.inhparent)
 * @param children relations that inherit from it or are its partitions
 * @param partitionKey numbers of the columns that decide the partition of a row, 0 for an
 *     expression
 * @param viewDefinition text of pg_get_viewdef with every name qualified; null unless a view
 */
public record Relation(
    int oid,
    String schema,
    String name,
    Kind kind,
    List<Column> columns,
    List<Index> indexes,
    List<Integer> parents,
    List<Integer> children,
    List<Integer> partitionKey,
    @Nullable String viewDefinition) {
  public Relation {
    columns = List.copyOf(columns);
    indexes = List.copyOf(indexes);
    parents = List.copyOf(parents);
    children = List.copyOf(children);
    partitionKey = List.copyOf(partitionKey);
  }

  public Optional<Column> column(String columnName) {
    for (Column column : columns) {
      if (column.name().equals(columnName)) {
        return Optional.of(column);
      }
    }
    return Optional.empty();
  }

  public Optional<Column> column(int number) {
    for (Column column : columns) {
      if (column.number() == number) {
        return Optional.of(column);
      }
    }
    return Optional.empty();
  }

  /** pg_class.relkind. */
  public enum Kind {
    TABLE,
    PARTITIONED_TABLE,
    VIEW,
    MATERIALIZED_VIEW,
    FOREIGN_TABLE,
    SEQUENCE,
    COMPOSITE_TYPE
  }
}
