package dev.paravent.sql.pg;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** ORDER BY, LIMIT, OFFSET, FETCH and locking after a query's body. Confined to one parse. */
final class QueryTailGrammar {
  private final Grammar grammar;
  private final TokenCursor cursor;

  QueryTailGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  /** The body with its WITH and what follows it here; the bare body if there is nothing. */
  SqlNode around(PgQuery.@Nullable With with, SqlNode body, int first) {
    List<SqlNode> orderBy = cursor.is("order") ? orderBy() : List.of();
    List<SqlNode> locks = locks();
    boolean lockedFirst = !locks.isEmpty();
    PgQuery.Limit limit = limit();
    if (!lockedFirst) {
      locks = locks();
    }
    if (with == null && orderBy.isEmpty() && limit == null && locks.isEmpty()) {
      return body;
    }
    PgQuery.Query query =
        body instanceof PgQuery.Query inner
            ? merged(inner, with, orderBy, limit, locks, first)
            : new PgQuery.Query(with, body, orderBy, limit, locks, cursor.posFrom(first));
    refuseTies(query);
    return query;
  }

  /** gram.y, insertSelectOptions: {@code (select .. limit 1) order by 1} is one query. */
  private PgQuery.Query merged(
      PgQuery.Query inner,
      PgQuery.@Nullable With with,
      List<SqlNode> orderBy,
      PgQuery.@Nullable Limit limit,
      List<SqlNode> locks,
      int first) {
    if (!inner.orderBy.isEmpty() && !orderBy.isEmpty()) {
      throw cursor.error("multiple ORDER BY clauses not allowed");
    }
    if (inner.with != null && with != null) {
      throw cursor.error("multiple WITH clauses not allowed");
    }
    List<SqlNode> allLocks = new ArrayList<>(inner.locks);
    allLocks.addAll(locks);
    return new PgQuery.Query(
        with == null ? inner.with : with,
        inner.body,
        orderBy.isEmpty() ? inner.orderBy : orderBy,
        merged((PgQuery.Limit) inner.limit, limit, first),
        allLocks,
        cursor.posFrom(first));
  }

  private PgQuery.@Nullable Limit merged(
      PgQuery.@Nullable Limit inner, PgQuery.@Nullable Limit outer, int first) {
    if (inner == null || outer == null) {
      return inner == null ? outer : inner;
    }
    if (inner.offset != null && outer.offset != null) {
      throw cursor.error("multiple OFFSET clauses not allowed");
    }
    if (inner.count != null && outer.count != null) {
      throw cursor.error("multiple LIMIT clauses not allowed");
    }
    return new PgQuery.Limit(
        inner.count == null ? outer.count : inner.count,
        inner.offset == null ? outer.offset : inner.offset,
        inner.withTies || outer.withTies,
        cursor.posFrom(first));
  }

  private void refuseTies(PgQuery.Query query) {
    if (!(query.limit instanceof PgQuery.Limit limit) || !limit.withTies) {
      return;
    }
    if (query.orderBy.isEmpty()) {
      throw cursor.error("WITH TIES cannot be specified without ORDER BY clause");
    }
    for (SqlNode lock : query.locks) {
      if (((PgQuery.Lock) lock).wait == PgQuery.LockWait.SKIP_LOCKED) {
        throw cursor.error("SKIP LOCKED and WITH TIES options cannot be used together");
      }
    }
  }

  /** ORDER BY key, .. */
  List<SqlNode> orderBy() {
    cursor.expect("order");
    cursor.expect("by");
    List<SqlNode> keys = new ArrayList<>(2);
    do {
      keys.add(key());
    } while (cursor.accept(TokenKind.COMMA));
    return keys;
  }

  private SqlNode key() {
    int first = cursor.at();
    SqlNode key = grammar.expressions.expression();
    PgQuery.Direction direction = PgQuery.Direction.DEFAULT;
    OperatorName using = null;
    if (cursor.accept("using")) {
      using = grammar.expressions.operator();
    } else if (cursor.accept("asc")) {
      direction = PgQuery.Direction.ASC;
    } else if (cursor.accept("desc")) {
      direction = PgQuery.Direction.DESC;
    }
    PgQuery.Nulls nulls = PgQuery.Nulls.DEFAULT;
    if (cursor.accept("nulls", "first")) {
      nulls = PgQuery.Nulls.FIRST;
    } else if (cursor.accept("nulls", "last")) {
      nulls = PgQuery.Nulls.LAST;
    }
    return new PgQuery.Sort(key, direction, using, nulls, cursor.posFrom(first));
  }

  /** LIMIT, FETCH and OFFSET in any order, each once; null if none is here. */
  private PgQuery.@Nullable Limit limit() {
    int first = cursor.at();
    SqlNode count = null;
    SqlNode offset = null;
    boolean limited = false;
    boolean skipped = false;
    boolean ties = false;
    while (true) {
      if (!limited && cursor.accept("limit")) {
        limited = true;
        count = cursor.accept("all") ? null : grammar.expressions.expression();
        if (cursor.is(TokenKind.COMMA)) {
          throw cursor.error("LIMIT #,# syntax is not supported");
        }
      } else if (!limited && cursor.accept("fetch")) {
        limited = true;
        count = fetchCount();
        ties = cursor.accept("with");
        cursor.expect(ties ? "ties" : "only");
      } else if (!skipped && cursor.accept("offset")) {
        skipped = true;
        offset = grammar.expressions.expression();
        if (!cursor.accept("rows")) {
          cursor.accept("row");
        }
      } else {
        break;
      }
    }
    return limited || skipped
        ? new PgQuery.Limit(count, offset, ties, cursor.posFrom(first))
        : null;
  }

  /** FIRST | NEXT [count] ROW | ROWS; without a count it is 1. */
  private SqlNode fetchCount() {
    if (!cursor.accept("first")) {
      cursor.expect("next");
    }
    SqlNode count;
    if (cursor.is("row") || cursor.is("rows")) {
      count = SqlLiteral.createExactNumeric("1", cursor.pos());
    } else if (cursor.is(TokenKind.PLUS) || cursor.is(TokenKind.MINUS)) {
      int first = cursor.at();
      OperatorName sign = grammar.expressions.operator();
      SqlNode number = grammar.literals.isNumber() ? grammar.literals.number() : null;
      if (number == null) {
        throw cursor.unexpected();
      }
      count = new PgOperation.Prefix(sign, number, cursor.posFrom(first));
    } else {
      count = grammar.primaries.primary();
    }
    if (!cursor.accept("row")) {
      cursor.expect("rows");
    }
    return count;
  }

  private List<SqlNode> locks() {
    List<SqlNode> locks = List.of();
    while (cursor.is("for")) {
      if (cursor.word(1).equals("read")) {
        cursor.advance();
        cursor.advance();
        cursor.expect("only");
        return locks;
      }
      if (locks.isEmpty()) {
        locks = new ArrayList<>(1);
      }
      locks.add(lock());
    }
    return locks;
  }

  private SqlNode lock() {
    int first = cursor.at();
    cursor.expect("for");
    PgQuery.LockStrength strength;
    if (cursor.accept("update")) {
      strength = PgQuery.LockStrength.UPDATE;
    } else if (cursor.accept("share")) {
      strength = PgQuery.LockStrength.SHARE;
    } else if (cursor.accept("no")) {
      cursor.expect("key");
      cursor.expect("update");
      strength = PgQuery.LockStrength.NO_KEY_UPDATE;
    } else {
      cursor.expect("key");
      cursor.expect("share");
      strength = PgQuery.LockStrength.KEY_SHARE;
    }
    List<String> tables = new ArrayList<>();
    if (cursor.accept("of")) {
      do {
        tables.add(lockedName());
      } while (cursor.accept(TokenKind.COMMA));
    }
    PgQuery.LockWait wait = PgQuery.LockWait.BLOCK;
    if (cursor.accept("nowait")) {
      wait = PgQuery.LockWait.NOWAIT;
    } else if (cursor.accept("skip")) {
      cursor.expect("locked");
      wait = PgQuery.LockWait.SKIP_LOCKED;
    }
    return new PgQuery.Lock(strength, tables, wait, cursor.posFrom(first));
  }

  private String lockedName() {
    int first = cursor.at();
    List<String> names = grammar.names.relation().names;
    if (names.size() > 1) {
      throw cursor.error("42601", "FOR UPDATE must specify unqualified relation names", first);
    }
    return names.get(0);
  }
}
