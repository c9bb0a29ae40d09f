package dev.paravent.sql.pg;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** Clauses that functions of SQL/JSON and JSON_TABLE share. Confined to one parse. */
final class JsonClauseGrammar {
  private final Grammar grammar;
  private final TokenCursor cursor;

  JsonClauseGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  /** What stands for a missing value and for an error; null where nothing is said. */
  record Behaviors(@Nullable SqlNode onEmpty, @Nullable SqlNode onError) {}

  /** json_value_expr: a value, perhaps with FORMAT JSON. */
  SqlNode input() {
    int first = cursor.at();
    return formatted(grammar.expressions.expression(), first);
  }

  /** FORMAT JSON after a value that was read already. */
  SqlNode formatted(SqlNode value, int first) {
    if (!isFormat()) {
      return value;
    }
    String encoding = format();
    return new PgClause.JsonInput(value, encoding, cursor.posFrom(first));
  }

  boolean isFormat() {
    return cursor.is("format", "json");
  }

  /** FORMAT JSON [ENCODING name] or nothing; the name. */
  @Nullable String format() {
    if (!cursor.accept("format", "json")) {
      return null;
    }
    return cursor.accept("encoding") ? grammar.names.columnId() : null;
  }

  /** PASSING value AS name, .. */
  List<SqlNode> passing() {
    if (!cursor.accept("passing")) {
      return List.of();
    }
    List<SqlNode> passing = new ArrayList<>();
    do {
      int first = cursor.at();
      SqlNode value = input();
      cursor.expect("as");
      String name = grammar.names.label();
      passing.add(new PgClause.Labelled(value, name, cursor.posFrom(first)));
    } while (cursor.accept(TokenKind.COMMA));
    return passing;
  }

  PgClause.JsonWrapper wrapper() {
    if (cursor.accept("without")) {
      cursor.accept("array");
      cursor.expect("wrapper");
      return PgClause.JsonWrapper.WITHOUT;
    }
    if (!cursor.accept("with")) {
      return PgClause.JsonWrapper.NONE;
    }
    boolean conditional = cursor.accept("conditional");
    if (!conditional) {
      cursor.accept("unconditional");
    }
    cursor.accept("array");
    cursor.expect("wrapper");
    return conditional ? PgClause.JsonWrapper.CONDITIONAL : PgClause.JsonWrapper.UNCONDITIONAL;
  }

  PgClause.JsonQuotes quotes() {
    PgClause.JsonQuotes quotes =
        switch (cursor.word()) {
          case "keep" -> PgClause.JsonQuotes.KEEP;
          case "omit" -> PgClause.JsonQuotes.OMIT;
          default -> PgClause.JsonQuotes.NONE;
        };
    if (quotes != PgClause.JsonQuotes.NONE) {
      cursor.advance();
      cursor.expect("quotes");
      if (cursor.accept("on")) {
        cursor.expect("scalar");
        cursor.expect("string");
      }
    }
    return quotes;
  }

  /** parse_expr.c, transformJsonFuncExpr. */
  void refuseQuotesInWrapper(PgClause.JsonWrapper wrapper, PgClause.JsonQuotes quotes) {
    boolean wrapped =
        wrapper == PgClause.JsonWrapper.CONDITIONAL
            || wrapper == PgClause.JsonWrapper.UNCONDITIONAL;
    if (wrapped && quotes != PgClause.JsonQuotes.NONE) {
      throw cursor.error(
          "SQL/JSON QUOTES behavior must not be specified when WITH WRAPPER is used");
    }
  }

  /** json_on_error_clause_opt of JSON_EXISTS. */
  Behaviors existsBehavior() {
    int first = cursor.at();
    PgClause.JsonBehavior behavior = behavior();
    if (behavior != null) {
      cursor.expect("on");
      cursor.expect("error");
      switch (behavior.kind) {
        case ERROR, TRUE, FALSE, UNKNOWN -> {}
        case NULL, EMPTY_ARRAY, EMPTY_OBJECT, DEFAULT -> throw invalid(first);
      }
    }
    return new Behaviors(null, behavior);
  }

  /** The ON ERROR of JSON_TABLE. */
  @Nullable SqlNode tableBehavior() {
    int first = cursor.at();
    PgClause.JsonBehavior behavior = behavior();
    if (behavior != null) {
      cursor.expect("on");
      cursor.expect("error");
      switch (behavior.kind) {
        case ERROR, EMPTY_ARRAY -> {}
        case NULL, TRUE, FALSE, UNKNOWN, EMPTY_OBJECT, DEFAULT -> throw invalid(first);
      }
    }
    return behavior;
  }

  /** json_behavior_clause_opt of JSON_VALUE, JSON_QUERY and columns that act like them. */
  Behaviors behaviors(JsonKind kind) {
    int first = cursor.at();
    PgClause.JsonBehavior behavior = behavior();
    if (behavior == null) {
      return new Behaviors(null, null);
    }
    refuseInvalid(behavior, kind, first);
    cursor.expect("on");
    if (cursor.accept("error")) {
      return new Behaviors(null, behavior);
    }
    cursor.expect("empty");
    int second = cursor.at();
    PgClause.JsonBehavior onError = behavior();
    if (onError != null) {
      refuseInvalid(onError, kind, second);
      cursor.expect("on");
      cursor.expect("error");
    }
    return new Behaviors(behavior, onError);
  }

  private void refuseInvalid(PgClause.JsonBehavior behavior, JsonKind kind, int token) {
    switch (behavior.kind) {
      case ERROR, NULL, DEFAULT -> {}
      case EMPTY_ARRAY, EMPTY_OBJECT -> {
        if (kind == JsonKind.VALUE) {
          throw invalid(token);
        }
      }
      case TRUE, FALSE, UNKNOWN -> throw invalid(token);
    }
  }

  private PgSyntaxException invalid(int token) {
    return cursor.error("42601", "invalid ON ERROR or ON EMPTY behavior", token);
  }

  private PgClause.@Nullable JsonBehavior behavior() {
    int first = cursor.at();
    PgClause.Behavior kind =
        switch (cursor.word()) {
          case "error" -> PgClause.Behavior.ERROR;
          case "null" -> PgClause.Behavior.NULL;
          case "true" -> PgClause.Behavior.TRUE;
          case "false" -> PgClause.Behavior.FALSE;
          case "unknown" -> PgClause.Behavior.UNKNOWN;
          case "empty" -> PgClause.Behavior.EMPTY_ARRAY;
          case "default" -> PgClause.Behavior.DEFAULT;
          default -> null;
        };
    if (kind == null) {
      return null;
    }
    cursor.advance();
    SqlNode value = null;
    if (kind == PgClause.Behavior.DEFAULT) {
      value = grammar.expressions.expression();
    } else if (kind == PgClause.Behavior.EMPTY_ARRAY && !cursor.accept("array")) {
      // EMPTY alone is EMPTY ARRAY
      kind = cursor.accept("object") ? PgClause.Behavior.EMPTY_OBJECT : kind;
    }
    return new PgClause.JsonBehavior(kind, value, cursor.posFrom(first));
  }
}
