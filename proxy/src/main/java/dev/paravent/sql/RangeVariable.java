package dev.paravent.sql;

import dev.paravent.catalog.Relation;
import dev.paravent.sql.pg.Budget;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry of FROM that names can refer to: what the client calls it and what it is called in the
 * printed text. Confined to one analysis.
 */
final class RangeVariable {
  private final int id;
  private final @Nullable String name;
  private final @Nullable String schema;
  private final String alias;
  private final List<VisibleColumn> columns;
  private final NamedColumns named;
  private final @Nullable Relation relation;

  /**
   * Creates a range variable.
   *
   * @param id unique within the statement
   * @param name what the client calls it
   * @param schema the schema of a relation without alias, so that schema.relation.column finds it
   * @param alias what it is called in the printed text, unique within the statement
   * @param relation the relation, null for anything else
   */
  RangeVariable(
      int id,
      @Nullable String name,
      @Nullable String schema,
      String alias,
      List<VisibleColumn> columns,
      @Nullable Relation relation) {
    this.id = id;
    this.name = name;
    this.schema = schema;
    this.alias = alias;
    this.columns = List.copyOf(columns);
    this.named = new NamedColumns(this.columns);
    this.relation = relation;
  }

  int id() {
    return id;
  }

  @Nullable String name() {
    return name;
  }

  @Nullable String schema() {
    return schema;
  }

  String alias() {
    return alias;
  }

  List<VisibleColumn> columns() {
    return columns;
  }

  @Nullable Relation relation() {
    return relation;
  }

  /** The column of that name; null if there is none. */
  @Nullable VisibleColumn only(String columnName, Budget budget) {
    return named.only(columnName, budget);
  }

  /** The relation's column that a column of this variable is, whatever its alias; 0 if none. */
  int columnNumber(VisibleColumn column) {
    for (int i = 0; relation != null && i < columns.size(); i++) {
      if (columns.get(i).reference() == column.reference()) {
        return relation.columns().get(i).number();
      }
    }
    return 0;
  }

  /** The column with that number in the relation; null if there is none. */
  @Nullable VisibleColumn column(int number) {
    for (int i = 0; relation != null && i < columns.size(); i++) {
      if (relation.columns().get(i).number() == number) {
        return columns.get(i);
      }
    }
    return null;
  }
}
