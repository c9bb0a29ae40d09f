package dev.paravent.sql.pg;

import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlNode;

/** Prints type names for {@link PgPrinter}. */
final class PgPrinterType {
  private static final List<String> INTERVAL = List.of("pg_catalog", "interval");

  // PostgreSQL docs 8.5, interval [ fields ] [ (p) ]
  private static final Set<String> INTERVAL_FIELDS =
      Set.of(
          "YEAR",
          "MONTH",
          "DAY",
          "HOUR",
          "MINUTE",
          "SECOND",
          "YEAR TO MONTH",
          "DAY TO HOUR",
          "DAY TO MINUTE",
          "DAY TO SECOND",
          "HOUR TO MINUTE",
          "HOUR TO SECOND",
          "MINUTE TO SECOND");

  private PgPrinterType() {}

  static void print(PgTypeName type, PgPrinter out) {
    out.sql(type.isSetOf() ? "SETOF " : "");
    element(type, out);
    for (int dimension : type.dimensions()) {
      out.sql(dimension < 0 ? "[]" : "[" + dimension + "]");
    }
  }

  /**
   * A constant written type first, the only form of a typed constant where an expression may not
   * stand.
   */
  static void typedLiteral(PgTypeName type, SqlNode literal, PgPrinter out) {
    if (type.isSetOf() || !type.dimensions().isEmpty()) {
      throw new IllegalStateException("typed literal of an array (expected: a plain type)");
    }
    if (!isIntervalKeyword(type)) {
      element(type, out);
      out.sql(" ");
      out.node(literal);
    } else if (type.intervalFields() == null) {
      out.sql("INTERVAL");
      modifiers(type, out);
      out.sql(" ");
      out.node(literal);
    } else {
      out.sql("INTERVAL ");
      out.node(literal);
      intervalFields(type, out);
    }
  }

  private static void element(PgTypeName type, PgPrinter out) {
    if (isIntervalKeyword(type)) {
      out.sql("INTERVAL");
      intervalFields(type, out);
    } else {
      out.qualified(type.names());
      modifiers(type, out);
    }
  }

  /**
   * {@code "pg_catalog"."interval"(4)} is not INTERVAL(4) but INTERVAL YEAR, 4 being a mask of
   * fields; only the keyword takes a precision. The keyword is pg_catalog's type on every
   * search_path.
   */
  private static boolean isIntervalKeyword(PgTypeName type) {
    boolean isModified = type.intervalFields() != null || !type.modifiers().isEmpty();
    if (type.intervalFields() != null && !type.names().equals(INTERVAL)) {
      throw new IllegalStateException("interval fields (expected: of pg_catalog.interval only)");
    }
    return isModified && type.names().equals(INTERVAL);
  }

  private static void intervalFields(PgTypeName type, PgPrinter out) {
    String fields = type.intervalFields();
    if (fields != null) {
      if (!INTERVAL_FIELDS.contains(fields)) {
        throw new IllegalStateException(
            "interval fields (expected: one of " + INTERVAL_FIELDS + ")");
      }
      out.sql(" ");
      out.sql(fields);
    }
    modifiers(type, out);
  }

  private static void modifiers(PgTypeName type, PgPrinter out) {
    if (!type.modifiers().isEmpty()) {
      out.sql("(");
      out.expressions(type.modifiers());
      out.sql(")");
    }
  }
}
