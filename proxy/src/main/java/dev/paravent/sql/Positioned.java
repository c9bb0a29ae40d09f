package dev.paravent.sql;

import dev.paravent.sql.pg.PgDml;
import dev.paravent.sql.pg.PgExpr;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/**
 * An UPDATE or DELETE of the row that a cursor is on. It is analysed and printed with a place
 * holder, which names no cursor that the server could have: the session puts the server's name of
 * the client's cursor there when the statement runs.
 *
 * @param data the statement with the place holder
 * @param cursor the client's name
 * @param placeHolder as it is printed, nowhere else in the text
 */
public record Positioned(Statement.Data data, String cursor, String placeHolder) {
  /** The beginning of every place holder: no name of the proxy's has a space in it. */
  private static final String NAME = "paravent current";

  /** The statement of that text as one of this kind; null if it is none. */
  public static @Nullable Positioned of(Statement.Data data, String text) {
    if (!(data.tree() instanceof PgDml statement)
        || !(condition(statement) instanceof PgExpr.CurrentOf current)) {
      return null;
    }
    StringBuilder name = new StringBuilder(NAME);
    while (text.contains(name)) {
      name.append('_');
    }
    PgExpr.CurrentOf held = new PgExpr.CurrentOf(name.toString(), current.getParserPosition());
    return new Positioned(
        new Statement.Data(data.kind(), with(statement, held), data.parameters()),
        current.cursor,
        "\"" + name + "\"");
  }

  /** Whether it stands for a cursor; any other name would be the server's own for one. */
  static boolean isPlaceHolder(PgExpr.CurrentOf current) {
    return current.cursor.startsWith(NAME);
  }

  private static @Nullable SqlNode condition(PgDml statement) {
    return switch (statement) {
      case PgDml.Update update -> update.where;
      case PgDml.Delete delete -> delete.where;
      default -> null;
    };
  }

  private static SqlNode with(PgDml statement, SqlNode where) {
    return switch (statement) {
      case PgDml.Update update ->
          new PgDml.Update(
              update.with,
              update.table,
              update.sets,
              update.from,
              where,
              update.rowAliases,
              update.returning,
              update.getParserPosition());
      case PgDml.Delete delete ->
          new PgDml.Delete(
              delete.with,
              delete.table,
              delete.using,
              where,
              delete.rowAliases,
              delete.returning,
              delete.getParserPosition());
      default -> throw new IllegalStateException("neither UPDATE nor DELETE");
    };
  }
}
