package dev.paravent.sql;

import dev.paravent.catalog.Relation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry of FROM that names can refer to.
 *
 * @param id unique within the statement
 * @param name what the client calls it
 * @param schema the schema of a relation without alias, so that schema.relation.column finds it
 * @param alias what it is called in the printed text, unique within the statement
 * @param relation the relation, null for anything else
 */
record RangeVariable(
    int id,
    @Nullable String name,
    @Nullable String schema,
    String alias,
    List<VisibleColumn> columns,
    @Nullable Relation relation) {
  RangeVariable {
    columns = List.copyOf(columns);
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
