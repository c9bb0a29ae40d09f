package dev.paravent.fuzz;

import static dev.paravent.fuzz.Kind.INT;
import static dev.paravent.fuzz.Kind.NIR;
import static dev.paravent.fuzz.Kind.NIRS;
import static dev.paravent.fuzz.Kind.TEXT;
import static dev.paravent.fuzz.Kind.TEXTS;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** FROM clauses. Confined to one thread. */
final class Sources {
  private final Draft draft;
  private final Dice dice;
  private final Queries queries;
  private final Expressions expressions;
  private final Map<String, String> names = new HashMap<>();

  /** A FROM clause without its keyword, and what it names. */
  record From(Part part, List<Source> sources) {}

  Sources(Draft draft, Queries queries, Expressions expressions) {
    this.draft = draft;
    this.dice = draft.dice;
    this.queries = queries;
    this.expressions = expressions;
  }

  /** A relation under a new alias. */
  Source table() {
    Source table = chosen();
    String alias = draft.alias();
    names.put(alias, table.alias());
    return table.as(alias);
  }

  private Source chosen() {
    if (!draft.commonTables.isEmpty() && dice.chance(0.4)) {
      return dice.pick(draft.commonTables);
    }
    if (draft.open) {
      return dice.chance(0.5)
          ? dice.pick(draft.tables.open())
          : Tables.openPart(dice.pick(draft.tables.written()));
    }
    if (draft.isBold() && dice.chance(0.3)) {
      return dice.pick(draft.tables.derived());
    }
    return dice.chance(0.2) ? dice.pick(draft.tables.open()) : dice.pick(draft.tables.guarded());
  }

  /** The name behind an alias that {@link #table} chose. */
  String name(Source table) {
    String name = names.get(table.alias());
    if (name == null) {
      throw new IllegalStateException("alias: " + table.alias() + " (expected: one of a table)");
    }
    return dice.chance(0.3) && !name.startsWith("r") ? "payment." + name : name;
  }

  From any(Scope outer, int depth) {
    From from = item(outer, depth, List.of());
    double more = depth > 0 ? 0.45 : 0.15;
    for (int i = 0; i < 2 && dice.chance(more); i++) {
      from = dice.chance(0.2) ? listed(from, outer, depth) : joined(from, outer, depth);
    }
    return from;
  }

  private From listed(From left, Scope outer, int depth) {
    From right = item(outer, depth - 1, left.sources());
    return new From(Part.of(left.part(), ", ", right.part()), both(left, right));
  }

  private From joined(From left, Scope outer, int depth) {
    From right = item(outer, depth - 1, List.of());
    List<Source> all = both(left, right);
    if (dice.chance(0.1)) {
      return new From(Part.of(left.part(), " cross join ", right.part()), all);
    }
    String kind = dice.pick(" join ", " join ", " left join ", " right join ", " full join ");
    List<String> shared = shared(left.sources(), right.sources());
    if (!shared.isEmpty() && dice.chance(0.35)) {
      // the merged columns have no qualified name of their own, the parts still do
      return new From(
          Part.of(left.part(), kind, right.part(), " using (", dice.pick(shared), ")"), all);
    }
    return new From(
        Part.of(
            left.part(), kind, right.part(), " on ", condition(kind, left, right, outer, depth)),
        all);
  }

  /** FULL JOIN wants an equality of both sides; so do most joins of applications. */
  private Part condition(String kind, From left, From right, Scope outer, int depth) {
    boolean full = kind.contains("full");
    if (full || dice.chance(0.7)) {
      Kind by = draft.open ? INT : dice.pick(List.of(INT, INT, NIR, NIR, Kind.BIRTH));
      List<String> lefts = new Scope(left.sources(), null).columns(by, false);
      List<String> rights = new Scope(right.sources(), null).columns(by, false);
      if (!lefts.isEmpty() && !rights.isEmpty()) {
        return Part.expression(Kind.BOOL, "(", dice.pick(lefts), " = ", dice.pick(rights), ")");
      }
    }
    return full
        ? Part.expression(Kind.BOOL, "true")
        : expressions.predicates().any(new Scope(both(left, right), outer), depth - 1);
  }

  private static List<Source> both(From left, From right) {
    List<Source> all = new ArrayList<>(left.sources());
    all.addAll(right.sources());
    return all;
  }

  /** Columns of exactly one source on each side, of the same kind. */
  private static List<String> shared(List<Source> left, List<Source> right) {
    List<String> shared = new ArrayList<>();
    Map<String, Integer> counts = new HashMap<>();
    left.forEach(
        source -> source.columns().forEach(column -> counts.merge(column.name(), 1, Integer::sum)));
    Set<String> seen = new HashSet<>();
    for (Source source : right) {
      for (Source.Column column : source.columns()) {
        boolean same = left.stream().anyMatch(other -> other.columns().contains(column));
        if (same && counts.getOrDefault(column.name(), 0) == 1 && seen.add(column.name())) {
          shared.add(column.name());
        }
      }
    }
    return shared;
  }

  private From item(Scope outer, int depth, List<Source> before) {
    int choice = depth <= 0 ? 0 : dice.below(12);
    if (choice < 8) {
      Source table = table();
      return new From(Part.of(name(table), " ", table.alias()), List.of(table));
    }
    String alias = draft.alias();
    if (choice < 10) {
      boolean lateral = !before.isEmpty() && dice.chance(0.5);
      Query query = queries.any(lateral ? new Scope(before, outer) : outer, depth - 1);
      List<Source.Column> columns = queries.renamed(query.columns());
      return new From(
          Part.of(lateral ? "lateral (" : "(", query.part(), ") ", alias, Queries.names(columns)),
          List.of(new Source(alias, columns)));
    }
    if (choice == 10) {
      return new From(
          Part.of("generate_series(1, 3) ", alias, "(k1)"),
          List.of(new Source(alias, List.of(new Source.Column("k1", INT)))));
    }
    Kind arrays = draft.open || before.isEmpty() ? TEXTS : NIRS;
    Part array = expressions.any(arrays, new Scope(before, outer), depth - 1);
    return new From(
        Part.of("unnest(", array, ") ", alias, "(k1)"),
        List.of(new Source(alias, List.of(new Source.Column("k1", arrays == NIRS ? NIR : TEXT)))));
  }
}
