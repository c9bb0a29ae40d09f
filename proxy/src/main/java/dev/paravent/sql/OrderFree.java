package dev.paravent.sql;

import dev.paravent.catalog.Column;
import dev.paravent.catalog.Routine;
import dev.paravent.sql.pg.PgCall;
import dev.paravent.sql.pg.PgOperation;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/**
 * What does not depend on the order of the rows that it is computed from. Everything else tells it:
 * a list by its order, a sum of floating-point numbers by its rounding, and the greatest of 1.0 and
 * 1.00, their DISTINCT or their group by which of the two it shows.
 */
final class OrderFree {
  /** Aggregates that are so of any values. */
  private static final Set<String> ALWAYS =
      Set.of(
          "count",
          "bool_and",
          "bool_or",
          "every",
          "bit_and",
          "bit_or",
          "bit_xor",
          "regr_count",
          "rank",
          "dense_rank",
          "percent_rank",
          "cume_dist");

  /** Aggregates that are so of numbers which are added without rounding or overflow. */
  private static final Set<String> SUMS =
      Set.of(
          "sum", "avg", "stddev", "stddev_pop", "stddev_samp", "variance", "var_pop", "var_samp");

  /** Aggregates that are so of values of which equal ones look alike. */
  private static final Set<String> CHOICES =
      Set.of("min", "max", "mode", "percentile_disc", "percentile_cont");

  private final FlowContext context;
  private final Expressions expressions;

  OrderFree(FlowContext context, Expressions expressions) {
    this.context = context;
    this.expressions = expressions;
  }

  /**
   * Whether the result of an aggregate does not depend on the order of its input.
   *
   * @param arguments as analysed
   * @param withinGroup the keys by which an ordered-set aggregate sorts, as written
   */
  boolean isFree(
      PgCall.Function call,
      Calls.Found found,
      List<Expr> arguments,
      List<Expr> withinGroup,
      Scope scope) {
    String name = found.name();
    if (!found.schema().equals("pg_catalog")) {
      return false;
    }
    if (ALWAYS.contains(name)) {
      return true;
    }
    if (SUMS.contains(name) && arguments.size() == 1) {
      int type = arguments.get(0).type();
      return type == Types.INT2 || Types.isNumber(type);
    }
    if (!CHOICES.contains(name)) {
      return false;
    }
    if (call.withinGroup.isEmpty()) {
      return arguments.size() == 1 && isExact(call.arguments.get(0), arguments.get(0), scope);
    }
    return withinGroup.size() == 1
        && isExact(
            ((dev.paravent.sql.pg.PgQuery.Sort) call.withinGroup.get(0)).key,
            withinGroup.get(0),
            scope);
  }

  /**
   * Whether equal values of an expression look alike.
   *
   * @param written as the client wrote it
   */
  boolean isExact(SqlNode written, Expr expr, Scope scope) {
    if (expr.label().isProtected()) {
      return true; // shown as a token, which equal values have in common
    }
    if (written instanceof SqlIdentifier name && !name.isStar()) {
      VisibleColumn column = expressions.columns().find(name, scope);
      return column != null && isExact(column);
    }
    return isExact(expr.node(), expr.type(), -1, context.comparesWidely());
  }

  boolean isExact(VisibleColumn column) {
    return column.label().isProtected()
        || isExact(
            column.reference(),
            column.type(),
            column.typeModifier(),
            context.comparesWidely() && !isDeterministic(column.source()));
  }

  /** Whether it is known to be a stored column by whose collation only the same texts are equal. */
  private boolean isDeterministic(@Nullable Origin source) {
    return source != null
        && !source.member()
        && context
            .catalog()
            .relation(source.relation())
            .flatMap(relation -> relation.column(source.column()))
            .filter(Column::deterministicCollation)
            .isPresent();
  }

  /** {@code widely}: whether unlike texts may be equal in it. */
  private boolean isExact(@Nullable SqlNode printed, int type, int modifier, boolean widely) {
    if (isOneScale(printed)) {
      return true;
    }
    if (widely && !context.types().isWithoutCollation(type)) {
      return false;
    }
    if (type != Types.NOT_INFERRED) {
      return context.types().isExact(type, modifier);
    }
    if (printed instanceof PgOperation.AtTimeZone) {
      return true;
    }
    return printed instanceof PgCall.Function call && isExactCall(call);
  }

  /**
   * Whether its numbers have as many digits behind the point in every row: a field of a date, and
   * what is rounded to a number of digits that the statement gives.
   */
  private static boolean isOneScale(@Nullable SqlNode printed) {
    if (printed instanceof PgCall.Special special) {
      return special.kind == PgCall.SpecialKind.EXTRACT;
    }
    if (!(printed instanceof PgCall.Function call)
        || call.arguments.size() != 2
        || !call.name.names.get(0).equals("pg_catalog")) {
      return false;
    }
    return switch (call.name.names.get(call.name.names.size() - 1)) {
      case "date_part" -> true;
      case "round", "trunc" ->
          call.arguments.get(1) instanceof SqlLiteral
              || call.arguments.get(1) instanceof SqlDynamicParam;
      default -> false;
    };
  }

  /** Whether each function that a printed call may mean gives such values. */
  private boolean isExactCall(PgCall.Function call) {
    List<String> names = call.name.names;
    if (names.size() != 2 || !names.get(0).equals("pg_catalog")) {
      return false;
    }
    List<Routine> candidates = context.catalog().routines(names.get(0), names.get(1));
    return candidates.stream()
        .filter(routine -> Types.takes(routine, call.arguments.size()))
        .allMatch(routine -> context.types().isExact(routine.returnType(), -1));
  }
}
