package dev.paravent.fuzz;

import static dev.paravent.fuzz.Kind.BIRTH;
import static dev.paravent.fuzz.Kind.BOOL;
import static dev.paravent.fuzz.Kind.DAY;
import static dev.paravent.fuzz.Kind.INT;
import static dev.paravent.fuzz.Kind.JSON;
import static dev.paravent.fuzz.Kind.NIR;
import static dev.paravent.fuzz.Kind.NUMBER;
import static dev.paravent.fuzz.Kind.TEXT;
import static dev.paravent.fuzz.Kind.TEXTS;

import java.util.List;

/** Expressions over JSON, XML and arrays. Confined to one thread. */
final class Documents {
  private static final List<Kind> MEMBERS = List.of(INT, TEXT, DAY, NUMBER, BOOL, TEXTS, JSON);

  private final Draft draft;
  private final Dice dice;
  private final Expressions expressions;

  Documents(Draft draft, Expressions expressions) {
    this.draft = draft;
    this.dice = draft.dice;
    this.expressions = expressions;
  }

  /** What goes into a document; bold: a protected value. */
  private Part member(Scope scope, int depth) {
    return draft.isBold()
        ? expressions.any(dice.pick(List.of(NIR, BIRTH)), scope, depth)
        : expressions.any(dice.pick(MEMBERS), scope, depth);
  }

  Part json(Scope scope, int depth) {
    Part member = member(scope, depth);
    return switch (dice.below(12)) {
      case 0 -> Part.expression(JSON, "jsonb_build_object('a', ", member, ")");
      case 1 ->
          Part.expression(
              JSON, "jsonb_build_array(", member, ", ", expressions.leaf(TEXT, scope), ")");
      case 2 -> Part.expression(JSON, "to_jsonb(", member, ")");
      case 3 ->
          Part.expression(JSON, "(", expressions.any(JSON, scope, depth), " || ", constant(), ")");
      case 4 ->
          Part.expression(
              JSON,
              "(",
              expressions.any(JSON, scope, depth),
              dice.pick(" -> 'a')", " -> 'b')", " -> 0)", " #> '{b,0}')", " #- '{a}')"));
      case 5 ->
          Part.expression(
              JSON,
              "json_object('a': ",
              member,
              dice.pick("", " null on null", " absent on null"),
              ")::jsonb");
      case 6 -> Part.expression(JSON, "json_array(", member, ", 1)::jsonb");
      case 7 ->
          Part.expression(JSON, "jsonb_set('{\"a\": 1}'::jsonb, '{a}', to_jsonb(", member, "))");
      case 8 ->
          Part.expression(
              JSON, "jsonb_path_query_array(", expressions.any(JSON, scope, depth), ", '$.b[*]')");
      case 9 ->
          Part.expression(
              JSON, "json_query(", expressions.any(JSON, scope, depth), ", '$.b' with wrapper)");
      case 10 ->
          Part.expression(JSON, "jsonb_strip_nulls(", expressions.any(JSON, scope, depth), ")");
      default ->
          Part.expression(
              JSON, "coalesce(", expressions.any(JSON, scope, depth), ", ", constant(), ")");
    };
  }

  private String constant() {
    return dice.pick("'{\"z\": 9}'::jsonb", "'[1, null]'::jsonb", "'\"t\"'::jsonb");
  }

  Part text(Scope scope, int depth) {
    Part document = expressions.any(JSON, scope, depth);
    return switch (dice.below(12)) {
      case 0, 1 ->
          Part.expression(
              TEXT, "(", document, dice.pick(" ->> 'a')", " ->> 'b')", " ->> 0)", " #>> '{b,0}')"));
      case 2 -> Part.expression(TEXT, "(", document, ")::text");
      case 3 -> Part.expression(TEXT, "jsonb_typeof(", document, ")");
      case 4 ->
          Part.expression(
              TEXT,
              "json_value(",
              document,
              ", '$.a'",
              dice.pick("", " default 'none' on empty", " null on error"),
              ")");
      case 5 ->
          Part.expression(
              TEXT, "json_serialize(json_array(", member(scope, depth), ") returning text)");
      case 6 ->
          Part.expression(
              TEXT,
              "xmlserialize(content xmlelement(name e, xmlattributes(",
              expressions.leaf(INT, scope),
              " as n), ",
              member(scope, depth),
              ") as text)");
      case 7 ->
          Part.expression(
              TEXT,
              "xmlconcat(xmlelement(name a, ",
              expressions.leaf(TEXT, scope),
              "), xmlcomment('c'))::text");
      case 8 -> Part.expression(TEXT, "xmlforest(", expressions.leaf(TEXT, scope), " as t)::text");
      case 9 ->
          Part.expression(TEXT, "array_to_string(", expressions.any(TEXTS, scope, depth), ", '|')");
      case 10 ->
          Part.expression(
              TEXT,
              "(xpath('/e/text()', xmlelement(name e, ",
              expressions.leaf(INT, scope),
              ")))[1]::text");
      default ->
          Part.expression(
              TEXT,
              "(select string_agg(v, '+' order by n) from jsonb_array_elements_text(jsonb_build_array(",
              member(scope, depth),
              ", 'q')) with ordinality u(v, n))");
    };
  }

  Part integer(Scope scope, int depth) {
    return switch (dice.below(5)) {
      case 0 ->
          Part.expression(
              INT,
              "jsonb_array_length(jsonb_build_array(",
              member(scope, depth),
              ", ",
              expressions.leaf(INT, scope),
              "))");
      case 1 -> Part.expression(INT, "cardinality(", expressions.any(TEXTS, scope, depth), ")");
      case 2 ->
          Part.expression(
              INT,
              "array_position(",
              expressions.any(TEXTS, scope, depth),
              ", ",
              expressions.leaf(TEXT, scope),
              ")");
      case 3 ->
          Part.expression(
              INT,
              "json_value(",
              expressions.any(JSON, scope, depth),
              ", '$.a' returning int null on error)");
      default ->
          Part.expression(
              INT,
              "(select count(*) from jsonb_object_keys(jsonb_build_object('a', ",
              member(scope, depth),
              ")))");
    };
  }

  Part texts(Scope scope, int depth) {
    return switch (dice.below(6)) {
      case 0 ->
          Part.expression(TEXTS, "string_to_array(", expressions.any(TEXT, scope, depth), ", 'o')");
      case 1 ->
          Part.expression(
              TEXTS,
              dice.pick("array_append", "array_remove"),
              "(",
              expressions.any(TEXTS, scope, depth),
              ", ",
              expressions.leaf(TEXT, scope),
              ")");
      case 2 ->
          Part.expression(
              TEXTS,
              "array_cat(",
              expressions.any(TEXTS, scope, depth),
              ", ",
              expressions.leaf(TEXTS, scope),
              ")");
      case 3 ->
          Part.expression(
              TEXTS, "regexp_split_to_array(", expressions.any(TEXT, scope, depth), ", '[aeiou]')");
      case 4 -> Part.expression(TEXTS, "array_fill(", expressions.leaf(TEXT, scope), ", array[2])");
      default ->
          Part.expression(
              TEXTS, "trim_array(", expressions.any(TEXTS, scope, depth), " || 'z'::text, 1)");
    };
  }

  Part predicate(Scope scope, int depth) {
    return switch (dice.below(8)) {
      case 0 ->
          Part.expression(
              BOOL,
              "(",
              expressions.any(JSON, scope, depth),
              dice.pick(
                  " @> '{\"a\": 1}'",
                  " ? 'a'",
                  " ?| array['a', 'z']",
                  " @? '$.b[*]'",
                  " @@ '$.a == 1'"),
              ")");
      case 1 ->
          Part.expression(BOOL, "json_exists(", expressions.any(JSON, scope, depth), ", '$.a')");
      case 2 ->
          Part.expression(
              BOOL,
              "(",
              expressions.any(TEXT, scope, depth),
              dice.pick(" is json", " is not json", " is json object", " is json scalar"),
              ")");
      case 3 ->
          Part.expression(
              BOOL,
              "(",
              expressions.any(TEXTS, scope, depth),
              dice.pick(" @> ", " && ", " <@ ", " = "),
              expressions.leaf(TEXTS, scope),
              ")");
      case 4 ->
          Part.expression(
              BOOL,
              "xmlexists('/e' passing xmlelement(name e, ",
              expressions.leaf(TEXT, scope),
              "))");
      case 5 ->
          Part.expression(
              BOOL,
              "(",
              expressions.any(JSON, scope, depth),
              dice.pick(" = ", " <> ", " < "),
              expressions.any(JSON, scope, depth),
              ")");
      case 6 ->
          Part.expression(
              BOOL,
              "(",
              expressions.leaf(TEXT, scope),
              dice.pick(" = any (", " <> all ("),
              expressions.any(TEXTS, scope, depth),
              "))");
      default ->
          Part.expression(
              BOOL,
              "((",
              expressions.leaf(INT, scope),
              ", ",
              expressions.leaf(TEXT, scope),
              dice.pick(") < (", ") = (", ") is distinct from ("),
              expressions.leaf(INT, scope),
              ", ",
              expressions.leaf(TEXT, scope),
              "))");
    };
  }
}
