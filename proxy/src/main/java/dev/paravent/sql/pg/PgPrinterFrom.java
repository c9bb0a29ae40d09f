package dev.paravent.sql.pg;

import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** Prints what stands in FROM for {@link PgPrinter}. */
final class PgPrinterFrom {
  private PgPrinterFrom() {}

  static void print(PgFrom from, PgPrinter out) {
    switch (from) {
      case PgFrom.Table table -> table(table, out);
      case PgFrom.Derived derived -> {
        out.sql(derived.lateral ? "LATERAL " : "");
        out.parenthesised(derived.query);
        alias(derived.alias, out);
      }
      case PgFrom.FunctionTable functions -> functionTable(functions, out);
      case PgFrom.FunctionItem item -> {
        out.node(item.call);
        if (!item.columns.isEmpty()) {
          out.sql(" AS (");
          out.nodes(item.columns);
          out.sql(")");
        }
      }
      case PgFrom.Join join -> join(join, out);
      case PgFrom.JsonTable table -> PgPrinterJson.table(table, out);
      case PgFrom.XmlTable table -> PgPrinterXml.table(table, out);
      case PgFrom.Alias alias -> alias(alias, out);
      case PgFrom.ColumnDef column -> columnDef(column, out);
      case PgFrom.Sample sample -> sample(sample, out);
    }
  }

  private static void table(PgFrom.Table table, PgPrinter out) {
    out.sql(table.only ? "ONLY " : "");
    out.identifier(table.name);
    alias(table.alias, out);
    if (table.sample != null) {
      out.node(table.sample);
    }
  }

  private static void functionTable(PgFrom.FunctionTable table, PgPrinter out) {
    out.sql(table.lateral ? "LATERAL " : "");
    if (table.rowsFrom) {
      out.sql("ROWS FROM (");
      out.nodes(table.functions);
      out.sql(")");
    } else if (table.functions.size() == 1) {
      out.nodes(table.functions);
    } else {
      throw PgPrinter.unprintable(table, "one function, or ROWS FROM");
    }
    out.sql(table.ordinality ? " WITH ORDINALITY" : "");
    alias(table.alias, out);
  }

  private static void join(PgFrom.Join join, PgPrinter out) {
    if (join.alias != null) {
      out.sql("(");
    }
    joined(join, out);
    if (join.alias != null) {
      out.sql(")");
      alias(join.alias, out);
    }
  }

  private static void joined(PgFrom.Join join, PgPrinter out) {
    side(join.left, out);
    out.sql(join.natural ? " NATURAL" : "");
    out.sql(
        switch (join.kind) {
          case CROSS -> " CROSS JOIN ";
          case INNER -> " JOIN ";
          case LEFT -> " LEFT JOIN ";
          case RIGHT -> " RIGHT JOIN ";
          case FULL -> " FULL JOIN ";
        });
    side(join.right, out);
    out.clause(" ON ", join.on);
    if (!join.using.isEmpty()) {
      out.sql(" USING");
      out.columnNames(join.using);
      if (join.usingAlias != null) {
        out.sql(" AS ");
        out.name(join.usingAlias);
      }
    }
  }

  /** A side of a join, or a source that ON follows; an aliased join has its parentheses already. */
  static void side(SqlNode side, PgPrinter out) {
    if (side instanceof PgFrom.Join join && join.alias == null) {
      out.parenthesised(join);
    } else {
      out.node(side);
    }
  }

  static void alias(PgFrom.@Nullable Alias alias, PgPrinter out) {
    if (alias == null) {
      return;
    }
    out.sql(" AS");
    if (alias.name != null) {
      out.sql(" ");
      out.name(alias.name);
    }
    if (alias.definitions.isEmpty()) {
      out.columnNames(alias.columns);
    } else {
      out.sql(" (");
      out.nodes(alias.definitions);
      out.sql(")");
    }
  }

  private static void columnDef(PgFrom.ColumnDef column, PgPrinter out) {
    out.name(column.name);
    out.sql(" ");
    out.node(column.type);
    if (column.collation != null) {
      out.sql(" COLLATE ");
      out.identifier(column.collation);
    }
  }

  private static void sample(PgFrom.Sample sample, PgPrinter out) {
    out.sql(" TABLESAMPLE ");
    out.identifier(sample.method);
    out.sql(" (");
    out.expressions(sample.arguments);
    out.sql(")");
    if (sample.repeatable != null) {
      out.sql(" REPEATABLE (");
      out.expression(sample.repeatable);
      out.sql(")");
    }
  }
}
