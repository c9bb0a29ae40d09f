package dev.paravent.sql.pg;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** SELECT, VALUES, TABLE and their set operations. Confined to one parse. */
final class QueryGrammar {
  private static final int UNION = 1;
  private static final int INTERSECT = 2;

  private final Grammar grammar;
  private final TokenCursor cursor;
  private final QueryTailGrammar tails;
  private @Nullable Into into;

  QueryGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
    this.tails = new QueryTailGrammar(grammar);
  }

  /** The last SELECT .. INTO that was read; null if there was none. */
  @Nullable Into into() {
    return into;
  }

  /**
   * A table that SELECT creates.
   *
   * @param words TEMPORARY and the like, in upper case
   * @param token INTO
   */
  record Into(List<String> words, SqlIdentifier table, int token) {
    /** Whether it dies with the session. */
    boolean isTemporary() {
      return words.contains("TEMPORARY") || words.contains("TEMP");
    }

    /** CREATE [persistence] TABLE name AS query. */
    List<Object> definition(SqlNode query) {
      List<Object> pieces = new ArrayList<>();
      pieces.add("CREATE");
      pieces.addAll(words);
      pieces.addAll(List.of("TABLE", table, "AS", query));
      return pieces;
    }
  }

  /** select_no_parens, or one that begins with parentheses. */
  SqlNode query() {
    int first = cursor.at();
    PgQuery.With with = cursor.is("with") ? grammar.withs.clause() : null;
    return query(with, first);
  }

  /** A query after its WITH. */
  SqlNode query(PgQuery.@Nullable With with, int first) {
    cursor.enter();
    int chain = cursor.beginChain();
    int bodyFirst = cursor.at();
    SqlNode body = setOperations(operand(), bodyFirst, UNION);
    SqlNode query = tails.around(with, body, first);
    cursor.endChain(chain);
    cursor.leave();
    return query;
  }

  /** select_with_parens. */
  SqlNode inParentheses() {
    int first = cursor.at();
    List<SqlNode> content = grammar.primaries.parenthesised();
    if (content.size() == 1 && content.get(0) instanceof PgQuery query) {
      return query;
    }
    throw cursor.unexpected(first + 1);
  }

  /** Whether what stands here can follow a query in parentheses and belongs to it. */
  boolean continues() {
    return switch (cursor.word()) {
      case "union", "intersect", "except", "order", "limit", "offset", "fetch", "for" -> true;
      default -> false;
    };
  }

  /** The rest of a query that begins with one in parentheses, which was read already. */
  SqlNode after(SqlNode left, int first) {
    return tails.around(null, setOperations(left, first, UNION), first);
  }

  /** ORDER BY key, .. */
  List<SqlNode> orderBy() {
    return tails.orderBy();
  }

  private SqlNode setOperations(SqlNode operand, int first, int weakest) {
    SqlNode left = operand;
    while (true) {
      PgQuery.SetKind kind =
          switch (cursor.word()) {
            case "union" -> PgQuery.SetKind.UNION;
            case "except" -> PgQuery.SetKind.EXCEPT;
            case "intersect" -> PgQuery.SetKind.INTERSECT;
            default -> null;
          };
      int level = kind == PgQuery.SetKind.INTERSECT ? INTERSECT : UNION;
      if (kind == null || level < weakest) {
        return left;
      }
      cursor.advance();
      boolean all = cursor.accept("all");
      if (!all) {
        cursor.accept("distinct");
      }
      cursor.wrap();
      int rightFirst = cursor.at();
      cursor.enter();
      SqlNode right = setOperations(operand(), rightFirst, level + 1);
      cursor.leave();
      left = new PgQuery.SetOp(kind, all, left, right, cursor.posFrom(first));
    }
  }

  private SqlNode operand() {
    if (cursor.is(TokenKind.LEFT_PAREN)) {
      return inParentheses();
    }
    return switch (cursor.word()) {
      case "select" -> select();
      case "values" -> values();
      case "table" -> table();
      default -> throw cursor.unexpected();
    };
  }

  private SqlNode select() {
    int first = cursor.at();
    cursor.expect("select");
    boolean distinct = cursor.accept("distinct");
    List<SqlNode> distinctOn = List.of();
    if (distinct && cursor.accept("on")) {
      cursor.expect(TokenKind.LEFT_PAREN);
      distinctOn = grammar.expressions.list();
      cursor.expect(TokenKind.RIGHT_PAREN);
    }
    if (!distinct) {
      cursor.accept("all");
    }
    List<SqlNode> items = distinct || !isEndOfItems() ? items() : List.of();
    if (cursor.is("into")) {
      into = target();
    }
    List<SqlNode> from = cursor.accept("from") ? grammar.froms.list() : List.of();
    SqlNode where = cursor.accept("where") ? grammar.expressions.expression() : null;
    boolean groupDistinct = false;
    List<SqlNode> groupBy = List.of();
    if (cursor.accept("group")) {
      cursor.expect("by");
      groupDistinct = cursor.accept("distinct");
      if (!groupDistinct) {
        cursor.accept("all");
      }
      groupBy = groupings();
    }
    SqlNode having = cursor.accept("having") ? grammar.expressions.expression() : null;
    List<SqlNode> windows = grammar.windows.clause();
    SqlParserPos pos = cursor.posFrom(first);
    boolean plainDistinct = distinct && distinctOn.isEmpty();
    return new PgQuery.Select(
        plainDistinct,
        distinctOn,
        items,
        from,
        where,
        groupDistinct,
        groupBy,
        having,
        windows,
        pos);
  }

  /** Whether SELECT has no items. */
  private boolean isEndOfItems() {
    return switch (cursor.kind()) {
      case END, SEMICOLON, RIGHT_PAREN -> true;
      case IDENT ->
          switch (cursor.word()) {
            case "from", "into", "where", "group", "having", "window" -> true;
            default -> continues();
          };
      default -> false;
    };
  }

  /** target_list. */
  List<SqlNode> items() {
    List<SqlNode> items = new ArrayList<>();
    do {
      items.add(item());
    } while (cursor.accept(TokenKind.COMMA));
    return items;
  }

  private SqlNode item() {
    int first = cursor.at();
    if (cursor.is(TokenKind.STAR)) {
      SqlIdentifier star = new SqlIdentifier("", cursor.pos());
      cursor.advance();
      return new PgQuery.Item(star, null, cursor.posFrom(first));
    }
    SqlNode expression = grammar.expressions.expression();
    String alias = null;
    if (cursor.accept("as")) {
      alias = grammar.names.label();
    } else if (grammar.names.isBareLabel()) {
      alias = grammar.names.take();
    }
    return new PgQuery.Item(expression, alias, cursor.posFrom(first));
  }

  private Into target() {
    int token = cursor.at();
    cursor.advance();
    List<String> words = new ArrayList<>();
    boolean options = true;
    while (options) {
      switch (cursor.word()) {
        case "temporary", "temp", "local", "global", "unlogged", "table" -> {
          // the words may be the table's name too
          options = cursor.word(1).equals("table") || grammar.names.isColumnId(1);
          if (options) {
            if (!cursor.is("table")) {
              words.add(cursor.word().toUpperCase(Locale.ROOT));
            }
            cursor.advance();
          }
        }
        default -> options = false;
      }
    }
    return new Into(words, grammar.names.relation(), token);
  }

  private List<SqlNode> groupings() {
    List<SqlNode> items = new ArrayList<>();
    do {
      items.add(grouping());
    } while (cursor.accept(TokenKind.COMMA));
    return items;
  }

  private SqlNode grouping() {
    int first = cursor.at();
    if (cursor.is(TokenKind.LEFT_PAREN) && cursor.kind(1) == TokenKind.RIGHT_PAREN) {
      cursor.advance();
      cursor.advance();
      return grouping(PgExpr.GroupingKind.EMPTY, List.of(), first);
    }
    if (cursor.accept("grouping", "sets")) {
      cursor.enter();
      cursor.expect(TokenKind.LEFT_PAREN);
      List<SqlNode> sets = groupings();
      cursor.expect(TokenKind.RIGHT_PAREN);
      cursor.leave();
      return grouping(PgExpr.GroupingKind.SETS, sets, first);
    }
    if (cursor.kind(1) == TokenKind.LEFT_PAREN && (cursor.is("cube") || cursor.is("rollup"))) {
      boolean cube = cursor.is("cube");
      cursor.advance();
      cursor.advance();
      List<SqlNode> items = new ArrayList<>();
      do {
        int item = cursor.at();
        items.add(rowAsList(grammar.expressions.expression(), item));
      } while (cursor.accept(TokenKind.COMMA));
      cursor.expect(TokenKind.RIGHT_PAREN);
      return grouping(cube ? PgExpr.GroupingKind.CUBE : PgExpr.GroupingKind.ROLLUP, items, first);
    }
    return rowAsList(grammar.expressions.expression(), first);
  }

  /** In GROUP BY (a, b) is a set of two keys and not a row. */
  private SqlNode rowAsList(SqlNode item, int first) {
    return item instanceof PgExpr.Row row && !row.explicit
        ? grouping(PgExpr.GroupingKind.LIST, row.items, first)
        : item;
  }

  private SqlNode grouping(PgExpr.GroupingKind kind, List<SqlNode> items, int first) {
    return new PgExpr.GroupingSet(kind, items, cursor.posFrom(first));
  }

  private SqlNode values() {
    int first = cursor.at();
    cursor.expect("values");
    List<SqlNode> rows = new ArrayList<>();
    do {
      int row = cursor.at();
      cursor.expect(TokenKind.LEFT_PAREN);
      List<SqlNode> items = grammar.expressions.list();
      cursor.expect(TokenKind.RIGHT_PAREN);
      rows.add(new PgExpr.Row(false, items, cursor.posFrom(row)));
    } while (cursor.accept(TokenKind.COMMA));
    return new PgQuery.Values(rows, cursor.posFrom(first));
  }

  /** TABLE t is SELECT * FROM t. */
  private SqlNode table() {
    int first = cursor.at();
    cursor.expect("table");
    SqlNode table = grammar.froms.relation(false);
    SqlParserPos pos = cursor.posFrom(first);
    List<SqlNode> items = List.of(new PgQuery.Item(new SqlIdentifier("", pos), null, pos));
    return new PgQuery.Select(
        false, List.of(), items, List.of(table), null, false, List.of(), null, List.of(), pos);
  }
}
