package dev.paravent.sql.pg;

import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;

/** Prints values that are neither operations nor calls for {@link PgPrinter}. */
final class PgPrinterExpression {
  private PgPrinterExpression() {}

  static void print(PgExpr expression, PgPrinter out) {
    switch (expression) {
      case PgExpr.Cast cast -> {
        out.sql("CAST(");
        out.expression(cast.operand);
        out.sql(" AS ");
        out.node(cast.type);
        out.sql(")");
      }
      case PgExpr.Indirection indirection -> indirection(indirection, out);
      case PgExpr.Field field -> {
        out.sql(".");
        out.name(field.name);
      }
      case PgExpr.AllFields all -> out.sql(".*");
      case PgExpr.Subscript subscript -> {
        out.sql("[");
        out.expression(subscript.index);
        out.sql("]");
      }
      case PgExpr.Slice slice -> {
        out.clause("[", slice.low);
        out.sql(slice.low == null ? "[:" : " :");
        out.clause(" ", slice.high);
        out.sql("]");
      }
      case PgExpr.Row row -> row(row, out);
      case PgExpr.Array array -> {
        out.sql("ARRAY[");
        out.expressions(array.items);
        out.sql("]");
      }
      case PgExpr.ArrayQuery array -> {
        out.sql("ARRAY");
        out.parenthesised(array.query);
      }
      case PgExpr.Exists exists -> {
        out.sql("EXISTS ");
        out.parenthesised(exists.query);
      }
      case PgExpr.Subquery subquery -> out.parenthesised(subquery.query);
      case PgExpr.Case choice -> choice(choice, out);
      case PgExpr.When when -> {
        out.sql(" WHEN ");
        out.expression(when.condition);
        out.sql(" THEN ");
        out.expression(when.result);
      }
      case PgExpr.NamedArg argument -> {
        out.name(argument.name);
        out.sql(" => ");
        out.expression(argument.value);
      }
      case PgExpr.GroupingSet set -> groupingSet(set, out);
      case PgExpr.BitString bits -> out.node(bits);
      case PgExpr.Default missing -> out.sql("DEFAULT");
      case PgExpr.CurrentOf current -> {
        out.sql("CURRENT OF ");
        out.name(current.cursor);
      }
    }
  }

  /**
   * A column takes subscripts as it is; before a field name it needs parentheses, for {@code
   * "p"."nir"} is a column of table p. Any other base but a sub-query needs them always.
   */
  private static void indirection(PgExpr.Indirection indirection, PgPrinter out) {
    if (indirection.steps.isEmpty()) {
      throw PgPrinter.unprintable(indirection, "at least one step");
    }
    SqlNode first = indirection.steps.getFirst();
    boolean isSubscript = first instanceof PgExpr.Subscript || first instanceof PgExpr.Slice;
    if (indirection.base instanceof PgExpr.Subquery
        || (indirection.base instanceof SqlIdentifier && isSubscript)) {
      out.node(indirection.base);
    } else {
      out.parenthesised(indirection.base);
    }
    steps(indirection.steps, out);
  }

  static void steps(List<SqlNode> steps, PgPrinter out) {
    for (SqlNode step : steps) {
      out.node(step);
    }
  }

  private static void row(PgExpr.Row row, PgPrinter out) {
    if (!row.explicit && row.items.size() < 2) {
      throw PgPrinter.unprintable(row, "ROW(..) for fewer than two items");
    }
    out.sql(row.explicit ? "ROW(" : "(");
    out.expressions(row.items);
    out.sql(")");
  }

  private static void choice(PgExpr.Case choice, PgPrinter out) {
    out.sql("CASE");
    out.clause(" ", choice.operand);
    for (SqlNode when : choice.whens) {
      out.node(when);
    }
    out.clause(" ELSE ", choice.otherwise);
    out.sql(" END");
  }

  private static void groupingSet(PgExpr.GroupingSet set, PgPrinter out) {
    out.sql(
        switch (set.kind) {
          case EMPTY, LIST -> "(";
          case ROLLUP -> "ROLLUP (";
          case CUBE -> "CUBE (";
          case SETS -> "GROUPING SETS (";
        });
    out.expressions(set.items);
    out.sql(")");
  }
}
