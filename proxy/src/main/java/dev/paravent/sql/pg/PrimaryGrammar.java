package dev.paravent.sql.pg;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** c_expr: what operators apply to. Confined to one parse. */
final class PrimaryGrammar {
  private final Grammar grammar;
  private final TokenCursor cursor;

  PrimaryGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  SqlNode primary() {
    int first = cursor.at();
    return switch (cursor.kind()) {
      case INTEGER, DECIMAL -> grammar.literals.number();
      case STRING -> grammar.literals.string();
      case BIT_STRING, HEX_STRING -> grammar.literals.bits();
      case PARAM -> {
        SqlNode parameter = new SqlDynamicParam(cursor.parameter() - 1, cursor.pos());
        cursor.advance();
        yield indirection(parameter, first);
      }
      case LEFT_PAREN -> afterParentheses(parenthesised(), first);
      case QUOTED_IDENT -> name();
      case IDENT -> cursor.keyword() == null ? name() : word();
      default -> throw cursor.unexpected();
    };
  }

  private SqlNode word() {
    int first = cursor.at();
    switch (cursor.word()) {
      case "null" -> {
        cursor.advance();
        return SqlLiteral.createNull(cursor.posFrom(first));
      }
      case "true", "false" -> {
        boolean value = cursor.is("true");
        cursor.advance();
        return SqlLiteral.createBoolean(value, cursor.posFrom(first));
      }
      case "case" -> {
        return caseExpression();
      }
      case "array" -> {
        return array();
      }
      case "row" -> {
        if (cursor.kind(1) == TokenKind.LEFT_PAREN) {
          return overlaps(explicitRow(), first);
        }
      }
      case "exists" -> {
        if (cursor.kind(1) == TokenKind.LEFT_PAREN) {
          cursor.advance();
          SqlNode query = grammar.queries.inParentheses();
          return new PgExpr.Exists(query, cursor.posFrom(first));
        }
      }
      default -> {
        if (grammar.types.isTypedLiteral()) {
          return grammar.types.typedLiteral();
        }
        if (grammar.wordFunctions.isHere()) {
          return grammar.wordFunctions.call(false);
        }
      }
    }
    return name();
  }

  /** columnref, func_expr or a literal whose type is a plain name. */
  private SqlNode name() {
    int first = cursor.at();
    boolean column = grammar.names.isColumnId();
    boolean function = grammar.names.isTypeOrFunctionName();
    if (!column && !function) {
      throw cursor.unexpected();
    }
    SqlIdentifier name = dottedName();
    boolean qualified = name.names.size() > 1;
    boolean star = name.names.get(name.names.size() - 1).isEmpty();
    if (!star && (qualified ? column : function)) {
      if (cursor.is(TokenKind.LEFT_PAREN)) {
        return grammar.functions.callOrTypedLiteral(name, first);
      }
      if (cursor.is(TokenKind.STRING)) {
        return grammar.types.typedLiteral(name, List.of(), first);
      }
    }
    if (!column) {
      throw cursor.unexpected();
    }
    return cursor.is(TokenKind.LEFT_BRACKET) ? indirection(name, first) : name;
  }

  /** A name and what follows its dots; a star is a last part "". */
  private SqlIdentifier dottedName() {
    int first = cursor.at();
    String name = grammar.names.take();
    if (!cursor.is(TokenKind.DOT)) {
      return new SqlIdentifier(name, cursor.posFrom(first));
    }
    List<String> names = new ArrayList<>(3);
    names.add(name);
    while (cursor.accept(TokenKind.DOT)) {
      if (cursor.accept(TokenKind.STAR)) {
        names.add("");
        break;
      }
      names.add(grammar.names.label());
    }
    return new SqlIdentifier(names, cursor.posFrom(first));
  }

  /**
   * What stands in parentheses: one {@link PgQuery}, or the expressions of a list. Parentheses
   * round a query in parentheses vanish.
   */
  List<SqlNode> parenthesised() {
    cursor.expect(TokenKind.LEFT_PAREN);
    List<SqlNode> content;
    if (cursor.startsQuery()) {
      content = List.of(grammar.queries.query());
    } else if (cursor.is(TokenKind.LEFT_PAREN) && cursor.isQueryInParentheses()) {
      content = afterInnerQuery();
    } else {
      content = grammar.expressions.list();
    }
    cursor.expect(TokenKind.RIGHT_PAREN);
    return content;
  }

  /** {@code (select 1) union ..}, {@code (select 1) + 2, ..} or just more parentheses. */
  private List<SqlNode> afterInnerQuery() {
    int first = cursor.at();
    cursor.enter();
    List<SqlNode> inner = parenthesised();
    cursor.leave();
    if (inner.size() == 1 && inner.get(0) instanceof PgQuery query) {
      if (cursor.is(TokenKind.RIGHT_PAREN)) {
        return inner;
      }
      if (grammar.queries.continues()) {
        return List.of(grammar.queries.after(query, first));
      }
    }
    SqlNode expression = grammar.expressions.after(afterParentheses(inner, first), first);
    if (!cursor.is(TokenKind.COMMA)) {
      return List.of(expression);
    }
    List<SqlNode> list = new ArrayList<>();
    list.add(expression);
    while (cursor.accept(TokenKind.COMMA)) {
      list.add(grammar.expressions.expression());
    }
    return list;
  }

  SqlNode afterParentheses(List<SqlNode> content, int first) {
    if (content.size() > 1) {
      return overlaps(new PgExpr.Row(false, content, cursor.posFrom(first)), first);
    }
    SqlNode only = content.get(0);
    if (only instanceof PgQuery query) {
      only = new PgExpr.Subquery(query, cursor.posFrom(first));
    }
    return indirection(only, first);
  }

  private PgExpr.Row explicitRow() {
    int first = cursor.at();
    cursor.expect("row");
    cursor.expect(TokenKind.LEFT_PAREN);
    List<SqlNode> items = cursor.is(TokenKind.RIGHT_PAREN) ? List.of() : grammar.expressions.list();
    cursor.expect(TokenKind.RIGHT_PAREN);
    return new PgExpr.Row(true, items, cursor.posFrom(first));
  }

  private SqlNode overlaps(PgExpr.Row left, int first) {
    if (!cursor.is("overlaps")) {
      return left;
    }
    int word = cursor.at();
    cursor.advance();
    PgExpr.Row right;
    if (cursor.is("row")) {
      right = explicitRow();
    } else {
      int parenthesis = cursor.at();
      List<SqlNode> items = parenthesised();
      if (items.size() < 2) {
        throw cursor.unexpected(parenthesis);
      }
      right = new PgExpr.Row(false, items, cursor.posFrom(parenthesis));
    }
    if (left.items.size() != 2 || right.items.size() != 2) {
      throw cursor.error(
          "42601", "wrong number of parameters on a side of OVERLAPS expression", word);
    }
    return new PgOperation.Overlaps(left, right, cursor.posFrom(first));
  }

  /** The base with the subscripts and fields that follow it. */
  SqlNode indirection(SqlNode base, int first) {
    List<SqlNode> steps = steps();
    return steps.isEmpty() ? base : new PgExpr.Indirection(base, steps, cursor.posFrom(first));
  }

  /** [subscript], [from:to], .field and a final .*. */
  List<SqlNode> steps() {
    if (!cursor.is(TokenKind.LEFT_BRACKET) && !cursor.is(TokenKind.DOT)) {
      return List.of();
    }
    List<SqlNode> steps = new ArrayList<>(2);
    while (true) {
      int first = cursor.at();
      if (cursor.accept(TokenKind.DOT)) {
        if (cursor.accept(TokenKind.STAR)) {
          steps.add(new PgExpr.AllFields(cursor.posFrom(first)));
          return steps;
        }
        String field = grammar.names.label();
        steps.add(new PgExpr.Field(field, cursor.posFrom(first)));
      } else if (cursor.accept(TokenKind.LEFT_BRACKET)) {
        steps.add(subscript(first));
      } else {
        return steps;
      }
    }
  }

  private SqlNode subscript(int first) {
    SqlNode low = cursor.is(TokenKind.COLON) ? null : grammar.expressions.expression();
    if (!cursor.accept(TokenKind.COLON)) {
      cursor.expect(TokenKind.RIGHT_BRACKET);
      return new PgExpr.Subscript(required(low), cursor.posFrom(first));
    }
    SqlNode high = cursor.is(TokenKind.RIGHT_BRACKET) ? null : grammar.expressions.expression();
    cursor.expect(TokenKind.RIGHT_BRACKET);
    return new PgExpr.Slice(low, high, cursor.posFrom(first));
  }

  private SqlNode required(@Nullable SqlNode node) {
    if (node == null) {
      throw cursor.unexpected();
    }
    return node;
  }

  private SqlNode caseExpression() {
    int first = cursor.at();
    cursor.advance();
    SqlNode operand = cursor.is("when") ? null : grammar.expressions.expression();
    List<SqlNode> whens = new ArrayList<>();
    do {
      int when = cursor.at();
      cursor.expect("when");
      SqlNode condition = grammar.expressions.expression();
      cursor.expect("then");
      SqlNode result = grammar.expressions.expression();
      whens.add(new PgExpr.When(condition, result, cursor.posFrom(when)));
    } while (cursor.is("when"));
    SqlNode otherwise = cursor.accept("else") ? grammar.expressions.expression() : null;
    cursor.expect("end");
    return new PgExpr.Case(operand, whens, otherwise, cursor.posFrom(first));
  }

  private SqlNode array() {
    int first = cursor.at();
    cursor.advance();
    if (cursor.is(TokenKind.LEFT_PAREN)) {
      SqlNode query = grammar.queries.inParentheses();
      return new PgExpr.ArrayQuery(query, cursor.posFrom(first));
    }
    return arrayItems(first);
  }

  private SqlNode arrayItems(int first) {
    cursor.enter();
    cursor.expect(TokenKind.LEFT_BRACKET);
    List<SqlNode> items = new ArrayList<>();
    if (cursor.is(TokenKind.LEFT_BRACKET)) {
      do {
        items.add(arrayItems(cursor.at()));
      } while (cursor.accept(TokenKind.COMMA));
    } else if (!cursor.is(TokenKind.RIGHT_BRACKET)) {
      items = grammar.expressions.list();
    }
    cursor.expect(TokenKind.RIGHT_BRACKET);
    cursor.leave();
    return new PgExpr.Array(items, cursor.posFrom(first));
  }
}
