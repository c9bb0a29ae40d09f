package dev.paravent.sql.pg;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/**
 * Operators and predicates by precedence (gram.y): a_expr and, restricted, b_expr. Confined to one
 * parse.
 */
final class ExpressionGrammar {
  // gram.y, from the weakest; the gaps are for "binds tighter than this one"
  private static final int NONE = -1;
  private static final int OR = 10;
  private static final int AND = 20;
  private static final int NOT = 30;
  private static final int IS = 40;
  private static final int COMPARISON = 50;
  private static final int PREDICATE = 60;
  private static final int OTHER_OPERATOR = 70;
  private static final int ADDITION = 80;
  private static final int MULTIPLICATION = 90;
  private static final int POWER = 100;
  private static final int AT = 110;
  private static final int COLLATE = 120;
  private static final int SIGN = 130;
  private static final int TYPECAST = 160;

  private final Grammar grammar;
  private final TokenCursor cursor;
  private final PredicateGrammar predicates;

  ExpressionGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
    this.predicates = new PredicateGrammar(grammar, this);
  }

  /** a_expr. */
  SqlNode expression() {
    return tighterThan(0, false);
  }

  /** b_expr: no AND, OR, NOT and no predicates made of words but IS DISTINCT FROM. */
  SqlNode restricted() {
    return tighterThan(0, true);
  }

  /** The right operand of a predicate. */
  SqlNode predicateOperand() {
    return tighterThan(PREDICATE + 1, false);
  }

  /** The right operand of IS DISTINCT FROM. */
  SqlNode distinctOperand(boolean restricted) {
    return tighterThan(IS + 1, restricted);
  }

  /** expr_list. */
  List<SqlNode> list() {
    SqlNode first = expression();
    if (!cursor.is(TokenKind.COMMA)) {
      return List.of(first);
    }
    List<SqlNode> list = new ArrayList<>();
    list.add(first);
    while (cursor.accept(TokenKind.COMMA)) {
      list.add(expression());
    }
    return list;
  }

  /** The rest of an a_expr whose first operand was read already. */
  SqlNode after(SqlNode left, int first) {
    return operators(left, first, 0, false);
  }

  /** Whether an expression that begins here begins with a c_expr. */
  boolean isPrimary() {
    return switch (cursor.kind()) {
      case PLUS, MINUS, OPERATOR -> false;
      case IDENT ->
          !cursor.is("not")
              && !cursor.is("default")
              && !(cursor.is("operator") && cursor.kind(1) == TokenKind.LEFT_PAREN);
      default -> true;
    };
  }

  private SqlNode tighterThan(int weakest, boolean restricted) {
    cursor.enter();
    int chain = cursor.beginChain();
    int first = cursor.at();
    SqlNode expression = operators(operand(restricted), first, weakest, restricted);
    cursor.endChain(chain);
    cursor.leave();
    return expression;
  }

  private SqlNode operand(boolean restricted) {
    int first = cursor.at();
    switch (cursor.kind()) {
      case PLUS, MINUS -> {
        OperatorName sign = symbol();
        SqlNode operand = tighterThan(SIGN, restricted);
        return new PgOperation.Prefix(sign, operand, cursor.posFrom(first));
      }
      case OPERATOR -> {
        return prefix(symbol(), first, restricted);
      }
      case IDENT -> {
        if (cursor.is("operator") && cursor.kind(1) == TokenKind.LEFT_PAREN) {
          return prefix(qualifiedOperator(), first, restricted);
        }
        if (!restricted && cursor.accept("not")) {
          SqlNode operand = tighterThan(NOT, false);
          return new PgOperation.Not(operand, cursor.posFrom(first));
        }
        if (!restricted && cursor.is("default")) {
          PgExpr.Default node = new PgExpr.Default(cursor.pos());
          cursor.advance();
          return node;
        }
        return grammar.primaries.primary();
      }
      default -> {
        return grammar.primaries.primary();
      }
    }
  }

  private SqlNode prefix(OperatorName operator, int first, boolean restricted) {
    SqlNode operand = tighterThan(OTHER_OPERATOR + 1, restricted);
    return new PgOperation.Prefix(operator, operand, cursor.posFrom(first));
  }

  private SqlNode operators(SqlNode operand, int first, int weakest, boolean restricted) {
    SqlNode left = operand;
    while (true) {
      int level = level(restricted);
      if (level == NONE || level < weakest) {
        return left;
      }
      cursor.wrap();
      left =
          switch (level) {
            case OR, AND -> junction(left, first, level);
            case IS -> predicates.is(left, first, restricted);
            case PREDICATE -> predicates.predicate(left, first);
            case AT -> atTimeZone(left, first);
            case COLLATE -> collate(left, first);
            case TYPECAST -> typecast(left, first);
            default -> binary(left, first, level, restricted);
          };
    }
  }

  /** How tight the operator here binds; NONE if there is none. */
  private int level(boolean restricted) {
    return switch (cursor.kind()) {
      case LESS, GREATER, EQUAL, LESS_EQUAL, GREATER_EQUAL, NOT_EQUAL -> COMPARISON;
      case OPERATOR -> OTHER_OPERATOR;
      case PLUS, MINUS -> ADDITION;
      case STAR, SLASH, PERCENT -> MULTIPLICATION;
      case CARET -> POWER;
      case TYPECAST -> TYPECAST;
      case IDENT -> wordLevel(restricted);
      default -> NONE;
    };
  }

  private int wordLevel(boolean restricted) {
    String word = cursor.word();
    if (word.equals("operator")) {
      return cursor.kind(1) == TokenKind.LEFT_PAREN ? OTHER_OPERATOR : NONE;
    }
    if (word.equals("is")) {
      return predicates.isTest(restricted) ? IS : NONE;
    }
    if (restricted || isLabel()) {
      return NONE;
    }
    return switch (word) {
      case "or" -> OR;
      case "and" -> AND;
      case "isnull", "notnull" -> IS;
      case "between", "like", "ilike" -> PREDICATE;
      case "in" -> cursor.kind(1) == TokenKind.LEFT_PAREN ? PREDICATE : NONE;
      case "similar" -> cursor.word(1).equals("to") ? PREDICATE : NONE;
      case "not" ->
          switch (cursor.word(1)) {
            case "between", "in", "like", "ilike", "similar" -> PREDICATE;
            default -> NONE;
          };
      case "at" ->
          switch (cursor.word(1)) {
            case "time", "local" -> AT;
            default -> NONE;
          };
      case "collate" -> COLLATE;
      default -> NONE;
    };
  }

  /** Whether the word here cannot be an operator for want of an operand: {@code select a and}. */
  private boolean isLabel() {
    boolean last =
        switch (cursor.kind(1)) {
          case END, SEMICOLON, COMMA, RIGHT_PAREN -> true;
          default -> cursor.word(1).equals("from");
        };
    return last
        && switch (cursor.word()) {
          case "or", "and", "between", "like", "ilike", "collate" -> true;
          default -> false;
        };
  }

  /** A whole chain of AND or OR at once, so that it does not deepen the tree. */
  private SqlNode junction(SqlNode left, int first, int level) {
    String word = level == OR ? "or" : "and";
    List<SqlNode> operands = new ArrayList<>(4);
    // as PostgreSQL does, parentheses round the first operand or not
    if (level == OR && left instanceof PgOperation.Or or) {
      operands.addAll(or.operands);
    } else if (level == AND && left instanceof PgOperation.And and) {
      operands.addAll(and.operands);
    } else {
      operands.add(left);
    }
    while (cursor.accept(word)) {
      operands.add(tighterThan(level + 1, false));
    }
    return level == OR
        ? new PgOperation.Or(operands, cursor.posFrom(first))
        : new PgOperation.And(operands, cursor.posFrom(first));
  }

  private SqlNode binary(SqlNode left, int first, int level, boolean restricted) {
    OperatorName operator = operator();
    if (!restricted) {
      SqlNode quantified = quantified(operator, left, first);
      if (quantified != null) {
        return quantified;
      }
    }
    SqlNode right = tighterThan(level + 1, restricted);
    if (level == COMPARISON) {
      refuseNext(COMPARISON, restricted);
    }
    return new PgOperation.Binary(operator, left, right, cursor.posFrom(first));
  }

  /** %nonassoc: {@code a < b < c} is an error. */
  private void refuseNext(int level, boolean restricted) {
    if (level(restricted) == level) {
      throw cursor.unexpected();
    }
  }

  void refuseNextPredicate() {
    refuseNext(PREDICATE, false);
  }

  void refuseNextIs(boolean restricted) {
    refuseNext(IS, restricted);
  }

  /** ANY, SOME or ALL and what follows in parentheses; null if none is here. */
  @Nullable SqlNode quantified(OperatorName operator, SqlNode left, int first) {
    PgOperation.Quantifier quantifier =
        switch (cursor.word()) {
          case "any", "some" -> PgOperation.Quantifier.ANY;
          case "all" -> PgOperation.Quantifier.ALL;
          default -> null;
        };
    if (quantifier == null) {
      return null;
    }
    cursor.advance();
    int parenthesis = cursor.at();
    List<SqlNode> right = grammar.primaries.parenthesised();
    if (right.size() != 1) {
      throw cursor.unexpected(parenthesis);
    }
    return new PgOperation.Quantified(
        operator, left, quantifier, right.get(0), cursor.posFrom(first));
  }

  private SqlNode atTimeZone(SqlNode left, int first) {
    cursor.advance();
    if (cursor.accept("local")) {
      return new PgOperation.AtTimeZone(left, null, cursor.posFrom(first));
    }
    cursor.expect("time");
    cursor.expect("zone");
    SqlNode zone = tighterThan(AT + 1, false);
    return new PgOperation.AtTimeZone(left, zone, cursor.posFrom(first));
  }

  private SqlNode collate(SqlNode left, int first) {
    cursor.advance();
    return new PgOperation.Collate(left, grammar.names.qualified(), cursor.posFrom(first));
  }

  private SqlNode typecast(SqlNode left, int first) {
    cursor.advance();
    var type = grammar.types.type();
    return new PgExpr.Cast(PgExpr.CastForm.CAST, left, type, cursor.posFrom(first));
  }

  /** qual_all_Op: an operator, or OPERATOR(schema.symbol). */
  OperatorName operator() {
    return cursor.is("operator") ? qualifiedOperator() : symbol();
  }

  private OperatorName qualifiedOperator() {
    cursor.expect("operator");
    cursor.expect(TokenKind.LEFT_PAREN);
    String schema = null;
    if (grammar.names.isColumnId()) {
      schema = grammar.names.columnId();
      cursor.expect(TokenKind.DOT);
    }
    String symbol = symbol().symbol();
    cursor.expect(TokenKind.RIGHT_PAREN);
    return new OperatorName(schema, symbol);
  }

  private OperatorName symbol() {
    OperatorName operator =
        switch (cursor.kind()) {
          case PLUS -> Symbols.PLUS;
          case MINUS -> Symbols.MINUS;
          case STAR -> Symbols.TIMES;
          case SLASH -> Symbols.DIVIDE;
          case PERCENT -> Symbols.MODULO;
          case CARET -> Symbols.POWER;
          case LESS -> Symbols.LESS;
          case GREATER -> Symbols.GREATER;
          case EQUAL -> Symbols.EQUAL;
          case LESS_EQUAL -> Symbols.LESS_EQUAL;
          case GREATER_EQUAL -> Symbols.GREATER_EQUAL;
          case NOT_EQUAL -> Symbols.NOT_EQUAL;
          case OPERATOR -> OperatorName.of(cursor.source());
          default -> throw cursor.unexpected();
        };
    cursor.advance();
    return operator;
  }

  private static final class Symbols {
    static final OperatorName PLUS = OperatorName.of("+");
    static final OperatorName MINUS = OperatorName.of("-");
    static final OperatorName TIMES = OperatorName.of("*");
    static final OperatorName DIVIDE = OperatorName.of("/");
    static final OperatorName MODULO = OperatorName.of("%");
    static final OperatorName POWER = OperatorName.of("^");
    static final OperatorName LESS = OperatorName.of("<");
    static final OperatorName GREATER = OperatorName.of(">");
    static final OperatorName EQUAL = OperatorName.of("=");
    static final OperatorName LESS_EQUAL = OperatorName.of("<=");
    static final OperatorName GREATER_EQUAL = OperatorName.of(">=");
    static final OperatorName NOT_EQUAL = OperatorName.of("<>");

    private Symbols() {}
  }
}
