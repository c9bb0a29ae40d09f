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

/** Predicates, those about protected columns often. Confined to one thread. */
final class Predicates {
  private static final List<Kind> COMPARABLE = List.of(INT, INT, TEXT, DAY, NUMBER);

  private final Draft draft;
  private final Dice dice;
  private final Expressions expressions;
  private final Constants constants;
  private final Queries queries;

  Predicates(Draft draft, Expressions expressions, Constants constants, Queries queries) {
    this.draft = draft;
    this.dice = draft.dice;
    this.expressions = expressions;
    this.constants = constants;
    this.queries = queries;
  }

  Part any(Scope scope, int depth) {
    if (depth > 0 && dice.chance(0.35)) {
      return compound(scope, depth - 1);
    }
    boolean canName = !draft.open && !scope.columns(NIR, true).isEmpty();
    return canName && dice.chance(0.5) ? guarded(scope, depth - 1) : plain(scope, depth - 1);
  }

  private Part compound(Scope scope, int depth) {
    return switch (dice.below(5)) {
      case 0, 1 -> Part.expression(BOOL, "(", any(scope, depth), " and ", any(scope, depth), ")");
      case 2 -> Part.expression(BOOL, "(", any(scope, depth), " or ", any(scope, depth), ")");
      case 3 -> Part.expression(BOOL, "(not ", any(scope, depth), ")");
      default ->
          Part.expression(
              BOOL,
              "(",
              any(scope, depth),
              dice.pick(" is true", " is not false", " is unknown"),
              ")");
    };
  }

  private Part plain(Scope scope, int depth) {
    if (dice.chance(0.3)) {
      return dice.chance(0.5)
          ? expressions.documents().predicate(scope, depth)
          : expressions.spellings().predicate(scope, depth);
    }
    Kind kind = dice.pick(COMPARABLE);
    Part left = expressions.any(kind, scope, depth);
    return switch (dice.below(10)) {
      case 0, 1, 2 ->
          Part.expression(
              BOOL,
              "(",
              left,
              dice.pick(" = ", " < ", " >= ", " <> ", " is distinct from "),
              expressions.any(kind, scope, depth),
              ")");
      case 3 -> Part.expression(BOOL, "(", left, dice.pick(" is null", " is not null"), ")");
      case 4 ->
          Part.expression(
              BOOL,
              "(",
              left,
              dice.pick(" in (", " not in ("),
              expressions.leaf(kind, scope),
              ", ",
              constants.of(kind),
              "))");
      case 5 ->
          Part.expression(
              BOOL,
              "(",
              left,
              dice.pick(" between ", " not between "),
              expressions.leaf(kind, scope),
              " and ",
              expressions.leaf(kind, scope),
              ")");
      case 6 ->
          Part.expression(
              BOOL,
              "(",
              expressions.any(TEXT, scope, depth),
              dice.pick(" like 'N%'", " ilike '%y%'", " ~ '^[a-m]'", " similar to 'N%'"),
              ")");
      case 7 -> Part.expression(BOOL, "exists (", queries.column(INT, scope, depth), ")");
      case 8 ->
          Part.expression(
              BOOL,
              "(",
              left,
              dice.pick(" in (", " = any (", " <> all ("),
              queries.column(kind, scope, depth),
              "))");
      default ->
          Part.expression(
              BOOL,
              "(",
              expressions.any(TEXT, scope, depth),
              " = any (",
              expressions.any(TEXTS, scope, depth),
              "))");
    };
  }

  private Part guarded(Scope scope, int depth) {
    Kind kind = scope.columns(BIRTH, true).isEmpty() || dice.chance(0.6) ? NIR : BIRTH;
    Part left =
        dice.chance(0.7) ? expressions.leaf(kind, scope) : expressions.any(kind, scope, depth);
    return switch (dice.below(draft.isBold() ? 19 : 13)) {
      case 0, 1, 2 ->
          Part.expression(
              BOOL,
              "(",
              left,
              dice.pick(" = ", " = ", " <> ", " is distinct from "),
              constants.literal(kind),
              ")");
      case 3 -> Part.expression(BOOL, "(", constants.literal(kind), " = ", left, ")");
      case 4 ->
          Part.expression(
              BOOL,
              "(",
              left,
              dice.pick(" in (", " not in ("),
              constants.literal(kind),
              ", ",
              constants.literal(kind),
              "))");
      case 5, 6 ->
          Part.expression(
              BOOL, "(", left, dice.pick(" = ", " <> "), expressions.any(kind, scope, depth), ")");
      case 7 -> Part.expression(BOOL, "(", left, dice.pick(" is null", " is not null"), ")");
      case 8 ->
          Part.expression(
              BOOL,
              "(",
              left,
              dice.pick(" in (", " = any (", " not in ("),
              queries.column(kind, scope, depth),
              "))");
      case 9 ->
          Part.expression(
              BOOL,
              "(",
              left,
              " = any (array[",
              constants.literal(kind),
              ", ",
              constants.literal(kind),
              "]))");
      case 10 ->
          Part.expression(
              BOOL,
              "((",
              left,
              ", ",
              expressions.leaf(INT, scope),
              ") = (",
              constants.literal(kind),
              ", ",
              expressions.leaf(INT, scope),
              "))");
      case 11 ->
          Part.expression(
              BOOL,
              "(",
              left,
              " = any (",
              expressions.leaf(kind == NIR ? NIRS : TEXTS, scope),
              "))");
      case 12 -> Part.expression(BOOL, "exists (", queries.column(kind, scope, depth), ")");
      case 13 ->
          Part.expression(BOOL, "(", left, dice.pick(" < ", " >= "), constants.literal(kind), ")");
      case 14 -> Part.expression(BOOL, "(", expressions.any(NIR, scope, depth), " like '2%')");
      case 15 ->
          Part.expression(
              BOOL,
              "(",
              left,
              " between ",
              constants.literal(kind),
              " and ",
              constants.literal(kind),
              ")");
      case 16 ->
          Part.expression(BOOL, "(", left, " = ", expressions.any(kind.plain(), scope, depth), ")");
      case 17 ->
          Part.expression(
              BOOL,
              "(",
              left,
              dice.pick(" > all (", " < any ("),
              queries.column(kind, scope, depth),
              "))");
      default -> Part.expression(BOOL, "(", expressions.any(kind, scope, depth), " = ", left, ")");
    };
  }
}
