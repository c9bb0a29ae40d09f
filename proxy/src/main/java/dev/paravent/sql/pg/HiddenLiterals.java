package dev.paravent.sql.pg;

/** Text of which strings and long numbers are starred out, each at its length. */
public final class HiddenLiterals {
  private static final int LONGEST_SHOWN = 5;

  private HiddenLiterals() {}

  /** The text without its values; without anything but its blanks if it cannot be scanned. */
  public static String in(String text) {
    StringBuilder hidden = new StringBuilder(text);
    try {
      PgTokens tokens = PgLexer.scan(text, ParserLimits.DEFAULTS);
      int end = 0;
      for (int token = 0; token < tokens.size(); token++) {
        int start = tokens.start(token);
        star(hidden, end, start); // a comment may quote anything
        end = tokens.end(token);
        boolean number =
            tokens.kind(token) == TokenKind.INTEGER || tokens.kind(token) == TokenKind.DECIMAL;
        if (tokens.isLiteral(token) && (!number || end - start > LONGEST_SHOWN)) {
          star(hidden, number ? start : start + 1, number ? end : end - 1);
        }
      }
    } catch (PgSyntaxException unscannable) {
      star(hidden, 0, text.length());
    }
    return hidden.toString();
  }

  private static void star(StringBuilder text, int start, int end) {
    for (int i = start; i < end; i++) {
      if (!Character.isWhitespace(text.charAt(i))) {
        text.setCharAt(i, '*');
      }
    }
  }
}
