package dev.paravent.fuzz;

import static dev.paravent.fuzz.Kind.BOOL;
import static dev.paravent.fuzz.Kind.INT;
import static dev.paravent.fuzz.Kind.NUMBER;
import static dev.paravent.fuzz.Kind.TEXT;

import java.util.ArrayList;
import java.util.List;

/** SELECT blocks: plain, grouped, with windows. Confined to one thread. */
final class Blocks {
  private final Draft draft;
  private final Dice dice;
  private final Expressions expressions;
  private final Sources sources;

  Blocks(Draft draft, Expressions expressions, Sources sources) {
    this.draft = draft;
    this.dice = draft.dice;
    this.expressions = expressions;
    this.sources = sources;
  }

  Query any(Scope outer, List<Kind> kinds, int depth) {
    Sources.From from = sources.any(outer, depth);
    Scope scope = new Scope(from.sources(), outer);
    Part where =
        dice.chance(0.6)
            ? Part.optional(" where ", expressions.predicates().any(scope, depth))
            : Part.of();
    return dice.chance(0.2)
        ? grouped(from, scope, where, kinds, depth)
        : plain(from, scope, where, kinds, depth);
  }

  private Query plain(Sources.From from, Scope scope, Part where, List<Kind> kinds, int depth) {
    List<Part> outputs = new ArrayList<>();
    List<Source.Column> columns = new ArrayList<>();
    boolean distinct = dice.chance(0.12);
    for (Kind kind : kinds) {
      Part value =
          dice.chance(0.12) ? windowed(kind, scope, depth) : expressions.any(kind, scope, depth);
      String name = "c" + (outputs.size() + 1);
      outputs.add(
          dice.chance(0.3) && outputs.isEmpty() ? Part.of(value) : Part.of(value, " as ", name));
      columns.add(new Source.Column(name, kind));
    }
    Part head = Part.of();
    if (distinct) {
      draft.groups();
      head = Part.optional("distinct ");
    } else if (dice.chance(0.04)) {
      draft.groups();
      draft.choosesRows();
      head =
          Part.optional(
              "distinct on (",
              expressions.leaf(dice.chance(0.5) && !draft.open ? Kind.NIR : INT, scope),
              ") ");
    }
    return new Query(
        Part.query(
            "select ",
            head,
            Part.joined(", ", outputs),
            " from ",
            from.part(),
            where,
            tail(scope, distinct)),
        columns);
  }

  private Part tail(Scope scope, boolean distinct) {
    List<Object> pieces = new ArrayList<>();
    if (dice.chance(0.25)) {
      Kind kind =
          draft.isBold() ? dice.pick(List.of(Kind.NIR, Kind.BIRTH)) : dice.pick(List.of(INT, TEXT));
      String key = distinct ? "1" : expressions.leaf(kind, scope).text();
      pieces.add(
          Part.optional(
              " order by ",
              key.matches("[0-9]+|\\$.*") ? "1" : key,
              dice.pick("", " desc", " nulls first", " using <", " desc nulls last")));
    }
    if (dice.chance(0.1)) {
      draft.choosesRows();
      String count = Integer.toString(dice.below(6));
      pieces.add(
          Part.optional(
              dice.chance(0.7)
                  ? " limit " + count + dice.pick("", " offset 1")
                  : " offset 1 rows fetch next " + count + " rows only"));
    } else if (!distinct && scope.sources().size() == 1 && dice.chance(0.06)) {
      // which side of an outer join may be locked depends on what the planner removes
      pieces.add(
          // not SKIP LOCKED: what it leaves out depends on who else is there
          Part.optional(dice.pick(" for update", " for share", " for key share")));
    }
    return Part.of(pieces.toArray());
  }

  private Part windowed(Kind kind, Scope scope, int depth) {
    String over = " over (" + partition(scope) + order(scope) + frame() + ")";
    if (kind == INT) {
      return Part.expression(
          kind,
          dice.pick("count(*)", "row_number()", "rank()", "dense_rank()", "sum(1)", "ntile(3)"),
          over);
    }
    if (kind == NUMBER) {
      return Part.expression(kind, "sum(", expressions.leaf(NUMBER, scope), ")", over);
    }
    if (kind == BOOL) {
      return Part.expression(
          kind, "bool_or(", expressions.predicates().any(scope, depth - 1), ")", over);
    }
    draft.choosesRows();
    draft.groups();
    String function = dice.pick("lag(", "lead(", "first_value(", "last_value(", "nth_value(");
    String offset =
        switch (function) {
          case "nth_value(" -> ", 2)";
          case "lag(", "lead(" -> dice.pick(")", ", 2)");
          default -> ")";
        };
    return Part.expression(kind, function, expressions.leaf(kind, scope), offset, over);
  }

  private String partition(Scope scope) {
    if (dice.chance(0.5)) {
      return "";
    }
    draft.groups();
    Kind kind = draft.open ? TEXT : dice.pick(List.of(TEXT, INT, Kind.NIR));
    return "partition by " + expressions.leaf(kind, scope).text();
  }

  private String order(Scope scope) {
    draft.choosesRows();
    if (dice.chance(0.3)) {
      return "";
    }
    Kind kind = draft.isBold() ? Kind.BIRTH : INT;
    return " order by " + expressions.leaf(kind, scope).text();
  }

  private String frame() {
    return dice.chance(0.7)
        ? ""
        : dice.pick(
            " rows 1 preceding",
            " rows between unbounded preceding and current row exclude ties",
            " rows between 1 preceding and 1 following exclude current row",
            " groups between 1 preceding and 1 following",
            " groups between unbounded preceding and current row exclude group",
            " range between unbounded preceding and unbounded following");
  }

  private Query grouped(Sources.From from, Scope scope, Part where, List<Kind> kinds, int depth) {
    draft.groups();
    List<Part> keys = new ArrayList<>();
    List<Part> outputs = new ArrayList<>();
    List<Source.Column> columns = new ArrayList<>();
    for (Kind kind : kinds) {
      Part value;
      if (kind.isProtected() && dice.chance(0.8) || kind != BOOL && dice.chance(0.4)) {
        value = expressions.leaf(kind, scope);
        if (!scope.columns(kind, true).contains(value.text())) {
          value = Part.expression(kind, "NULL::", kind.typeName());
        } else {
          keys.add(value);
        }
      } else {
        value = aggregate(kind, scope, depth);
      }
      String name = "c" + (outputs.size() + 1);
      outputs.add(Part.of(value, " as ", name));
      columns.add(new Source.Column(name, kind));
    }
    Part group = keys.isEmpty() ? Part.of() : Part.of(" group by ", grouping(keys));
    Part having =
        dice.chance(0.2)
            ? Part.optional(" having ", dice.pick("count(*) > 1", "count(*) < 3", "min(1) = 1"))
            : Part.of();
    return new Query(
        Part.query(
            "select ", Part.joined(", ", outputs), " from ", from.part(), where, group, having),
        columns);
  }

  private Part grouping(List<Part> keys) {
    Part all = Part.joined(", ", keys);
    return switch (dice.below(12)) {
      case 0 -> Part.of("rollup (", all, ")");
      case 1 -> Part.of("cube (", all, ")");
      case 2 -> Part.of("grouping sets ((", all, "), ())");
      case 3 -> Part.of("grouping sets (rollup (", all, "), cube (", all, "))");
      case 4 -> Part.of("distinct rollup (", all, "), cube (", all, ")");
      case 5 -> Part.of(all, ", grouping sets ((), (", all, "))");
      default -> all;
    };
  }

  private Part aggregate(Kind kind, Scope scope, int depth) {
    Part filter =
        dice.chance(0.15)
            ? Part.optional(" filter (where ", expressions.predicates().any(scope, depth - 1), ")")
            : Part.of();
    return switch (kind) {
      case INT ->
          switch (dice.below(5)) {
            case 0 -> Part.expression(kind, "count(*)", filter);
            case 1 ->
                Part.expression(
                    kind,
                    "count(distinct ",
                    expressions.leaf(draft.open ? TEXT : Kind.NIR, scope),
                    ")",
                    filter);
            case 2 ->
                Part.expression(
                    kind,
                    "count(",
                    expressions.leaf(draft.open ? TEXT : Kind.BIRTH, scope),
                    ")",
                    filter);
            default ->
                Part.expression(
                    kind,
                    dice.pick("max(", "min("),
                    expressions.any(INT, scope, depth - 1),
                    ")",
                    filter);
          };
      case NUMBER ->
          dice.chance(0.2)
              ? Part.expression(
                  kind,
                  "percentile_disc(0.5) within group (order by ",
                  expressions.leaf(NUMBER, scope),
                  ")",
                  filter)
              : Part.expression(
                  kind,
                  dice.pick("sum(", "avg(", "max("),
                  expressions.any(NUMBER, scope, depth - 1),
                  ")",
                  filter);
      case BOOL ->
          Part.expression(
              kind,
              dice.pick("bool_and(", "bool_or("),
              expressions.predicates().any(scope, depth - 1),
              ")",
              filter);
      case TEXT ->
          dice.chance(0.3)
              ? stringAggregate(scope)
              : Part.expression(
                  kind,
                  dice.pick("max(", "min("),
                  expressions.any(TEXT, scope, depth - 1),
                  ")",
                  filter);
      case DAY ->
          Part.expression(
              kind,
              dice.pick("max(", "min("),
              expressions.any(kind, scope, depth - 1),
              ")",
              filter);
      case TEXTS, NIRS -> arrayAggregate(kind, scope);
      case JSON -> jsonAggregate(scope);
      case NIR, BIRTH ->
          draft.isBold()
              ? Part.expression(kind, dice.pick("max(", "min("), expressions.leaf(kind, scope), ")")
              : Part.expression(kind, "NULL::", kind.typeName());
    };
  }

  private Part stringAggregate(Scope scope) {
    draft.choosesRows();
    return Part.expression(TEXT, "string_agg(", expressions.leaf(TEXT, scope), ", ',')");
  }

  private Part jsonAggregate(Scope scope) {
    draft.choosesRows();
    Kind element = dice.pick(List.of(INT, TEXT));
    return switch (dice.below(4)) {
      case 0 -> Part.expression(Kind.JSON, "jsonb_agg(", expressions.leaf(element, scope), ")");
      case 1 ->
          Part.expression(
              Kind.JSON,
              "jsonb_object_agg('k' || ",
              expressions.leaf(INT, scope),
              ", ",
              expressions.leaf(element, scope),
              ")");
      case 2 ->
          Part.expression(
              Kind.JSON, "json_arrayagg(", expressions.leaf(element, scope), ")::jsonb");
      default ->
          Part.expression(
              Kind.JSON,
              "json_objectagg('k' : ",
              expressions.leaf(element, scope),
              dice.pick("", " absent on null"),
              ")::jsonb");
    };
  }

  private Part arrayAggregate(Kind kind, Scope scope) {
    draft.choosesRows();
    Kind element = kind == Kind.NIRS ? Kind.NIR : TEXT;
    return Part.expression(kind, "array_agg(", expressions.leaf(element, scope), ")");
  }
}
