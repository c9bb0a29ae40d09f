package dev.paravent.sql.pg;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Numbers and strings as Calcite's literals. Confined to one parse. */
final class LiteralGrammar {
  /** Reading digits takes time that grows with the square of their number. */
  private static final int LONGEST_NUMBER = 4_096;

  private final TokenCursor cursor;

  LiteralGrammar(TokenCursor cursor) {
    this.cursor = cursor;
  }

  SqlLiteral string() {
    if (!cursor.is(TokenKind.STRING)) {
      throw cursor.unexpected();
    }
    SqlLiteral literal = cursor.string();
    cursor.advance();
    return literal;
  }

  PgExpr.BitString bits() {
    PgExpr.BitString literal =
        new PgExpr.BitString(cursor.is(TokenKind.HEX_STRING), cursor.value(), cursor.pos());
    cursor.advance();
    return literal;
  }

  boolean isNumber() {
    return cursor.is(TokenKind.INTEGER) || cursor.is(TokenKind.DECIMAL);
  }

  /** INTEGER or DECIMAL, in base ten and without underscores. */
  SqlLiteral number() {
    SqlLiteral literal = cursor.isPlainNumber() ? cursor.plainNumber() : number("", cursor.pos());
    cursor.advance();
    return literal;
  }

  /** A number with its sign, as SET takes it. */
  SqlLiteral signedNumber() {
    int first = cursor.at();
    String sign = cursor.is(TokenKind.MINUS) ? "-" : "";
    if (cursor.is(TokenKind.MINUS) || cursor.is(TokenKind.PLUS)) {
      cursor.advance();
    }
    if (!isNumber()) {
      throw cursor.unexpected();
    }
    SqlLiteral literal = number(sign, cursor.posThrough(first));
    cursor.advance();
    return literal;
  }

  private SqlLiteral number(String sign, SqlParserPos pos) {
    String digits = sign + digits();
    if (cursor.is(TokenKind.INTEGER)) {
      return SqlLiteral.createExactNumeric(decimal(digits), pos);
    }
    if (digits.indexOf('e') >= 0 || digits.indexOf('E') >= 0) {
      refuseHugeExponent(digits);
      return SqlLiteral.createApproxNumeric(digits, pos);
    }
    if (digits.endsWith(".")) {
      // 1. is numeric, which 1 is not; 1E0 is, with no digits after the point
      return SqlLiteral.createApproxNumeric(digits.substring(0, digits.length() - 1) + "E0", pos);
    }
    // .5 is 0.5
    return SqlLiteral.createExactNumeric(new BigDecimal(digits).toPlainString(), pos);
  }

  private String digits() {
    String digits = cursor.source();
    if (digits.length() > LONGEST_NUMBER) {
      throw PgSyntaxException.tooLarge(
          "number length: " + digits.length() + " (expected: <= " + LONGEST_NUMBER + ")");
    }
    return digits.replace("_", "");
  }

  /** PostgreSQL's numeric ends long before; BigDecimal would take gigabytes to write it out. */
  private void refuseHugeExponent(String digits) {
    BigDecimal value;
    try {
      value = new BigDecimal(digits);
    } catch (NumberFormatException e) {
      throw cursor.error("22003", "value overflows numeric format", cursor.at());
    }
    if (value.scale() > 20_000 || value.scale() < -140_000) {
      throw cursor.error("22003", "value overflows numeric format", cursor.at());
    }
  }

  private static String decimal(String digits) {
    int start = digits.startsWith("-") ? 1 : 0;
    if (digits.length() < start + 3 || digits.charAt(start) != '0') {
      return digits;
    }
    int radix =
        switch (digits.charAt(start + 1)) {
          case 'x', 'X' -> 16;
          case 'o', 'O' -> 8;
          case 'b', 'B' -> 2;
          default -> 10;
        };
    if (radix == 10) {
      return digits;
    }
    String value = new BigInteger(digits.substring(start + 2), radix).toString();
    return start == 1 ? "-" + value : value;
  }

  /** Iconst: an integer of 32 bits. */
  int integer() {
    if (!cursor.is(TokenKind.INTEGER)) {
      throw cursor.unexpected();
    }
    BigInteger value = new BigInteger(decimal(digits()));
    if (value.bitLength() > 31) {
      throw cursor.unexpected();
    }
    cursor.advance();
    return value.intValue();
  }

  /** Iconst as a literal. */
  SqlLiteral integerLiteral() {
    SqlParserPos pos = cursor.pos();
    return SqlLiteral.createExactNumeric(Integer.toString(integer()), pos);
  }
}
