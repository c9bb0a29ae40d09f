package dev.paravent.sql.pg;

import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** Predicates made of words: IS, IN, BETWEEN, LIKE and kin. Confined to one parse. */
final class PredicateGrammar {
  private final Grammar grammar;
  private final TokenCursor cursor;
  private final ExpressionGrammar expressions;

  PredicateGrammar(Grammar grammar, ExpressionGrammar expressions) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
    this.expressions = expressions;
  }

  /** Whether IS here begins a test; otherwise it is a bare label. */
  boolean isTest(boolean restricted) {
    int ahead = cursor.word(1).equals("not") ? 2 : 1;
    return switch (cursor.word(ahead)) {
      case "distinct", "document" -> true;
      case "null", "true", "false", "unknown" -> !restricted;
      case "json", "normalized", "nfc", "nfd", "nfkc", "nfkd" -> !restricted;
      default -> false;
    };
  }

  /** IS [NOT] .., ISNULL and NOTNULL after their operand. */
  SqlNode is(SqlNode left, int first, boolean restricted) {
    if (cursor.accept("isnull")) {
      return test(PgOperation.Test.NULL, false, left, first);
    }
    if (cursor.accept("notnull")) {
      return test(PgOperation.Test.NULL, true, left, first);
    }
    cursor.expect("is");
    boolean negated = cursor.accept("not");
    String word = cursor.word();
    cursor.advance();
    return switch (word) {
      case "null" -> test(PgOperation.Test.NULL, negated, left, first);
      case "true" -> test(PgOperation.Test.TRUE, negated, left, first);
      case "false" -> test(PgOperation.Test.FALSE, negated, left, first);
      case "unknown" -> test(PgOperation.Test.UNKNOWN, negated, left, first);
      case "document" -> test(PgOperation.Test.DOCUMENT, negated, left, first);
      case "normalized" -> test(PgOperation.Test.NORMALIZED, negated, left, first);
      case "json" -> test(json(), negated, left, first);
      case "distinct" -> {
        cursor.expect("from");
        SqlNode right = expressions.distinctOperand(restricted);
        expressions.refuseNextIs(restricted);
        yield new PgOperation.IsDistinct(negated, left, right, cursor.posFrom(first));
      }
      default -> {
        cursor.expect("normalized");
        yield test(normalForm(word), negated, left, first);
      }
    };
  }

  private static PgOperation.Test normalForm(String word) {
    return switch (word) {
      case "nfc" -> PgOperation.Test.NFC_NORMALIZED;
      case "nfd" -> PgOperation.Test.NFD_NORMALIZED;
      case "nfkc" -> PgOperation.Test.NFKC_NORMALIZED;
      default -> PgOperation.Test.NFKD_NORMALIZED;
    };
  }

  private PgOperation.Test json() {
    PgOperation.Test test =
        switch (cursor.word()) {
          case "value" -> PgOperation.Test.JSON_VALUE;
          case "array" -> PgOperation.Test.JSON_ARRAY;
          case "object" -> PgOperation.Test.JSON_OBJECT;
          case "scalar" -> PgOperation.Test.JSON_SCALAR;
          default -> PgOperation.Test.JSON;
        };
    if (test != PgOperation.Test.JSON) {
      cursor.advance();
    }
    boolean unique = cursor.accept("with", "unique");
    if (unique || cursor.accept("without", "unique")) {
      cursor.accept("keys");
    }
    return unique ? unique(test) : test;
  }

  private static PgOperation.Test unique(PgOperation.Test test) {
    return switch (test) {
      case JSON_VALUE -> PgOperation.Test.JSON_VALUE_UNIQUE;
      case JSON_ARRAY -> PgOperation.Test.JSON_ARRAY_UNIQUE;
      case JSON_OBJECT -> PgOperation.Test.JSON_OBJECT_UNIQUE;
      case JSON_SCALAR -> PgOperation.Test.JSON_SCALAR_UNIQUE;
      default -> PgOperation.Test.JSON_UNIQUE;
    };
  }

  private SqlNode test(PgOperation.Test test, boolean negated, SqlNode left, int first) {
    return new PgOperation.Is(test, negated, left, cursor.posFrom(first));
  }

  /** [NOT] BETWEEN, IN, LIKE, ILIKE or SIMILAR TO after the first operand. */
  SqlNode predicate(SqlNode left, int first) {
    boolean negated = cursor.accept("not");
    String word = cursor.word();
    cursor.advance();
    return switch (word) {
      case "between" -> between(negated, left, first);
      case "in" -> in(negated, left, first);
      case "like" -> like(PgOperation.LikeKind.LIKE, negated, left, first);
      case "ilike" -> like(PgOperation.LikeKind.ILIKE, negated, left, first);
      default -> {
        cursor.expect("to");
        yield like(PgOperation.LikeKind.SIMILAR, negated, left, first);
      }
    };
  }

  private SqlNode between(boolean negated, SqlNode left, int first) {
    boolean symmetric = cursor.accept("symmetric");
    if (!symmetric) {
      cursor.accept("asymmetric");
    }
    SqlNode low = expressions.restricted();
    cursor.expect("and");
    SqlNode high = expressions.predicateOperand();
    expressions.refuseNextPredicate();
    return new PgOperation.Between(negated, symmetric, left, low, high, cursor.posFrom(first));
  }

  private SqlNode in(boolean negated, SqlNode left, int first) {
    List<SqlNode> values = grammar.primaries.parenthesised();
    if (values.size() == 1 && values.get(0) instanceof PgQuery query) {
      return new PgOperation.InQuery(negated, left, query, cursor.posFrom(first));
    }
    return new PgOperation.In(negated, left, values, cursor.posFrom(first));
  }

  private SqlNode like(PgOperation.LikeKind kind, boolean negated, SqlNode left, int first) {
    if (kind != PgOperation.LikeKind.SIMILAR) {
      SqlNode quantified = quantified(kind, negated, left, first);
      if (quantified != null) {
        return quantified;
      }
    }
    SqlNode pattern = expressions.predicateOperand();
    SqlNode escape = cursor.accept("escape") ? expressions.predicateOperand() : null;
    expressions.refuseNextPredicate();
    return new PgOperation.Like(kind, negated, left, pattern, escape, cursor.posFrom(first));
  }

  /** LIKE ANY (..): LIKE is the operator ~~ there. */
  private @Nullable SqlNode quantified(
      PgOperation.LikeKind kind, boolean negated, SqlNode left, int first) {
    String symbol =
        kind == PgOperation.LikeKind.LIKE ? (negated ? "!~~" : "~~") : (negated ? "!~~*" : "~~*");
    return expressions.quantified(OperatorName.of(symbol), left, first);
  }
}
