package dev.paravent.sql;

import dev.paravent.sql.pg.Budget;
import dev.paravent.sql.pg.PgFrom;
import dev.paravent.sql.pg.PgQuery;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/**
 * The order in which the tables of WITH RECURSIVE can be labelled: each behind those that it reads,
 * which may stand behind it in the text (PostgreSQL parse_cte.c, TopologicalSort). Of tables that
 * read each other one comes too early, and finds no such relation.
 */
final class CommonTableOrder {
  private final List<PgQuery.Cte> tables;
  private final Budget budget;
  private final Set<Integer> open = new HashSet<>();
  private final Set<Integer> order = new LinkedHashSet<>();

  private CommonTableOrder(List<PgQuery.Cte> tables, Budget budget) {
    this.tables = tables;
    this.budget = budget;
  }

  /** The positions of the tables. */
  static List<Integer> of(List<PgQuery.Cte> tables, Budget budget) {
    CommonTableOrder sorting = new CommonTableOrder(tables, budget);
    for (int i = 0; i < tables.size(); i++) {
      sorting.add(i);
    }
    return new ArrayList<>(sorting.order);
  }

  private void add(int table) {
    if (order.contains(table) || !open.add(table)) {
      return;
    }
    Set<String> read = new Names(budget).in(tables.get(table).statement);
    budget.step(tables.size());
    for (int i = 0; i < tables.size(); i++) {
      if (i != table && read.contains(tables.get(i).name)) {
        add(i);
      }
    }
    order.add(table);
  }

  /** The bare names of FROM items below a node; more than are meant where names are hidden. */
  private static final class Names extends SqlBasicVisitor<@Nullable Void> {
    private final Budget budget;
    private final Set<String> names = new HashSet<>();

    private Names(Budget budget) {
      this.budget = budget;
    }

    Set<String> in(SqlNode node) {
      node.accept(this);
      return names;
    }

    @Override
    public @Nullable Void visit(SqlCall call) {
      budget.step(1);
      if (call instanceof PgFrom.Table table && table.name.names.size() == 1) {
        names.add(table.name.names.get(0));
      }
      return super.visit(call);
    }
  }
}
