package dev.paravent.sql;

import dev.paravent.sql.pg.PgDml;
import dev.paravent.sql.pg.PgQuery;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** Analyses WITH: common table expressions, recursive ones to the fixpoint of their labels. */
final class CommonTables {
  private final FlowContext context;
  private final Queries queries;
  private final Expressions expressions;

  /** The labels that the last analysis of a recursive table ended with. */
  private final Map<PgQuery.Cte, List<Label>> settled = new IdentityHashMap<>();

  CommonTables(FlowContext context, Queries queries, Expressions expressions) {
    this.context = context;
    this.queries = queries;
    this.expressions = expressions;
  }

  /** Adds the tables of a WITH to the scope; returns it as printed. */
  SqlNode with(SqlNode node, Scope scope) {
    PgQuery.With with = (PgQuery.With) node;
    List<PgQuery.Cte> tables = with.ctes.stream().map(PgQuery.Cte.class::cast).toList();
    @Nullable SqlNode[] printed = new SqlNode[tables.size()];
    if (with.recursive) {
      // Each of the names means its table everywhere in this WITH, also where it cannot be read.
      for (PgQuery.Cte table : tables) {
        scope.addCommonTable(table.name, Scope.CommonTable.notYet(table.name, context.block()));
      }
    }
    List<Integer> order =
        with.recursive ? CommonTableOrder.of(tables, context.budget()) : natural(tables.size());
    for (int i : order) {
      printed[i] = table(tables.get(i), with.recursive, scope);
    }
    return new PgQuery.With(
        with.recursive,
        Arrays.stream(printed).filter(Objects::nonNull).toList(),
        with.getParserPosition());
  }

  private static List<Integer> natural(int size) {
    return IntStream.range(0, size).boxed().toList();
  }

  private SqlNode table(PgQuery.Cte cte, boolean recursive, Scope scope) {
    FlowContext.Block block = context.openBlock();
    SqlNode printed;
    SqlNode late = null;
    try {
      printed = table(cte, recursive, scope, block);
      block.settleClock();
      late = cte.statement instanceof PgDml ? cte : block.clockElsewhere;
      late = late == null ? block.late : late;
    } finally {
      // It is computed once and by itself: its calls do not follow the rows of who reads it.
      block.clockElsewhere = null;
      block.clockInList = null;
      block.late = null;
      context.closeBlock(block);
    }
    block.late = late; // but when it is, the first of them decides
    return printed;
  }

  private SqlNode table(PgQuery.Cte cte, boolean recursive, Scope scope, FlowContext.Block block) {
    String alias = context.uniqueAlias(cte.name);
    Queries.Result result;
    if (cte.statement instanceof PgDml dml) {
      result = new Writes(context, queries, expressions).statement(dml, scope);
    } else {
      PgQuery.Query query = recursive ? recursiveQuery(cte.statement) : null;
      result =
          query == null
              ? queries.subquery(cte.statement, scope)
              : recursive(cte, query, alias, scope, block);
    }
    List<VisibleColumn> columns = named(result.outputs(), cte.columns, cte);
    if (cte.search instanceof PgQuery.Search search) {
      requireOpen(columns, search.columns, cte);
    }
    if (cte.cycle instanceof PgQuery.Cycle cycle) {
      requireOpen(columns, cycle.columns, cte);
    }
    scope.addCommonTable(
        cte.name, new Scope.CommonTable(alias, withExtra(columns, cte, alias), block));
    List<String> names = columns.stream().map(VisibleColumn::name).toList();
    return new PgQuery.Cte(
        alias,
        cte.columns.isEmpty() && !hasDuplicates(names) ? names : cte.columns,
        cte.materialized,
        result.node(),
        cte.search,
        cycle(cte.cycle),
        cte.getParserPosition());
  }

  /** The columns and those that SEARCH and CYCLE add, which the recursive arm sees too. */
  private static List<VisibleColumn> withExtra(
      List<VisibleColumn> columns, PgQuery.Cte cte, String alias) {
    List<String> extra = new ArrayList<>();
    if (cte.search instanceof PgQuery.Search search) {
      extra.add(search.setColumn);
    }
    if (cte.cycle instanceof PgQuery.Cycle cycle) {
      extra.add(cycle.setColumn);
      extra.add(cycle.pathColumn);
    }
    List<VisibleColumn> all = new ArrayList<>(columns);
    for (String name : extra) {
      all.add(
          new VisibleColumn(
              name, VisibleColumn.reference(alias, name), Label.PUBLIC, Types.NOT_INFERRED, -1));
    }
    return all;
  }

  private static boolean hasDuplicates(List<String> names) {
    return names.stream().distinct().count() != names.size();
  }

  /** The values of CYCLE .. TO .. DEFAULT are constants: they see nothing. */
  private @Nullable SqlNode cycle(@Nullable SqlNode node) {
    return node instanceof PgQuery.Cycle cycle
        ? new PgQuery.Cycle(
            cycle.columns,
            cycle.setColumn,
            mark(cycle.toValue),
            mark(cycle.defaultValue),
            cycle.pathColumn,
            cycle.getParserPosition())
        : null;
  }

  private @Nullable SqlNode mark(@Nullable SqlNode value) {
    return value == null
        ? null
        : expressions
            .publicExpression(
                value,
                new Scope(context.budget()),
                Violation.PROTECTED_DERIVED,
                "a mark of a cycle")
            .node();
  }

  private void requireOpen(List<VisibleColumn> columns, List<String> names, SqlNode at) {
    for (String name : names) {
      VisibleColumn column = Scope.only(columns, name, context.budget());
      if (column != null) {
        expressions.requirePublic(
            column.label(), at, Violation.PROTECTED_ORDER, "a search order of protected values");
      }
    }
  }

  private static List<VisibleColumn> named(
      List<VisibleColumn> outputs, List<String> names, SqlNode at) {
    if (names.size() > outputs.size()) {
      throw new FlowException(
          Violation.INVALID_STATEMENT, "a common table has fewer columns than names", at);
    }
    List<VisibleColumn> named = new ArrayList<>();
    for (int i = 0; i < outputs.size(); i++) {
      VisibleColumn output = outputs.get(i);
      named.add(i < names.size() ? output.renamed(names.get(i), output.reference()) : output);
    }
    return named;
  }

  /** The query of a table that may read itself; null if it is none. */
  private static PgQuery.@Nullable Query recursiveQuery(SqlNode statement) {
    PgQuery.Query query =
        statement instanceof PgQuery.Query wrapped ? wrapped : Queries.bare(statement);
    return query.body instanceof PgQuery.SetOp ? query : null;
  }

  /**
   * Labels the first arm, which does not see the table (PostgreSQL docs 7.8.2.1), then the second
   * with the table labelled so far, until the labels no longer change; the last round is what is
   * printed. A table inside another's second arm begins with the labels that it had in the round
   * before: they only grow with those around it, so that all rounds together are as many as there
   * are labels to change, however deep tables stand in each other.
   */
  private Queries.Result recursive(
      PgQuery.Cte cte, PgQuery.Query query, String alias, Scope scope, FlowContext.Block table) {
    PgQuery.SetOp body = (PgQuery.SetOp) query.body;
    Scope before = new Scope(scope);
    before.addCommonTable(cte.name, Scope.CommonTable.notYet(alias, table));
    Scope around = new Scope(before);
    FlowContext.Block block = context.openBlock();
    try {
      SqlNode with = query.with == null ? null : with(query.with, around);
      Queries.Result first = queries.subquery(body.left, around);
      int facts = context.facts().size();
      int clocks = context.clocks().counted();
      List<VisibleColumn> labels = begun(named(first.outputs(), cte.columns, cte), cte);
      while (true) {
        context.forgetFacts(facts);
        context.clocks().forget(clocks);
        table.read(block); // the second arm reads the rows of the first in the order they come
        List<Boolean> tells = table.tells();
        Scope known = new Scope(scope);
        known.addCommonTable(
            cte.name, new Scope.CommonTable(alias, withExtra(labels, cte, alias), table));
        Scope inner = new Scope(known);
        inner.addCommonTables(around);
        Queries.Result whole =
            queries.combined(body, first, queries.subquery(body.right, inner), null);
        List<VisibleColumn> grown = grown(labels, whole.outputs(), cte);
        table.read(block);
        if (grown.equals(labels) && table.tells().equals(tells)) {
          settled.put(cte, labels.stream().map(VisibleColumn::label).toList());
          return queries.around(query, with, whole, block, around, Queries.Reading.SET);
        }
        labels = grown;
      }
    } finally {
      context.closeBlock(block);
    }
  }

  /**
   * The columns of the first arm with the labels that they had when the table was analysed before.
   * Its rows are not those that the second arm reads: nothing is known of which row a value is.
   */
  private List<VisibleColumn> begun(List<VisibleColumn> columns, PgQuery.Cte cte) {
    List<Label> before = settled.get(cte);
    List<VisibleColumn> begun = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      VisibleColumn column = columns.get(i).labelled(columns.get(i).label().anywhere()).from(null);
      begun.add(
          before == null || before.size() != columns.size()
              ? column
              : grown(column, before.get(i), cte));
    }
    return begun;
  }

  private List<VisibleColumn> grown(
      List<VisibleColumn> columns, List<VisibleColumn> more, PgQuery.Cte cte) {
    List<VisibleColumn> grown = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      grown.add(grown(columns.get(i), more.get(i).label(), cte));
    }
    return grown;
  }

  private VisibleColumn grown(VisibleColumn column, Label more, PgQuery.Cte cte) {
    Label known = kind(column.label());
    Label label = expressions.merge(known, kind(more), cte);
    return kind(label).equals(known) ? column : column.labelled(label);
  }

  /** A label without what differs from round to round. */
  private static Label kind(Label label) {
    return switch (label) {
      case Label.Constant constant when !constant.isNull() -> Label.PUBLIC;
      default -> label.anywhere();
    };
  }
}
