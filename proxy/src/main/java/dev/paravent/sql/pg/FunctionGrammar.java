package dev.paravent.sql.pg;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** name(arguments) and the clauses of aggregates and windows. Confined to one parse. */
final class FunctionGrammar {
  private final Grammar grammar;
  private final TokenCursor cursor;

  FunctionGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  /** The arguments between parentheses. */
  private record Arguments(
      boolean distinct, boolean star, boolean variadic, List<SqlNode> list, List<SqlNode> orderBy) {
    static final Arguments NONE = new Arguments(false, false, false, List.of(), List.of());
    static final Arguments STAR = new Arguments(false, true, false, List.of(), List.of());
  }

  /** A call, or {@code type(modifiers) '..'}. */
  SqlNode callOrTypedLiteral(SqlIdentifier name, int first) {
    Arguments arguments = arguments();
    if (cursor.is(TokenKind.STRING)) {
      if (arguments.distinct || arguments.variadic || arguments.list.isEmpty()) {
        throw cursor.unexpected();
      }
      if (!arguments.orderBy.isEmpty()) {
        throw cursor.error("type modifier cannot have ORDER BY");
      }
      for (SqlNode modifier : arguments.list) {
        grammar.types.refuseComplexModifier(modifier);
      }
      return grammar.types.typedLiteral(name, arguments.list, first);
    }
    List<SqlNode> withinGroup = withinGroup(arguments);
    SqlNode filter = filter();
    SqlNode over = over();
    return function(name, arguments, withinGroup, filter, over, cursor.posFrom(first));
  }

  /** func_application: in FROM and in index expressions nothing follows the parentheses. */
  SqlNode windowless(SqlIdentifier name, int first) {
    Arguments arguments = arguments();
    return function(name, arguments, List.of(), null, null, cursor.posFrom(first));
  }

  private static SqlNode function(
      SqlIdentifier name,
      Arguments arguments,
      List<SqlNode> withinGroup,
      @Nullable SqlNode filter,
      @Nullable SqlNode over,
      SqlParserPos pos) {
    return new PgCall.Function(
        name,
        arguments.distinct,
        arguments.star,
        arguments.variadic,
        arguments.list,
        arguments.orderBy,
        withinGroup,
        filter,
        over,
        null,
        pos);
  }

  private Arguments arguments() {
    cursor.expect(TokenKind.LEFT_PAREN);
    if (cursor.accept(TokenKind.RIGHT_PAREN)) {
      return Arguments.NONE;
    }
    if (cursor.is(TokenKind.STAR) && cursor.kind(1) == TokenKind.RIGHT_PAREN) {
      cursor.advance();
      cursor.advance();
      return Arguments.STAR;
    }
    boolean distinct = cursor.accept("distinct");
    boolean quantified = distinct || cursor.accept("all");
    boolean variadic = false;
    List<SqlNode> list = new ArrayList<>(3);
    do {
      if (!quantified && cursor.accept("variadic")) {
        variadic = true;
      }
      list.add(argument());
    } while (!variadic && cursor.accept(TokenKind.COMMA));
    refuseMixedNames(list);
    List<SqlNode> orderBy = cursor.is("order") ? grammar.queries.orderBy() : List.of();
    cursor.expect(TokenKind.RIGHT_PAREN);
    return new Arguments(distinct, false, variadic, list, orderBy);
  }

  /** parse_func.c, ParseFuncOrColumn. */
  private void refuseMixedNames(List<SqlNode> arguments) {
    Set<String> seen = null;
    for (SqlNode argument : arguments) {
      if (argument instanceof PgExpr.NamedArg named) {
        seen = seen == null ? new HashSet<>() : seen;
        if (!seen.add(named.name)) {
          throw cursor.error("argument name used more than once");
        }
      } else if (seen != null) {
        throw cursor.error("positional argument cannot follow named argument");
      }
    }
  }

  /** func_arg_expr: value, name => value or name := value. */
  SqlNode argument() {
    TokenKind next = cursor.kind(1);
    if ((next == TokenKind.ARROW || next == TokenKind.COLON_EQUAL)
        && grammar.names.isTypeOrFunctionName()) {
      int first = cursor.at();
      String name = grammar.names.take();
      cursor.advance();
      SqlNode value = grammar.expressions.expression();
      return new PgExpr.NamedArg(name, value, cursor.posFrom(first));
    }
    return grammar.expressions.expression();
  }

  private List<SqlNode> withinGroup(Arguments arguments) {
    if (!cursor.accept("within")) {
      return List.of();
    }
    if (!arguments.orderBy.isEmpty()) {
      throw cursor.error("cannot use multiple ORDER BY clauses with WITHIN GROUP");
    }
    if (arguments.distinct) {
      throw cursor.error("cannot use DISTINCT with WITHIN GROUP");
    }
    if (arguments.variadic) {
      throw cursor.error("cannot use VARIADIC with WITHIN GROUP");
    }
    cursor.expect("group");
    cursor.expect(TokenKind.LEFT_PAREN);
    List<SqlNode> order = grammar.queries.orderBy();
    cursor.expect(TokenKind.RIGHT_PAREN);
    return order;
  }

  @Nullable SqlNode filter() {
    if (!cursor.accept("filter")) {
      return null;
    }
    cursor.expect(TokenKind.LEFT_PAREN);
    cursor.expect("where");
    SqlNode condition = grammar.expressions.expression();
    cursor.expect(TokenKind.RIGHT_PAREN);
    return condition;
  }

  @Nullable SqlNode over() {
    if (!cursor.accept("over")) {
      return null;
    }
    if (cursor.is(TokenKind.LEFT_PAREN)) {
      return grammar.windows.specification();
    }
    int first = cursor.at();
    String name = grammar.names.columnId();
    return new PgCall.WindowRef(name, cursor.posFrom(first));
  }
}
