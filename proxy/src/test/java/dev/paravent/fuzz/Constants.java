package dev.paravent.fuzz;

import java.util.List;

/** Constants and parameters. Confined to one thread. */
final class Constants {
  private static final Decoy DECOY = new Decoy();

  private final Draft draft;
  private final Dice dice;

  Constants(Draft draft) {
    this.draft = draft;
    this.dice = draft.dice;
  }

  /** A constant; of a protected kind only where a statement names protected columns. */
  Part of(Kind kind) {
    if (dice.chance(0.12)) {
      return Part.expression(kind, cast(draft.parameter(kind), kind));
    }
    if (dice.chance(0.05)) {
      return Part.expression(kind, "NULL::", kind.typeName());
    }
    return Part.expression(
        kind,
        switch (kind) {
          case INT -> Integer.toString(dice.below(25));
          case NUMBER -> dice.below(30) + "." + dice.below(100);
          case TEXT -> dice.pick("'a'", "'Lyon'", "'Nom1'", "'open'", "''", "E'b\\n'", "'é'");
          case DAY -> "date '" + day() + "'";
          case BOOL -> dice.pick("true", "false");
          case TEXTS -> dice.pick("'{a,u}'::text[]", "array['t1', null]", "'{}'::text[]");
          case JSON ->
              dice.pick(
                  "'{\"a\": 2, \"b\": []}'::jsonb",
                  "jsonb '[1, \"x\"]'",
                  "'null'::jsonb",
                  "'\"a\"'::jsonb");
          case NIR, BIRTH -> literal(kind);
          case NIRS -> "'{" + nir() + "," + nir() + "}'::text[]";
        });
  }

  /** A bare constant of a protected kind, as applications write it. */
  String literal(Kind kind) {
    String value = kind == Kind.BIRTH ? born() : nir();
    return switch (dice.below(8)) {
      case 0 -> draft.parameter(kind);
      case 1 -> cast("'" + value + "'", kind);
      case 2 -> kind == Kind.BIRTH ? "date '" + value + "'" : "'" + value + "'";
      default -> "'" + value + "'";
    };
  }

  private String cast(String text, Kind kind) {
    return dice.chance(0.5)
        ? text + "::" + kind.typeName()
        : "cast(" + text + " as " + kind.typeName() + ")";
  }

  private String day() {
    return dice.chance(0.4) ? born() : dice.pick("2025-02-01", "2001-02-03", "2024-02-29");
  }

  String born() {
    return dice.pick(DECOY.truth()).born().toString();
  }

  String nir() {
    Decoy.Person person = dice.pick(DECOY.truth());
    return dice.chance(0.6) ? person.nir() : person.nir() + person.key();
  }

  /** Values for the parameters of a statement, in order. */
  List<String> values() {
    return draft.parameters.stream()
        .map(
            kind ->
                switch (kind) {
                  case INT -> Integer.toString(dice.below(20));
                  case NUMBER -> "2.50";
                  case TEXT -> dice.pick("a", "Nom2", "paid");
                  case DAY -> "2025-02-01";
                  case BOOL -> "true";
                  case TEXTS -> "{a}";
                  case JSON -> "{\"a\": 3}";
                  case NIR -> nir();
                  case BIRTH -> born();
                  case NIRS -> "{" + nir() + "," + nir() + "}";
                })
        .toList();
  }
}
