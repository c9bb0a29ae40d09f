package dev.paravent.session;

import dev.paravent.decide.ColumnType;
import dev.paravent.session.ParameterValue.Encoding;
import org.jspecify.annotations.Nullable;

/**
 * Which types of a client's parameter are accepted for a protected column, and how their bytes are
 * read (FLOW-RULES, "Parameters and literals").
 */
final class ParameterTypes {
  private ParameterTypes() {}

  /**
   * How a value is read; null if its type is not accepted.
   *
   * @param columnOid type of the column, or of its elements
   * @param type what the client declared, or the column's where it declared none
   * @param element whether the value is an element of an array, all of one type
   */
  static @Nullable Encoding encoding(
      ColumnType column, int columnOid, int type, boolean binary, boolean element) {
    boolean isColumns = type == columnOid || type == TypeOid.UNSPECIFIED;
    if (column.isText()) {
      return TypeOid.isTextScalar(type) || isColumns ? Encoding.TEXT : null;
    }
    if (!binary) {
      boolean accepted =
          TypeOid.isTextScalar(type)
              || isColumns
              || (column == ColumnType.DATE ? TypeOid.isDate(type) : TypeOid.isNumber(type));
      return accepted ? Encoding.TEXT : null;
    }
    if (TypeOid.isTextScalar(type) && !isColumns) {
      return element ? null : Encoding.TEXT;
    }
    return column == ColumnType.DATE ? date(type, isColumns) : number(column, type, isColumns);
  }

  private static @Nullable Encoding date(int type, boolean isColumns) {
    if (type == TypeOid.TIMESTAMP) {
      return Encoding.TIMESTAMP_BINARY;
    }
    return isColumns || type == TypeOid.DATE ? Encoding.DATE_BINARY : null;
  }

  private static @Nullable Encoding number(ColumnType column, int type, boolean isColumns) {
    if (isColumns) {
      return column == ColumnType.INT8 ? Encoding.INT8_BINARY : Encoding.NUMERIC_BINARY;
    }
    return switch (type) {
      case TypeOid.INT2 -> Encoding.INT2_BINARY;
      case TypeOid.INT4 -> Encoding.INT4_BINARY;
      case TypeOid.INT8 -> Encoding.INT8_BINARY;
      case TypeOid.NUMERIC -> Encoding.NUMERIC_BINARY;
      default -> null;
    };
  }
}
