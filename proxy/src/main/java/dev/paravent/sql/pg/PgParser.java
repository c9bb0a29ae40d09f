package dev.paravent.sql.pg;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Reads PostgreSQL's SQL into a tree. It accepts what PostgreSQL 18 accepts, but for constructs
 * that it names when it refuses them. Thread-safe.
 */
public final class PgParser {
  private static final String SELECT_INTO = "SELECT INTO";

  private final ParserLimits limits;
  private final ServerVersion version;

  public PgParser(ParserLimits limits, ServerVersion version) {
    this.limits = limits;
    this.version = version;
  }

  /** A parser of {@link ServerVersion#NEWEST}. */
  public PgParser(ParserLimits limits) {
    this(limits, ServerVersion.NEWEST);
  }

  /** A parser with {@link ParserLimits#DEFAULTS}. */
  public PgParser() {
    this(ParserLimits.DEFAULTS);
  }

  /**
   * The statements of a text, which semicolons separate; empty ones are left out.
   *
   * @throws PgSyntaxException if the text is not accepted
   */
  public List<ParsedStatement> parse(String text) {
    return parse(PgLexer.scan(text, limits, version));
  }

  /**
   * The tokens of a text, for {@link #parse(PgTokens)}.
   *
   * @throws PgSyntaxException if the text is not accepted
   */
  public PgTokens scan(String text) {
    return PgLexer.scan(text, limits, version);
  }

  /** As {@link #parse(String)}, from tokens. */
  public List<ParsedStatement> parse(PgTokens tokens) {
    return parse(tokens, Budget.untimed(AnalysisLimits.DEFAULTS));
  }

  /**
   * As {@link #parse(PgTokens)}.
   *
   * @throws LimitException if the budget is not enough
   */
  public List<ParsedStatement> parse(PgTokens tokens, Budget budget) {
    return guarded(
        () -> {
          budget.keep(tokens.size());
          TokenCursor cursor = new TokenCursor(tokens, limits.depth(), budget);
          List<ParsedStatement> statements = new ArrayList<>(1);
          while (true) {
            while (cursor.accept(TokenKind.SEMICOLON)) {
              // an empty statement
            }
            if (cursor.is(TokenKind.END)) {
              return statements;
            }
            statements.add(next(tokens, cursor));
            if (!cursor.is(TokenKind.SEMICOLON) && !cursor.is(TokenKind.END)) {
              throw cursor.unexpected();
            }
          }
        });
  }

  /**
   * The only statement of a text.
   *
   * @throws PgSyntaxException if the text is not accepted or does not hold exactly one statement
   */
  public SqlNode parseStatement(String text) {
    return parseStatement(text, Budget.untimed(AnalysisLimits.DEFAULTS));
  }

  /**
   * As {@link #parseStatement(String)}.
   *
   * @throws LimitException if the budget is not enough
   */
  public SqlNode parseStatement(String text, Budget budget) {
    List<ParsedStatement> statements = parse(scan(text), budget);
    if (statements.size() != 1) {
      String got = "statements: " + statements.size() + " (expected: 1)";
      throw PgSyntaxException.syntax(got, text, text.length());
    }
    return statements.get(0).tree();
  }

  /**
   * A value expression, such as a row filter.
   *
   * @throws PgSyntaxException if the text is not accepted
   */
  public SqlNode parseExpression(String text) {
    PgTokens tokens = PgLexer.scan(text, limits, version);
    return guarded(
        () -> {
          Budget budget = Budget.untimed(AnalysisLimits.DEFAULTS);
          Grammar grammar = new Grammar(new TokenCursor(tokens, limits.depth(), budget));
          SqlNode expression = grammar.expressions.expression();
          if (!grammar.cursor.is(TokenKind.END)) {
            throw grammar.cursor.unexpected();
          }
          return expression;
        });
  }

  private static ParsedStatement next(PgTokens tokens, TokenCursor cursor) {
    int first = cursor.at();
    SqlNode tree = statement(new Grammar(cursor));
    int parameters = 0;
    for (int token = first; token < cursor.at(); token++) {
      parameters = Math.max(parameters, tokens.parameter(token));
    }
    return new ParsedStatement(tree, tokens.start(first), cursor.previousEnd(), parameters);
  }

  private static SqlNode statement(Grammar grammar) {
    int first = grammar.cursor.at();
    SqlNode statement = read(grammar);
    QueryGrammar.Into into = grammar.queries.into();
    return into == null ? statement : creation(grammar.cursor, first, into, statement);
  }

  /** SELECT INTO as what PostgreSQL makes of it, where it may stand. */
  private static SqlNode creation(
      TokenCursor cursor, int first, QueryGrammar.Into into, SqlNode statement) {
    SqlParserPos pos = cursor.posFrom(first);
    if (!(statement instanceof PgQuery) || !cursor.isInFirstSelect(first, into.token())) {
      return new PgUtility.Unsupported(SELECT_INTO, pos);
    }
    return into.isTemporary()
        ? new PgTableUtility.CreateTemporaryAs(
            into.table(), false, List.of(), PgTableUtility.OnCommit.NONE, statement, true, pos)
        : new PgUtility.Definition(SELECT_INTO, into.definition(statement), pos);
  }

  private static SqlNode read(Grammar grammar) {
    if (grammar.withs.isStatement()) {
      return grammar.withs.statement();
    }
    SqlNode statement = grammar.utilities.transaction();
    statement = statement != null ? statement : grammar.settings.statement();
    statement = statement != null ? statement : grammar.sessions.statement();
    statement = statement != null ? statement : grammar.copies.statement();
    statement = statement != null ? statement : grammar.tables.statement();
    return statement != null ? statement : grammar.utilities.other();
  }

  /** What reads tokens. */
  private interface Reading<T> {
    T read();
  }

  /** The limit on depth comes first; this is for threads whose stack is smaller than it assumes. */
  private static <T> T guarded(Reading<T> reading) {
    try {
      return reading.read();
    } catch (StackOverflowError e) {
      throw PgSyntaxException.tooDeep();
    }
  }
}
