package dev.paravent.sql;

import dev.paravent.catalog.Column;
import dev.paravent.catalog.Relation;
import dev.paravent.catalog.SystemRelations;
import dev.paravent.catalog.TemporaryCatalog;
import dev.paravent.sql.pg.PgDml;
import dev.paravent.sql.pg.PgExpr;
import dev.paravent.sql.pg.PgFrom;
import dev.paravent.sql.pg.PgQuery;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** Analyses UPDATE, DELETE and MERGE; INSERT is {@link Inserts}. */
final class Writes {
  private final FlowContext context;
  private final Queries queries;
  private final Expressions expressions;
  private final RowOrder rowOrder;
  private final Returnings returnings;

  Writes(FlowContext context, Queries queries, Expressions expressions) {
    this.context = context;
    this.queries = queries;
    this.expressions = expressions;
    this.rowOrder = new RowOrder(context);
    this.returnings = new Returnings(context, queries);
  }

  /** A statement inside WITH. */
  Queries.Result statement(PgDml node, Scope outer) {
    return statement(node, outer, false);
  }

  /** A statement; {@code top} where its RETURNING leaves. */
  Queries.Result statement(PgDml node, Scope outer, boolean top) {
    if (context.isTrusted()) {
      throw expressions.unsupported(node);
    }
    context.write();
    context.clocks().count(1);
    FlowContext.Block block = context.openBlock();
    try {
      return switch (node) {
        case PgDml.Insert insert ->
            new Inserts(context, queries, expressions, this).insert(insert, outer, top);
        case PgDml.Update update -> update(update, outer, top, block);
        case PgDml.Delete delete -> delete(delete, outer, top, block);
        case PgDml.Merge merge -> merge(merge, outer, top, block);
        case PgDml.Target n -> throw expressions.unsupported(n);
        case PgDml.Conflict n -> throw expressions.unsupported(n);
        case PgDml.ConflictKey n -> throw expressions.unsupported(n);
        case PgDml.Set n -> throw expressions.unsupported(n);
        case PgDml.SetRow n -> throw expressions.unsupported(n);
        case PgDml.MergeWhen n -> throw expressions.unsupported(n);
        case PgDml.RowAliases n -> throw expressions.unsupported(n);
      };
    } finally {
      context.closeBlock(block);
    }
  }

  private Queries.Result update(
      PgDml.Update update, Scope outer, boolean top, FlowContext.Block block) {
    Scope scope = new Scope(outer);
    SqlNode with = update.with == null ? null : queries.commonTables().with(update.with, scope);
    FromItem target = target((PgFrom.Table) update.table, scope, true);
    scope.add(target.variables(), target.columns());
    RangeVariable variable = target.variables().get(0);
    FilteredWrites filtered = FilteredWrites.of(context, variable, update.table);
    List<SqlNode> from = queries.selects().fromItems().list(update.from, scope);
    List<SqlNode> sets = sets(update.sets, relation(variable), variable, scope, filtered);
    SqlNode where = condition(update.where, update.from, variable, scope);
    Comparisons.settleCompanions(context, block);
    rowOrder.forgetSingleRows(block, scope.variables());
    forgetCurrent(where, block, variable);
    requireOneMatch(update, block, variable, scope);
    requireHiddenOrder(true, update.returning, block, variable, scope, update);
    markFresh(scope, variable);
    Returnings.Returning returning =
        returnings.returning(update.returning, update.rowAliases, variable, scope, update, top);
    return returning.of(
        new PgDml.Update(
            with,
            target.node(),
            sets,
            from,
            filtered == null ? where : filtered.where(where),
            returning.rowAliases(),
            returning.items(),
            update.getParserPosition()));
  }

  private Queries.Result delete(
      PgDml.Delete delete, Scope outer, boolean top, FlowContext.Block block) {
    Scope scope = new Scope(outer);
    SqlNode with = delete.with == null ? null : queries.commonTables().with(delete.with, scope);
    FromItem target = target((PgFrom.Table) delete.table, scope, true);
    scope.add(target.variables(), target.columns());
    RangeVariable variable = target.variables().get(0);
    FilteredWrites filtered = FilteredWrites.of(context, variable, delete.table);
    FilteredWrites.refuseReferred(context, relation(variable), delete.table);
    List<SqlNode> using = queries.selects().fromItems().list(delete.using, scope);
    SqlNode where = condition(delete.where, delete.using, variable, scope);
    Comparisons.settleCompanions(context, block);
    rowOrder.forgetSingleRows(block, scope.variables());
    forgetCurrent(where, block, variable);
    requireHiddenOrder(false, delete.returning, block, variable, scope, delete);
    Returnings.Returning returning =
        returnings.returning(delete.returning, delete.rowAliases, variable, scope, delete, top);
    return returning.of(
        new PgDml.Delete(
            with,
            target.node(),
            using,
            filtered == null ? where : filtered.where(where),
            returning.rowAliases(),
            returning.items(),
            delete.getParserPosition()));
  }

  /**
   * What WHERE says. The row that a cursor is on is one of those that its query was judged to give;
   * which cursor that is, and whether its plan still counts, the session knows.
   */
  private @Nullable SqlNode condition(
      @Nullable SqlNode where, List<SqlNode> others, RangeVariable target, Scope scope) {
    if (!(where instanceof PgExpr.CurrentOf current)) {
      return expressions.optionalCondition(where, scope, true);
    }
    boolean plain = relation(target).kind() != Relation.Kind.VIEW && others.isEmpty();
    if (!plain || !Positioned.isPlaceHolder(current)) {
      throw expressions.unsupported(current);
    }
    return current;
  }

  /** The row that a cursor is on is one at most. */
  private static void forgetCurrent(
      @Nullable SqlNode where, FlowContext.Block block, RangeVariable target) {
    if (where instanceof PgExpr.CurrentOf) {
      block.indexed.remove(target.id());
    }
  }

  private Queries.Result merge(
      PgDml.Merge merge, Scope outer, boolean top, FlowContext.Block block) {
    Scope scope = new Scope(outer);
    SqlNode with = merge.with == null ? null : queries.commonTables().with(merge.with, scope);
    FromItem target = target((PgFrom.Table) merge.table, scope, false);
    FromItem source = queries.selects().fromItems().item(merge.source, scope, false);
    // PostgreSQL docs, MERGE: a star shows the columns of the source first
    scope.add(source.variables(), source.columns());
    scope.add(target.variables(), target.columns());
    RangeVariable variable = target.variables().get(0);
    Relation relation = relation(variable);
    SqlNode on = expressions.condition(merge.on, scope, false).node();
    List<SqlNode> whens = new ArrayList<>();
    for (SqlNode node : merge.whens) {
      PgDml.MergeWhen when = (PgDml.MergeWhen) node;
      Scope visible =
          switch (when.match) {
            case MATCHED -> scope;
            case NOT_MATCHED -> only(source, scope);
            case NOT_MATCHED_BY_SOURCE -> only(target, scope);
          };
      SqlNode condition = expressions.optionalCondition(when.condition, visible, false);
      List<SqlNode> sets = sets(when.sets, relation, variable, visible, null);
      if (when.action == PgDml.MergeAction.DELETE) {
        FilteredWrites.refuseReferred(context, relation, when);
      }
      List<SqlNode> values =
          when.action == PgDml.MergeAction.INSERT
              ? new Inserts(context, queries, expressions, this)
                  .mergeValues(when, relation, visible)
              : List.of();
      whens.add(
          new PgDml.MergeWhen(
              when.match,
              condition,
              when.action,
              when.columns,
              when.overriding,
              values,
              sets,
              when.getParserPosition()));
    }
    boolean rewrites =
        merge.whens.stream()
            .anyMatch(
                when ->
                    ((PgDml.MergeWhen) when).action == PgDml.MergeAction.UPDATE
                        || ((PgDml.MergeWhen) when).action == PgDml.MergeAction.INSERT);
    requireHiddenOrder(rewrites, merge.returning, block, variable, scope, merge);
    markFresh(scope, variable);
    Returnings.Returning returning =
        returnings.returning(merge.returning, merge.rowAliases, variable, scope, merge, top);
    return returning.of(
        new PgDml.Merge(
            with,
            target.node(),
            source.node(),
            on,
            whens,
            returning.rowAliases(),
            returning.items(),
            merge.getParserPosition()));
  }

  /** What a clause sees to which one side has no row. */
  private static Scope only(FromItem item, Scope scope) {
    Scope only = new Scope(scope.withoutVariables());
    only.add(item.variables(), item.columns());
    return only;
  }

  private FromItem target(PgFrom.Table table, Scope scope, boolean filtered) {
    FromItem item =
        table.name.names.size() == 1 && scope.commonTable(table.name.names.get(0)) != null
            ? queries.selects().fromItems().target(table, new Scope(context.budget()))
            : queries.selects().fromItems().target(table, scope);
    Relation relation = relation(item.variables().get(0));
    FilteredRelations.required(relation, context, filtered, table);
    requireWritable(context, relation, table);
    return item;
  }

  /**
   * What can be written: a table, and what shows public columns only and chooses its rows by
   * nothing else. What a view's triggers and rules do is its owner's business.
   */
  static void requireWritable(FlowContext context, Relation relation, SqlNode at) {
    Surroundings surroundings = context.surroundings();
    boolean writable =
        switch (relation.kind()) {
          case TABLE, PARTITIONED_TABLE -> true;
          case VIEW, FOREIGN_TABLE ->
              !surroundings.tellsOrder(relation)
                  && !surroundings.filtersByProtected(relation)
                  && relation.columns().stream()
                      .allMatch(
                          column -> surroundings.label(relation, column) instanceof Label.Public);
          case MATERIALIZED_VIEW, SEQUENCE, COMPOSITE_TYPE -> false;
        };
    boolean system =
        SystemRelations.isSystemSchema(relation.schema())
            && !relation.schema().equals(TemporaryCatalog.SCHEMA);
    if (!writable || system) {
      throw new FlowException(
          Violation.UNSUPPORTED_CONSTRUCT,
          "only tables and views without protected columns can be written",
          at);
    }
  }

  private static Relation relation(RangeVariable variable) {
    Relation relation = variable.relation();
    if (relation == null) {
      throw new IllegalStateException("target without relation");
    }
    return relation;
  }

  /** Of several rows of FROM that match one row, the first in their order is taken. */
  private void requireOneMatch(
      PgDml.Update update, FlowContext.Block block, RangeVariable target, Scope scope) {
    if (!update.from.isEmpty()
        && rowOrder.writesInOrder(block, target, scope.variables())
        && !rowOrder.matchesOne(block, target, scope.variables())) {
      throw new FlowException(
          Violation.PROTECTED_ORDER,
          "of several matching rows the first in the order of protected values would be taken",
          update);
    }
  }

  /**
   * Rows that are written or that RETURNING shows cannot be sorted: where their order could tell,
   * the statement is refused.
   */
  private void requireHiddenOrder(
      boolean rewrites,
      List<SqlNode> returning,
      FlowContext.Block block,
      RangeVariable target,
      Scope scope,
      SqlNode at) {
    block.settleClock();
    if (!rowOrder.writesInOrder(block, target, scope.variables())) {
      return;
    }
    rowOrder.refuseClock(block, null);
    rowOrder.refuseFailingJoin(block, scope.variables(), at);
    if (rewrites || !returning.isEmpty()) {
      throw new FlowException(
          Violation.PROTECTED_ORDER,
          "rows would be written or returned in the order of protected values",
          at);
    }
  }

  /** Values that the statement writes may leave, but not be compared by it. */
  static void markFresh(Scope scope, RangeVariable variable) {
    scope.replace(variable, fresh(variable.columns()));
  }

  /** Columns whose values the statement may have written. */
  static List<VisibleColumn> fresh(List<VisibleColumn> columns) {
    List<VisibleColumn> fresh = new ArrayList<>();
    for (VisibleColumn column : columns) {
      fresh.add(column.labelled(column.label().written()));
    }
    return fresh;
  }

  /** SET lists; columns that follow others are treated after them. */
  List<SqlNode> sets(
      List<SqlNode> nodes,
      Relation relation,
      RangeVariable variable,
      Scope scope,
      @Nullable FilteredWrites filtered) {
    WriteFlow flow = new WriteFlow(context, relation, Fact.WriteTarget.UPDATE, variable, filtered);
    @Nullable SqlNode[] printed = new SqlNode[nodes.size()];
    for (boolean companions : new boolean[] {false, true}) {
      for (int i = 0; i < printed.length; i++) {
        if (isCompanionSet(nodes.get(i), flow) == companions) {
          printed[i] = set(nodes.get(i), flow, variable, scope);
        }
      }
    }
    List<SqlNode> sets = new ArrayList<>();
    for (SqlNode node : printed) {
      if (node != null) {
        sets.add(node);
      }
    }
    return sets;
  }

  private static boolean isCompanionSet(SqlNode node, WriteFlow flow) {
    return node instanceof PgDml.Set set
        && flow.isCompanion(flow.column(((PgDml.Target) set.target).column, set));
  }

  private SqlNode set(SqlNode node, WriteFlow flow, RangeVariable variable, Scope scope) {
    return switch (node) {
      case PgDml.Set set -> {
        PgDml.Target target = (PgDml.Target) set.target;
        Column column = flow.column(target.column, target);
        yield new PgDml.Set(
            target(target, flow, column, scope),
            value(set.value, column, flow, variable, scope),
            set.getParserPosition());
      }
      case PgDml.SetRow row -> setRow(row, flow, variable, scope);
      default -> throw expressions.unsupported(node);
    };
  }

  /** A target with subscripts as printed: only of public columns. */
  SqlNode target(PgDml.Target target, WriteFlow flow, Column column, Scope scope) {
    if (target.steps.isEmpty()) {
      return target;
    }
    List<SqlNode> steps = new ArrayList<>();
    for (SqlNode step : target.steps) {
      steps.add(
          switch (step) {
            case PgExpr.Subscript subscript ->
                new PgExpr.Subscript(index(subscript.index, scope), subscript.getParserPosition());
            case PgExpr.Slice slice ->
                new PgExpr.Slice(
                    slice.low == null ? null : index(slice.low, scope),
                    slice.high == null ? null : index(slice.high, scope),
                    slice.getParserPosition());
            case PgExpr.Field field -> field;
            default -> throw expressions.unsupported(step);
          });
    }
    flow.requireFree(column, target);
    flow.write(column, new Expr(target, Label.PUBLIC, Types.NOT_INFERRED), null, false, target);
    return new PgDml.Target(target.column, steps, target.getParserPosition());
  }

  private SqlNode index(SqlNode node, Scope scope) {
    return expressions
        .publicExpression(node, scope, Violation.PROTECTED_DERIVED, "a subscript")
        .node();
  }

  private SqlNode value(
      SqlNode node, Column column, WriteFlow flow, RangeVariable variable, Scope scope) {
    if (node instanceof PgExpr.Default) {
      flow.requireFree(column, node);
      return node;
    }
    SqlNode current = VisibleColumn.reference(variable.alias(), column.name());
    return flow.update(column, expressions.expression(node, scope), current, node);
  }

  private SqlNode setRow(PgDml.SetRow set, WriteFlow flow, RangeVariable variable, Scope scope) {
    List<SqlNode> targets = new ArrayList<>();
    List<Column> columns = new ArrayList<>();
    for (SqlNode node : set.targets) {
      PgDml.Target target = (PgDml.Target) node;
      Column column = flow.column(target.column, target);
      columns.add(column);
      targets.add(target(target, flow, column, scope));
    }
    SqlNode source;
    if (set.source instanceof PgExpr.Row row) {
      List<SqlNode> written = withoutStars(row.items, scope);
      requireWidth(written.size(), columns.size(), set);
      @Nullable SqlNode[] values = new SqlNode[columns.size()];
      for (boolean companions : new boolean[] {false, true}) {
        for (int i = 0; i < values.length; i++) {
          if (flow.isCompanion(columns.get(i)) == companions) {
            values[i] = value(written.get(i), columns.get(i), flow, variable, scope);
          }
        }
      }
      List<SqlNode> items = new ArrayList<>();
      for (SqlNode value : values) {
        if (value != null) {
          items.add(value);
        }
      }
      source = new PgExpr.Row(row.explicit, items, row.getParserPosition());
    } else if (set.source instanceof PgExpr.Subquery || set.source instanceof PgQuery) {
      SqlNode query = set.source instanceof PgExpr.Subquery subquery ? subquery.query : set.source;
      Queries.Result result = queries.orderedSubquery(query, scope);
      requireWidth(result.outputs().size(), columns.size(), set);
      for (int i = 0; i < columns.size(); i++) {
        VisibleColumn output = result.outputs().get(i);
        Expr value = new Expr(output.reference(), output.label(), output.type());
        flow.requireFree(columns.get(i), set);
        flow.write(columns.get(i), value, null, false, set);
      }
      source = result.node();
    } else {
      throw expressions.unsupported(set.source);
    }
    return new PgDml.SetRow(targets, source, set.getParserPosition());
  }

  /** The items of ROW with the columns of {@code r.*} each by itself. */
  private List<SqlNode> withoutStars(List<SqlNode> items, Scope scope) {
    List<SqlNode> all = new ArrayList<>();
    for (SqlNode item : items) {
      RangeVariable row =
          item instanceof SqlIdentifier name ? expressions.columns().ofStar(name, scope) : null;
      if (row == null) {
        all.add(item);
      } else {
        context.budget().keep(row.columns().size());
        SqlIdentifier star = (SqlIdentifier) item;
        for (VisibleColumn column : row.columns()) {
          List<String> names = new ArrayList<>(star.names);
          names.set(names.size() - 1, column.name());
          all.add(new SqlIdentifier(names, star.getParserPosition()));
        }
      }
    }
    return all;
  }

  static void requireWidth(int values, int columns, SqlNode at) {
    if (values != columns) {
      throw new FlowException(
          Violation.SYNTAX_ERROR, "number of columns does not match number of values", at);
    }
  }
}
