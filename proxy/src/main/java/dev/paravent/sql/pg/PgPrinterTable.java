package dev.paravent.sql.pg;

import org.apache.calcite.sql.SqlIdentifier;

/** Prints COPY, LOCK and statements about temporary tables for {@link PgPrinter}. */
final class PgPrinterTable {
  private PgPrinterTable() {}

  static void print(PgTableUtility statement, PgPrinter out) {
    switch (statement) {
      case PgTableUtility.Copy copy -> copy(copy, out);
      case PgTableUtility.Lock lock -> {
        out.sql("LOCK TABLE ");
        out.nodes(lock.tables);
        out.sql(" IN " + lock.mode.name().replace('_', ' ') + " MODE");
        out.sql(lock.nowait ? " NOWAIT" : "");
      }
      case PgTableUtility.CreateTemporary create -> {
        create(create.name, create.ifNotExists, out);
        out.sql(" (");
        out.nodes(create.columns);
        out.sql(")");
        onCommit(create.onCommit, out);
      }
      case PgTableUtility.TemporaryColumn column -> {
        out.node(column.column);
        for (PgTableUtility.ColumnConstraint constraint : column.constraints) {
          out.sql(" " + constraint.name().replace('_', ' '));
        }
      }
      case PgTableUtility.CreateTemporaryAs create -> {
        create(create.name, create.ifNotExists, out);
        out.columnNames(create.columns);
        onCommit(create.onCommit, out);
        out.sql(" AS ");
        out.node(create.query);
        out.sql(create.withData ? "" : " WITH NO DATA");
      }
      case PgTableUtility.DropTable drop -> {
        out.sql(drop.ifExists ? "DROP TABLE IF EXISTS " : "DROP TABLE ");
        out.nodes(drop.names);
        out.sql(drop.cascade ? " CASCADE" : "");
      }
      case PgTableUtility.Truncate truncate -> {
        out.sql("TRUNCATE TABLE ");
        out.nodes(truncate.tables);
        out.sql(truncate.restartIdentity ? " RESTART IDENTITY" : "");
        out.sql(truncate.cascade ? " CASCADE" : "");
      }
    }
  }

  private static void create(SqlIdentifier name, boolean ifNotExists, PgPrinter out) {
    out.sql(ifNotExists ? "CREATE TEMPORARY TABLE IF NOT EXISTS " : "CREATE TEMPORARY TABLE ");
    out.identifier(name);
  }

  private static void onCommit(PgTableUtility.OnCommit onCommit, PgPrinter out) {
    out.sql(
        switch (onCommit) {
          case NONE -> "";
          case PRESERVE_ROWS -> " ON COMMIT PRESERVE ROWS";
          case DELETE_ROWS -> " ON COMMIT DELETE ROWS";
          case DROP -> " ON COMMIT DROP";
        });
  }

  private static void copy(PgTableUtility.Copy copy, PgPrinter out) {
    if ((copy.table == null) == (copy.query == null) || (copy.from && copy.query != null)) {
      throw PgPrinter.unprintable(copy, "a table, or a query to copy out");
    }
    out.sql("COPY ");
    if (copy.query != null) {
      out.parenthesised(copy.query);
    }
    if (copy.table != null) {
      out.identifier(copy.table);
      out.columnNames(copy.columns);
    }
    out.sql(copy.from ? " FROM " : " TO ");
    out.sql(copy.program ? "PROGRAM " : "");
    if (copy.file != null) {
      out.node(copy.file);
    } else {
      out.sql(copy.from ? "STDIN" : "STDOUT");
    }
    PgPrinterClause.options(" WITH ", copy.options, out);
    out.clause(" WHERE ", copy.where);
  }
}
