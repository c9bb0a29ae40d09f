package dev.paravent.sql;

import dev.paravent.sql.pg.PgCall;
import dev.paravent.sql.pg.PgQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** Labels window specifications, sort keys and grouping. */
final class Windows {
  /** Window functions that number or shift rows: ties are told apart by row order. */
  private static final Set<String> NUMBERING = Set.of("row_number", "ntile", "lag", "lead");

  /** Window functions that pick a row of a frame. */
  private static final Set<String> PICKING = Set.of("first_value", "last_value", "nth_value");

  /** Window functions that treat peers alike and have no frame. */
  private static final Set<String> RANKING =
      Set.of("rank", "dense_rank", "percent_rank", "cume_dist");

  private final FlowContext context;
  private final Expressions expressions;

  Windows(FlowContext context, Expressions expressions) {
    this.context = context;
    this.expressions = expressions;
  }

  /** Groups by a value: noted, or refused where the value cannot be compared. */
  void group(Label.Identity identity, SqlNode at) {
    context.block().touches = true;
    context.block().sorts = true;
    if (context.isTrusted()) {
      return;
    }
    if (identity.array() || identity.fresh()) {
      throw new FlowException(Violation.PROTECTED_GROUP, "these values cannot be grouped", at);
    }
    context.note(new Fact.Group(identity.valueClass(), FlowContext.position(at)));
  }

  /** An expression that rows are grouped or partitioned by. */
  Expr groupingKey(SqlNode node, Scope scope) {
    Expr expr = expressions.expression(node, scope);
    groupLabel(expr.label(), node);
    return expr;
  }

  /** An expression that stands for each of its group, which shows one of its equal values. */
  Expr shownKey(SqlNode node, Scope scope, Determined keys) {
    Expr expr = expressions.expression(node, scope);
    if (keys.determines(expr.label())) {
      groupDetermined();
      return expr;
    }
    groupLabel(expr.label(), node);
    if (!expressions.calls().orderFree().isExact(node, expr, scope)) {
      context.block().orderShowing = node;
    }
    return expr;
  }

  /** An output of which one of several equal values is shown. */
  void shownKey(VisibleColumn output, SqlNode at, Determined keys) {
    if (keys.determines(output.label())) {
      groupDetermined();
      return;
    }
    groupLabel(output.label(), at);
    if (!expressions.calls().orderFree().isExact(output)) {
      context.block().orderShowing = at;
    }
  }

  /**
   * Values that depend on a key are not compared with each other, but rows may be sorted by them.
   */
  void groupDetermined() {
    context.block().touches = true;
    context.block().sorts = true;
  }

  void groupLabel(Label label, SqlNode at) {
    if (label instanceof Label.Identity identity) {
      group(identity, at);
    } else if (label instanceof Label.Band) {
      context.block().touches = true;
    } else {
      expressions.requirePublic(
          label, at, Violation.PROTECTED_GROUP, "rows cannot be grouped by this value");
    }
  }

  /** Orders by a value: protected ones only where policy says {@code order: allow}. */
  void orderLabel(Label label, SqlNode at) {
    if (label instanceof Label.Identity identity && !context.isTrusted()) {
      context.block().touches = true;
      if (identity.array() || identity.fresh()) {
        throw new FlowException(
            Violation.PROTECTED_ORDER, "rows cannot be ordered by this value", at);
      }
      context.block().sorts = true;
      context.note(new Fact.Order(identity.valueClass(), FlowContext.position(at)));
    } else if (label instanceof Label.Band) {
      context.block().touches = true;
    } else if (context.isTrusted() && label.isProtected()) {
      context.block().touches = true;
      context.block().sorts = true;
    } else {
      expressions.requirePublic(
          label, at, Violation.PROTECTED_ORDER, "rows cannot be ordered by this value");
    }
  }

  /** Whether policy leaves a sort key out, which is noted: the order is hidden all the same. */
  boolean drops(Label label, SqlNode at) {
    if (!(label instanceof Label.Identity identity)
        || identity.array()
        || identity.fresh()
        || !context.surroundings().shown(identity.valueClass()).isToken()
        || !context.surroundings().dropsOrder(identity.valueClass())) {
      return false;
    }
    context.block().touches = true;
    context.drop(new Fact.Order(identity.valueClass(), FlowContext.position(at)));
    return true;
  }

  List<SqlNode> sortKeys(List<SqlNode> keys, Scope scope) {
    return sortKeys(keys, scope, new ArrayList<>());
  }

  /** The keys as printed; each is added to {@code analysed} too. */
  List<SqlNode> sortKeys(List<SqlNode> keys, Scope scope, List<Expr> analysed) {
    List<SqlNode> sorted = new ArrayList<>();
    for (SqlNode node : keys) {
      PgQuery.Sort sort = (PgQuery.Sort) node;
      Expr key = expressions.expression(sort.key, scope);
      orderLabel(key.label(), sort.key);
      analysed.add(key);
      if (key.label().isProtected() && context.isTrusted()) {
        context.taint(true);
      }
      refuseUsing(sort);
      sorted.add(
          new PgQuery.Sort(
              key.node(), sort.direction, sort.using, sort.nulls, sort.getParserPosition()));
    }
    return sorted;
  }

  void refuseUsing(PgQuery.Sort sort) {
    if (sort.using != null
        && sort.using.schema() != null
        && !context.isTrusted()
        && !sort.using.schema().equals("pg_catalog")) {
      throw new FlowException(
          Violation.OPERATOR_NOT_ALLOWED, "only operators of pg_catalog are allowed", sort);
    }
  }

  /**
   * A window of one function. Where the result shows the order of rows that are peers, they get a
   * random last key; where that would change what the frame is, the function is refused later if
   * the order could tell.
   *
   * @param aggregates whether it is an aggregate that depends on the order of its input
   */
  SqlNode over(SqlNode over, Scope scope, String function, boolean aggregates) {
    boolean showing = aggregates || NUMBERING.contains(function) || PICKING.contains(function);
    if (!(over instanceof PgCall.Window written)) {
      if (showing) {
        context.block().orderShowingWindow = over;
      }
      return over;
    }
    PgCall.Window window = (PgCall.Window) window(written, scope);
    if (RANKING.contains(function) || (!showing && !countsRows(window))) {
      return window;
    }
    boolean peersDoNotMatter =
        NUMBERING.contains(function)
            || countsOnlyRows(window)
            || isWhole(window)
            || function.equals("first_value") && startsWithPartition(window);
    if (!peersDoNotMatter || window.base != null) {
      context.block().orderShowingWindow = over;
      return window;
    }
    return context.block().holders.isEmpty()
        ? window
        : new PgCall.Window(
            null,
            window.partitionBy,
            RowOrder.withRandomKey(window.orderBy),
            window.frame,
            window.getParserPosition());
  }

  /** Whether the frame may divide rows that are peers. */
  static boolean countsRows(PgCall.Window window) {
    return window.frame instanceof PgCall.Frame frame
        && (frame.mode != PgCall.FrameMode.RANGE || frame.exclude != PgCall.Exclude.NONE);
  }

  private static boolean countsOnlyRows(PgCall.Window window) {
    return window.frame instanceof PgCall.Frame frame
        && frame.mode == PgCall.FrameMode.ROWS
        && frame.exclude == PgCall.Exclude.NONE;
  }

  /** Whether the first row of the frame is that of the partition. */
  private static boolean startsWithPartition(PgCall.Window window) {
    return !(window.frame instanceof PgCall.Frame frame)
        || frame.exclude == PgCall.Exclude.NONE
            && frame.start instanceof PgCall.Bound start
            && start.kind == PgCall.BoundKind.UNBOUNDED_PRECEDING;
  }

  /** Whether the frame is the whole partition, whatever its order. */
  private static boolean isWhole(PgCall.Window window) {
    return window.frame instanceof PgCall.Frame frame
        && frame.exclude == PgCall.Exclude.NONE
        && frame.start instanceof PgCall.Bound start
        && start.kind == PgCall.BoundKind.UNBOUNDED_PRECEDING
        && frame.end instanceof PgCall.Bound end
        && end.kind == PgCall.BoundKind.UNBOUNDED_FOLLOWING;
  }

  SqlNode window(PgCall.Window window, Scope scope) {
    List<SqlNode> partition = new ArrayList<>();
    for (SqlNode key : window.partitionBy) {
      partition.add(groupingKey(key, scope).node());
    }
    List<Expr> keys = new ArrayList<>();
    List<SqlNode> orderBy = sortKeys(window.orderBy, scope, keys);
    refuseDistances(window, keys.stream().anyMatch(key -> key.label().isProtected()));
    return new PgCall.Window(
        window.base, partition, orderBy, frame(window.frame, scope), window.getParserPosition());
  }

  /**
   * A frame that reaches so far back in values tells how far apart they are, not only their order.
   */
  private void refuseDistances(PgCall.Window window, boolean byProtected) {
    boolean offset =
        window.frame instanceof PgCall.Frame frame
            && frame.mode == PgCall.FrameMode.RANGE
            && (hasOffset(frame.start) || frame.end != null && hasOffset(frame.end));
    // the keys of a named window are not at hand here
    if (offset && (byProtected || window.base != null) && !context.isTrusted()) {
      throw new FlowException(
          Violation.PROTECTED_DERIVED, "this frame would tell distances between values", window);
    }
  }

  private static boolean hasOffset(SqlNode bound) {
    return bound instanceof PgCall.Bound known && known.offset != null;
  }

  private @Nullable SqlNode frame(@Nullable SqlNode node, Scope scope) {
    if (!(node instanceof PgCall.Frame frame)) {
      return null;
    }
    SqlNode end = frame.end == null ? null : bound(frame.end, scope);
    return new PgCall.Frame(
        frame.mode, bound(frame.start, scope), end, frame.exclude, frame.getParserPosition());
  }

  private SqlNode bound(SqlNode node, Scope scope) {
    PgCall.Bound bound = (PgCall.Bound) node;
    SqlNode offset =
        bound.offset == null
            ? null
            : expressions
                .publicExpression(bound.offset, scope, Violation.PROTECTED_ORDER, "a frame bound")
                .node();
    return new PgCall.Bound(bound.kind, offset, bound.getParserPosition());
  }
}
