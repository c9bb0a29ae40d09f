package dev.paravent.sql.pg;

import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** Prints the functions of SQL/JSON and JSON_TABLE for {@link PgPrinter}. */
final class PgPrinterJson {
  private PgPrinterJson() {}

  static void print(PgCall.Json json, PgPrinter out) {
    out.sql(
        switch (json.kind) {
          case OBJECT -> "JSON_OBJECT(";
          case ARRAY, ARRAY_QUERY -> "JSON_ARRAY(";
          case OBJECTAGG -> "JSON_OBJECTAGG(";
          case ARRAYAGG -> "JSON_ARRAYAGG(";
          case PARSE -> "JSON(";
          case SCALAR -> "JSON_SCALAR(";
          case SERIALIZE -> "JSON_SERIALIZE(";
          case EXISTS -> "JSON_EXISTS(";
          case VALUE -> "JSON_VALUE(";
          case QUERY -> "JSON_QUERY(";
        });
    if (json.kind == JsonKind.ARRAY_QUERY) {
      query(json.arguments.getFirst(), out);
    } else {
      out.expressions(json.arguments);
    }
    out.clause(" PASSING ", json.passing);
    PgPrinterQuery.nodes(" ORDER BY ", json.orderBy, out);
    if (json.absentOnNull != null) {
      out.sql(json.absentOnNull ? " ABSENT ON NULL" : " NULL ON NULL");
    }
    if (json.uniqueKeys != null) {
      out.sql(json.uniqueKeys ? " WITH UNIQUE KEYS" : " WITHOUT UNIQUE KEYS");
    }
    if (json.returning != null) {
      out.node(json.returning);
    }
    how(json.wrapper, json.quotes, json.onEmpty, json.onError, out);
    out.sql(")");
    PgPrinterCall.filter(json.filter, out);
    PgPrinterCall.over(json.over, out);
  }

  /** JSON_ARRAY ((SELECT ..)) is an array of one value: the query stands without parentheses. */
  private static void query(SqlNode argument, PgPrinter out) {
    if (argument instanceof PgClause.JsonInput input) {
      out.node(input.value);
      PgPrinterClause.format(input.encoding, out);
    } else {
      out.node(argument);
    }
  }

  private static void how(
      PgClause.JsonWrapper wrapper,
      PgClause.JsonQuotes quotes,
      @Nullable SqlNode onEmpty,
      @Nullable SqlNode onError,
      PgPrinter out) {
    out.sql(
        switch (wrapper) {
          case NONE -> "";
          case WITHOUT -> " WITHOUT WRAPPER";
          case CONDITIONAL -> " WITH CONDITIONAL WRAPPER";
          case UNCONDITIONAL -> " WITH UNCONDITIONAL WRAPPER";
        });
    out.sql(
        switch (quotes) {
          case NONE -> "";
          case KEEP -> " KEEP QUOTES";
          case OMIT -> " OMIT QUOTES";
        });
    if (onEmpty != null) {
      out.node(onEmpty);
      out.sql(" ON EMPTY");
    }
    if (onError != null) {
      out.node(onError);
      out.sql(" ON ERROR");
    }
  }

  static void table(PgFrom.JsonTable table, PgPrinter out) {
    out.sql(table.lateral ? "LATERAL JSON_TABLE(" : "JSON_TABLE(");
    out.expression(table.input);
    out.sql(", ");
    out.node(table.path);
    pathName(table.pathName, out);
    out.clause(" PASSING ", table.passing);
    out.sql(" COLUMNS (");
    out.nodes(table.columns);
    out.sql(")");
    how(PgClause.JsonWrapper.NONE, PgClause.JsonQuotes.NONE, null, table.onError, out);
    out.sql(")");
    PgPrinterFrom.alias(table.alias, out);
  }

  private static void pathName(@Nullable String name, PgPrinter out) {
    if (name != null) {
      out.sql(" AS ");
      out.name(name);
    }
  }

  static void column(PgClause.JsonColumn column, PgPrinter out) {
    out.name(column.name);
    if (column.type == null) {
      out.sql(" FOR ORDINALITY");
      return;
    }
    out.sql(" ");
    out.node(column.type);
    if (column.formatted) {
      PgPrinterClause.format(column.encoding, out);
    }
    out.sql(column.exists ? " EXISTS" : "");
    out.clause(" PATH ", column.path);
    how(column.wrapper, column.quotes, column.onEmpty, column.onError, out);
  }

  static void nested(PgClause.JsonNested nested, PgPrinter out) {
    out.sql("NESTED PATH ");
    out.node(nested.path);
    pathName(nested.pathName, out);
    out.sql(" COLUMNS (");
    out.nodes(nested.columns);
    out.sql(")");
  }
}
