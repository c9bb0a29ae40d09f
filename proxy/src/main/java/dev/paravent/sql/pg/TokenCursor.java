package dev.paravent.sql.pg;

import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** A place among the tokens, and how deep the tree is there. Confined to one parse. */
final class TokenCursor {
  private final PgTokens tokens;
  private final Budget budget;
  private final int depthLimit;
  private int at;
  private int depth;
  private int deepest;

  TokenCursor(PgTokens tokens, int depthLimit, Budget budget) {
    this.tokens = tokens;
    this.budget = budget;
    this.depthLimit = depthLimit;
  }

  ServerVersion version() {
    return tokens.version();
  }

  int at() {
    return at;
  }

  TokenKind kind() {
    return tokens.kind(at);
  }

  TokenKind kind(int ahead) {
    return tokens.kind(Math.min(at + ahead, tokens.size() - 1));
  }

  boolean is(TokenKind kind) {
    return tokens.kind(at) == kind;
  }

  boolean is(String word) {
    return tokens.word(at).equals(word);
  }

  boolean is(String first, String second) {
    return is(first) && second.equals(word(1));
  }

  /** The key word here, in lower case; empty for anything else. */
  String word() {
    return tokens.word(at);
  }

  String word(int ahead) {
    return tokens.word(Math.min(at + ahead, tokens.size() - 1));
  }

  @Nullable PgKeyword keyword() {
    return tokens.keyword(at);
  }

  @Nullable PgKeyword keyword(int ahead) {
    return tokens.keyword(Math.min(at + ahead, tokens.size() - 1));
  }

  String value() {
    return tokens.value(at);
  }

  /** The string here, whose value nobody has asked for. */
  PgLiteral string() {
    return PgLiteral.string(tokens, at, pos());
  }

  boolean isPlainNumber() {
    return tokens.literalClass(at) != LiteralClass.OTHER;
  }

  /** The number here, whose value nobody has asked for. */
  PgLiteral plainNumber() {
    return PgLiteral.number(tokens, at, pos());
  }

  String source() {
    return tokens.source(at);
  }

  int parameter() {
    return tokens.parameter(at);
  }

  int start() {
    return tokens.start(at);
  }

  int start(int token) {
    return tokens.start(token);
  }

  /** Offset after the token before this one. */
  int previousEnd() {
    return at == 0 ? 0 : tokens.end(at - 1);
  }

  void advance() {
    if (!is(TokenKind.END)) {
      at++;
    }
  }

  /** Back to a token that was seen before. */
  void reset(int token) {
    budget.step(at - token);
    at = token;
  }

  /** Where a reading stands, so that another may be tried from there. */
  record Place(int token, int depth, int deepest) {}

  Place place() {
    return new Place(at, depth, deepest);
  }

  /** Back to a place that was passed before, whatever was being read there. */
  void reset(Place place) {
    reset(place.token);
    depth = place.depth;
    deepest = place.deepest;
  }

  boolean accept(TokenKind kind) {
    if (is(kind)) {
      advance();
      return true;
    }
    return false;
  }

  boolean accept(String word) {
    if (is(word)) {
      advance();
      return true;
    }
    return false;
  }

  boolean accept(String first, String second) {
    if (is(first, second)) {
      advance();
      advance();
      return true;
    }
    return false;
  }

  void expect(TokenKind kind) {
    if (!accept(kind)) {
      throw unexpected();
    }
  }

  void expect(String word) {
    if (!accept(word)) {
      throw unexpected();
    }
  }

  /** Whether the first token that is not a left parenthesis, from here on, begins a query. */
  boolean isQueryInParentheses() {
    int ahead = 0;
    while (kind(ahead) == TokenKind.LEFT_PAREN && ahead <= depthLimit) {
      ahead++;
    }
    budget.step(ahead);
    return startsQuery(ahead);
  }

  /** Whether a token belongs to the first SELECT of the statement that begins at another. */
  boolean isInFirstSelect(int first, int token) {
    budget.step(token - first);
    int nesting = 0;
    int selects = 0;
    for (int i = first; i < token; i++) {
      switch (tokens.kind(i)) {
        case LEFT_PAREN -> nesting++;
        case RIGHT_PAREN -> nesting--;
        case IDENT -> selects += nesting == 0 && tokens.word(i).equals("select") ? 1 : 0;
        default -> {}
      }
    }
    return nesting == 0 && selects == 1;
  }

  boolean startsQuery() {
    return startsQuery(0);
  }

  private boolean startsQuery(int ahead) {
    return switch (word(ahead)) {
      case "select", "with", "table" -> true;
      case "values" -> kind(ahead + 1) == TokenKind.LEFT_PAREN;
      default -> false;
    };
  }

  SqlParserPos pos() {
    return pos(at, tokens.end(at));
  }

  /** From a token to this one. */
  SqlParserPos posThrough(int token) {
    return pos(token, tokens.end(at));
  }

  /** From a token to the one before this. */
  SqlParserPos posFrom(int token) {
    return pos(token, previousEnd());
  }

  /** Columns count from one; Calcite wants the last one not before the first. */
  private SqlParserPos pos(int token, int end) {
    int column = tokens.start(token) + 1;
    return new SqlParserPos(1, column, 1, Math.max(column, end));
  }

  PgSyntaxException unexpected() {
    return unexpected(at);
  }

  PgSyntaxException unexpected(int token) {
    String message =
        switch (tokens.kind(token)) {
          case END -> "syntax error at end of input";
          case STRING, BIT_STRING, HEX_STRING -> "syntax error at or near a string";
          case INTEGER, DECIMAL -> "syntax error at or near a number";
          case PARAM -> "syntax error at or near a parameter";
          default -> "syntax error at or near \"" + tokens.source(token) + "\"";
        };
    return PgSyntaxException.syntax(message, tokens.text(), tokens.start(token));
  }

  PgSyntaxException error(String message) {
    return PgSyntaxException.syntax(message, tokens.text(), start());
  }

  PgSyntaxException error(String sqlState, String message, int token) {
    return PgSyntaxException.syntax(sqlState, message, tokens.text(), tokens.start(token));
  }

  PgSyntaxException unsupported(String construct) {
    return PgSyntaxException.unsupported(construct, tokens.text(), start());
  }

  /** Goes one level down; the caller comes back with {@link #leave}. */
  void enter() {
    if (++depth > depthLimit) {
      throw PgSyntaxException.tooDeep();
    }
    deepest = Math.max(deepest, depth);
  }

  void leave() {
    depth--;
  }

  /**
   * Begins to measure a tree that {@link #wrap} may deepen; give the result to {@link #endChain}.
   */
  int beginChain() {
    int before = deepest;
    deepest = depth;
    return before;
  }

  /** What was read since {@link #beginChain} becomes the left child of a new node. */
  void wrap() {
    if (++deepest > depthLimit) {
      throw PgSyntaxException.tooDeep();
    }
  }

  void endChain(int before) {
    deepest = Math.max(deepest, before);
  }
}
