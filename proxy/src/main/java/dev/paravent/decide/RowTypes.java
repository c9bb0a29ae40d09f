package dev.paravent.decide;

import dev.paravent.catalog.Catalog;
import dev.paravent.catalog.Column;
import dev.paravent.catalog.PgType;
import dev.paravent.catalog.Relation;
import dev.paravent.catalog.SystemRelations;
import dev.paravent.sql.Label;

/** Types whose values are rows: a column of one holds all that a row holds. Stateless. */
final class RowTypes {
  private RowTypes() {}

  /** The label of a column, at that depth of the search. */
  interface Labels {
    Label of(Relation relation, Column column, int depth);
  }

  /**
   * Whether values of the type are, or hold, rows of a relation with protected columns.
   *
   * @param type under any domains
   */
  static boolean holdProtected(Catalog catalog, Labels labels, int type, int depth) {
    PgType found = catalog.type(type).orElse(null);
    if (found == null || found.isBuiltIn() && found.elementType() == 0) {
      return false;
    }
    if (depth > Protection.MAX_DEPTH) {
      return true;
    }
    if (found.isDomain()) {
      return holdProtected(catalog, labels, found.baseType(), depth + 1);
    }
    if (found.elementType() != 0) {
      return holdProtected(catalog, labels, found.elementType(), depth + 1);
    }
    Relation row = catalog.relation(found.relation()).orElse(null);
    return row != null
        && !SystemRelations.isSystemSchema(row.schema())
        && row.columns().stream()
            .map(column -> labels.of(row, column, depth + 1))
            .anyMatch(label -> label.isProtected() && !(label instanceof Label.Withheld));
  }
}
