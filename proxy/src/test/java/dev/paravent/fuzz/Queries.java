package dev.paravent.fuzz;

import static dev.paravent.fuzz.Kind.BIRTH;
import static dev.paravent.fuzz.Kind.BOOL;
import static dev.paravent.fuzz.Kind.DAY;
import static dev.paravent.fuzz.Kind.INT;
import static dev.paravent.fuzz.Kind.NIR;
import static dev.paravent.fuzz.Kind.NIRS;
import static dev.paravent.fuzz.Kind.NUMBER;
import static dev.paravent.fuzz.Kind.TEXT;

import java.util.ArrayList;
import java.util.List;

/** Queries: blocks, set operations, common table expressions, VALUES. Confined to one thread. */
final class Queries {
  private final Draft draft;
  private final Dice dice;
  private final Expressions expressions;
  private final Sources sources;
  private final Blocks blocks;

  Queries(Draft draft) {
    this.draft = draft;
    this.dice = draft.dice;
    this.expressions = new Expressions(draft, this);
    this.sources = new Sources(draft, this, expressions);
    this.blocks = new Blocks(draft, expressions, sources);
  }

  Expressions expressions() {
    return expressions;
  }

  Sources sources() {
    return sources;
  }

  Query any(Scope outer, int depth) {
    return any(outer, kinds(), depth);
  }

  Query any(Scope outer, List<Kind> kinds, int depth) {
    if (depth > 0 && dice.chance(0.12)) {
      return setOperation(outer, kinds, depth - 1);
    }
    if (depth > 0 && dice.chance(0.12)) {
      return withCommonTable(outer, kinds, depth - 1);
    }
    if (dice.chance(0.03)) {
      return values(outer, kinds);
    }
    return blocks.any(outer, kinds, depth);
  }

  /** What a query yields: an id often, so that results may be ordered. */
  private List<Kind> kinds() {
    List<Kind> kinds = new ArrayList<>();
    int width = 1 + dice.below(3);
    for (int i = 0; i < width; i++) {
      kinds.add(
          draft.open || dice.chance(0.5)
              ? dice.pick(List.of(INT, INT, TEXT, TEXT, DAY, NUMBER, BOOL, Kind.JSON, Kind.TEXTS))
              : dice.pick(List.of(NIR, NIR, BIRTH, BIRTH, NIRS)));
    }
    return kinds;
  }

  /** A query of one column. */
  Part column(Kind kind, Scope outer, int depth) {
    return any(outer, List.of(kind), depth - 1).part();
  }

  /** A query of one value. */
  Part scalar(Kind kind, Scope outer, int depth) {
    Source table = sources.table();
    Scope scope = new Scope(List.of(table), outer);
    Part from = Part.of(" from ", sources.name(table), " ", table.alias());
    if (kind == INT && dice.chance(0.4)) {
      return Part.query(
          "select ",
          dice.pick("count(*)", "count(*)", "max(" + firstId(table) + ")"),
          from,
          Part.optional(" where ", expressions.predicates().any(scope, depth)));
    }
    Part value = expressions.any(kind, scope, depth - 1);
    if (dice.chance(0.15)) {
      draft.choosesRows();
      return Part.query("select ", value, from, " order by ", firstId(table), " limit 1");
    }
    return Part.query(
        "select ",
        value,
        from,
        " where ",
        firstId(table),
        " = ",
        expressions.leaf(INT, dice.chance(0.5) ? outer : Scope.NONE));
  }

  private static String firstId(Source table) {
    return table.alias() + "." + table.columns().get(0).name();
  }

  private Query setOperation(Scope outer, List<Kind> kinds, int depth) {
    draft.groups();
    Query left = any(outer, kinds, depth);
    Query right =
        any(outer, draft.isBold() ? kinds.stream().map(Kind::plain).toList() : kinds, depth);
    String operator =
        dice.pick(
            " union ",
            " union all ",
            " union all ",
            " except ",
            " intersect ",
            " except all ",
            " intersect all ");
    if (depth > 0 && dice.chance(0.2)) {
      Query third = any(outer, kinds, depth - 1);
      return new Query(
          Part.query(
              "(",
              left.part(),
              ")",
              operator,
              "(",
              right.part(),
              ") intersect (",
              third.part(),
              ")"),
          left.columns());
    }
    if (dice.chance(0.15)) {
      draft.choosesRows();
      return new Query(
          Part.query(
              "(",
              left.part(),
              ")",
              operator,
              "(",
              right.part(),
              ")",
              Part.optional(" order by 1 limit ", Integer.toString(1 + dice.below(4)))),
          left.columns());
    }
    return new Query(
        Part.query("(", left.part(), ")", operator, "(", right.part(), ")"), left.columns());
  }

  private Query values(Scope outer, List<Kind> kinds) {
    List<Part> rows = new ArrayList<>();
    List<Source.Column> columns = new ArrayList<>();
    for (int row = 0; row < 2; row++) {
      List<Part> fields = new ArrayList<>();
      for (Kind kind : kinds) {
        fields.add(expressions.leaf(kind, outer));
      }
      rows.add(Part.of("(", Part.joined(", ", fields), ")"));
    }
    for (int i = 0; i < kinds.size(); i++) {
      columns.add(new Source.Column("column" + (i + 1), kinds.get(i)));
    }
    return new Query(Part.query("values ", Part.joined(", ", rows)), columns);
  }

  private Query withCommonTable(Scope outer, List<Kind> kinds, int depth) {
    String name = draft.alias();
    if (dice.chance(0.3)) {
      return recursive(name, outer, kinds, depth);
    }
    Query inner = any(Scope.NONE, depth);
    List<Source.Column> columns = renamed(inner.columns());
    draft.commonTables.add(new Source(name, columns));
    Query main = any(outer, kinds, depth);
    draft.commonTables.removeIf(source -> source.alias().equals(name));
    return new Query(
        Part.query(
            "with ",
            name,
            names(columns),
            " as ",
            dice.pick("", "materialized ", "not materialized "),
            "(",
            inner.part(),
            ") ",
            blockOnly(main.part())),
        main.columns());
  }

  private Query recursive(String name, Scope outer, List<Kind> kinds, int depth) {
    Kind carried = draft.open ? TEXT : dice.pick(List.of(NIR, BIRTH, TEXT));
    Source table = sources.table();
    List<Source.Column> columns =
        List.of(new Source.Column("n", INT), new Source.Column("v", carried));
    Source self = new Source(name, columns);
    String alias = draft.alias();
    Part start = expressions.leaf(carried, new Scope(List.of(table), null));
    Scope step = new Scope(List.of(self.as(alias)), null);
    Part next = expressions.leaf(carried, step);
    draft.commonTables.add(self);
    Query main = any(outer, kinds, depth);
    draft.commonTables.removeIf(source -> source.alias().equals(name));
    draft.groups();
    return new Query(
        Part.query(
            "with recursive ",
            name,
            names(columns),
            " as (select 1, ",
            start,
            typed(carried),
            " from ",
            sources.name(table),
            " ",
            table.alias(),
            dice.pick(" union ", " union all "),
            "select ",
            alias,
            ".n + 1, ",
            next,
            typed(carried),
            " from ",
            name,
            " ",
            alias,
            " where ",
            alias,
            ".n < 3) ",
            blockOnly(main.part())),
        main.columns());
  }

  private static String typed(Kind kind) {
    return "::" + kind.typeName();
  }

  private static Part blockOnly(Part query) {
    return Part.of(query);
  }

  List<Source.Column> renamed(List<Source.Column> columns) {
    List<Source.Column> renamed = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      renamed.add(new Source.Column("k" + (i + 1), columns.get(i).kind()));
    }
    return renamed;
  }

  static String names(List<Source.Column> columns) {
    return "(" + String.join(", ", columns.stream().map(Source.Column::name).toList()) + ")";
  }
}
