package dev.paravent.sql.pg;

import static dev.paravent.sql.pg.Trees.POS;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** Makes functions of SQL/JSON and SQL/XML as the parser would. */
final class RandomClauses {
  private final RandomTrees random;

  RandomClauses(RandomTrees random) {
    this.random = random;
  }

  SqlNode json(int d) {
    JsonKind kind = random.one(JsonKind.class);
    boolean isBuilt =
        EnumSet.of(JsonKind.OBJECT, JsonKind.ARRAY, JsonKind.OBJECTAGG, JsonKind.ARRAYAGG)
            .contains(kind);
    List<SqlNode> arguments = arguments(kind, d);
    boolean isNone = isBuilt && arguments.isEmpty();
    boolean hasKeys =
        kind == JsonKind.PARSE
            || kind == JsonKind.OBJECTAGG
            || (kind == JsonKind.OBJECT && !isNone);
    boolean isAggregate = kind == JsonKind.OBJECTAGG || kind == JsonKind.ARRAYAGG;
    boolean isQuery = kind == JsonKind.QUERY;
    boolean isPath = isQuery || kind == JsonKind.VALUE || kind == JsonKind.EXISTS;
    boolean returns = kind != JsonKind.PARSE && kind != JsonKind.SCALAR && kind != JsonKind.EXISTS;
    PgClause.JsonWrapper wrapper =
        isQuery ? random.one(PgClause.JsonWrapper.class) : PgClause.JsonWrapper.NONE;
    boolean isWrapped = wrapper.ordinal() > PgClause.JsonWrapper.WITHOUT.ordinal();
    return new PgCall.Json(
        kind,
        arguments,
        isPath ? random.some(0, 2, () -> labelled(input(d), true)) : List.of(),
        kind == JsonKind.ARRAYAGG ? random.some(0, 2, () -> random.sort(d)) : List.of(),
        isBuilt && !isNone ? random.maybeFlag() : null,
        hasKeys ? random.maybeFlag() : null,
        returns ? random.maybe(() -> returning(kind)) : null,
        wrapper,
        isQuery && !isWrapped ? random.one(PgClause.JsonQuotes.class) : PgClause.JsonQuotes.NONE,
        isPath && kind != JsonKind.EXISTS ? behavior(d, kind) : null,
        isPath ? behavior(d, kind) : null,
        isAggregate ? random.maybe(() -> random.expression(d)) : null,
        isAggregate ? random.maybe(() -> new PgCall.WindowRef(random.name(), POS)) : null,
        POS);
  }

  private List<SqlNode> arguments(JsonKind kind, int d) {
    return switch (kind) {
      case OBJECT -> random.some(0, 3, () -> member(d));
      case ARRAY -> random.some(0, 3, () -> input(d));
      case ARRAY_QUERY -> List.of(formatted(random.query(d)));
      case OBJECTAGG -> List.of(member(d));
      case ARRAYAGG, PARSE, SERIALIZE -> List.of(input(d));
      case SCALAR -> List.of(random.expression(d));
      case EXISTS, VALUE, QUERY -> List.of(input(d), random.expression(d));
    };
  }

  private SqlNode member(int d) {
    return new PgClause.JsonMember(random.expression(d), input(d), POS);
  }

  private SqlNode input(int d) {
    return formatted(random.expression(d));
  }

  private SqlNode formatted(SqlNode value) {
    return random.coin()
        ? value
        : new PgClause.JsonInput(value, random.coin() ? "utf8" : null, POS);
  }

  private SqlNode labelled(SqlNode value, boolean isNamed) {
    return new PgClause.Labelled(value, isNamed ? random.name() : null, POS);
  }

  private SqlNode returning(JsonKind kind) {
    boolean isFormatted = kind != JsonKind.VALUE && random.coin();
    return new PgClause.JsonReturning(
        random.type(), isFormatted, isFormatted && random.coin() ? "utf8" : null, POS);
  }

  private @Nullable SqlNode behavior(int d, JsonKind kind) {
    List<PgClause.Behavior> kinds =
        switch (kind) {
          case EXISTS ->
              List.of(
                  PgClause.Behavior.ERROR,
                  PgClause.Behavior.TRUE,
                  PgClause.Behavior.FALSE,
                  PgClause.Behavior.UNKNOWN);
          case QUERY ->
              List.of(
                  PgClause.Behavior.NULL,
                  PgClause.Behavior.EMPTY_ARRAY,
                  PgClause.Behavior.EMPTY_OBJECT,
                  PgClause.Behavior.DEFAULT);
          default ->
              List.of(PgClause.Behavior.ERROR, PgClause.Behavior.NULL, PgClause.Behavior.DEFAULT);
        };
    PgClause.Behavior chosen = random.one(kinds);
    SqlNode value = chosen == PgClause.Behavior.DEFAULT ? random.expression(d) : null;
    return random.maybe(() -> new PgClause.JsonBehavior(chosen, value, POS));
  }

  SqlNode xml(int d) {
    XmlKind kind = random.one(XmlKind.class);
    List<SqlNode> attributes =
        switch (kind) {
          case ELEMENT -> random.some(0, 2, () -> attribute(d));
          case FOREST -> random.some(1, 2, () -> attribute(d));
          default -> List.of();
        };
    boolean isNamed = kind == XmlKind.ELEMENT || kind == XmlKind.PI;
    return new PgCall.Xml(
        kind,
        isNamed ? random.name() : null,
        attributes,
        xmlArguments(kind, d),
        options(kind),
        kind == XmlKind.SERIALIZE ? Trees.type("varchar", Trees.number("3")) : null,
        POS);
  }

  private SqlNode attribute(int d) {
    return random.coin()
        ? labelled(random.identifier(2), false)
        : labelled(random.expression(d), true);
  }

  private List<@Nullable SqlNode> xmlArguments(XmlKind kind, int d) {
    List<@Nullable SqlNode> arguments = new ArrayList<>();
    switch (kind) {
      case CONCAT -> arguments.addAll(random.expressions(1, 3, d));
      case ELEMENT -> arguments.addAll(random.expressions(0, 2, d));
      case PI -> arguments.addAll(random.expressions(0, 1, d));
      case FOREST -> {}
      case PARSE, SERIALIZE -> arguments.add(random.expression(d));
      case EXISTS -> arguments.addAll(random.expressions(2, 2, d));
      case ROOT -> {
        arguments.add(random.expression(d));
        arguments.add(random.maybe(() -> random.expression(d)));
      }
    }
    return arguments;
  }

  private List<PgClause.XmlOption> options(XmlKind kind) {
    List<PgClause.XmlOption> options = new ArrayList<>();
    switch (kind) {
      case PARSE, SERIALIZE -> {
        options.add(random.coin() ? PgClause.XmlOption.DOCUMENT : PgClause.XmlOption.CONTENT);
        if (random.coin()) {
          options.add(
              kind == XmlKind.PARSE
                  ? PgClause.XmlOption.PRESERVE_WHITESPACE
                  : PgClause.XmlOption.INDENT);
        }
      }
      case ROOT -> {
        if (random.coin()) {
          options.add(
              random.one(
                  List.of(
                      PgClause.XmlOption.STANDALONE_YES,
                      PgClause.XmlOption.STANDALONE_NO,
                      PgClause.XmlOption.STANDALONE_NO_VALUE)));
        }
      }
      case CONCAT, ELEMENT, FOREST, PI, EXISTS -> {}
    }
    return options;
  }

  SqlNode jsonTable(int d) {
    return new PgFrom.JsonTable(
        random.coin(),
        input(d),
        path(),
        random.coin() ? random.name() : null,
        random.some(0, 2, () -> labelled(input(d), true)),
        random.some(1, 3, () -> jsonColumn(d)),
        random.maybe(() -> new PgClause.JsonBehavior(PgClause.Behavior.ERROR, null, POS)),
        random.alias(),
        POS);
  }

  private SqlLiteral path() {
    return Trees.text(random.one(List.of("$", "$.a", "it's")));
  }

  private SqlNode jsonColumn(int d) {
    if (d > 0 && random.coin()) {
      return new PgClause.JsonNested(
          path(),
          random.coin() ? random.name() : null,
          random.some(1, 2, () -> jsonColumn(d - 1)),
          POS);
    }
    boolean isOrdinality = random.coin();
    boolean exists = !isOrdinality && random.coin();
    boolean isFormatted = !isOrdinality && !exists && random.coin();
    boolean isValue = !isOrdinality && !exists;
    JsonKind kind = exists ? JsonKind.EXISTS : JsonKind.QUERY;
    return new PgClause.JsonColumn(
        random.name(),
        isOrdinality ? null : random.type(),
        exists,
        isFormatted,
        isFormatted && random.coin() ? "utf8" : null,
        isOrdinality ? null : random.maybe(this::path),
        isValue && random.coin() ? PgClause.JsonWrapper.WITHOUT : PgClause.JsonWrapper.NONE,
        isValue ? random.one(PgClause.JsonQuotes.class) : PgClause.JsonQuotes.NONE,
        isValue ? behavior(d, kind) : null,
        isOrdinality ? null : behavior(d, kind),
        POS);
  }

  SqlNode xmlTable(int d) {
    return new PgFrom.XmlTable(
        random.coin(),
        random.some(0, 2, () -> labelled(random.expression(d), random.coin())),
        random.expression(d),
        random.expression(d),
        random.some(1, 3, () -> xmlColumn(d)),
        random.alias(),
        POS);
  }

  private SqlNode xmlColumn(int d) {
    boolean isOrdinality = random.coin();
    return new PgClause.XmlColumn(
        random.name(),
        isOrdinality ? null : random.type(),
        isOrdinality ? null : random.maybe(() -> random.expression(d)),
        isOrdinality ? null : random.maybe(() -> random.expression(d)),
        !isOrdinality && random.coin(),
        POS);
  }
}
