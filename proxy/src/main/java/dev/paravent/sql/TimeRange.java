package dev.paravent.sql;

import dev.paravent.sql.pg.OperatorName;
import dev.paravent.sql.pg.PgCall;
import dev.paravent.sql.pg.PgExpr;
import dev.paravent.sql.pg.PgOperation;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Keeps date_trunc, date_part and age from failing for one row and not for another. They leave the
 * range of timestamps: 4714-11-24 BC has no month that begins in it, and a date may lie behind it.
 * A column that may lie there is NULL to them; anything else that may is said to fail. Stateless.
 */
final class TimeRange {
  private static final Set<String> FUNCTIONS = Set.of("date_trunc", "date_part", "age");
  private static final Set<String> FIXED =
      Set.of("now", "transaction_timestamp", "statement_timestamp");

  /** timestamp, timestamptz. */
  private static final Set<Integer> TIMESTAMPS = Set.of(1114, 1184);

  /** interval, time, timetz: their parts are always found. */
  private static final Set<Integer> SPANS = Set.of(1186, 1083, 1266);

  private static final String FIRST = "4713-02-01 BC";
  private static final String LAST = "294276-01-01";

  private TimeRange() {}

  /**
   * Narrows the arguments of a call in their places.
   *
   * @param name of the function, in pg_catalog
   * @param nodes the arguments as they are to be printed
   * @return whether the call may still fail for one row and not for another
   */
  static boolean narrow(String name, List<Expr> arguments, List<SqlNode> nodes) {
    if (!FUNCTIONS.contains(name)) {
      return false;
    }
    boolean mayFail = false;
    boolean finite = false;
    for (int i = name.equals("age") ? 0 : 1; i < arguments.size(); i++) {
      Expr time = arguments.get(i);
      boolean inside =
          TIMESTAMPS.contains(time.type()) && !name.equals("date_trunc")
              || SPANS.contains(time.type()) && name.equals("date_part");
      finite |= isNow(time.node());
      if (isFixed(time.node())) {
        continue; // cast and tested before the first row, for all of them or none
      }
      if (!inside && isColumn(time)) {
        nodes.set(i, inRange(time.node()));
      } else {
        mayFail |= !inside;
      }
    }
    // between two infinite times there is nothing
    return mayFail || name.equals("age") && arguments.size() > 1 && !finite;
  }

  /** Whether it has one value for all rows. */
  private static boolean isFixed(SqlNode node) {
    return switch (node) {
      case SqlLiteral literal -> true;
      case SqlDynamicParam parameter -> true;
      case PgExpr.Cast cast -> isFixed(cast.operand);
      default -> isNow(node);
    };
  }

  private static boolean isNow(SqlNode node) {
    return switch (node) {
      case PgCall.Keyword keyword -> keyword.kind.name().startsWith("CURRENT_");
      case PgCall.Function call ->
          call.arguments.isEmpty()
              && FIXED.contains(call.name.names.get(call.name.names.size() - 1));
      default -> false;
    };
  }

  private static boolean isColumn(Expr time) {
    return time.node() instanceof SqlIdentifier
        && (TIMESTAMPS.contains(time.type()) || time.type() == Types.DATE)
        && !time.label().isProtected();
  }

  private static SqlNode inRange(SqlNode time) {
    SqlNode outside =
        new PgOperation.And(
            List.of(
                RowOrder.function("isfinite", List.of(time)),
                new PgOperation.Or(
                    List.of(compared(time, "<", FIRST), compared(time, ">", LAST)),
                    SqlParserPos.ZERO)),
            SqlParserPos.ZERO);
    return new PgExpr.Case(
        null,
        List.of(
            new PgExpr.When(outside, SqlLiteral.createNull(SqlParserPos.ZERO), SqlParserPos.ZERO)),
        time,
        SqlParserPos.ZERO);
  }

  private static SqlNode compared(SqlNode time, String operator, String end) {
    return new PgOperation.Binary(
        new OperatorName("pg_catalog", operator),
        time,
        SqlLiteral.createCharString(end, SqlParserPos.ZERO),
        SqlParserPos.ZERO);
  }
}
