package dev.paravent.sql.pg;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
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
    List<String> outputs = outputs(columns, statement);
    SqlNode search = search(outputs);
    SqlNode cycle = cycle(outputs);
    cursor.leave();
    return new PgQuery.Cte(
        name, columns, materialized, statement, search, cycle, cursor.posFrom(first));
  }

  /** The columns of a table, in so far as its text tells; empty if not. */
  private static List<String> outputs(List<String> columns, SqlNode statement) {
    SqlNode query = statement;
    while (query instanceof PgQuery.SetOp setOp) {
      query = setOp.left;
    }
    if (!(query instanceof PgQuery.Select select)) {
      return List.of();
    }
    List<String> outputs = new ArrayList<>(columns);
    for (int i = outputs.size(); i < select.items.size(); i++) {
      PgQuery.Item item = (PgQuery.Item) select.items.get(i);
      boolean named = item.alias != null || item.expression instanceof SqlLiteral;
      if (!named && !(item.expression instanceof SqlIdentifier name && !name.isStar())) {
        return List.of();
      }
      outputs.add(item.alias != null ? item.alias : ColumnNames.of(item.expression));
    }
    return outputs;
  }

  private List<String> columns(String clause, List<String> outputs) {
    int first = cursor.at();
    List<String> columns = grammar.names.list();
    if (!outputs.isEmpty() && !outputs.containsAll(columns)) {
      throw cursor.error("42601", clause + " column not in WITH query column list", first);
    }
    return columns;
  }

  private @Nullable SqlNode search(List<String> outputs) {
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
    List<String> columns = columns("search", outputs);
    cursor.expect("set");
    String set = grammar.names.columnId();
    return new PgQuery.Search(breadth, columns, set, cursor.posFrom(first));
  }

  private @Nullable SqlNode cycle(List<String> outputs) {
    int first = cursor.at();
    if (!cursor.accept("cycle")) {
      return null;
    }
    List<String> columns = columns("cycle", outputs);
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
