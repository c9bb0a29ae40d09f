package dev.paravent.session;

import dev.paravent.decide.EndUser;
import dev.paravent.decide.PlanRequest;
import dev.paravent.decide.SessionEffect;
import dev.paravent.decide.StatementPlan;
import dev.paravent.decide.StatementPlanner;
import dev.paravent.decide.Temporaries;
import dev.paravent.decide.TemporaryTable;
import dev.paravent.decide.Verdict;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Follows the session's temporary tables through savepoints and rollback, as the server confirms
 * them. Event-loop confined.
 */
final class TemporaryTables {
  private final Supplier<Optional<EndUser>> endUser;
  private final Map<String, Optional<EndUser>> owners = new HashMap<>(); // by the server's names
  private final Deque<Savepoint> savepoints = new ArrayDeque<>();
  private final Map<String, Integer> oids = new HashMap<>(); // by the server's names
  private List<TemporaryTable> committed = List.of();
  private List<TemporaryTable> current = List.of();
  private int next;

  private record Savepoint(String name, List<TemporaryTable> tables) {}

  /**
   * Begins without any.
   *
   * @param endUser whose tables are made and seen at present: nobody sees those of another
   */
  TemporaryTables(Supplier<Optional<EndUser>> endUser) {
    this.endUser = endUser;
  }

  /** What statements may name now. */
  Temporaries current() {
    return next == 0
        ? Temporaries.NONE
        : new Temporaries(current.stream().filter(this::isOwn).toList(), next);
  }

  private boolean isOwn(TemporaryTable table) {
    return endUser.get().equals(owners.get(table.serverName()));
  }

  /** Tables were planned: no other one gets their names, whether they are made or not. */
  void planned(List<Verdict> verdicts) {
    for (Verdict verdict : verdicts) {
      if (verdict instanceof Verdict.Forward(StatementPlan plan)
          && plan.effect() instanceof SessionEffect.CreateTable) {
        next++;
      }
    }
  }

  /** Whether the end of the transaction, or of a part of it, may change them. */
  boolean isUnsettled() {
    return !current.equals(committed)
        || current.stream().anyMatch(TemporaryTable::dropsOnCommit)
        || savepoints.stream().anyMatch(savepoint -> !savepoint.tables.equals(current));
  }

  /** Whether there are any, or a rollback may bring some back. */
  boolean areAny() {
    return !current.isEmpty()
        || !committed.isEmpty()
        || savepoints.stream().anyMatch(savepoint -> !savepoint.tables.isEmpty());
  }

  void create(TemporaryTable table) {
    owners.put(table.serverName(), endUser.get());
    List<TemporaryTable> more = new ArrayList<>(current);
    more.add(table);
    current = List.copyOf(more);
  }

  void drop(List<String> names) {
    current =
        current.stream().filter(table -> !isOwn(table) || !names.contains(table.name())).toList();
  }

  void dropAll() {
    current = List.of();
  }

  /** The server has told what it numbers a table with. */
  void numbered(TemporaryTable table, int oid) {
    oids.put(table.serverName(), oid);
  }

  void savepoint(String name) {
    savepoints.push(new Savepoint(name, current));
  }

  void release(String name) {
    if (savepoints.stream().anyMatch(savepoint -> savepoint.name.equals(name))) {
      while (!savepoints.pop().name.equals(name)) {
        // inner savepoints go with the outer one
      }
    }
  }

  /** The savepoint itself stays. */
  void rollbackTo(String name) {
    while (!savepoints.isEmpty()) {
      Savepoint savepoint = savepoints.peek();
      if (savepoint.name.equals(name)) {
        current = savepoint.tables;
        return;
      }
      savepoints.pop();
    }
  }

  void transactionEnded(boolean isCommitted) {
    if (next == 0) {
      return;
    }
    current =
        isCommitted ? current.stream().filter(table -> !table.dropsOnCommit()).toList() : committed;
    committed = current;
    savepoints.clear();
    Predicate<String> isGone =
        name -> current.stream().noneMatch(table -> table.serverName().equals(name));
    oids.keySet().removeIf(isGone);
    owners.keySet().removeIf(isGone);
  }

  /** The same with a planner for which columns of these tables may leave as they are. */
  RowTransformer.Context beside(RowTransformer.Context rows) {
    return new RowTransformer.Context(rows.principal(), beside(rows.planner()), rows.codecs());
  }

  /** The planner, for which columns of these tables may leave as they are. */
  StatementPlanner beside(StatementPlanner planner) {
    return new StatementPlanner() {
      @Override
      public List<Verdict> plan(PlanRequest request) {
        return planner.plan(request);
      }

      @Override
      public long generation() {
        return planner.generation();
      }

      @Override
      public boolean isProtected(int relationOid, int columnNumber) {
        return !oids.containsValue(relationOid) && planner.isProtected(relationOid, columnNumber);
      }
    };
  }
}
