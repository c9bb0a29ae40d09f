package dev.paravent.sql;

import dev.paravent.catalog.Column;
import dev.paravent.catalog.Index;
import dev.paravent.catalog.Relation;
import dev.paravent.sql.pg.PgDml;
import dev.paravent.sql.pg.PgExpr;
import dev.paravent.sql.pg.PgQuery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** Analyses INSERT with ON CONFLICT, and the INSERT action of MERGE. */
final class Inserts {
  private final FlowContext context;
  private final Queries queries;
  private final Expressions expressions;
  private final Writes writes;

  Inserts(FlowContext context, Queries queries, Expressions expressions, Writes writes) {
    this.context = context;
    this.queries = queries;
    this.expressions = expressions;
    this.writes = writes;
  }

  Queries.Result insert(PgDml.Insert insert, Scope outer, boolean top) {
    Scope scope = new Scope(outer);
    SqlNode with = insert.with == null ? null : queries.commonTables().with(insert.with, scope);
    if (insert.conflict != null && !context.reserveExcluded()) {
      throw expressions.unsupported(insert.conflict);
    }
    Relation relation = context.names().filtered(insert.table);
    Writes.requireWritable(context, relation, insert.table);
    String shown =
        insert.alias != null ? insert.alias : insert.table.names.get(insert.table.names.size() - 1);
    String alias = context.uniqueAlias(shown);
    int id = context.nextVariable();
    List<VisibleColumn> columns =
        FromItems.renamed(queries.selects().fromItems().columns(relation, id), List.of(), alias);
    RangeVariable variable =
        new RangeVariable(
            id, shown, insert.alias == null ? relation.schema() : null, alias, columns, relation);
    Map<Integer, MergedLabel> values = new HashMap<>();
    List<SqlNode> targets = new ArrayList<>();
    FilteredWrites filtered = FilteredWrites.of(context, variable, insert.table);
    if (filtered != null && insert.conflict != null) {
      throw FilteredWrites.refused(
          "ON CONFLICT would tell which keys hidden rows have", insert.conflict);
    }
    SqlNode source = source(insert, relation, scope, targets, values, filtered);
    Map<Integer, Label> written = new HashMap<>();
    values.forEach((column, label) -> written.put(column, label.label()));
    Scope own = new Scope(scope);
    own.add(List.of(variable), columns);
    SqlNode conflict =
        insert.conflict == null
            ? null
            : conflict((PgDml.Conflict) insert.conflict, relation, variable, own, written);
    Scope after = new Scope(scope);
    after.add(List.of(variable), columns);
    Writes.markFresh(after, variable);
    Returnings.Returning returning =
        new Returnings(context, queries)
            .returning(insert.returning, insert.rowAliases, variable, after, insert, top);
    SqlIdentifier table =
        new SqlIdentifier(
            List.of(relation.schema(), relation.name()), insert.table.getParserPosition());
    return returning.of(
        new PgDml.Insert(
            with,
            table,
            alias,
            targets,
            insert.overriding,
            source,
            conflict,
            returning.rowAliases(),
            returning.items(),
            insert.getParserPosition()));
  }

  private @Nullable SqlNode source(
      PgDml.Insert insert,
      Relation relation,
      Scope scope,
      List<SqlNode> targets,
      Map<Integer, MergedLabel> written,
      @Nullable FilteredWrites filtered) {
    if (filtered != null && !(insert.source instanceof PgQuery.Values)) {
      throw FilteredWrites.refused(
          "rows of VALUES only are inserted where rows are filtered", insert);
    }
    if (insert.source == null) {
      return null;
    }
    WriteFlow flow = new WriteFlow(context, relation, Fact.WriteTarget.INSERT, null, filtered);
    if (insert.source instanceof PgQuery.Values values) {
      int width = ((PgExpr.Row) values.rows.get(0)).items.size();
      List<Column> columns = targets(insert, relation, flow, width, scope, targets);
      return values(values, columns, flow, scope, written, filtered);
    }
    Queries.Result result = queries.orderedSubquery(insert.source, scope);
    List<Column> columns = targets(insert, relation, flow, result.outputs().size(), scope, targets);
    for (int i = 0; i < columns.size(); i++) {
      VisibleColumn output = result.outputs().get(i);
      Expr value = new Expr(output.reference(), output.label(), output.type());
      flow.write(columns.get(i), value, null, false, insert.source);
      note(written, columns.get(i), output.label(), insert.source);
    }
    return result.node();
  }

  /** The columns that are written, in order; those not listed are the relation's first. */
  private List<Column> targets(
      PgDml.Insert insert,
      Relation relation,
      WriteFlow flow,
      int width,
      Scope scope,
      List<SqlNode> targets) {
    List<Column> columns = new ArrayList<>();
    if (insert.columns.isEmpty()) {
      if (width > relation.columns().size()) {
        throw new FlowException(
            Violation.SYNTAX_ERROR, "INSERT has more expressions than target columns", insert);
      }
      for (Column column : relation.columns().subList(0, width)) {
        columns.add(flow.written(column, insert));
        targets.add(new PgDml.Target(column.name(), List.of(), insert.getParserPosition()));
      }
      return columns;
    }
    Writes.requireWidth(width, insert.columns.size(), insert);
    for (SqlNode node : insert.columns) {
      PgDml.Target target = (PgDml.Target) node;
      Column column = flow.column(target.column, target);
      columns.add(column);
      targets.add(writes.target(target, flow, column, scope));
    }
    return columns;
  }

  private SqlNode values(
      PgQuery.Values values,
      List<Column> columns,
      WriteFlow flow,
      Scope scope,
      Map<Integer, MergedLabel> written,
      @Nullable FilteredWrites filtered) {
    List<SqlNode> rows = new ArrayList<>();
    for (SqlNode node : values.rows) {
      PgExpr.Row row = (PgExpr.Row) node;
      Writes.requireWidth(row.items.size(), columns.size(), row);
      List<SqlNode> items = row(row.items, columns, flow, scope, written);
      rows.add(
          new PgExpr.Row(
              row.explicit,
              filtered == null ? items : filtered.row(columns, items, row),
              row.getParserPosition()));
    }
    return new PgQuery.Values(rows, values.getParserPosition());
  }

  private List<SqlNode> row(
      List<SqlNode> items,
      List<Column> columns,
      WriteFlow flow,
      Scope scope,
      Map<Integer, MergedLabel> written) {
    flow.nextRow();
    @Nullable SqlNode[] printed = new SqlNode[items.size()];
    for (boolean companions : new boolean[] {false, true}) {
      for (int i = 0; i < printed.length; i++) {
        if (flow.isCompanion(columns.get(i)) == companions) {
          printed[i] = item(items.get(i), columns.get(i), flow, scope, written);
        }
      }
    }
    List<SqlNode> row = new ArrayList<>();
    for (SqlNode node : printed) {
      if (node != null) {
        row.add(node);
      }
    }
    return row;
  }

  private SqlNode item(
      SqlNode item, Column column, WriteFlow flow, Scope scope, Map<Integer, MergedLabel> written) {
    if (item instanceof PgExpr.Default) {
      note(written, column, Label.PUBLIC, item);
      return item;
    }
    Expr value = expressions.expression(item, scope);
    note(written, column, value.label(), item);
    return flow.write(column, value, null, true, item);
  }

  private void note(Map<Integer, MergedLabel> written, Column column, Label label, SqlNode at) {
    written
        .computeIfAbsent(
            column.number(),
            number ->
                new MergedLabel(context.budget(), (left, right, node) -> Label.merge(left, right)))
        .add(label, at);
  }

  List<SqlNode> mergeValues(PgDml.MergeWhen when, Relation relation, Scope scope) {
    WriteFlow flow = new WriteFlow(context, relation, Fact.WriteTarget.INSERT, null, null);
    if (when.columns.isEmpty() && when.values.isEmpty()) {
      return List.of();
    }
    List<Column> columns = new ArrayList<>();
    if (when.columns.isEmpty()) {
      relation.columns().stream()
          .limit(when.values.size())
          .forEach(column -> columns.add(flow.written(column, when)));
    }
    for (SqlNode node : when.columns) {
      PgDml.Target target = (PgDml.Target) node;
      if (!target.steps.isEmpty()) {
        throw expressions.unsupported(target);
      }
      columns.add(flow.column(target.column, target));
    }
    Writes.requireWidth(when.values.size(), columns.size(), when);
    return row(when.values, columns, flow, scope, new HashMap<>());
  }

  /** The expression of an index, on public columns; the server takes bare column names only. */
  private SqlNode expressionKey(PgDml.ConflictKey key, RangeVariable target) {
    Scope bare = new Scope(context.budget());
    bare.add(
        List.of(),
        target.columns().stream()
            .map(
                column ->
                    column.renamed(
                        column.name(),
                        new SqlIdentifier(List.of(column.name()), SqlParserPos.ZERO)))
            .toList());
    SqlNode printed =
        expressions
            .publicExpression(
                key.key, bare, Violation.PROTECTED_DERIVED, "a conflict key of a protected value")
            .node();
    return new PgDml.ConflictKey(printed, null, null, key.getParserPosition());
  }

  private SqlNode conflict(
      PgDml.Conflict conflict,
      Relation relation,
      RangeVariable variable,
      Scope own,
      Map<Integer, Label> written) {
    List<SqlNode> keys = new ArrayList<>();
    for (SqlNode node : conflict.keys) {
      PgDml.ConflictKey key = (PgDml.ConflictKey) node;
      if (key.collation != null || key.operatorClass != null) {
        throw expressions.unsupported(key);
      }
      if (!(key.key instanceof SqlIdentifier name) || name.names.size() != 1) {
        keys.add(expressionKey(key, variable));
        continue;
      }
      keys.add(key);
      Column column =
          relation
              .column(name.names.get(0))
              .orElseThrow(
                  () ->
                      new FlowException(
                          Violation.UNKNOWN_COLUMN, "conflict column does not exist", key));
      lookUpKey(relation, column, written, key);
    }
    if (keys.isEmpty()) {
      for (Index index : relation.indexes()) {
        List<Integer> numbers = new ArrayList<>(index.keyColumns());
        numbers.addAll(index.expressionColumns());
        for (int number : numbers) {
          relation
              .column(number)
              .ifPresent(column -> lookUpKey(relation, column, written, conflict));
        }
      }
    }
    SqlNode keysWhere = expressions.optionalCondition(conflict.keysWhere, own, false);
    List<VisibleColumn> excluded = new ArrayList<>();
    for (VisibleColumn column : variable.columns()) {
      Label label = excluded(column, relation, written);
      excluded.add(
          new VisibleColumn(
              column.name(),
              VisibleColumn.reference("excluded", column.name()),
              label.anywhere(),
              column.type(),
              column.typeModifier()));
    }
    Scope scope = new Scope(own);
    scope.add(
        List.of(
            new RangeVariable(
                context.nextVariable(), "excluded", null, "excluded", excluded, null)),
        List.of());
    List<SqlNode> sets = writes.sets(conflict.sets, relation, variable, scope, null);
    SqlNode where = expressions.optionalCondition(conflict.where, scope, false);
    return new PgDml.Conflict(
        keys,
        keysWhere,
        conflict.constraint,
        conflict.update,
        sets,
        where,
        conflict.getParserPosition());
  }

  /**
   * What the row that could not be inserted holds: what was written, or what the database puts
   * where nothing was. That may be computed from what was written, so it may go nowhere if it is
   * protected.
   */
  private Label excluded(VisibleColumn visible, Relation relation, Map<Integer, Label> written) {
    Column column = relation.column(visible.name()).orElse(null);
    Label label = column == null ? null : written.get(column.number());
    if (label != null) {
      return label;
    }
    boolean isPublic =
        column != null && !context.surroundings().label(relation, column).isProtected();
    return isPublic
        ? Label.PUBLIC
        : new Label.Derived("the database gives it a value when a row is inserted");
  }

  /** As for a protected column, where an index reads the members of a document. */
  private void lookUpMembers(Label.Document document, @Nullable Label written, SqlNode at) {
    context.block().touches = true;
    if (!(written instanceof Label.Constant constant)) {
      return;
    }
    for (String valueClass : document.map().valueClasses()) {
      for (Label.SlotUse use : constant.uses()) {
        context.note(
            new Fact.LookUp(
                use.slot(), valueClass, null, context.block().id, false, FlowContext.position(at)));
      }
    }
  }

  /** A conflict on a protected column tells whether the written constant is there: a look-up. */
  private void lookUpKey(
      Relation relation, Column column, Map<Integer, Label> written, SqlNode at) {
    Label own = context.surroundings().label(relation, column);
    if (own instanceof Label.Document document) {
      lookUpMembers(document, written.get(column.number()), at);
    }
    if (!(own instanceof Label.Identity identity)) {
      return;
    }
    context.block().touches = true;
    Label label = written.get(column.number());
    if (label instanceof Label.Identity) {
      context.note(new Fact.CompareColumns(identity.valueClass(), FlowContext.position(at)));
    } else if (label instanceof Label.Constant constant) {
      for (Label.SlotUse use : constant.uses()) {
        context.note(
            new Fact.LookUp(
                use.slot(),
                identity.valueClass(),
                null,
                context.block().id,
                false,
                FlowContext.position(at)));
      }
    }
  }
}
