package dev.paravent.fuzz;

import static dev.paravent.fuzz.Kind.BOOL;
import static dev.paravent.fuzz.Kind.DAY;
import static dev.paravent.fuzz.Kind.INT;
import static dev.paravent.fuzz.Kind.NUMBER;
import static dev.paravent.fuzz.Kind.TEXT;

/** Expressions that SQL or PostgreSQL spells in ways of its own. Confined to one thread. */
final class Spellings {
  private final Dice dice;
  private final Expressions expressions;

  Spellings(Draft draft, Expressions expressions) {
    this.dice = draft.dice;
    this.expressions = expressions;
  }

  Part text(Scope scope, int depth) {
    Part text = expressions.any(TEXT, scope, depth);
    return switch (dice.below(16)) {
      case 0 -> Part.expression(TEXT, "(", text, " collate \"C\")");
      case 1 -> Part.expression(TEXT, "overlay(", text, " placing 'xy' from 2 for 1)");
      case 2 ->
          Part.expression(TEXT, "trim(", dice.pick("both", "leading"), " 'N' from ", text, ")");
      case 3 -> Part.expression(TEXT, "substring(", text, " similar 'N#\"%#\"1' escape '#')");
      case 4 -> Part.expression(TEXT, "(", text, " operator(pg_catalog.||) 'q')");
      case 5 -> Part.expression(TEXT, "cast(", text, " as varchar(4))");
      case 6 -> Part.expression(TEXT, "concat(variadic array[", text, ", 'v'])");
      case 7 -> Part.expression(TEXT, "normalize(", text, ", nfd)");
      case 8 -> Part.expression(TEXT, "(", text, " || U&'\\0061\\+000062')");
      case 9 -> Part.expression(TEXT, "(", text, " || X'1F'::text)");
      case 10 ->
          Part.expression(
              TEXT, "(", expressions.any(DAY, scope, depth), " at time zone 'UTC')::text");
      case 11 ->
          Part.expression(TEXT, "(interval '1 day' * ", expressions.leaf(INT, scope), ")::text");
      case 12 -> Part.expression(TEXT, "format('%2$s-%1$s', ", text, ", 'f')");
      case 13 -> Part.expression(TEXT, "split_part(", text, ", 'o', 1)");
      case 14 -> Part.expression(TEXT, "regexp_replace(", text, ", '[aeiou]+', '_', 'g')");
      default -> Part.expression(TEXT, "text 'lit' || $t$dollar$t$ || ", text);
    };
  }

  Part integer(Scope scope, int depth) {
    Part integer = expressions.any(INT, scope, depth);
    return switch (dice.below(9)) {
      case 0 -> Part.expression(INT, "position('o' in ", expressions.any(TEXT, scope, depth), ")");
      case 1 -> Part.expression(INT, "(- ", integer, ")");
      case 2 -> Part.expression(INT, "(", integer, " % 7)");
      case 3 -> Part.expression(INT, "(", integer, " & 3 | 4 # 1)::int");
      case 4 -> Part.expression(INT, "(@ (", integer, "))");
      case 5 -> Part.expression(INT, "num_nonnulls(", integer, ", null, 'x')");
      case 6 -> Part.expression(INT, "int4(", expressions.leaf(NUMBER, scope), ")");
      case 7 -> Part.expression(INT, "(0x1F + ", integer, " + 1_000)");
      default -> Part.expression(INT, "mod(", integer, "::int, 5)");
    };
  }

  Part day(Scope scope, int depth) {
    Part day = expressions.any(DAY, scope, depth);
    return switch (dice.below(6)) {
      case 0 -> Part.expression(DAY, "(", day, " + interval '1' month)::date");
      case 1 -> Part.expression(DAY, "(", day, " - interval '1 2:03' day to minute)::date");
      case 2 ->
          Part.expression(
              DAY,
              "make_date(day => 2, year => 2024, month => 1 + abs(",
              expressions.leaf(INT, scope),
              ")::int % 12)");
      case 3 ->
          Part.expression(DAY, "(timestamptz '2024-03-31 00:00+00' at time zone 'UTC')::date");
      case 4 -> Part.expression(DAY, "to_date(to_char(", day, ", 'YYYYMMDD'), 'YYYYMMDD')");
      default -> Part.expression(DAY, "\"date\"(", day, "::timestamp)");
    };
  }

  Part predicate(Scope scope, int depth) {
    return switch (dice.below(10)) {
      case 0 ->
          Part.expression(
              BOOL,
              "((",
              expressions.any(DAY, scope, depth),
              ", interval '9 days') overlaps (",
              expressions.leaf(DAY, scope),
              ", date '2025-02-20'))");
      case 1 ->
          Part.expression(
              BOOL,
              "(",
              expressions.any(INT, scope, depth),
              " between symmetric 9 and ",
              expressions.leaf(INT, scope),
              ")");
      case 2 ->
          Part.expression(BOOL, "(", expressions.any(TEXT, scope, depth), " is nfc normalized)");
      case 3 ->
          Part.expression(
              BOOL,
              "(",
              expressions.any(TEXT, scope, depth),
              dice.pick(
                  " not like 'N\\_%' escape '#'", " !~~ 'x%'", " ~* 'NOM'", " similar to '(N|L)%'"),
              ")");
      case 4 ->
          Part.expression(
              BOOL,
              "(",
              expressions.any(INT, scope, depth),
              " operator(pg_catalog.>=) ",
              expressions.leaf(INT, scope),
              ")");
      case 5 ->
          Part.expression(
              BOOL, "(int4range(1, 9) @> ", expressions.any(INT, scope, depth), "::int)");
      case 6 ->
          Part.expression(
              BOOL, "(", expressions.any(TEXT, scope, depth), " like any (array['N%', 'L%']))");
      case 7 ->
          Part.expression(
              BOOL,
              "(row(",
              expressions.leaf(INT, scope),
              ", ",
              expressions.leaf(TEXT, scope),
              ") in ((1, 'a'), (2, 'Nom2')))");
      case 8 ->
          Part.expression(BOOL, "((", expressions.leaf(TEXT, scope), ") is null) is not true");
      default ->
          Part.expression(BOOL, "starts_with(", expressions.any(TEXT, scope, depth), ", 'N')");
    };
  }
}
