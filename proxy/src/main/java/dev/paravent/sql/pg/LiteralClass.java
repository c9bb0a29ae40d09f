package dev.paravent.sql.pg;

import java.math.BigDecimal;

/**
 * What a literal is but for its value: literals of one class are parsed and typed alike, whatever
 * they hold. Numbers are classed by size, because PostgreSQL types them by it.
 */
public enum LiteralClass {
  STRING,
  /** A string in which a backslash may stand. */
  ESCAPED,
  /** At most 9 decimal digits. */
  INT4,
  /** At most 18 decimal digits. */
  INT8,
  /** More decimal digits. */
  NUMERIC,
  /** Digits around a point, or after it. */
  DECIMAL,
  /** Bit strings, and numbers written in another way: with exponent, in another base, huge. */
  OTHER;

  private static final int LONGEST = 256;

  static LiteralClass of(TokenKind kind, String text, int start, int end) {
    if (kind == TokenKind.STRING) {
      return hasBackslash(text, start, end) ? ESCAPED : STRING;
    }
    boolean number = kind == TokenKind.INTEGER || kind == TokenKind.DECIMAL;
    if (!number || end - start > LONGEST) {
      return OTHER;
    }
    int significant = 0;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        significant += significant > 0 || c > '0' ? 1 : 0;
      } else if (c != '.' || i == end - 1) {
        return OTHER;
      }
    }
    if (kind == TokenKind.DECIMAL) {
      return DECIMAL;
    }
    return significant <= 9 ? INT4 : significant <= 18 ? INT8 : NUMERIC;
  }

  /** As far as the text tells: what U&'..' holds depends on its escape character. */
  private static boolean hasBackslash(String text, int start, int end) {
    if (text.charAt(start) == 'u' || text.charAt(start) == 'U') {
      return true;
    }
    for (int i = start; i < end; i++) {
      if (text.charAt(i) == '\\') {
        return true;
      }
    }
    return false;
  }

  public boolean isInteger() {
    return this == INT4 || this == INT8;
  }

  /** A number of this class as BigDecimal writes it plainly. */
  String plain(String text, int start, int end) {
    if (this == OTHER || this == STRING || this == ESCAPED) {
      return new BigDecimal(text.substring(start, end)).toPlainString();
    }
    int from = withoutZeros(text, start, end);
    String digits = text.substring(from, end);
    return digits.charAt(0) == '.' ? "0" + digits : digits;
  }

  private static int withoutZeros(String text, int start, int end) {
    int from = start;
    while (from < end - 1 && text.charAt(from) == '0' && text.charAt(from + 1) != '.') {
      from++;
    }
    return from;
  }
}
