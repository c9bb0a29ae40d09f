package dev.paravent.sql.pg;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** The functions of SQL/JSON. Confined to one parse. */
final class JsonGrammar {
  private final Grammar grammar;
  private final TokenCursor cursor;
  private final JsonClauseGrammar clauses;

  JsonGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
    this.clauses = grammar.jsonClauses;
  }

  /** Whether a function of SQL/JSON has this name. */
  static boolean isName(String word) {
    return switch (word) {
      case "json",
          "json_array",
          "json_arrayagg",
          "json_exists",
          "json_object",
          "json_objectagg",
          "json_query",
          "json_scalar",
          "json_serialize",
          "json_value" ->
          true;
      default -> false;
    };
  }

  /** What is being read: every clause may come once, in PostgreSQL's order. */
  private static final class Draft {
    final JsonKind kind;
    List<SqlNode> arguments = List.of();
    List<SqlNode> passing = List.of();
    List<SqlNode> orderBy = List.of();
    @Nullable Boolean absentOnNull;
    @Nullable Boolean uniqueKeys;
    @Nullable SqlNode returning;
    PgClause.JsonWrapper wrapper = PgClause.JsonWrapper.NONE;
    PgClause.JsonQuotes quotes = PgClause.JsonQuotes.NONE;
    @Nullable SqlNode onEmpty;
    @Nullable SqlNode onError;
    @Nullable SqlNode filter;
    @Nullable SqlNode over;

    Draft(JsonKind kind) {
      this.kind = kind;
    }
  }

  /** A call whose name is here; {@code windowless} where FILTER and OVER cannot follow. */
  SqlNode call(boolean windowless) {
    int first = cursor.at();
    String word = cursor.word();
    cursor.advance();
    cursor.expect(TokenKind.LEFT_PAREN);
    return switch (word) {
      case "json_object" -> object(first);
      case "json_array" -> array(first);
      case "json_objectagg", "json_arrayagg" ->
          aggregate(word.equals("json_objectagg"), windowless, first);
      case "json" -> {
        Draft draft = new Draft(JsonKind.PARSE);
        draft.arguments = List.of(clauses.input());
        draft.uniqueKeys = uniqueKeys();
        yield closed(draft, first);
      }
      case "json_scalar" -> {
        Draft draft = new Draft(JsonKind.SCALAR);
        draft.arguments = List.of(grammar.expressions.expression());
        yield closed(draft, first);
      }
      case "json_serialize" -> {
        Draft draft = new Draft(JsonKind.SERIALIZE);
        draft.arguments = List.of(clauses.input());
        draft.returning = returning();
        yield closed(draft, first);
      }
      case "json_exists" -> path(JsonKind.EXISTS, first);
      case "json_value" -> path(JsonKind.VALUE, first);
      default -> path(JsonKind.QUERY, first);
    };
  }

  private SqlNode closed(Draft draft, int first) {
    cursor.expect(TokenKind.RIGHT_PAREN);
    return node(draft, first);
  }

  private SqlNode node(Draft draft, int first) {
    return new PgCall.Json(
        draft.kind,
        draft.arguments,
        draft.passing,
        draft.orderBy,
        draft.absentOnNull,
        draft.uniqueKeys,
        draft.returning,
        draft.wrapper,
        draft.quotes,
        draft.onEmpty,
        draft.onError,
        draft.filter,
        draft.over,
        cursor.posFrom(first));
  }

  /** JSON_OBJECT of members, or the function json_object with arguments. */
  private SqlNode object(int first) {
    Draft draft = new Draft(JsonKind.OBJECT);
    if (cursor.is(TokenKind.RIGHT_PAREN) || cursor.is("returning")) {
      draft.returning = returning();
      return closed(draft, first);
    }
    int start = cursor.at();
    SqlNode member = memberOrArgument();
    if (!(member instanceof PgClause.JsonMember)) {
      return function(member, first);
    }
    List<SqlNode> members = new ArrayList<>();
    members.add(member);
    while (cursor.accept(TokenKind.COMMA)) {
      start = cursor.at();
      SqlNode next = memberOrArgument();
      if (!(next instanceof PgClause.JsonMember)) {
        throw cursor.unexpected(start);
      }
      members.add(next);
    }
    draft.arguments = members;
    draft.absentOnNull = absentOnNull();
    draft.uniqueKeys = uniqueKeys();
    draft.returning = returning();
    return closed(draft, first);
  }

  private SqlNode function(SqlNode argument, int first) {
    List<SqlNode> arguments = new ArrayList<>();
    arguments.add(argument);
    while (cursor.accept(TokenKind.COMMA)) {
      arguments.add(grammar.functions.argument());
    }
    return grammar.wordFunctions.ordinary("json_object", arguments, first);
  }

  /** key VALUE value, key : value, or an argument of a function. */
  private SqlNode memberOrArgument() {
    int first = cursor.at();
    if (cursor.kind(1) == TokenKind.ARROW || cursor.kind(1) == TokenKind.COLON_EQUAL) {
      return grammar.functions.argument();
    }
    SqlNode key;
    boolean simple = grammar.expressions.isPrimary();
    if (simple) {
      key = grammar.primaries.primary();
      if (cursor.accept("value")) {
        return new PgClause.JsonMember(key, clauses.input(), cursor.posFrom(first));
      }
      key = grammar.expressions.after(key, first);
    } else {
      key = grammar.expressions.expression();
    }
    if (!cursor.accept(TokenKind.COLON)) {
      return key;
    }
    return new PgClause.JsonMember(key, clauses.input(), cursor.posFrom(first));
  }

  /** JSON_ARRAY of values or of a query. */
  private SqlNode array(int first) {
    if (cursor.is(TokenKind.RIGHT_PAREN) || cursor.is("returning")) {
      Draft draft = new Draft(JsonKind.ARRAY);
      draft.returning = returning();
      return closed(draft, first);
    }
    int start = cursor.at();
    SqlNode value;
    if (cursor.startsQuery()) {
      return arrayOf(grammar.queries.query(), start, first);
    } else if (cursor.is(TokenKind.LEFT_PAREN) && cursor.isQueryInParentheses()) {
      cursor.enter();
      List<SqlNode> inner = grammar.primaries.parenthesised();
      cursor.leave();
      if (inner.size() == 1
          && inner.getFirst() instanceof PgQuery query
          && grammar.queries.continues()) {
        return arrayOf(grammar.queries.after(query, start), start, first);
      }
      SqlNode operand = grammar.primaries.afterParentheses(inner, start);
      value = clauses.formatted(grammar.expressions.after(operand, start), start);
    } else {
      value = clauses.input();
    }
    Draft draft = new Draft(JsonKind.ARRAY);
    List<SqlNode> values = new ArrayList<>();
    values.add(value);
    while (cursor.accept(TokenKind.COMMA)) {
      values.add(clauses.input());
    }
    draft.arguments = values;
    draft.absentOnNull = absentOnNull();
    draft.returning = returning();
    return closed(draft, first);
  }

  private SqlNode arrayOf(SqlNode query, int start, int first) {
    Draft draft = new Draft(JsonKind.ARRAY_QUERY);
    draft.arguments = List.of(clauses.formatted(query, start));
    draft.returning = returning();
    return closed(draft, first);
  }

  private SqlNode aggregate(boolean object, boolean windowless, int first) {
    Draft draft = new Draft(object ? JsonKind.OBJECTAGG : JsonKind.ARRAYAGG);
    if (object) {
      int start = cursor.at();
      SqlNode member = memberOrArgument();
      if (!(member instanceof PgClause.JsonMember)) {
        throw cursor.unexpected(start);
      }
      draft.arguments = List.of(member);
    } else {
      draft.arguments = List.of(clauses.input());
      draft.orderBy = cursor.is("order") ? grammar.queries.orderBy() : List.of();
    }
    draft.absentOnNull = absentOnNull();
    if (object) {
      draft.uniqueKeys = uniqueKeys();
    }
    draft.returning = returning();
    cursor.expect(TokenKind.RIGHT_PAREN);
    if (!windowless) {
      draft.filter = grammar.functions.filter();
      draft.over = grammar.functions.over();
    }
    return node(draft, first);
  }

  private SqlNode path(JsonKind kind, int first) {
    Draft draft = new Draft(kind);
    SqlNode input = clauses.input();
    cursor.expect(TokenKind.COMMA);
    draft.arguments = List.of(input, grammar.expressions.expression());
    draft.passing = clauses.passing();
    if (kind != JsonKind.EXISTS) {
      draft.returning = returning();
    }
    if (draft.returning instanceof PgClause.JsonReturning returning
        && returning.formatted
        && kind == JsonKind.VALUE) {
      throw cursor.error("cannot specify FORMAT JSON in RETURNING clause of JSON_VALUE()");
    }
    if (kind == JsonKind.QUERY) {
      draft.wrapper = clauses.wrapper();
      draft.quotes = clauses.quotes();
      clauses.refuseQuotesInWrapper(draft.wrapper, draft.quotes);
    }
    JsonClauseGrammar.Behaviors behaviors =
        kind == JsonKind.EXISTS ? clauses.existsBehavior() : clauses.behaviors(kind);
    draft.onEmpty = behaviors.onEmpty();
    draft.onError = behaviors.onError();
    return closed(draft, first);
  }

  /** NULL ON NULL, ABSENT ON NULL, or null for neither. */
  private @Nullable Boolean absentOnNull() {
    boolean absent = cursor.is("absent");
    if (!absent && !cursor.is("null")) {
      return null;
    }
    cursor.advance();
    cursor.expect("on");
    cursor.expect("null");
    return absent;
  }

  /** WITH | WITHOUT UNIQUE [KEYS], or null for neither. */
  private @Nullable Boolean uniqueKeys() {
    boolean with = cursor.is("with");
    if (!with && !cursor.is("without")) {
      return null;
    }
    cursor.advance();
    cursor.expect("unique");
    cursor.accept("keys");
    return with;
  }

  private @Nullable SqlNode returning() {
    int first = cursor.at();
    if (!cursor.accept("returning")) {
      return null;
    }
    SqlDataTypeSpec type = grammar.types.type();
    boolean formatted = clauses.isFormat();
    String encoding = clauses.format();
    return new PgClause.JsonReturning(type, formatted, encoding, cursor.posFrom(first));
  }
}
