package dev.paravent.sql;

import dev.paravent.sql.pg.FoldedRows;
import dev.paravent.sql.pg.PgDml;
import dev.paravent.sql.pg.PgExpr;
import dev.paravent.sql.pg.PgQuery;
import dev.paravent.sql.pg.PgTokens;
import org.apache.calcite.sql.SqlNode;

/** What the parser says of rows that were found among tokens. Stateless. */
public final class InsertedRows {
  private InsertedRows() {}

  /** Whether the statement, read from the tokens, is an INSERT of exactly these rows of its own. */
  public static boolean areSourceOf(Statement.Data statement, FoldedRows rows, PgTokens tokens) {
    if (!(statement.tree() instanceof PgDml.Insert insert)
        || !(insert.source instanceof PgQuery.Values values)
        || values.rows.size() != rows.count()) {
      return false;
    }
    for (int i = 0; i < rows.count(); i++) {
      SqlNode row = values.rows.get(i);
      int token = tokens.beginningAt(row.getParserPosition().getColumnNum() - 1);
      if (!(row instanceof PgExpr.Row) || rows.row(token) != i) {
        return false;
      }
    }
    return true;
  }
}
