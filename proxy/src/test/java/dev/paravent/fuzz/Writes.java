package dev.paravent.fuzz;

import java.util.ArrayList;
import java.util.List;

/** INSERT, UPDATE, DELETE and MERGE. Confined to one thread. */
final class Writes {
  private final Draft draft;
  private final Dice dice;
  private final Queries queries;
  private final Expressions expressions;

  Writes(Draft draft, Queries queries) {
    this.draft = draft;
    this.dice = draft.dice;
    this.queries = queries;
    this.expressions = queries.expressions();
  }

  Part any() {
    Source written = dice.pick(draft.tables.written());
    Source table = draft.open ? Tables.openPart(written) : written;
    return switch (dice.below(10)) {
      case 0, 1, 2 -> insert(table);
      case 3, 4, 5, 6 -> update(table);
      case 7, 8 -> delete(table);
      default -> merge(table);
    };
  }

  private List<Source.Column> chosen(Source table, double probability) {
    List<Source.Column> columns =
        table.columns().stream()
            .filter(column -> !column.name().equals("nir_full") && !column.name().equals("id"))
            .filter(column -> dice.chance(probability))
            .toList();
    return columns.isEmpty() ? List.of(table.columns().get(table.columns().size() - 1)) : columns;
  }

  private Part value(Source.Column column, Scope scope) {
    Kind kind = column.kind();
    if (!kind.isProtected()) {
      return expressions.any(kind, scope, 1);
    }
    if (draft.isBold()) {
      return expressions.any(dice.chance(0.5) ? kind.plain() : kind, scope, 1);
    }
    return switch (dice.below(6)) {
      case 0 -> Part.expression(kind, "NULL");
      case 1 -> expressions.any(kind, scope, 1);
      default ->
          kind == Kind.NIRS
              ? expressions.leaf(kind, scope)
              : Part.expression(kind, expressions.constants().literal(kind));
    };
  }

  private Part insert(Source table) {
    List<Source.Column> columns = new ArrayList<>();
    columns.add(table.columns().get(0));
    columns.addAll(chosen(table, 0.8));
    String head = "insert into " + table.alias() + " as t " + Queries.names(columns);
    Part rows;
    if (dice.chance(0.5)) {
      List<Part> fields = new ArrayList<>();
      fields.add(
          Part.of(Integer.toString(dice.chance(0.3) ? 1 + dice.below(20) : 900 + dice.below(50))));
      columns.stream().skip(1).forEach(column -> fields.add(value(column, Scope.NONE)));
      rows = Part.of(" values (", Part.joined(", ", fields), ")");
    } else {
      List<Kind> kinds = new ArrayList<>(columns.stream().map(Source.Column::kind).toList());
      if (draft.isBold()) {
        kinds.replaceAll(kind -> dice.chance(0.5) ? kind.plain() : kind);
      }
      rows = Part.of(" ", queries.any(Scope.NONE, kinds, 1).part());
    }
    Scope scope = new Scope(List.of(table.as("t")), null);
    return Part.of(
        head, rows, dice.chance(0.3) ? conflict(table, scope) : Part.of(), returning(scope));
  }

  private Part conflict(Source table, Scope scope) {
    if (dice.chance(0.4)) {
      return Part.optional(" on conflict do nothing");
    }
    Source.Column set = dice.pick(chosen(table, 0.7));
    Scope both = new Scope(List.of(table.as("t"), table.as("excluded")), null);
    return Part.optional(
        " on conflict (id) do update set ",
        set.name(),
        " = ",
        dice.chance(0.5) ? Part.expression(set.kind(), "excluded." + set.name()) : value(set, both),
        dice.chance(0.4)
            ? Part.optional(" where ", expressions.predicates().any(both, 1))
            : Part.of());
  }

  private Part update(Source table) {
    Scope own = new Scope(List.of(table.as("t")), null);
    boolean from = dice.chance(0.3);
    Source other = queries.sources().table();
    Scope scope = from ? new Scope(List.of(table.as("t"), other), null) : own;
    List<Part> sets = new ArrayList<>();
    for (Source.Column column : chosen(table, 0.3)) {
      sets.add(Part.of(column.name(), " = ", value(column, scope)));
    }
    return Part.of(
        "update ",
        table.alias(),
        " t set ",
        Part.joined(", ", sets),
        from ? Part.of(" from ", queries.sources().name(other), " ", other.alias()) : Part.of(),
        " where ",
        condition(scope),
        returning(scope));
  }

  private Part condition(Scope scope) {
    return dice.chance(0.5)
        ? Part.expression(
            Kind.BOOL,
            "(t.id < ",
            Integer.toString(5 + dice.below(60)),
            " and ",
            expressions.predicates().any(scope, 1),
            ")")
        : expressions.predicates().any(scope, 2);
  }

  private Part delete(Source table) {
    Scope own = new Scope(List.of(table.as("t")), null);
    boolean using = dice.chance(0.3);
    Source other = queries.sources().table();
    Scope scope = using ? new Scope(List.of(table.as("t"), other), null) : own;
    return Part.of(
        "delete from ",
        table.alias(),
        " t",
        using ? Part.of(" using ", queries.sources().name(other), " ", other.alias()) : Part.of(),
        " where ",
        condition(scope),
        returning(scope));
  }

  private Part merge(Source table) {
    Source other = queries.sources().table();
    Scope scope = new Scope(List.of(table.as("t"), other), null);
    Source.Column set = dice.pick(chosen(table, 0.5));
    String key = other.alias() + "." + other.columns().get(0).name();
    return Part.of(
        "merge into ",
        table.alias(),
        " t using ",
        queries.sources().name(other),
        " ",
        other.alias(),
        " on ",
        dice.chance(0.7) ? Part.of("t.id = ", key) : expressions.predicates().any(scope, 1),
        " when matched",
        dice.chance(0.3)
            ? Part.optional(" and ", expressions.predicates().any(scope, 1))
            : Part.of(),
        dice.chance(0.7)
            ? Part.of(" then update set ", set.name(), " = ", value(set, scope))
            : Part.of(" then delete"),
        dice.chance(0.4) ? Part.optional(" when not matched then do nothing") : Part.of(),
        returning(scope));
  }

  private Part returning(Scope scope) {
    if (dice.chance(0.35)) {
      return Part.of();
    }
    List<Part> outputs = new ArrayList<>();
    for (int i = 0; i < 1 + dice.below(3); i++) {
      Kind kind =
          draft.open
              ? dice.pick(List.of(Kind.INT, Kind.TEXT))
              : dice.pick(List.of(Kind.INT, Kind.NIR, Kind.BIRTH, Kind.BOOL));
      outputs.add(expressions.any(kind, scope, 1));
    }
    return Part.optional(" returning ", Part.joined(", ", outputs));
  }
}
