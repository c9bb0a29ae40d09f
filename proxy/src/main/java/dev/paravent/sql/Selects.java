package dev.paravent.sql;

import dev.paravent.sql.pg.ColumnNames;
import dev.paravent.sql.pg.PgCall;
import dev.paravent.sql.pg.PgEquality;
import dev.paravent.sql.pg.PgExpr;
import dev.paravent.sql.pg.PgQuery;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** Analyses one SELECT block. */
final class Selects {
  /** PostgreSQL htup_details.h, MaxTupleAttributeNumber. */
  private static final int MOST_OUTPUTS = 1664;

  private final FlowContext context;
  private final Queries queries;
  private final Expressions expressions;
  private final RowOrder rowOrder;
  private final FromItems fromItems;

  Selects(FlowContext context, Queries queries, Expressions expressions, RowOrder rowOrder) {
    this.context = context;
    this.queries = queries;
    this.expressions = expressions;
    this.rowOrder = rowOrder;
    this.fromItems = new FromItems(context, queries, expressions, rowOrder);
  }

  FromItems fromItems() {
    return fromItems;
  }

  Queries.Result select(
      PgQuery.Select select,
      PgQuery.Query around,
      @Nullable SqlNode with,
      Scope scope,
      FlowContext.Block block,
      Queries.Reading reading,
      boolean top) {
    int filtered = context.filteredRelations().count();
    List<SqlNode> from = fromItems.list(select.from, scope);
    boolean filters = context.filteredRelations().count() > filtered;
    SqlNode where = expressions.optionalCondition(select.where, scope, true);
    Comparisons.settleCompanions(context, block);
    rowOrder.forgetSingleRows(block, scope.variables());
    rowOrder.refuseFailingJoin(block, scope.variables(), select);
    block.settleClock();
    OutputList outputs = outputs(select.items, scope, top);
    SqlNode clock = block.clockInList;
    block.clockInList = null;
    Keys keys = new Keys(expressions, scope, outputs, context.budget());
    List<SqlNode> groupBy = keys.grouping(select.groupBy, context);
    SqlNode having = expressions.optionalCondition(select.having, scope, false);
    List<SqlNode> windows = namedWindows(select.windows, scope);
    List<SqlNode> distinctOn = keys.distinctOn(select.distinctOn);
    if (select.distinct && select.distinctOn.isEmpty()) {
      Determined determined = new Determined(context, outputs.columns);
      for (VisibleColumn output : outputs.columns) {
        expressions.calls().windows().shownKey(output, select, determined);
      }
    }
    boolean hides = block.hasHolders() && !context.isTrusted();
    List<SqlNode> orderBy =
        keys.sorting(around.orderBy, hides, top && isOrderAlone(select, around, clock));
    SqlNode limit = queries.limit(around.limit, scope);
    List<SqlNode> locks = locks(around.locks, scope);
    if (filters && !locks.isEmpty()) {
      rowOrder.requireSingleRows(block, around.locks, scope);
    }
    block.settleClock();
    boolean single = block.aggregates && groupBy.isEmpty();
    boolean grouped = block.aggregates || !groupBy.isEmpty() || select.distinct;
    boolean could = block.couldTellOrder() && !context.isTrusted();
    if (could) {
      rowOrder.refuseClock(block, grouped ? clock : null);
      refuseShownOrder(context, block);
    }
    boolean chooses = limit != null || !select.distinctOn.isEmpty() && block.sorts;
    if (context.isTrusted() && block.couldTellOrder() && chooses) {
      context.taint(true); // the first rows in the order of protected values are left
    }
    block.clockElsewhere = clock == null ? block.clockElsewhere : clock;
    boolean telling = could && !single;
    if (telling && block.orderShowingWindow != null) {
      throw new FlowException(
          Violation.PROTECTED_ORDER,
          "this window function would show the order of protected values",
          block.orderShowingWindow);
    }
    int hidden = top ? addSubjects(outputs, scope, select, groupBy) : 0;
    PgQuery.Select printed =
        new PgQuery.Select(
            select.distinct,
            distinctOn,
            outputs.items,
            from,
            where,
            select.groupDistinct,
            groupBy,
            having,
            windows,
            select.getParserPosition());
    boolean all = telling && reading == Queries.Reading.SEARCH && block.mayFail;
    boolean shown = reading == Queries.Reading.ORDER || around.limit != null;
    boolean hide =
        all
            || telling
                && (shown || clock != null || !select.distinctOn.isEmpty())
                && !rowOrder.isTotal(orderBy, outputs.columns, scope.variables(), block);
    limit = all ? Queries.afterAll(limit) : limit;
    SqlNode node = assemble(printed, around, with, orderBy, limit, locks, hide, block, scope);
    return new Queries.Result(node, outputs.columns, outputs.subjects, hidden);
  }

  /**
   * Whether nothing but the order of a statement's rows depends on its sort keys: neither which
   * rows there are, nor which are locked first, nor what a function gives for each in turn.
   */
  private boolean isOrderAlone(
      PgQuery.Select select, PgQuery.Query around, @Nullable SqlNode clock) {
    return !context.isTrusted()
        && around.limit == null
        && around.locks.isEmpty()
        && select.distinctOn.isEmpty()
        && clock == null;
  }

  /** Refuses what would show an order that could tell and that nothing hides. */
  static void refuseShownOrder(FlowContext context, FlowContext.Block block) {
    if (block.orderShowing != null && block.couldTellOrder() && !context.isTrusted()) {
      throw new FlowException(
          Violation.PROTECTED_ORDER,
          "this would show the order of protected values",
          block.orderShowing);
    }
  }

  private SqlNode assemble(
      PgQuery.Select select,
      PgQuery.Query around,
      @Nullable SqlNode with,
      List<SqlNode> orderBy,
      @Nullable SqlNode limit,
      List<SqlNode> locks,
      boolean hide,
      FlowContext.Block block,
      Scope scope) {
    SqlNode body = select;
    List<SqlNode> keys = orderBy;
    if (hide) {
      if (limit instanceof PgQuery.Limit bound && bound.withTies) {
        throw new FlowException(
            Violation.PROTECTED_ORDER, "WITH TIES needs rows in an order that is hidden", around);
      }
      PgQuery.Select scanned =
          orderBy.isEmpty() && !block.aggregates && !block.sorts
              ? RowOrder.heapOrder(select, scope.variables())
              : null;
      if (scanned != null) {
        body = scanned;
      } else if (select.distinct && select.distinctOn.isEmpty()) {
        return queries.hidden(with, select, orderBy, limit);
      } else if (!select.distinctOn.isEmpty() && orderBy.isEmpty()) {
        // The rows come sorted by the keys: one of each is chosen inside, they are mixed outside.
        SqlNode chosen =
            new PgQuery.Query(
                null,
                select,
                RowOrder.withRandomKey(RowOrder.sorts(select.distinctOn)),
                null,
                List.of(),
                around.getParserPosition());
        return queries.hidden(with, chosen, List.of(), limit);
      } else if (select.distinctOn.size() > orderBy.size()) {
        throw new FlowException(
            Violation.PROTECTED_ORDER, "ORDER BY must name every key of DISTINCT ON", around);
      } else {
        keys = RowOrder.withRandomKey(orderBy);
      }
    }
    if (with == null && keys.isEmpty() && limit == null && locks.isEmpty()) {
      return body;
    }
    return new PgQuery.Query(with, body, keys, limit, locks, around.getParserPosition());
  }

  /** Select list entries as printed, with their columns. */
  static final class OutputList {
    final List<SqlNode> items = new ArrayList<>();
    final List<VisibleColumn> columns = new ArrayList<>();
    final List<Integer> subjects = new ArrayList<>();

    void add(SqlNode node, VisibleColumn column) {
      boolean sameName =
          node instanceof SqlIdentifier name
              && name.names.get(name.names.size() - 1).equals(column.name());
      items.add(new PgQuery.Item(node, sameName ? null : column.name(), node.getParserPosition()));
      columns.add(column);
    }
  }

  /** The outputs of a select list or of RETURNING. */
  OutputList outputs(List<SqlNode> items, Scope scope, boolean top) {
    OutputList list = new OutputList();
    for (SqlNode node : items) {
      PgQuery.Item item = (PgQuery.Item) node;
      List<VisibleColumn> star = star(item.expression, scope);
      if (star == null) {
        output(item, scope, top, list);
      } else {
        context.budget().keep(star.size());
        for (VisibleColumn column : star) {
          starColumn(column, item.expression, top, list);
        }
      }
      if (list.columns.size() > MOST_OUTPUTS) {
        throw new FlowException(
            Violation.LIMIT_EXCEEDED,
            "target lists can have at most " + MOST_OUTPUTS + " entries",
            item);
      }
    }
    return list;
  }

  private @Nullable List<VisibleColumn> star(SqlNode node, Scope scope) {
    if (node instanceof SqlIdentifier name && name.names.get(name.names.size() - 1).isEmpty()) {
      List<String> names = name.names;
      if (names.size() == 1) {
        return scope.columns();
      }
      RangeVariable variable =
          names.size() == 2
              ? scope.variable(null, names.get(0))
              : names.size() == 3 ? scope.variable(names.get(0), names.get(1)) : null;
      if (variable == null) {
        throw new FlowException(
            Violation.UNKNOWN_RELATION, "missing FROM-clause entry for a star", name);
      }
      return variable.columns();
    }
    if (node instanceof PgExpr.Indirection indirection
        && indirection.steps.get(indirection.steps.size() - 1) instanceof PgExpr.AllFields) {
      Indirections indirections = new Indirections(context, expressions);
      RangeVariable row =
          indirection.steps.size() == 1 ? indirections.wholeRow(indirection.base, scope) : null;
      return row == null ? indirections.fields(indirection, scope) : row.columns();
    }
    return null;
  }

  /** A column of a star: one that policy withholds is null. */
  private void starColumn(VisibleColumn column, SqlNode at, boolean top, OutputList list) {
    if (column.label() instanceof Label.Withheld withheld
        && withheld.reason() != Label.Withheld.Reason.SYSTEM_CODE
        && !context.isTrusted()) {
      SqlNode nothing = expressions.columns().nullOf(column.type());
      list.add(nothing, column.renamed(column.name(), nothing).labelled(Label.Constant.NULL));
      return;
    }
    Expr expr;
    try {
      expr = expressions.columns().use(column, at);
    } catch (FlowException refused) {
      if (!nullable(refused, top)) {
        throw refused;
      }
      expr =
          new Expr(expressions.columns().nullOf(column.type()), Label.Constant.NULL, column.type());
    }
    list.add(
        expr.node(),
        new VisibleColumn(
            column.name(),
            expr.node(),
            expr.label(),
            expr.type(),
            column.typeModifier(),
            expr.node() == column.reference() ? column.source() : null));
  }

  /** A member that no policy names leaves as null (FLOW-RULES, "Other doors"). */
  private Expr withheldAsNull(Expr expr) {
    return expr.label() instanceof Label.Withheld && !context.isTrusted()
        ? new Expr(expressions.columns().nullOf(expr.type()), Label.Constant.NULL, expr.type())
        : expr;
  }

  private boolean nullable(FlowException refused, boolean top) {
    return top
        && context.surroundings().nullsDerivedOutputs()
        && switch (refused.violation()) {
          case PROTECTED_DERIVED, PROTECTED_MIXED, PROTECTED_WHOLE_ROW, UNCLASSIFIED_COLUMN -> true;
          default -> false;
        };
  }

  private void output(PgQuery.Item item, Scope scope, boolean top, OutputList list) {
    FlowContext.Block block = context.block();
    boolean aggregates = block.aggregates;
    SqlNode window = block.orderShowingWindow;
    SqlNode aggregate = block.orderShowing;
    boolean tainted = context.isTainted();
    context.taint(false);
    int factsBefore = context.facts().size();
    Expr expr;
    try {
      Expr parsed =
          top && !context.isTrusted()
              ? expressions.columns().nodeTree(item.expression, scope)
              : null;
      expr =
          parsed != null
              ? new Expr(SystemCode.isThere(parsed.node()), Label.PUBLIC, Types.TEXT)
              : withheldAsNull(expressions.expression(item.expression, scope));
      if (context.isTainted() && !(expr.label() instanceof Label.Derived)) {
        expr = new Expr(expr.node(), new Label.Derived("computed in its view"), expr.type());
      }
    } catch (FlowException refused) {
      if (!nullable(refused, top)) {
        throw refused;
      }
      // What is not printed does not make the block one of aggregates, nor forbid anything.
      block.aggregates = aggregates;
      block.orderShowingWindow = window;
      block.orderShowing = aggregate;
      context.forgetFacts(factsBefore);
      expr =
          new Expr(
              SqlLiteral.createNull(item.getParserPosition()), Label.Constant.NULL, Types.TEXT);
    } finally {
      context.taint(tainted);
    }
    int modifier = -1;
    Origin source = null;
    if (item.expression instanceof SqlIdentifier identifier) {
      VisibleColumn column = expressions.columns().find(identifier, scope);
      modifier = column == null ? -1 : column.typeModifier();
      source = column != null && expr.node() == column.reference() ? column.source() : null;
    }
    list.add(
        expr.node(),
        new VisibleColumn(
            name(item, expr.node()), expr.node(), expr.label(), expr.type(), modifier, source));
  }

  /** What an output is called; a sub-query's star has its columns only where it is printed. */
  private String name(PgQuery.Item item, SqlNode printed) {
    if (item.alias != null) {
      return item.alias;
    }
    String name = ColumnNames.ofText(item.expression, context.version());
    return name == null ? ColumnNames.of(printed, context.version()) : name;
  }

  /**
   * Adds a hidden output with the subject key of every bound value; returns how many. Where that is
   * impossible the statement is refused.
   */
  int addSubjects(OutputList outputs, Scope scope, SqlNode at, List<SqlNode> groupBy) {
    int visible = outputs.columns.size();
    for (int i = 0; i < visible; i++) {
      Label label = outputs.columns.get(i).label();
      int subject = -1;
      boolean own = label instanceof Label.Identity || label instanceof Label.Document;
      if (own && !context.isTrusted()) {
        subject = subject(label, outputs, scope, at, groupBy);
      }
      outputs.subjects.add(subject);
    }
    return outputs.columns.size() - visible;
  }

  private int subject(
      Label label, OutputList outputs, Scope scope, SqlNode at, List<SqlNode> groupBy) {
    BoundSubjects subjects = new BoundSubjects(context);
    String bound = subjects.boundClass(label);
    if (bound == null) {
      return -1;
    }
    Origin origin = label.source();
    VisibleColumn key = origin == null ? null : subjects.key(origin, bound, scope.variables());
    boolean array = BoundSubjects.isArray(label);
    if (key != null && !array) {
      context.budget().step(outputs.columns.size());
      for (int i = 0; i < outputs.columns.size(); i++) {
        if (outputs.columns.get(i).reference() == key.reference()) {
          return i;
        }
      }
    }
    boolean distinct = at instanceof PgQuery.Select select && select.distinct;
    if (key == null || array || distinct || !groupBy.isEmpty() && !isAmong(key, groupBy)) {
      throw new FlowException(
          Violation.PROTECTED_DERIVED,
          "the token of this value depends on its row, which cannot be told here",
          at);
    }
    outputs.add(key.reference(), key);
    return outputs.columns.size() - 1;
  }

  private boolean isAmong(VisibleColumn key, List<SqlNode> groupBy) {
    boolean found = false;
    for (SqlNode node : groupBy) {
      if (node instanceof PgExpr.GroupingSet) {
        return false; // some groups have no key
      }
      found |= PgEquality.equal(node, key.reference(), context.budget());
    }
    return found;
  }

  private List<SqlNode> namedWindows(List<SqlNode> nodes, Scope scope) {
    List<SqlNode> windows = new ArrayList<>();
    for (SqlNode node : nodes) {
      PgCall.NamedWindow window = (PgCall.NamedWindow) node;
      if (Windows.countsRows((PgCall.Window) window.window)) {
        context.block().orderShowingWindow = window;
      }
      windows.add(
          new PgCall.NamedWindow(
              window.name,
              expressions.calls().windows().window((PgCall.Window) window.window, scope),
              window.getParserPosition()));
    }
    return windows;
  }

  private List<SqlNode> locks(List<SqlNode> nodes, Scope scope) {
    List<SqlNode> locks = new ArrayList<>();
    context.clocks().count(nodes.isEmpty() ? 0 : 1); // a lock takes a transaction ID
    for (SqlNode node : nodes) {
      PgQuery.Lock lock = (PgQuery.Lock) node;
      List<String> aliases = new ArrayList<>();
      for (String name : lock.tables) {
        RangeVariable variable = scope.variable(null, name);
        if (variable == null) {
          throw new FlowException(
              Violation.UNKNOWN_RELATION, "relation in FOR UPDATE clause not found", lock);
        }
        aliases.add(variable.alias());
      }
      locks.add(new PgQuery.Lock(lock.strength, aliases, lock.wait, lock.getParserPosition()));
    }
    return locks;
  }
}
