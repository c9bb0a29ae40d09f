package dev.paravent.sql;

import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * A column that names in scope can mean.
 *
 * @param reference how it is printed
 * @param typeModifier of the declared type, -1 if none or unknown
 * @param source the stored column whose value it is, unchanged, whatever its label; null if it is
 *     computed or of more than one column
 */
record VisibleColumn(
    String name,
    SqlNode reference,
    Label label,
    int type,
    int typeModifier,
    @Nullable Origin source) {
  /** A column that is computed. */
  VisibleColumn(String name, SqlNode reference, Label label, int type, int typeModifier) {
    this(name, reference, label, type, typeModifier, null);
  }

  /** The column with what is known of where its value was read. */
  VisibleColumn from(@Nullable Origin newSource) {
    return new VisibleColumn(name, reference, label, type, typeModifier, newSource);
  }

  VisibleColumn renamed(String newName, SqlNode newReference) {
    return new VisibleColumn(newName, newReference, label, type, typeModifier, source);
  }

  /** What it is called in the printed text. */
  String printedName() {
    return reference instanceof SqlIdentifier identifier
        ? identifier.names.get(identifier.names.size() - 1)
        : name;
  }

  VisibleColumn labelled(Label newLabel) {
    return new VisibleColumn(name, reference, newLabel, type, typeModifier, source);
  }

  static SqlNode reference(String alias, String column) {
    return new SqlIdentifier(java.util.List.of(alias, column), SqlParserPos.ZERO);
  }
}
