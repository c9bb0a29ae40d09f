package dev.paravent.sql;

import dev.paravent.sql.pg.PgDml;
import dev.paravent.sql.pg.PgExpr;
import dev.paravent.sql.pg.PgFrom;
import dev.paravent.sql.pg.PgQuery;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** Analyses queries: what stands around a body, set operations, VALUES. */
final class Queries {
  /**
   * An analysed query.
   *
   * @param outputs its columns; the references are those of the select list, not names in scope
   * @param hidden how many of the last outputs the proxy added
   */
  record Result(
      SqlNode node, List<VisibleColumn> outputs, List<Integer> subjectOutputs, int hidden) {
    Result {
      outputs = List.copyOf(outputs);
      subjectOutputs = List.copyOf(subjectOutputs);
    }

    static Result of(SqlNode node, List<VisibleColumn> outputs) {
      return new Result(node, outputs, List.of(), 0);
    }
  }

  private final FlowContext context;
  private final Expressions expressions;
  private final Selects selects;
  private final CommonTables commonTables;
  private final RowOrder rowOrder;

  Queries(FlowContext context) {
    this.context = context;
    this.expressions = new Expressions(context, this);
    this.rowOrder = new RowOrder(context);
    this.selects = new Selects(context, this, expressions, rowOrder);
    this.commonTables = new CommonTables(context, this, expressions);
  }

  Expressions expressions() {
    return expressions;
  }

  Selects selects() {
    return selects;
  }

  CommonTables commonTables() {
    return commonTables;
  }

  /** How the rows of a query are read. */
  enum Reading {
    /** All of them, as a set. */
    SET,
    /** As a set, until one is found. */
    SEARCH,
    /** In the order they come, or the first of them. */
    ORDER
  }

  /** A statement's own query: its rows leave, in the order they come. */
  Result top(SqlNode query, Scope outer) {
    return query(query, outer, Reading.ORDER, true);
  }

  /** A query whose rows are a set to what is around it. */
  Result subquery(SqlNode query, Scope outer) {
    return query(query, outer, Reading.SET, false);
  }

  /** A query of which the server may read no more rows than it needs to find one. */
  Result searched(SqlNode query, Scope outer) {
    return query(query, outer, Reading.SEARCH, false);
  }

  /** A query whose first row or row order shows. */
  Result orderedSubquery(SqlNode query, Scope outer) {
    return query(query, outer, Reading.ORDER, false);
  }

  private Result query(SqlNode node, Scope outer, Reading reading, boolean top) {
    PgQuery.Query query =
        switch (node) {
          case PgQuery.Query wrapped -> wrapped;
          case PgQuery body -> bare(body);
          case PgDml body -> bare(body);
          default -> throw expressions.unsupported(node);
        };
    Result result = wrapped(query, outer, reading, top);
    context.budget().keep(1 + result.outputs().size());
    return result;
  }

  /** A body with nothing around it. */
  static PgQuery.Query bare(SqlNode body) {
    return new PgQuery.Query(null, body, List.of(), null, List.of(), body.getParserPosition());
  }

  private Result wrapped(PgQuery.Query query, Scope outer, Reading reading, boolean top) {
    Scope scope = new Scope(outer);
    FlowContext.Block block = context.openBlock();
    try {
      SqlNode with = query.with == null ? null : commonTables.with(query.with, scope);
      Reading shown = query.limit != null && reading == Reading.SET ? Reading.ORDER : reading;
      return switch (query.body) {
        case PgQuery.Select select -> selects.select(select, query, with, scope, block, shown, top);
        case PgQuery.SetOp setOp -> {
          Result body = setOperation(setOp, scope);
          yield around(query, with, body, block, scope, shown);
        }
        case PgQuery.Values values -> {
          Result body = values(values, scope);
          yield around(query, with, body, block, scope, shown);
        }
        case PgQuery.Query nested -> {
          Result body = query(nested, scope, reading, top && !hasClauses(query));
          if (!hasClauses(query) && with == null) {
            yield body;
          }
          yield around(query, with, body, block, scope, shown);
        }
        default -> throw expressions.unsupported(query.body);
      };
    } finally {
      context.closeBlock(block);
    }
  }

  private static boolean hasClauses(PgQuery.Query query) {
    return !query.orderBy.isEmpty() || query.limit != null || !query.locks.isEmpty();
  }

  /** ORDER BY and LIMIT around a body whose outputs alone can be named. */
  Result around(
      PgQuery.Query query,
      @Nullable SqlNode with,
      Result body,
      FlowContext.Block block,
      Scope scope,
      Reading reading) {
    List<SqlNode> keys = new ArrayList<>();
    for (SqlNode node : query.orderBy) {
      PgQuery.Sort sort = (PgQuery.Sort) node;
      int position = position(sort.key, body.outputs());
      expressions.calls().windows().orderLabel(body.outputs().get(position - 1).label(), sort.key);
      expressions.calls().windows().refuseUsing(sort);
      keys.add(
          new PgQuery.Sort(
              SqlLiteral.createExactNumeric(Integer.toString(position), SqlParserPos.ZERO),
              sort.direction,
              sort.using,
              sort.nulls,
              sort.getParserPosition()));
    }
    SqlNode limit = limit(query.limit, scope);
    Selects.refuseShownOrder(context, block);
    if (context.isTrusted() && block.couldTellOrder() && limit != null) {
      context.taint(true);
    }
    boolean all = reading == Reading.SEARCH && block.mayFail;
    boolean shown = reading == Reading.ORDER || query.limit != null || all;
    if (shown && block.couldTellOrder() && !context.isTrusted()) {
      limit = all ? afterAll(limit) : limit;
      return new Result(hidden(with, body.node(), keys, limit), body.outputs(), List.of(), 0);
    }
    if (with == null && keys.isEmpty() && limit == null && query.locks.isEmpty()) {
      return body;
    }
    return new Result(
        new PgQuery.Query(with, body.node(), keys, limit, query.locks, query.getParserPosition()),
        body.outputs(),
        List.of(),
        0);
  }

  /**
   * A limit that keeps the server from dropping the sort in front of it (prepjointree.c,
   * simplify_EXISTS_query): so it reads all rows before the first is looked at.
   */
  static SqlNode afterAll(@Nullable SqlNode node) {
    PgQuery.Limit limit = (PgQuery.Limit) node;
    SqlNode offset = limit == null ? null : limit.offset;
    return new PgQuery.Limit(
        limit == null ? null : limit.count,
        offset == null ? SqlLiteral.createExactNumeric("0", SqlParserPos.ZERO) : offset,
        limit != null && limit.withTies,
        SqlParserPos.ZERO);
  }

  /**
   * {@code SELECT * FROM (body) ORDER BY keys, random()}: for bodies that allow no other sort key.
   */
  SqlNode hidden(
      @Nullable SqlNode with, SqlNode body, List<SqlNode> keys, @Nullable SqlNode limit) {
    SqlNode from =
        new PgFrom.Derived(
            body,
            false,
            new PgFrom.Alias(
                context.uniqueAlias("unordered"), List.of(), List.of(), SqlParserPos.ZERO),
            SqlParserPos.ZERO);
    SqlNode star =
        new PgQuery.Item(
            new SqlIdentifier(List.of(""), SqlParserPos.ZERO), null, SqlParserPos.ZERO);
    SqlNode select =
        new PgQuery.Select(
            false,
            List.of(),
            List.of(star),
            List.of(from),
            null,
            false,
            List.of(),
            null,
            List.of(),
            SqlParserPos.ZERO);
    return new PgQuery.Query(
        with, select, RowOrder.withRandomKey(keys), limit, List.of(), SqlParserPos.ZERO);
  }

  /** The position of a sort key that must be an output: a number or a name. */
  private int position(SqlNode key, List<VisibleColumn> outputs) {
    int ordinal = RowOrder.ordinal(key);
    if (ordinal >= 1 && ordinal <= outputs.size()) {
      return ordinal;
    }
    if (key instanceof SqlIdentifier name && name.names.size() == 1) {
      VisibleColumn output = Scope.only(outputs, name.names.get(0), context.budget());
      if (output != null) {
        return outputs.indexOf(output) + 1;
      }
    }
    throw new FlowException(
        Violation.UNKNOWN_COLUMN, "ORDER BY must name an output column here", key);
  }

  @Nullable SqlNode limit(@Nullable SqlNode node, Scope scope) {
    if (!(node instanceof PgQuery.Limit limit)) {
      return null;
    }
    return new PgQuery.Limit(
        bound(limit.count, scope),
        bound(limit.offset, scope),
        limit.withTies,
        limit.getParserPosition());
  }

  private @Nullable SqlNode bound(@Nullable SqlNode node, Scope scope) {
    context.block().mayFail |= node != null && Failing.mayBeNegative(node);
    return node == null
        ? null
        : expressions
            .publicExpression(
                node,
                scope,
                Violation.PROTECTED_PREDICATE,
                "the number of rows would tell a protected value")
            .node();
  }

  private Result setOperation(PgQuery.SetOp setOp, Scope scope) {
    Result left = subquery(setOp.left, scope);
    MergedRows rows = context.isTrusted() ? null : new MergedRows(context);
    return combined(setOp, left, subquery(setOp.right, scope), rows);
  }

  /**
   * A set operation whose arms are analysed.
   *
   * @param rows tells what belongs together in a row; null if that need not be known
   */
  Result combined(PgQuery.SetOp setOp, Result left, Result right, @Nullable MergedRows rows) {
    context.budget().keep(left.outputs().size());
    if (left.outputs().size() != right.outputs().size()) {
      throw new FlowException(
          Violation.SYNTAX_ERROR,
          "each query of a set operation must have the same number of columns",
          setOp);
    }
    List<VisibleColumn> outputs = new ArrayList<>();
    for (int i = 0; i < left.outputs().size(); i++) {
      VisibleColumn a = left.outputs().get(i);
      VisibleColumn b = right.outputs().get(i);
      Label label = rows == null ? null : rows.companion(a.label(), b.label());
      if (label == null) {
        label = expressions.merge(a.label(), b.label(), setOp);
        label = rows == null ? label : rows.label(a.label(), b.label(), label);
      }
      int type = Expressions.common(a.type(), b.type());
      context.block().mayFail |= type == Types.NOT_INFERRED;
      Origin source = rows == null ? null : rows.of(a.source(), b.source());
      outputs.add(new VisibleColumn(a.name(), a.reference(), label, type, -1, source));
    }
    if (!setOp.all || setOp.kind != PgQuery.SetKind.UNION) {
      group(setOp, left, right, outputs);
    }
    return Result.of(
        new PgQuery.SetOp(
            setOp.kind, setOp.all, left.node(), right.node(), setOp.getParserPosition()),
        outputs);
  }

  /** Rows of both arms are compared with each other. */
  private void group(PgQuery.SetOp setOp, Result left, Result right, List<VisibleColumn> outputs) {
    Determined determined = new Determined(context, List.copyOf(outputs));
    Windows windows = expressions.calls().windows();
    for (int i = 0; i < outputs.size(); i++) {
      VisibleColumn output = outputs.get(i);
      if (determined.determines(output.label())) {
        windows.groupDetermined();
        continue;
      }
      windows.groupLabel(output.label(), setOp);
      if (!isExact(left.outputs().get(i), right.outputs().get(i))) {
        context.block().orderShowing = setOp;
      }
      if (output.label() instanceof Label.Constant) {
        outputs.set(i, output.labelled(Label.PUBLIC));
      }
    }
  }

  /** Whether equal values of both columns look alike. */
  private boolean isExact(VisibleColumn a, VisibleColumn b) {
    OrderFree free = expressions.calls().orderFree();
    boolean same = a.type() == b.type() && a.typeModifier() == b.typeModifier();
    boolean varies = Types.varies(a.type()) || Types.varies(b.type());
    boolean single = isNull(a) || isNull(b) || a.label().isProtected();
    return free.isExact(a) && free.isExact(b) && (same || single || !varies);
  }

  private static boolean isNull(VisibleColumn column) {
    return column.label() instanceof Label.Constant constant && constant.isNull();
  }

  private Result values(PgQuery.Values values, Scope scope) {
    List<SqlNode> rows = new ArrayList<>();
    List<VisibleColumn> first = new ArrayList<>();
    List<MergedLabel> labels = new ArrayList<>();
    int[] types = {};
    for (SqlNode node : values.rows) {
      PgExpr.Row row = (PgExpr.Row) node;
      List<SqlNode> items = new ArrayList<>();
      List<Expr> exprs = expressions.list(row.items, scope);
      if (exprs.isEmpty()) {
        throw expressions.unsupported(row);
      }
      if (rows.isEmpty()) {
        types = exprs.stream().mapToInt(Expr::type).toArray();
        for (Expr expr : exprs) {
          String name = "column" + (first.size() + 1);
          first.add(new VisibleColumn(name, expr.node(), expr.label(), expr.type(), -1));
          labels.add(expressions.merging());
        }
      }
      if (exprs.size() != first.size()) {
        throw new FlowException(
            Violation.SYNTAX_ERROR, "VALUES lists must all be the same length", row);
      }
      for (int i = 0; i < exprs.size(); i++) {
        Expr expr = exprs.get(i);
        items.add(expr.node());
        labels.get(i).add(expr.label(), row);
        types[i] = Expressions.common(types[i], expr.type());
        context.block().mayFail |= types[i] == Types.NOT_INFERRED;
      }
      rows.add(new PgExpr.Row(row.explicit, items, row.getParserPosition()));
    }
    List<VisibleColumn> outputs = new ArrayList<>();
    for (int i = 0; i < first.size(); i++) {
      VisibleColumn column = first.get(i);
      Label label = rows.size() == 1 ? column.label() : labels.get(i).label();
      outputs.add(new VisibleColumn(column.name(), column.reference(), label, types[i], -1));
    }
    return Result.of(new PgQuery.Values(rows, values.getParserPosition()), outputs);
  }
}
