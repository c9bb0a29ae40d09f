package dev.paravent.sql.pg;

import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** Prints prepared statements, cursors, EXPLAIN and notifications for {@link PgPrinter}. */
final class PgPrinterSession {
  private PgPrinterSession() {}

  static void print(PgSession session, PgPrinter out) {
    switch (session) {
      case PgSession.Prepare prepare -> {
        named("PREPARE ", prepare.name, out);
        list(prepare.types, out);
        out.sql(" AS ");
        out.node(prepare.statement);
      }
      case PgSession.Execute execute -> {
        named("EXECUTE ", execute.name, out);
        list(execute.arguments, out);
      }
      case PgSession.Deallocate deallocate -> orAll("DEALLOCATE ", deallocate.name, "ALL", out);
      case PgSession.Declare declare -> declare(declare, out);
      case PgSession.Fetch fetch -> fetch(fetch, out);
      case PgSession.Close close -> orAll("CLOSE ", close.cursor, "ALL", out);
      case PgSession.Explain explain -> {
        out.sql("EXPLAIN ");
        if (!explain.options.isEmpty()) {
          PgPrinterClause.options("", explain.options, out);
          out.sql(" ");
        }
        out.node(explain.statement);
      }
      case PgSession.Listen listen -> named("LISTEN ", listen.channel, out);
      case PgSession.Unlisten unlisten -> orAll("UNLISTEN ", unlisten.channel, "*", out);
      case PgSession.Notify notify -> {
        named("NOTIFY ", notify.channel, out);
        out.clause(", ", notify.payload);
      }
      case PgSession.TwoPhase two -> {
        out.sql(
            switch (two.phase) {
              case PREPARE -> "PREPARE TRANSACTION ";
              case COMMIT -> "COMMIT PREPARED ";
              case ROLLBACK -> "ROLLBACK PREPARED ";
            });
        out.node(two.name);
      }
      case PgSession.SetConstraints set -> {
        out.sql("SET CONSTRAINTS ");
        out.sql(set.names.isEmpty() ? "ALL" : "");
        out.nodes(set.names);
        out.sql(set.deferred ? " DEFERRED" : " IMMEDIATE");
      }
      case PgSession.SetFromCurrent set -> {
        out.sql(PgPrinterUtility.set(set.scope));
        PgPrinterUtility.variable(set.name, out);
        out.sql(" FROM CURRENT");
      }
    }
  }

  private static void named(String words, String name, PgPrinter out) {
    out.sql(words);
    out.name(name);
  }

  private static void orAll(String words, @Nullable String name, String all, PgPrinter out) {
    out.sql(words);
    if (name == null) {
      out.sql(all);
    } else {
      out.name(name);
    }
  }

  private static void list(List<SqlNode> nodes, PgPrinter out) {
    if (!nodes.isEmpty()) {
      out.sql(" (");
      out.expressions(nodes);
      out.sql(")");
    }
  }

  private static void declare(PgSession.Declare declare, PgPrinter out) {
    named("DECLARE ", declare.name, out);
    for (PgSession.CursorOption option : declare.options) {
      out.sql(
          switch (option) {
            case BINARY -> " BINARY";
            case ASENSITIVE -> " ASENSITIVE";
            case INSENSITIVE -> " INSENSITIVE";
            case SCROLL -> " SCROLL";
            case NO_SCROLL -> " NO SCROLL";
          });
    }
    out.sql(declare.hold ? " CURSOR WITH HOLD FOR " : " CURSOR FOR ");
    out.node(declare.query);
  }

  private static void fetch(PgSession.Fetch fetch, PgPrinter out) {
    out.sql(fetch.move ? "MOVE " : "FETCH ");
    out.sql(fetch.direction.name());
    if (fetch.count == null) {
      boolean steps =
          switch (fetch.direction) {
            case FORWARD, BACKWARD -> true;
            case ABSOLUTE, RELATIVE -> false;
          };
      if (!steps) {
        throw PgPrinter.unprintable(fetch, "a count");
      }
    }
    out.sql(fetch.count == null ? " ALL FROM " : " " + fetch.count + " FROM ");
    out.name(fetch.cursor);
  }
}
