package dev.paravent.sql.pg;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** Prepared statements, cursors, EXPLAIN and notifications. Confined to one parse. */
final class SessionGrammar {
  private final Grammar grammar;
  private final TokenCursor cursor;

  SessionGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  /** A statement of these, or null if none is here. */
  @Nullable SqlNode statement() {
    int first = cursor.at();
    String word = cursor.word();
    switch (word) {
      case "prepare" -> {
        return prepare(first);
      }
      case "commit", "rollback" -> {
        if (!cursor.word(1).equals("prepared")) {
          return null;
        }
        cursor.advance();
        cursor.advance();
        return twoPhase(
            word.equals("commit") ? PgSession.Phase.COMMIT : PgSession.Phase.ROLLBACK, first);
      }
      case "execute" -> {
        cursor.advance();
        return execute(first);
      }
      case "deallocate" -> {
        cursor.advance();
        if (cursor.is("prepare") && (cursor.word(1).equals("all") || grammar.names.isColumnId(1))) {
          cursor.advance();
        }
        return new PgSession.Deallocate(nameOrAll(), cursor.posFrom(first));
      }
      case "declare" -> {
        cursor.advance();
        return declare(first);
      }
      case "fetch", "move" -> {
        cursor.advance();
        return fetch(word.equals("move"), first);
      }
      case "close" -> {
        cursor.advance();
        return new PgSession.Close(nameOrAll(), cursor.posFrom(first));
      }
      case "explain" -> {
        return explain(first);
      }
      case "listen" -> {
        cursor.advance();
        return new PgSession.Listen(grammar.names.columnId(), cursor.posFrom(first));
      }
      case "unlisten" -> {
        cursor.advance();
        String channel = cursor.accept(TokenKind.STAR) ? null : grammar.names.columnId();
        return new PgSession.Unlisten(channel, cursor.posFrom(first));
      }
      case "notify" -> {
        cursor.advance();
        String channel = grammar.names.columnId();
        SqlNode payload = cursor.accept(TokenKind.COMMA) ? grammar.literals.string() : null;
        return new PgSession.Notify(channel, payload, cursor.posFrom(first));
      }
      default -> {
        return null;
      }
    }
  }

  private @Nullable String nameOrAll() {
    return cursor.accept("all") ? null : grammar.names.columnId();
  }

  private SqlNode prepare(int first) {
    boolean transaction =
        cursor.word(1).equals("transaction") && cursor.kind(2) == TokenKind.STRING;
    cursor.advance();
    if (transaction) {
      cursor.advance();
      return twoPhase(PgSession.Phase.PREPARE, first);
    }
    String name = grammar.names.columnId();
    List<SqlNode> types = new ArrayList<>();
    if (cursor.accept(TokenKind.LEFT_PAREN)) {
      do {
        types.add(grammar.types.type());
      } while (cursor.accept(TokenKind.COMMA));
      cursor.expect(TokenKind.RIGHT_PAREN);
    }
    cursor.expect("as");
    return new PgSession.Prepare(name, types, data(), cursor.posFrom(first));
  }

  private SqlNode twoPhase(PgSession.Phase phase, int first) {
    return new PgSession.TwoPhase(phase, grammar.literals.string(), cursor.posFrom(first));
  }

  /** PreparableStmt. */
  SqlNode data() {
    if (!grammar.withs.isStatement()) {
      throw cursor.unexpected();
    }
    return grammar.withs.statement();
  }

  private SqlNode execute(int first) {
    String name = grammar.names.columnId();
    List<SqlNode> arguments = List.of();
    if (cursor.accept(TokenKind.LEFT_PAREN)) {
      arguments = grammar.expressions.list();
      cursor.expect(TokenKind.RIGHT_PAREN);
    }
    return new PgSession.Execute(name, arguments, cursor.posFrom(first));
  }

  private SqlNode declare(int first) {
    String name = grammar.names.columnId();
    Set<PgSession.CursorOption> options = EnumSet.noneOf(PgSession.CursorOption.class);
    while (!cursor.accept("cursor")) {
      options.add(cursorOption());
    }
    boolean hold = cursor.accept("with", "hold");
    if (!hold) {
      cursor.accept("without", "hold");
    }
    cursor.expect("for");
    SqlNode query = grammar.withs.statement();
    if (!(query instanceof PgQuery)) {
      throw cursor.unexpected(first);
    }
    return new PgSession.Declare(
        name, new ArrayList<>(options), hold, query, cursor.posFrom(first));
  }

  private PgSession.CursorOption cursorOption() {
    PgSession.CursorOption option =
        switch (cursor.word()) {
          case "binary" -> PgSession.CursorOption.BINARY;
          case "asensitive" -> PgSession.CursorOption.ASENSITIVE;
          case "insensitive" -> PgSession.CursorOption.INSENSITIVE;
          case "scroll" -> PgSession.CursorOption.SCROLL;
          case "no" -> PgSession.CursorOption.NO_SCROLL;
          default -> throw cursor.unexpected();
        };
    cursor.advance();
    if (option == PgSession.CursorOption.NO_SCROLL) {
      cursor.expect("scroll");
    }
    return option;
  }

  /** fetch_args. A word of direction is the cursor's name where no name follows it. */
  private SqlNode fetch(boolean move, int first) {
    if (cursor.is(TokenKind.INTEGER) || cursor.is(TokenKind.PLUS) || cursor.is(TokenKind.MINUS)) {
      return fetch(move, PgSession.Direction.FORWARD, count(), first);
    }
    String word = cursor.word();
    boolean direction =
        switch (word) {
          case "all" -> true;
          case "next", "prior", "first", "last" -> isNamed(1);
          case "absolute", "relative" -> isNumber(1);
          case "forward", "backward" -> isNamed(1) || isNumber(1) || cursor.word(1).equals("all");
          default -> false;
        };
    if (!direction) {
      return fetch(move, PgSession.Direction.FORWARD, 1, first);
    }
    cursor.advance();
    return switch (word) {
      case "all" -> fetch(move, PgSession.Direction.FORWARD, null, first);
      case "next" -> fetch(move, PgSession.Direction.FORWARD, 1, first);
      case "prior" -> fetch(move, PgSession.Direction.BACKWARD, 1, first);
      case "first" -> fetch(move, PgSession.Direction.ABSOLUTE, 1, first);
      case "last" -> fetch(move, PgSession.Direction.ABSOLUTE, -1, first);
      case "absolute" -> fetch(move, PgSession.Direction.ABSOLUTE, count(), first);
      case "relative" -> fetch(move, PgSession.Direction.RELATIVE, count(), first);
      default -> {
        PgSession.Direction where =
            word.equals("forward") ? PgSession.Direction.FORWARD : PgSession.Direction.BACKWARD;
        Integer count = cursor.accept("all") ? null : isNumber(0) ? count() : Integer.valueOf(1);
        yield fetch(move, where, count, first);
      }
    };
  }

  private boolean isNumber(int ahead) {
    return switch (cursor.kind(ahead)) {
      case INTEGER, PLUS, MINUS -> true;
      default -> false;
    };
  }

  private boolean isNamed(int ahead) {
    String word = cursor.word(ahead);
    return word.equals("from") || word.equals("in") || grammar.names.isColumnId(ahead);
  }

  /** SignedIconst. */
  private int count() {
    boolean negative = cursor.is(TokenKind.MINUS);
    if (negative || cursor.is(TokenKind.PLUS)) {
      cursor.advance();
    }
    int count = grammar.literals.integer();
    return negative ? -count : count;
  }

  private SqlNode fetch(
      boolean move, PgSession.Direction direction, @Nullable Integer count, int first) {
    if (!cursor.accept("from")) {
      cursor.accept("in");
    }
    String name = grammar.names.columnId();
    return new PgSession.Fetch(move, direction, count, name, cursor.posFrom(first));
  }

  /** Null where what is explained is not read any further. */
  private @Nullable SqlNode explain(int first) {
    cursor.advance();
    List<SqlNode> options = new ArrayList<>();
    if (cursor.is(TokenKind.LEFT_PAREN) && !cursor.isQueryInParentheses()) {
      cursor.advance();
      do {
        options.add(explainOption());
      } while (cursor.accept(TokenKind.COMMA));
      cursor.expect(TokenKind.RIGHT_PAREN);
    } else {
      addWord("analyze", "analyse", options);
      addWord("verbose", "verbose", options);
    }
    SqlNode statement =
        switch (cursor.word()) {
          case "declare", "execute" -> statement();
          case "create" -> grammar.tables.create();
          case "refresh" -> null;
          default -> data();
        };
    if (statement == null || statement instanceof PgTableUtility.CreateTemporary) {
      cursor.reset(first);
      return null;
    }
    return new PgSession.Explain(options, statement, cursor.posFrom(first));
  }

  private void addWord(String name, String otherSpelling, List<SqlNode> options) {
    if (cursor.is(name) || cursor.is(otherSpelling)) {
      options.add(new PgClause.Option(name, null, List.of(), cursor.pos()));
      cursor.advance();
    }
  }

  /** utility_option_elem: a name and a word, string, number or nothing. */
  private SqlNode explainOption() {
    int first = cursor.at();
    boolean analyze = cursor.is("analyze") || cursor.is("analyse");
    String name;
    if (analyze) {
      cursor.advance();
      name = "analyze";
    } else {
      name = grammar.names.nonReservedWord();
    }
    SqlNode value = isOptionValue() ? optionValue() : null;
    return new PgClause.Option(name, value, List.of(), cursor.posFrom(first));
  }

  boolean isOptionValue() {
    return !cursor.is(TokenKind.COMMA)
        && !cursor.is(TokenKind.RIGHT_PAREN)
        && !cursor.is(TokenKind.LEFT_PAREN);
  }

  /** opt_boolean_or_string or NumericOnly; words are strings. */
  SqlNode optionValue() {
    return grammar.settings.value();
  }
}
