package dev.paravent.sql.pg;

/** Finds the end of a number. Immutable once made. */
final class PgNumberScanner {
  private final String text;
  private final boolean hasUnderscores;
  private final TokenKind kind;
  private final int end;

  PgNumberScanner(String text, int start, ServerVersion version) {
    this.text = text;
    this.hasUnderscores = !version.isBefore(16);
    int radix = version.isBefore(16) ? 10 : radix(start);
    if (radix != 10) {
      this.kind = TokenKind.INTEGER;
      this.end = digits(start + 2, radix, true);
      if (end == start + 2) {
        throw PgSyntaxException.syntax("invalid " + name(radix) + " integer", text, start);
      }
      return;
    }
    int i = digits(start, 10, false);
    boolean decimal = false;
    // 1..2 is a slice: two integers
    if (at(i) == '.' && (at(i + 1) != '.' || i == start)) {
      decimal = true;
      i = digits(i + 1, 10, false);
    }
    if (at(i) == 'e' || at(i) == 'E') {
      int exponent = at(i + 1) == '+' || at(i + 1) == '-' ? i + 2 : i + 1;
      int exponentEnd = digits(exponent, 10, false);
      if (exponentEnd > exponent) {
        decimal = true;
        i = exponentEnd;
      }
    }
    this.kind = decimal ? TokenKind.DECIMAL : TokenKind.INTEGER;
    this.end = i;
  }

  TokenKind kind() {
    return kind;
  }

  int end() {
    return end;
  }

  private int radix(int start) {
    if (at(start) != '0') {
      return 10;
    }
    return switch (at(start + 1)) {
      case 'x', 'X' -> 16;
      case 'o', 'O' -> 8;
      case 'b', 'B' -> 2;
      default -> 10;
    };
  }

  private static String name(int radix) {
    return radix == 16 ? "hexadecimal" : radix == 8 ? "octal" : "binary";
  }

  /** The end of digits with single underscores between them, and before them if they may lead. */
  private int digits(int start, int radix, boolean leadingUnderscore) {
    int i = start;
    while (true) {
      if (isDigit(at(i), radix)) {
        i++;
      } else if (at(i) == '_'
          && hasUnderscores
          && (i > start || leadingUnderscore)
          && isDigit(at(i + 1), radix)) {
        i += 2;
      } else {
        return i;
      }
    }
  }

  private static boolean isDigit(char c, int radix) {
    int digit = PgStringScanner.hexDigit(c);
    return digit >= 0 && digit < radix;
  }

  private char at(int i) {
    return i < text.length() ? text.charAt(i) : 0;
  }
}
