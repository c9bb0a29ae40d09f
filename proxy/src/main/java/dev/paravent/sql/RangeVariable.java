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
}
