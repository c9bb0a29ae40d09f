package dev.paravent.sql.pg;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/**
 * Temporary tables, DROP TABLE, TRUNCATE and LOCK. Forms beyond what a proxy may forward are left
 * to {@link UtilityGrammar#other}. Confined to one parse.
 */
final class TemporaryGrammar {
  private final Grammar grammar;
  private final TokenCursor cursor;

  TemporaryGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  /** A statement of these, or null if none is here. */
  @Nullable SqlNode statement() {
    int first = cursor.at();
    switch (cursor.word()) {
      case "create" -> {
        return create();
      }
      case "drop" -> {
        return cursor.word(1).equals("table") ? drop(first) : null;
      }
      case "truncate" -> {
        cursor.advance();
        return truncate(first);
      }
      case "lock" -> {
        cursor.advance();
        return lock(first);
      }
      default -> {
        return null;
      }
    }
  }

  /** CREATE TEMPORARY TABLE of a form that is read; otherwise null, and nothing is passed. */
  @Nullable SqlNode create() {
    int first = cursor.at();
    int ahead = 1;
    if (cursor.word(1).equals("local") || cursor.word(1).equals("global")) {
      ahead = 2;
    }
    boolean temporary = cursor.word(ahead).equals("temporary") || cursor.word(ahead).equals("temp");
    if (!temporary || !cursor.word(ahead + 1).equals("table")) {
      return null;
    }
    for (int i = 0; i < ahead + 2; i++) {
      cursor.advance();
    }
    SqlNode table = temporary(first);
    if (table == null) {
      cursor.reset(first);
    }
    return table;
  }

  private @Nullable SqlNode temporary(int first) {
    boolean ifNotExists = cursor.is("if", "not");
    if (ifNotExists) {
      cursor.advance();
      cursor.advance();
      cursor.expect("exists");
    }
    SqlIdentifier name = grammar.names.relation();
    if (cursor.is(TokenKind.LEFT_PAREN) && !isNameList()) {
      List<SqlNode> columns = columns();
      if (columns == null) {
        return null;
      }
      PgTableUtility.OnCommit onCommit = onCommit();
      return isEnd()
          ? new PgTableUtility.CreateTemporary(
              name, ifNotExists, columns, onCommit, cursor.posFrom(first))
          : null;
    }
    List<String> columns =
        cursor.is(TokenKind.LEFT_PAREN) ? grammar.names.inParentheses() : List.of();
    PgTableUtility.OnCommit onCommit = onCommit();
    if (!cursor.accept("as") || cursor.is("execute")) {
      return null;
    }
    SqlNode query = grammar.withs.statement();
    if (!(query instanceof PgQuery)) {
      throw cursor.unexpected(first);
    }
    boolean withData = true;
    if (cursor.accept("with")) {
      withData = !cursor.accept("no");
      cursor.expect("data");
    }
    return new PgTableUtility.CreateTemporaryAs(
        name, ifNotExists, columns, onCommit, query, withData, cursor.posFrom(first));
  }

  /** Whether what stands in parentheses are names alone, not columns with types. */
  private boolean isNameList() {
    TokenKind second = cursor.kind(2);
    return second == TokenKind.COMMA || second == TokenKind.RIGHT_PAREN;
  }

  /** ( name type constraints, .. ); null for elements that are not read. */
  private @Nullable List<SqlNode> columns() {
    cursor.expect(TokenKind.LEFT_PAREN);
    List<SqlNode> columns = new ArrayList<>();
    if (cursor.accept(TokenKind.RIGHT_PAREN)) {
      return columns;
    }
    do {
      if (!grammar.names.isColumnId()) {
        return null;
      }
      columns.add(column());
      if (!cursor.is(TokenKind.COMMA) && !cursor.is(TokenKind.RIGHT_PAREN)) {
        return null;
      }
    } while (cursor.accept(TokenKind.COMMA));
    cursor.expect(TokenKind.RIGHT_PAREN);
    return columns;
  }

  private SqlNode column() {
    int first = cursor.at();
    String name = grammar.names.columnId();
    var type = grammar.types.type();
    SqlIdentifier collation = cursor.accept("collate") ? grammar.names.qualified() : null;
    PgFrom.ColumnDef definition =
        new PgFrom.ColumnDef(name, type, collation, cursor.posFrom(first));
    List<PgTableUtility.ColumnConstraint> constraints = new ArrayList<>();
    while (true) {
      if (cursor.accept("not", "null")) {
        constraints.add(PgTableUtility.ColumnConstraint.NOT_NULL);
      } else if (cursor.accept("null")) {
        constraints.add(PgTableUtility.ColumnConstraint.NULL);
      } else if (cursor.accept("unique")) {
        constraints.add(PgTableUtility.ColumnConstraint.UNIQUE);
      } else if (cursor.accept("primary", "key")) {
        constraints.add(PgTableUtility.ColumnConstraint.PRIMARY_KEY);
      } else {
        break;
      }
    }
    return new PgTableUtility.TemporaryColumn(definition, constraints, cursor.posFrom(first));
  }

  private PgTableUtility.OnCommit onCommit() {
    if (!cursor.accept("on", "commit")) {
      return PgTableUtility.OnCommit.NONE;
    }
    if (cursor.accept("drop")) {
      return PgTableUtility.OnCommit.DROP;
    }
    boolean preserve = cursor.accept("preserve");
    if (!preserve) {
      cursor.expect("delete");
    }
    cursor.expect("rows");
    return preserve ? PgTableUtility.OnCommit.PRESERVE_ROWS : PgTableUtility.OnCommit.DELETE_ROWS;
  }

  private boolean isEnd() {
    return cursor.is(TokenKind.END) || cursor.is(TokenKind.SEMICOLON);
  }

  private SqlNode drop(int first) {
    cursor.advance();
    cursor.advance();
    boolean ifExists = cursor.accept("if", "exists");
    List<SqlNode> names = new ArrayList<>();
    do {
      names.add(grammar.names.qualified());
    } while (cursor.accept(TokenKind.COMMA));
    return new PgTableUtility.DropTable(names, ifExists, cascade(), cursor.posFrom(first));
  }

  /** CASCADE, or RESTRICT, which is the usual. */
  private boolean cascade() {
    boolean cascade = cursor.accept("cascade");
    if (!cascade) {
      cursor.accept("restrict");
    }
    return cascade;
  }

  private List<SqlNode> tables() {
    List<SqlNode> tables = new ArrayList<>();
    do {
      tables.add(grammar.froms.relation(false));
    } while (cursor.accept(TokenKind.COMMA));
    return tables;
  }

  private SqlNode truncate(int first) {
    cursor.accept("table");
    List<SqlNode> tables = tables();
    boolean restart = cursor.accept("restart", "identity");
    if (!restart) {
      cursor.accept("continue", "identity");
    }
    return new PgTableUtility.Truncate(tables, restart, cascade(), cursor.posFrom(first));
  }

  private SqlNode lock(int first) {
    cursor.accept("table");
    List<SqlNode> tables = tables();
    PgTableUtility.LockMode mode = PgTableUtility.LockMode.ACCESS_EXCLUSIVE;
    if (cursor.accept("in")) {
      mode = lockMode();
      cursor.expect("mode");
    }
    boolean nowait = cursor.accept("nowait");
    return new PgTableUtility.Lock(tables, mode, nowait, cursor.posFrom(first));
  }

  private PgTableUtility.LockMode lockMode() {
    if (cursor.accept("access")) {
      boolean share = cursor.accept("share");
      if (!share) {
        cursor.expect("exclusive");
      }
      return share
          ? PgTableUtility.LockMode.ACCESS_SHARE
          : PgTableUtility.LockMode.ACCESS_EXCLUSIVE;
    }
    if (cursor.accept("row")) {
      boolean share = cursor.accept("share");
      if (!share) {
        cursor.expect("exclusive");
      }
      return share ? PgTableUtility.LockMode.ROW_SHARE : PgTableUtility.LockMode.ROW_EXCLUSIVE;
    }
    if (cursor.accept("exclusive")) {
      return PgTableUtility.LockMode.EXCLUSIVE;
    }
    cursor.expect("share");
    if (cursor.accept("update")) {
      cursor.expect("exclusive");
      return PgTableUtility.LockMode.SHARE_UPDATE_EXCLUSIVE;
    }
    if (cursor.accept("row")) {
      cursor.expect("exclusive");
      return PgTableUtility.LockMode.SHARE_ROW_EXCLUSIVE;
    }
    return PgTableUtility.LockMode.SHARE;
  }
}
