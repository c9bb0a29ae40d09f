package dev.paravent.sql;

import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * A column that names in scope can mean.
 *
 * @param reference how it is printed
 * @param typeModifier of the declared type, -1 if none or unknown
 */
record VisibleColumn(String name, SqlNode reference, Label label, int type, int typeModifier) {
  VisibleColumn renamed(String newName, SqlNode newReference) {
    return new VisibleColumn(newName, newReference, label, type, typeModifier);
  }

  /** What it is called in the printed text. */
  String printedName() {
    return reference instanceof SqlIdentifier identifier
        ? identifier.names.get(identifier.names.size() - 1)
        : name;
  }

  VisibleColumn labelled(Label newLabel) {
    return new VisibleColumn(name, reference, newLabel, type, typeModifier);
  }

  static SqlNode reference(String alias, String column) {
    return new SqlIdentifier(java.util.List.of(alias, column), SqlParserPos.ZERO);
  }
}
