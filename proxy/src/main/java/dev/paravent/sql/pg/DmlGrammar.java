package dev.paravent.sql.pg;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** INSERT, UPDATE and DELETE. Confined to one parse. */
final class DmlGrammar {
  private final Grammar grammar;
  private final TokenCursor cursor;

  DmlGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  SqlNode insert(PgQuery.@Nullable With with, int first) {
    cursor.expect("insert");
    cursor.expect("into");
    SqlIdentifier table = grammar.names.relation();
    String alias = cursor.accept("as") ? grammar.names.columnId() : null;
    List<SqlNode> columns = List.of();
    PgDml.Overriding overriding = PgDml.Overriding.NONE;
    SqlNode source = null;
    if (!cursor.accept("default", "values")) {
      if (cursor.is(TokenKind.LEFT_PAREN) && !cursor.isQueryInParentheses()) {
        columns = targets();
      }
      overriding = overriding();
      source = grammar.queries.query();
    }
    SqlNode conflict = conflict();
    Returning returning = returning();
    return new PgDml.Insert(
        with,
        table,
        alias,
        columns,
        overriding,
        source,
        conflict,
        returning.rowAliases,
        returning.items,
        cursor.posFrom(first));
  }

  /** ( column, .. ). */
  List<SqlNode> targets() {
    cursor.expect(TokenKind.LEFT_PAREN);
    List<SqlNode> targets = new ArrayList<>();
    do {
      targets.add(target());
    } while (cursor.accept(TokenKind.COMMA));
    cursor.expect(TokenKind.RIGHT_PAREN);
    return targets;
  }

  private SqlNode target() {
    int first = cursor.at();
    String column = grammar.names.columnId();
    List<SqlNode> steps = grammar.primaries.steps();
    return new PgDml.Target(column, steps, cursor.posFrom(first));
  }

  PgDml.Overriding overriding() {
    if (!cursor.accept("overriding")) {
      return PgDml.Overriding.NONE;
    }
    boolean user = cursor.accept("user");
    if (!user) {
      cursor.expect("system");
    }
    cursor.expect("value");
    return user ? PgDml.Overriding.USER : PgDml.Overriding.SYSTEM;
  }

  private @Nullable SqlNode conflict() {
    int first = cursor.at();
    if (!cursor.accept("on")) {
      return null;
    }
    cursor.expect("conflict");
    List<SqlNode> keys = List.of();
    SqlNode keysWhere = null;
    String constraint = null;
    if (cursor.accept("on")) {
      cursor.expect("constraint");
      constraint = grammar.names.columnId();
    } else if (cursor.is(TokenKind.LEFT_PAREN)) {
      keys = conflictKeys();
      keysWhere = cursor.accept("where") ? grammar.expressions.expression() : null;
    }
    cursor.expect("do");
    if (cursor.accept("nothing")) {
      return new PgDml.Conflict(
          keys, keysWhere, constraint, false, List.of(), null, cursor.posFrom(first));
    }
    cursor.expect("update");
    cursor.expect("set");
    List<SqlNode> sets = sets();
    SqlNode where = cursor.accept("where") ? grammar.expressions.expression() : null;
    return new PgDml.Conflict(
        keys, keysWhere, constraint, true, sets, where, cursor.posFrom(first));
  }

  private List<SqlNode> conflictKeys() {
    cursor.expect(TokenKind.LEFT_PAREN);
    List<SqlNode> keys = new ArrayList<>(2);
    do {
      keys.add(conflictKey());
    } while (cursor.accept(TokenKind.COMMA));
    cursor.expect(TokenKind.RIGHT_PAREN);
    return keys;
  }

  private SqlNode conflictKey() {
    int first = cursor.at();
    SqlNode key;
    if (cursor.accept(TokenKind.LEFT_PAREN)) {
      key = grammar.expressions.expression();
      cursor.expect(TokenKind.RIGHT_PAREN);
    } else if (grammar.froms.isFunction()) {
      key = grammar.froms.functionCall();
    } else {
      String column = grammar.names.columnId();
      key = new SqlIdentifier(column, cursor.posFrom(first));
    }
    SqlIdentifier collation = cursor.accept("collate") ? grammar.names.qualified() : null;
    SqlIdentifier operatorClass =
        grammar.names.isColumnId() && !cursor.is("nulls") ? grammar.names.qualified() : null;
    if (cursor.is("asc") || cursor.is("desc")) {
      throw cursor.error("42P10", "ASC/DESC is not allowed in ON CONFLICT clause", cursor.at());
    }
    if (cursor.is("nulls")) {
      throw cursor.error(
          "42P10", "NULLS FIRST/LAST is not allowed in ON CONFLICT clause", cursor.at());
    }
    return new PgDml.ConflictKey(key, collation, operatorClass, cursor.posFrom(first));
  }

  /** set_clause_list. */
  List<SqlNode> sets() {
    List<SqlNode> sets = new ArrayList<>();
    do {
      sets.add(set());
    } while (cursor.accept(TokenKind.COMMA));
    return sets;
  }

  private SqlNode set() {
    int first = cursor.at();
    if (!cursor.is(TokenKind.LEFT_PAREN)) {
      SqlNode target = target();
      cursor.expect(TokenKind.EQUAL);
      SqlNode value = grammar.expressions.expression();
      return new PgDml.Set(target, value, cursor.posFrom(first));
    }
    List<SqlNode> targets = targets();
    cursor.expect(TokenKind.EQUAL);
    int valueFirst = cursor.at();
    SqlNode value = grammar.expressions.expression();
    if (value instanceof PgExpr.Subquery subquery) {
      value = subquery.query;
    } else if (!(value instanceof PgExpr.Row)) {
      throw cursor.error(
          "0A000",
          "source for a multiple-column UPDATE item must be a sub-SELECT or ROW() expression",
          valueFirst);
    }
    return new PgDml.SetRow(targets, value, cursor.posFrom(first));
  }

  SqlNode update(PgQuery.@Nullable With with, int first) {
    cursor.expect("update");
    SqlNode table = grammar.froms.target();
    cursor.expect("set");
    List<SqlNode> sets = sets();
    List<SqlNode> from = cursor.accept("from") ? grammar.froms.list() : List.of();
    SqlNode where = whereOrCurrent();
    Returning returning = returning();
    return new PgDml.Update(
        with,
        table,
        sets,
        from,
        where,
        returning.rowAliases,
        returning.items,
        cursor.posFrom(first));
  }

  SqlNode delete(PgQuery.@Nullable With with, int first) {
    cursor.expect("delete");
    cursor.expect("from");
    SqlNode table = grammar.froms.target();
    List<SqlNode> using = cursor.accept("using") ? grammar.froms.list() : List.of();
    SqlNode where = whereOrCurrent();
    Returning returning = returning();
    return new PgDml.Delete(
        with, table, using, where, returning.rowAliases, returning.items, cursor.posFrom(first));
  }

  private @Nullable SqlNode whereOrCurrent() {
    if (!cursor.accept("where")) {
      return null;
    }
    int first = cursor.at();
    if (cursor.accept("current", "of")) {
      String name = grammar.names.columnId();
      return new PgExpr.CurrentOf(name, cursor.posFrom(first));
    }
    return grammar.expressions.expression();
  }

  /** What a statement returns, and what it calls the old and the new row. */
  record Returning(@Nullable SqlNode rowAliases, List<SqlNode> items) {}

  /** RETURNING [WITH (..)] items; empty if the word is not here. */
  Returning returning() {
    if (!cursor.accept("returning")) {
      return new Returning(null, List.of());
    }
    SqlNode rowAliases = cursor.is("with") ? rowAliases() : null;
    return new Returning(rowAliases, grammar.queries.items());
  }

  /** WITH (OLD AS name, NEW AS name). */
  private SqlNode rowAliases() {
    int first = cursor.at();
    cursor.expect("with");
    cursor.expect(TokenKind.LEFT_PAREN);
    String oldName = null;
    String newName = null;
    do {
      if (oldName == null && cursor.accept("old", "as")) {
        oldName = grammar.names.columnId();
      } else if (newName == null && cursor.accept("new", "as")) {
        newName = grammar.names.columnId();
      } else {
        throw cursor.unexpected();
      }
    } while (cursor.accept(TokenKind.COMMA));
    cursor.expect(TokenKind.RIGHT_PAREN);
    return new PgDml.RowAliases(oldName, newName, cursor.posFrom(first));
  }
}
