package dev.paravent.sql.pg;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** FROM: relations, functions, queries and joins. Confined to one parse. */
final class FromGrammar {
  private final Grammar grammar;
  private final TokenCursor cursor;

  FromGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  /** from_list. */
  List<SqlNode> list() {
    List<SqlNode> list = new ArrayList<>(2);
    do {
      list.add(reference());
    } while (cursor.accept(TokenKind.COMMA));
    return list;
  }

  /** table_ref. */
  SqlNode reference() {
    cursor.enter();
    int chain = cursor.beginChain();
    int first = cursor.at();
    SqlNode reference = joins(primary(), first);
    cursor.endChain(chain);
    cursor.leave();
    return reference;
  }

  private SqlNode joins(SqlNode operand, int first) {
    SqlNode left = operand;
    while (isJoin()) {
      left = join(left, first);
    }
    return left;
  }

  private boolean isJoin() {
    return switch (cursor.word()) {
      case "join", "inner", "left", "right", "full", "cross", "natural" -> true;
      default -> false;
    };
  }

  /** One join after its left side. */
  private PgFrom.Join join(SqlNode left, int first) {
    cursor.wrap();
    if (cursor.accept("cross")) {
      cursor.expect("join");
      return join(PgFrom.JoinKind.CROSS, false, left, primary(), null, List.of(), null, first);
    }
    boolean natural = cursor.accept("natural");
    PgFrom.JoinKind kind = joinKind();
    cursor.expect("join");
    if (natural) {
      return join(kind, true, left, primary(), null, List.of(), null, first);
    }
    // a join b join c on .. on ..: what follows belongs to the right side until our own ON
    cursor.enter();
    int rightFirst = cursor.at();
    SqlNode right = joins(primary(), rightFirst);
    cursor.leave();
    if (cursor.accept("on")) {
      SqlNode on = grammar.expressions.expression();
      return join(kind, false, left, right, on, List.of(), null, first);
    }
    cursor.expect("using");
    List<String> using = grammar.names.inParentheses();
    String alias = cursor.accept("as") ? grammar.names.columnId() : null;
    return join(kind, false, left, right, null, using, alias, first);
  }

  private PgFrom.JoinKind joinKind() {
    PgFrom.JoinKind kind =
        switch (cursor.word()) {
          case "left" -> PgFrom.JoinKind.LEFT;
          case "right" -> PgFrom.JoinKind.RIGHT;
          case "full" -> PgFrom.JoinKind.FULL;
          default -> PgFrom.JoinKind.INNER;
        };
    if (kind != PgFrom.JoinKind.INNER) {
      cursor.advance();
      cursor.accept("outer");
    } else {
      cursor.accept("inner");
    }
    return kind;
  }

  private PgFrom.Join join(
      PgFrom.JoinKind kind,
      boolean natural,
      SqlNode left,
      SqlNode right,
      @Nullable SqlNode on,
      List<String> using,
      @Nullable String usingAlias,
      int first) {
    return new PgFrom.Join(
        kind, natural, left, right, on, using, usingAlias, null, cursor.posFrom(first));
  }

  private SqlNode primary() {
    int first = cursor.at();
    boolean lateral = cursor.accept("lateral");
    if (cursor.is(TokenKind.LEFT_PAREN)) {
      SqlNode content = parenthesised();
      if (content instanceof PgQuery query) {
        return new PgFrom.Derived(query, lateral, alias(), cursor.posFrom(first));
      }
      if (lateral) {
        throw cursor.unexpected(first + 1);
      }
      return aliased((PgFrom.Join) content, first);
    }
    if (cursor.is("rows", "from")) {
      return rowsFrom(lateral, first);
    }
    if (grammar.tableFunctions.isHere()) {
      return grammar.tableFunctions.table(lateral, first);
    }
    if (isFunction()) {
      SqlNode call = functionCall();
      List<SqlNode> functions = List.of(item(call, List.of(), first));
      return functionTable(false, functions, lateral, first);
    }
    if (lateral) {
      throw cursor.unexpected();
    }
    return relation(true);
  }

  /** What stands in parentheses: a {@link PgQuery} or a {@link PgFrom.Join}. */
  private SqlNode parenthesised() {
    cursor.expect(TokenKind.LEFT_PAREN);
    int first = cursor.at();
    SqlNode content;
    if (cursor.startsQuery()) {
      content = grammar.queries.query();
    } else if (cursor.is(TokenKind.LEFT_PAREN) && cursor.isQueryInParentheses()) {
      cursor.enter();
      SqlNode inner = parenthesised();
      cursor.leave();
      content = afterInnerParentheses(inner, first);
    } else {
      content = reference();
    }
    boolean bare = content instanceof PgFrom.Join join && join.alias == null;
    if (!bare && !(content instanceof PgQuery)) {
      throw cursor.unexpected();
    }
    cursor.expect(TokenKind.RIGHT_PAREN);
    return content;
  }

  private SqlNode afterInnerParentheses(SqlNode inner, int first) {
    if (inner instanceof PgQuery query) {
      if (cursor.is(TokenKind.RIGHT_PAREN)) {
        return query;
      }
      if (grammar.queries.continues()) {
        return grammar.queries.after(query, first);
      }
      SqlNode derived = new PgFrom.Derived(query, false, alias(), cursor.posFrom(first));
      return joins(derived, first);
    }
    return joins(aliased((PgFrom.Join) inner, first), first);
  }

  private PgFrom.Join aliased(PgFrom.Join join, int first) {
    PgFrom.Alias alias = alias();
    if (alias == null) {
      return join;
    }
    return new PgFrom.Join(
        join.kind,
        join.natural,
        join.left,
        join.right,
        join.on,
        join.using,
        join.usingAlias,
        alias,
        cursor.posFrom(first));
  }

  /** relation_expr, with an alias and a sample if asked for. */
  SqlNode relation(boolean withAlias) {
    int first = cursor.at();
    boolean only = cursor.accept("only");
    SqlIdentifier name;
    if (only && cursor.accept(TokenKind.LEFT_PAREN)) {
      name = grammar.names.relation();
      cursor.expect(TokenKind.RIGHT_PAREN);
    } else {
      name = grammar.names.relation();
      if (!only) {
        cursor.accept(TokenKind.STAR);
      }
    }
    PgFrom.Alias alias = withAlias ? alias() : null;
    SqlNode sample = withAlias ? sample() : null;
    return new PgFrom.Table(name, only, alias, sample, cursor.posFrom(first));
  }

  /** The relation that UPDATE, DELETE or MERGE writes: SET is not an alias without AS. */
  SqlNode target() {
    int first = cursor.at();
    PgFrom.Table table = (PgFrom.Table) relation(false);
    int aliasFirst = cursor.at();
    boolean as = cursor.accept("as");
    if (!as && (!grammar.names.isColumnId() || cursor.is("set"))) {
      return table;
    }
    String name = grammar.names.columnId();
    PgFrom.Alias alias = new PgFrom.Alias(name, List.of(), List.of(), cursor.posFrom(aliasFirst));
    return new PgFrom.Table(table.name, table.only, alias, null, cursor.posFrom(first));
  }

  private @Nullable SqlNode sample() {
    int first = cursor.at();
    if (!cursor.accept("tablesample")) {
      return null;
    }
    SqlIdentifier method = grammar.names.qualified();
    cursor.expect(TokenKind.LEFT_PAREN);
    List<SqlNode> arguments = grammar.expressions.list();
    cursor.expect(TokenKind.RIGHT_PAREN);
    SqlNode seed = null;
    if (cursor.accept("repeatable")) {
      cursor.expect(TokenKind.LEFT_PAREN);
      seed = grammar.expressions.expression();
      cursor.expect(TokenKind.RIGHT_PAREN);
    }
    return new PgFrom.Sample(method, arguments, seed, cursor.posFrom(first));
  }

  /** Whether a name and a left parenthesis, or a function that is a key word, is here. */
  boolean isFunction() {
    if (grammar.wordFunctions.isHere()) {
      return true;
    }
    if (cursor.kind(1) == TokenKind.LEFT_PAREN) {
      return grammar.names.isTypeOrFunctionName();
    }
    if (!grammar.names.isColumnId()) {
      return false;
    }
    int ahead = 1;
    while (cursor.kind(ahead) == TokenKind.DOT) {
      ahead += 2;
    }
    return ahead > 1 && cursor.kind(ahead) == TokenKind.LEFT_PAREN;
  }

  /** func_expr_windowless. */
  SqlNode functionCall() {
    if (grammar.wordFunctions.isHere()) {
      return grammar.wordFunctions.call(true);
    }
    int first = cursor.at();
    if (cursor.kind(1) == TokenKind.LEFT_PAREN) {
      SqlIdentifier name = new SqlIdentifier(grammar.names.take(), cursor.posFrom(first));
      return grammar.functions.windowless(name, first);
    }
    return grammar.functions.windowless(grammar.names.qualified(), first);
  }

  private SqlNode rowsFrom(boolean lateral, int first) {
    cursor.expect("rows");
    cursor.expect("from");
    cursor.expect(TokenKind.LEFT_PAREN);
    List<SqlNode> functions = new ArrayList<>();
    do {
      int item = cursor.at();
      if (!isFunction()) {
        throw cursor.unexpected();
      }
      SqlNode call = functionCall();
      List<SqlNode> columns = cursor.accept("as") ? definitions() : List.of();
      functions.add(item(call, columns, item));
    } while (cursor.accept(TokenKind.COMMA));
    cursor.expect(TokenKind.RIGHT_PAREN);
    return functionTable(true, functions, lateral, first);
  }

  private SqlNode item(SqlNode call, List<SqlNode> columns, int first) {
    return new PgFrom.FunctionItem(call, columns, cursor.posFrom(first));
  }

  private SqlNode functionTable(
      boolean rowsFrom, List<SqlNode> functions, boolean lateral, int first) {
    boolean ordinality = cursor.accept("with", "ordinality");
    PgFrom.Alias alias = functionAlias();
    return new PgFrom.FunctionTable(
        rowsFrom, functions, lateral, ordinality, alias, cursor.posFrom(first));
  }

  /** alias_clause: [AS] name [(columns)]; null if there is none. */
  PgFrom.@Nullable Alias alias() {
    int first = cursor.at();
    if (!cursor.accept("as") && !grammar.names.isColumnId()) {
      return null;
    }
    String name = grammar.names.columnId();
    List<String> columns =
        cursor.is(TokenKind.LEFT_PAREN) ? grammar.names.inParentheses() : List.of();
    return new PgFrom.Alias(name, columns, List.of(), cursor.posFrom(first));
  }

  private PgFrom.@Nullable Alias functionAlias() {
    int first = cursor.at();
    if (cursor.is("as") && cursor.kind(1) == TokenKind.LEFT_PAREN) {
      cursor.advance();
      List<SqlNode> definitions = definitions();
      return new PgFrom.Alias(null, List.of(), definitions, cursor.posFrom(first));
    }
    int name = cursor.is("as") ? 1 : 0;
    TokenKind afterColumn = cursor.kind(name + 3);
    boolean definitions =
        grammar.names.isColumnId(name)
            && cursor.kind(name + 1) == TokenKind.LEFT_PAREN
            && afterColumn != TokenKind.COMMA
            && afterColumn != TokenKind.RIGHT_PAREN;
    if (!definitions) {
      return alias();
    }
    cursor.accept("as");
    String alias = grammar.names.columnId();
    return new PgFrom.Alias(alias, List.of(), definitions(), cursor.posFrom(first));
  }

  /** ( name type [COLLATE name], .. ). */
  private List<SqlNode> definitions() {
    cursor.expect(TokenKind.LEFT_PAREN);
    List<SqlNode> definitions = new ArrayList<>();
    do {
      int first = cursor.at();
      String name = grammar.names.columnId();
      var type = grammar.types.type();
      SqlIdentifier collation = cursor.accept("collate") ? grammar.names.qualified() : null;
      definitions.add(new PgFrom.ColumnDef(name, type, collation, cursor.posFrom(first)));
    } while (cursor.accept(TokenKind.COMMA));
    cursor.expect(TokenKind.RIGHT_PAREN);
    return definitions;
  }
}
