package dev.paravent.sql;

import dev.paravent.sql.pg.PgDml;
import dev.paravent.sql.pg.PgQuery;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** Analyses WITH: common table expressions, recursive ones to the fixpoint of their labels. */
final class CommonTables {
  private static final int MAX_ROUNDS = 8;

  private final FlowContext context;
  private final Queries queries;
  private final Expressions expressions;

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
    List<Integer> order = with.recursive ? CommonTableOrder.of(tables) : natural(tables.size());
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
    try {
      return table(cte, recursive, scope, block);
    } finally {
      // It is computed once and by itself: its calls do not follow the rows of who reads it.
      block.clockElsewhere = null;
      block.clockInList = null;
      context.closeBlock(block);
    }
  }

  private SqlNode table(PgQuery.Cte cte, boolean recursive, Scope scope, FlowContext.Block block) {
    String alias = context.uniqueAlias(cte.name);
    Queries.Result result;
    if (cte.statement instanceof PgDml dml) {
      result = new Writes(context, queries, expressions).statement(dml, scope);
    } else if (recursive && recursiveBody(cte.statement) != null) {
      result = recursive(cte, alias, scope, block);
    } else {
      result = queries.subquery(cte.statement, scope);
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

  /** The constants of CYCLE .. TO .. DEFAULT stand as written. */
  private static @org.jspecify.annotations.Nullable SqlNode cycle(
      @org.jspecify.annotations.Nullable SqlNode cycle) {
    return cycle;
  }

  private void requireOpen(List<VisibleColumn> columns, List<String> names, SqlNode at) {
    for (String name : names) {
      VisibleColumn column = Scope.only(columns, name);
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

  private static PgQuery.@org.jspecify.annotations.Nullable SetOp recursiveBody(SqlNode statement) {
    if (statement instanceof PgQuery.SetOp setOp) {
      return setOp;
    }
    if (statement instanceof PgQuery.Query query
        && query.body instanceof PgQuery.SetOp setOp) {
      return setOp;
    }
    return null;
  }

  /**
   * Labels the first arm, then the second with the table labelled so far, until the labels no
   * longer change; the last round is what is printed.
   */
  private Queries.Result recursive(
      PgQuery.Cte cte, String alias, Scope scope, FlowContext.Block block) {
    PgQuery.SetOp body = recursiveBody(cte.statement);
    if (body == null) {
      throw expressions.unsupported(cte);
    }
    int facts = context.facts().size();
    Scope before = scope;
    if (cte.statement instanceof PgQuery.Query query && query.with != null) {
      before = new Scope(scope);
      with(query.with, before);
    }
    Queries.Result first = queries.subquery(body.left, before);
    List<VisibleColumn> labels = named(first.outputs(), cte.columns, cte);
    for (int round = 0; round < MAX_ROUNDS; round++) {
      while (context.facts().size() > facts) {
        context.facts().remove(context.facts().size() - 1);
      }
      Scope inner = new Scope(scope);
      inner.addCommonTable(
          cte.name, new Scope.CommonTable(alias, withExtra(labels, cte, alias), block));
      Queries.Result whole = queries.subquery(cte.statement, inner);
      List<VisibleColumn> merged = new ArrayList<>();
      boolean stable = true;
      if (whole.outputs().size() != labels.size()) {
        throw new FlowException(
            Violation.INVALID_STATEMENT, "both arms of a recursive query have as many columns", cte);
      }
      for (int i = 0; i < labels.size(); i++) {
        VisibleColumn known = labels.get(i);
        Label label =
            expressions.merge(kind(known.label()), kind(whole.outputs().get(i).label()), cte);
        stable &= kind(label).equals(kind(known.label()));
        merged.add(known.labelled(label));
      }
      if (stable) {
        return whole;
      }
      labels = merged;
    }
    throw new FlowException(
        Violation.UNSUPPORTED_CONSTRUCT, "the labels of a recursive query do not settle", cte);
  }

  /** A label without what differs from round to round. */
  private static Label kind(Label label) {
    return switch (label) {
      case Label.Constant constant when !constant.isNull() -> Label.PUBLIC;
      default -> label.anywhere();
    };
  }
}
