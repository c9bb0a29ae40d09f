package dev.paravent.sql.pg;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** WITH, and the statements that may follow it or stand in it. Confined to one parse. */
final class WithGrammar {
  private final Grammar grammar;
  private final TokenCursor cursor;

  WithGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  /** Whether {@link #statement} applies here. */
  boolean isStatement() {
    return cursor.is(TokenKind.LEFT_PAREN)
        || switch (cursor.word()) {
          case "select", "values", "table", "with", "insert", "update", "delete", "merge" -> true;
          default -> false;
        };
  }

  /** PreparableStmt: a query or a statement that writes, with its WITH. */
  SqlNode statement() {
    int first = cursor.at();
    PgQuery.With with = cursor.is("with") ? clause() : null;
    return switch (cursor.word()) {
      case "insert" -> grammar.dml.insert(with, first);
      case "update" -> grammar.dml.update(with, first);
      case "delete" -> grammar.dml.delete(with, first);
      case "merge" -> grammar.merges.merge(with, first);
      default -> grammar.queries.query(with, first);
    };
  }

  /** WITH [RECURSIVE] name AS (..), .. */
  PgQuery.With clause() {
    int first = cursor.at();
    cursor.expect("with");
    // the word may be the name of the first table too
    boolean named = cursor.word(1).equals("as") || cursor.kind(1) == TokenKind.LEFT_PAREN;
    boolean recursive = !named && cursor.accept("recursive");
    List<SqlNode> tables = new ArrayList<>();
    do {
      tables.add(table());
    } while (cursor.accept(TokenKind.COMMA));
    return new PgQuery.With(recursive, tables, cursor.posFrom(first));
  }

  private SqlNode table() {
    cursor.enter();
    int first = cursor.at();
    String name = grammar.names.columnId();
    List<String> columns =
        cursor.is(TokenKind.LEFT_PAREN) ? grammar.names.inParentheses() : List.of();
    cursor.expect("as");
    Boolean materialized = null;
    if (cursor.accept("materialized")) {
      materialized = true;
    } else if (cursor.accept("not")) {
      cursor.expect("materialized");
      materialized = false;
    }
    cursor.expect(TokenKind.LEFT_PAREN);
    SqlNode statement = statement();
    cursor.expect(TokenKind.RIGHT_PAREN);
    SqlNode search = search();
    SqlNode cycle = cycle();
    cursor.leave();
    return new PgQuery.Cte(
        name, columns, materialized, statement, search, cycle, cursor.posFrom(first));
  }

  private @Nullable SqlNode search() {
    int first = cursor.at();
    if (!cursor.accept("search")) {
      return null;
    }
    boolean breadth = cursor.accept("breadth");
    if (!breadth) {
      cursor.expect("depth");
    }
    cursor.expect("first");
    cursor.expect("by");
    List<String> columns = grammar.names.list();
    cursor.expect("set");
    String set = grammar.names.columnId();
    return new PgQuery.Search(breadth, columns, set, cursor.posFrom(first));
  }

  private @Nullable SqlNode cycle() {
    int first = cursor.at();
    if (!cursor.accept("cycle")) {
      return null;
    }
    List<String> columns = grammar.names.list();
    cursor.expect("set");
    String set = grammar.names.columnId();
    SqlNode to = null;
    SqlNode otherwise = null;
    if (cursor.accept("to")) {
      to = grammar.primaries.primary();
      cursor.expect("default");
      otherwise = grammar.primaries.primary();
    }
    cursor.expect("using");
    String path = grammar.names.columnId();
    return new PgQuery.Cycle(columns, set, to, otherwise, path, cursor.posFrom(first));
  }
}
