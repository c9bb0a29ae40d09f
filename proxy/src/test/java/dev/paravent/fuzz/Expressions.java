package dev.paravent.fuzz;

import static dev.paravent.fuzz.Kind.BIRTH;
import static dev.paravent.fuzz.Kind.BOOL;
import static dev.paravent.fuzz.Kind.DAY;
import static dev.paravent.fuzz.Kind.INT;
import static dev.paravent.fuzz.Kind.NIR;
import static dev.paravent.fuzz.Kind.NIRS;
import static dev.paravent.fuzz.Kind.NUMBER;
import static dev.paravent.fuzz.Kind.TEXT;
import static dev.paravent.fuzz.Kind.TEXTS;

import java.util.List;

/** Expressions of every kind. Confined to one thread. */
final class Expressions {
  private final Draft draft;
  private final Dice dice;
  private final Queries queries;
  private final Predicates predicates;
  private final Constants constants;
  private final Documents documents;
  private final Spellings spellings;

  Expressions(Draft draft, Queries queries) {
    this.draft = draft;
    this.dice = draft.dice;
    this.queries = queries;
    this.constants = new Constants(draft);
    this.documents = new Documents(draft, this);
    this.spellings = new Spellings(draft, this);
    this.predicates = new Predicates(draft, this, constants, queries);
  }

  Predicates predicates() {
    return predicates;
  }

  Spellings spellings() {
    return spellings;
  }

  Documents documents() {
    return documents;
  }

  Constants constants() {
    return constants;
  }

  Part any(Kind kind, Scope scope, int depth) {
    if (kind == BOOL) {
      return predicates.any(scope, depth);
    }
    if (depth <= 0 || dice.chance(0.4)) {
      return leaf(kind, scope);
    }
    return switch (kind) {
      case INT -> integer(scope, depth - 1);
      case NUMBER -> number(scope, depth - 1);
      case TEXT -> text(scope, depth - 1);
      case DAY -> day(scope, depth - 1);
      case TEXTS, NIRS -> array(kind, scope, depth - 1);
      case JSON ->
          dice.chance(0.2) ? conditional(kind, scope, depth - 1) : documents.json(scope, depth - 1);
      case NIR, BIRTH -> identity(kind, scope, depth - 1);
      case BOOL -> throw new IllegalStateException("a predicate is no expression here");
    };
  }

  /** A column of the kind, or a constant. Bold: a protected column where another was asked for. */
  Part leaf(Kind kind, Scope scope) {
    if (draft.isBold()) {
      Kind bold =
          switch (kind) {
            case TEXT -> NIR;
            case DAY -> BIRTH;
            case TEXTS -> NIRS;
            case INT, NUMBER, BOOL, JSON, NIR, BIRTH, NIRS -> kind;
          };
      List<String> columns = scope.columns(bold, true);
      if (!columns.isEmpty()) {
        return Part.expression(kind, dice.pick(columns));
      }
    }
    List<String> columns = scope.columns(kind, dice.chance(0.3));
    if (!columns.isEmpty() && dice.chance(kind.isProtected() ? 0.95 : 0.75)) {
      return Part.expression(kind, dice.pick(columns));
    }
    return kind.isProtected() && (!draft.isBold())
        ? Part.expression(kind, kind.simplest())
        : constants.of(kind);
  }

  private Part integer(Scope scope, int depth) {
    if (dice.chance(0.25)) {
      return dice.chance(0.5) ? documents.integer(scope, depth) : spellings.integer(scope, depth);
    }
    return switch (dice.below(draft.isBold() ? 17 : 13)) {
      case 0, 1 -> binary(INT, dice.pick(" + ", " - ", " * "), INT, scope, depth);
      case 2 -> conditional(INT, scope, depth);
      case 3 -> merged(INT, scope, depth);
      case 4 -> call(INT, "length", TEXT, scope, depth);
      case 5 ->
          Part.expression(
              INT,
              "extract(",
              dice.pick("year", "month", "day"),
              " from ",
              any(DAY, scope, depth),
              ")::int");
      case 6 ->
          Part.expression(INT, "nullif(", any(INT, scope, depth), ", ", leaf(INT, scope), ")");
      case 7 ->
          Part.expression(
              INT,
              dice.pick("greatest", "least"),
              "(",
              any(INT, scope, depth),
              ", ",
              leaf(INT, scope),
              ")");
      case 8 -> scalar(INT, scope, depth);
      case 9 -> call(INT, "abs", INT, scope, depth);
      case 10 ->
          Part.expression(INT, "(", any(DAY, scope, depth), " - ", any(DAY, scope, depth), ")");
      case 11 ->
          Part.expression(INT, "coalesce(array_length(", any(TEXTS, scope, depth), ", 1), 0)");
      case 12 -> Part.expression(INT, "(", predicates.any(scope, depth), ")::int");
      case 13 -> call(INT, dice.pick("ascii", "octet_length", "hashtext"), NIR, scope, depth);
      case 14 -> Part.expression(INT, "extract(year from ", any(BIRTH, scope, depth), ")::int");
      case 15 ->
          Part.expression(
              INT,
              "width_bucket(",
              any(BIRTH, scope, depth),
              ", array[date '1950-01-01', date '1970-01-01'])");
      default ->
          Part.expression(INT, "num_nulls(", any(NIR, scope, depth), ", ", leaf(BIRTH, scope), ")");
    };
  }

  private Part number(Scope scope, int depth) {
    return switch (dice.below(5)) {
      case 0 -> binary(NUMBER, dice.pick(" + ", " - ", " * "), NUMBER, scope, depth);
      case 1 -> conditional(NUMBER, scope, depth);
      case 2 -> Part.expression(NUMBER, any(INT, scope, depth), "::numeric");
      case 3 -> Part.expression(NUMBER, "round(", any(NUMBER, scope, depth), ", 1)");
      default -> scalar(NUMBER, scope, depth);
    };
  }

  private Part text(Scope scope, int depth) {
    if (dice.chance(0.4)) {
      return dice.chance(0.5) ? documents.text(scope, depth) : spellings.text(scope, depth);
    }
    return switch (dice.below(draft.isBold() ? 18 : 13)) {
      case 0, 1 -> binary(TEXT, " || ", TEXT, scope, depth);
      case 2 ->
          call(TEXT, dice.pick("lower", "upper", "trim", "initcap", "reverse"), TEXT, scope, depth);
      case 3 ->
          Part.expression(TEXT, "left(", any(TEXT, scope, depth), ", ", leaf(INT, scope), ")");
      case 4 -> Part.expression(TEXT, "substring(", any(TEXT, scope, depth), " from 2 for 3)");
      case 5 -> conditional(TEXT, scope, depth);
      case 6 -> merged(TEXT, scope, depth);
      case 7 ->
          Part.expression(TEXT, any(dice.pick(List.of(INT, DAY, NUMBER)), scope, depth), "::text");
      case 8 -> scalar(TEXT, scope, depth);
      case 9 -> Part.expression(TEXT, "replace(", any(TEXT, scope, depth), ", 'a', 'b')");
      case 10 -> Part.expression(TEXT, "(", any(TEXTS, scope, depth), ")[1]");
      case 11 -> Part.expression(TEXT, "to_char(", any(DAY, scope, depth), ", 'YYYY-MM')");
      case 12 ->
          Part.expression(TEXT, "nullif(", any(TEXT, scope, depth), ", ", leaf(TEXT, scope), ")");
      case 13 ->
          call(TEXT, dice.pick("md5", "lower", "quote_literal", "to_json"), NIR, scope, depth);
      case 14 -> Part.expression(TEXT, any(NIR, scope, depth), "::varchar(5)");
      case 15 -> Part.expression(TEXT, "format('%s', ", any(NIR, scope, depth), ")");
      case 16 -> Part.expression(TEXT, "to_char(", any(BIRTH, scope, depth), ", 'YYYY')");
      default ->
          Part.expression(TEXT, "concat(", any(NIR, scope, depth), ", ", leaf(TEXT, scope), ")");
    };
  }

  private Part day(Scope scope, int depth) {
    if (dice.chance(0.3)) {
      return spellings.day(scope, depth);
    }
    return switch (dice.below(7)) {
      case 0 ->
          Part.expression(DAY, "(", any(DAY, scope, depth), " + ", leaf(INT, scope), "::int)");
      case 1 -> conditional(DAY, scope, depth);
      case 2 -> merged(DAY, scope, depth);
      case 3 -> scalar(DAY, scope, depth);
      case 4 -> Part.expression(DAY, "date_trunc('month', ", any(DAY, scope, depth), ")::date");
      case 5 ->
          Part.expression(DAY, "nullif(", any(DAY, scope, depth), ", ", leaf(DAY, scope), ")");
      default ->
          Part.expression(DAY, "greatest(", any(DAY, scope, depth), ", ", leaf(DAY, scope), ")");
    };
  }

  private Part array(Kind kind, Scope scope, int depth) {
    Kind element = kind == NIRS ? NIR : TEXT;
    if (kind == TEXTS && dice.chance(0.3)) {
      return documents.texts(scope, depth);
    }
    return switch (dice.below(5)) {
      case 0 ->
          Part.expression(
              kind, "array[", any(element, scope, depth), ", ", leaf(element, scope), "]");
      case 1 -> conditional(kind, scope, depth);
      case 2 -> Part.expression(kind, "(", any(kind, scope, depth), ")[1:2]");
      case 3 ->
          kind == NIRS && !draft.isBold()
              ? leaf(kind, scope)
              : Part.expression(kind, "(", any(kind, scope, depth), " || ", leaf(kind, scope), ")");
      default -> {
        draft.choosesRows();
        yield Part.expression(kind, "array(", queries.column(element, scope, depth), ")");
      }
    };
  }

  /** What keeps an identity, and what merges one. */
  private Part identity(Kind kind, Scope scope, int depth) {
    return switch (dice.below(draft.isBold() ? 11 : 9)) {
      case 0 -> conditional(kind, scope, depth);
      case 1 -> merged(kind, scope, depth);
      case 2, 3 -> scalar(kind, scope, depth);
      case 4 ->
          kind == NIR
              ? Part.expression(kind, any(kind, scope, depth), "::text")
              : Part.expression(kind, "cast(", any(kind, scope, depth), " as date)");
      case 5 ->
          kind == NIR
              ? Part.expression(kind, "(", any(NIRS, scope, depth), ")[", dice.pick("1", "2"), "]")
              : leaf(kind, scope);
      case 6 -> Part.expression(kind, "nullif(", any(kind, scope, depth), ", NULL)");
      case 7 ->
          Part.expression(
              kind, "(array[", any(kind, scope, depth), ", ", leaf(kind, scope), "])[2]");
      case 8 -> leaf(kind, scope);
      case 9 ->
          Part.expression(
              kind, "coalesce(", any(kind, scope, depth), ", ", constants.of(kind), ")");
      default ->
          Part.expression(
              kind,
              dice.pick("greatest", "least"),
              "(",
              any(kind, scope, depth),
              ", ",
              leaf(kind, scope),
              ")");
    };
  }

  private Part conditional(Kind kind, Scope scope, int depth) {
    return dice.chance(0.2)
        ? Part.expression(
            kind,
            "(case ",
            any(INT, scope, depth),
            " when ",
            leaf(INT, scope),
            " then ",
            any(kind, scope, depth),
            " end)")
        : Part.expression(
            kind,
            "(case when ",
            predicates.any(scope, depth),
            " then ",
            any(kind, scope, depth),
            " else ",
            any(kind, scope, depth),
            " end)");
  }

  private Part merged(Kind kind, Scope scope, int depth) {
    return Part.expression(
        kind, "coalesce(", any(kind, scope, depth), ", ", any(kind, scope, depth), ")");
  }

  private Part scalar(Kind kind, Scope scope, int depth) {
    return Part.expression(kind, "(", queries.scalar(kind, scope, depth), ")");
  }

  private Part call(Kind kind, String function, Kind argument, Scope scope, int depth) {
    return Part.expression(kind, function, "(", any(argument, scope, depth), ")");
  }

  private Part binary(Kind kind, String operator, Kind operand, Scope scope, int depth) {
    return Part.expression(
        kind, "(", any(operand, scope, depth), operator, any(operand, scope, depth), ")");
  }
}
