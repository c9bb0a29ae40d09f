package dev.paravent.sql.pg;

import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's scanner (scan.l) with standard_conforming_strings on. Where releases differ, the
 * tokens are those of one {@link ServerVersion}. Confined to one call of {@link #scan}.
 */
public final class PgLexer {
  private static final String OPERATOR_CHARS = "~!@#^&|`?+-*/%<>=";
  private static final String NOT_IN_SQL_OPERATORS = "~!@#^&|`?%";
  private static final int NAME_BYTES = 63;

  private final String text;
  private final int length;
  private final ParserLimits limits;
  private final ServerVersion version;
  private final PgTokens tokens;
  private final PgStringScanner strings;
  private int position;

  private PgLexer(String text, ParserLimits limits, ServerVersion version) {
    this.text = text;
    this.length = text.length();
    this.limits = limits;
    this.version = version;
    this.tokens = new PgTokens(text, version);
    this.strings = new PgStringScanner(text, version);
  }

  /** As {@link #scan(String, ParserLimits, ServerVersion)} for the newest release. */
  public static PgTokens scan(String text, ParserLimits limits) {
    return scan(text, limits, ServerVersion.NEWEST);
  }

  /**
   * The tokens of a text.
   *
   * @throws PgSyntaxException if PostgreSQL's scanner would refuse it, or a limit is passed
   */
  public static PgTokens scan(String text, ParserLimits limits, ServerVersion version) {
    if (text.length() > limits.characters()) {
      throw PgSyntaxException.tooLarge(
          "statement length: " + text.length() + " (expected: <= " + limits.characters() + ")");
    }
    refuseBrokenCharacters(text);
    PgLexer lexer = new PgLexer(text, limits, version);
    while (lexer.next()) {
      // next() does the work
    }
    lexer.tokens.add(TokenKind.END, text.length(), text.length(), null);
    return lexer.tokens;
  }

  private static void refuseBrokenCharacters(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        throw PgSyntaxException.syntax("22021", "invalid byte sequence: 0x00", text, i);
      }
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          throw PgSyntaxException.syntax("22021", "invalid Unicode surrogate pair", text, i);
        }
        i++;
      }
    }
  }

  /** Adds one token; false at the end of the text. */
  private boolean next() {
    position = strings.skipBlank(position);
    if (position >= length) {
      return false;
    }
    if (tokens.size() >= limits.tokens()) {
      throw PgSyntaxException.tooLarge("statement has more than " + limits.tokens() + " tokens");
    }
    char c = text.charAt(position);
    if (isIdentifierStart(c)) {
      identifierOrPrefixedString(c);
    } else if (isDigit(c) || (c == '.' && isDigit(peek(1)))) {
      number();
    } else {
      switch (c) {
        case '\'' -> string(TokenKind.STRING, position, strings.plain(position));
        case '"' -> quotedIdentifier(position, strings.quoted(position));
        case '$' -> dollar();
        case ',' -> single(TokenKind.COMMA);
        case '(' -> single(TokenKind.LEFT_PAREN);
        case ')' -> single(TokenKind.RIGHT_PAREN);
        case '[' -> single(TokenKind.LEFT_BRACKET);
        case ']' -> single(TokenKind.RIGHT_BRACKET);
        case ';' -> single(TokenKind.SEMICOLON);
        case '.' -> {
          if (peek(1) == '.') {
            fixed(TokenKind.DOT_DOT, 2);
          } else {
            single(TokenKind.DOT);
          }
        }
        case ':' -> {
          if (peek(1) == ':') {
            fixed(TokenKind.TYPECAST, 2);
          } else if (peek(1) == '=') {
            fixed(TokenKind.COLON_EQUAL, 2);
          } else {
            single(TokenKind.COLON);
          }
        }
        default -> operator();
      }
    }
    return true;
  }

  private void single(TokenKind kind) {
    fixed(kind, 1);
  }

  private void fixed(TokenKind kind, int size) {
    tokens.add(kind, position, position + size, null);
    position += size;
  }

  private void identifierOrPrefixedString(char first) {
    char after = peek(1);
    if (after == '\'') {
      int start = position;
      switch (first) {
        case 'e', 'E' -> {
          string(TokenKind.STRING, start, strings.escaped(start + 1));
          return;
        }
        case 'b', 'B' -> {
          string(TokenKind.BIT_STRING, start, strings.bits(start + 1, false));
          return;
        }
        case 'x', 'X' -> {
          string(TokenKind.HEX_STRING, start, strings.bits(start + 1, true));
          return;
        }
        case 'n', 'N' -> {
          // scan.l: N'..' is the key word NCHAR and a string
          tokens.add(TokenKind.IDENT, start, start + 1, PgKeyword.find("nchar", 0, 5, version));
          position++;
          return;
        }
        default -> {}
      }
    }
    if ((first == 'u' || first == 'U') && after == '&') {
      if (peek(2) == '\'' || peek(2) == '"') {
        unicode(peek(2) == '"');
        return;
      }
    }
    int start = position;
    int end = identifierEnd(start);
    PgKeyword keyword = PgKeyword.find(text, start, end, version);
    tokens.add(TokenKind.IDENT, start, end, keyword != null ? keyword : folded(start, end));
    position = end;
  }

  private int identifierEnd(int start) {
    int end = start + 1;
    while (end < length && isIdentifierPart(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /** The name in lower case and cut, or null if it is the text itself. */
  private @Nullable String folded(int start, int end) {
    boolean same = (end - start) * 3 <= NAME_BYTES;
    boolean ascii = true;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      same &= c < 'A' || c > 'Z';
      ascii &= c < 0x80;
    }
    if (same || (ascii && end - start <= NAME_BYTES && isLower(start, end))) {
      return null;
    }
    StringBuilder folded = new StringBuilder(end - start);
    for (int i = start; i < end; i++) {
      folded.append(PgKeyword.fold(text.charAt(i)));
    }
    return truncated(folded.toString());
  }

  private boolean isLower(int start, int end) {
    for (int i = start; i < end; i++) {
      if (text.charAt(i) >= 'A' && text.charAt(i) <= 'Z') {
        return false;
      }
    }
    return true;
  }

  /** The longest prefix of whole characters that has at most 63 bytes in UTF-8. */
  static String truncated(String name) {
    if (name.length() * 3 <= NAME_BYTES) {
      return name;
    }
    int bytes = 0;
    for (int i = 0; i < name.length(); ) {
      int c = name.codePointAt(i);
      bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
      if (bytes > NAME_BYTES) {
        return name.substring(0, i);
      }
      i += Character.charCount(c);
    }
    return name;
  }

  private void string(TokenKind kind, int start, @Nullable String value) {
    tokens.add(kind, start, strings.end(), value);
    position = strings.end();
  }

  private void quotedIdentifier(int start, @Nullable String value) {
    int end = strings.end();
    String name = value != null ? value : text.substring(start + 1, end - 1);
    if (name.isEmpty()) {
      throw PgSyntaxException.syntax("zero-length delimited identifier", text, start);
    }
    String cut = truncated(name);
    boolean verbatim = value == null && cut.length() == name.length();
    tokens.add(TokenKind.QUOTED_IDENT, start, end, verbatim ? null : cut);
    position = end;
  }

  /** U&'..' or U&"..", with the UESCAPE that may follow. */
  private void unicode(boolean identifier) {
    int start = position;
    String raw = identifier ? strings.quotedRaw(start + 2) : strings.plainRaw(start + 2);
    int end = strings.end();
    char escape = '\\';
    int following = strings.skipBlank(end);
    if (text.regionMatches(true, following, "uescape", 0, 7)
        && identifierEnd(following) == following + 7) {
      position = following + 7;
      escape = unicodeEscape();
      end = position;
    }
    String value = strings.unicodeUnescaped(raw, escape, start);
    if (identifier && value.isEmpty()) {
      throw PgSyntaxException.syntax("zero-length delimited identifier", text, start);
    }
    tokens.add(
        identifier ? TokenKind.QUOTED_IDENT : TokenKind.STRING,
        start,
        end,
        identifier ? truncated(value) : value);
    position = end;
  }

  private char unicodeEscape() {
    int keyword = position;
    int before = tokens.size();
    String message = "UESCAPE must be followed by a simple string literal";
    position = strings.skipBlank(position);
    boolean unicode = text.regionMatches(true, position, "U&", 0, 2);
    if (unicode || !next() || tokens.size() != before + 1) {
      throw PgSyntaxException.syntax(message, text, keyword);
    }
    if (tokens.kind(before) != TokenKind.STRING) {
      throw PgSyntaxException.syntax(message, text, keyword);
    }
    String value = tokens.value(before);
    tokens.removeLast();
    char c = value.length() == 1 ? value.charAt(0) : '+';
    boolean allowed = c < 0x80 && PgStringScanner.hexDigit(c) < 0 && "+'\" \t\n\r\f".indexOf(c) < 0;
    if (!allowed || strings.isSpace(c)) {
      throw PgSyntaxException.syntax("invalid Unicode escape character", text, keyword);
    }
    return c;
  }

  private void dollar() {
    int start = position;
    if (isDigit(peek(1))) {
      int end = start + 1;
      while (end < length && isDigit(text.charAt(end))) {
        end++;
      }
      refuseJunk(end, "trailing junk after parameter", start);
      parameter(start, end);
      return;
    }
    int tag = start + 1;
    if (tag < length && isIdentifierStart(text.charAt(tag))) {
      do {
        tag++;
      } while (tag < length && isDollarTagPart(text.charAt(tag)));
    }
    if (tag >= length || text.charAt(tag) != '$') {
      throw PgSyntaxException.syntax("syntax error at or near \"$\"", text, start);
    }
    String delimiter = text.substring(start, tag + 1);
    int close = text.indexOf(delimiter, tag + 1);
    if (close < 0) {
      throw PgSyntaxException.syntax("unterminated dollar-quoted string", text, start);
    }
    tokens.add(TokenKind.STRING, start, close + delimiter.length(), null);
    position = close + delimiter.length();
  }

  private void parameter(int start, int end) {
    int number = 0;
    for (int i = start + 1; i < end; i++) {
      number = Math.min(number * 10 + (text.charAt(i) - '0'), 1_000_000);
    }
    if (number == 0) {
      throw PgSyntaxException.syntax("42P02", "there is no parameter $0", text, start);
    }
    if (number > limits.parameters()) {
      throw PgSyntaxException.tooLarge(
          "parameter number is too large (expected: <= " + limits.parameters() + ")");
    }
    tokens.add(TokenKind.PARAM, start, end, null);
    position = end;
  }

  private void number() {
    PgNumberScanner number = new PgNumberScanner(text, position, version);
    int end = number.end();
    refuseJunk(end, "trailing junk after numeric literal", position);
    tokens.add(number.kind(), position, end, null);
    position = end;
  }

  /** Before PostgreSQL 15 a name could follow digits at once. */
  private void refuseJunk(int end, String message, int start) {
    if (end < length && isIdentifierStart(text.charAt(end)) && !version.isBefore(15)) {
      throw PgSyntaxException.syntax(message, text, start);
    }
  }

  private void operator() {
    int start = position;
    int end = start;
    // a longer run is an operator too long, or more signs than a value may have: each is an
    // operator
    // of its own, and would be looked for in the whole rest of the run
    int longest = start + NAME_BYTES + limits.depth() + 1;
    while (end < length && OPERATOR_CHARS.indexOf(text.charAt(end)) >= 0) {
      if (end > longest) {
        throw PgSyntaxException.tooLarge("a run of operator characters is too long");
      }
      char c = text.charAt(end);
      char after = end + 1 < length ? text.charAt(end + 1) : 0;
      if (end > start && ((c == '-' && after == '-') || (c == '/' && after == '*'))) {
        break;
      }
      end++;
    }
    if (end == start) {
      int c = text.codePointAt(start);
      String shown = c < 0x20 || c == 0x7F ? "?" : Character.toString(c);
      throw PgSyntaxException.syntax("syntax error at or near \"" + shown + "\"", text, start);
    }
    end = withoutTrailingSigns(start, end);
    if (end - start > NAME_BYTES) {
      throw PgSyntaxException.syntax("operator too long", text, start);
    }
    tokens.add(operatorKind(start, end), start, end, null);
    position = end;
  }

  /**
   * An operator of SQL's characters only does not end in + or -: {@code a=-1} is {@code a = -1}.
   */
  private int withoutTrailingSigns(int start, int end) {
    if (end - start == 1 || !isSign(text.charAt(end - 1))) {
      return end;
    }
    for (int i = start; i < end - 1; i++) {
      if (NOT_IN_SQL_OPERATORS.indexOf(text.charAt(i)) >= 0) {
        return end;
      }
    }
    while (end - start > 1 && isSign(text.charAt(end - 1))) {
      end--;
    }
    return end;
  }

  private TokenKind operatorKind(int start, int end) {
    char first = text.charAt(start);
    if (end - start == 1) {
      return switch (first) {
        case '+' -> TokenKind.PLUS;
        case '-' -> TokenKind.MINUS;
        case '*' -> TokenKind.STAR;
        case '/' -> TokenKind.SLASH;
        case '%' -> TokenKind.PERCENT;
        case '^' -> TokenKind.CARET;
        case '<' -> TokenKind.LESS;
        case '>' -> TokenKind.GREATER;
        case '=' -> TokenKind.EQUAL;
        default -> TokenKind.OPERATOR;
      };
    }
    if (end - start == 2) {
      char second = text.charAt(start + 1);
      if (second == '=') {
        return switch (first) {
          case '<' -> TokenKind.LESS_EQUAL;
          case '>' -> TokenKind.GREATER_EQUAL;
          case '!' -> TokenKind.NOT_EQUAL;
          default -> TokenKind.OPERATOR;
        };
      }
      if (second == '>') {
        return switch (first) {
          case '<' -> TokenKind.NOT_EQUAL;
          case '=' -> TokenKind.ARROW;
          default -> TokenKind.OPERATOR;
        };
      }
    }
    return TokenKind.OPERATOR;
  }

  private static boolean isSign(char c) {
    return c == '+' || c == '-';
  }

  /** The character at an offset from the position; 0, which no text contains, after the end. */
  private char peek(int offset) {
    return position + offset < length ? text.charAt(position + offset) : 0;
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isIdentifierStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
  }

  private static boolean isDollarTagPart(char c) {
    return isIdentifierStart(c) || isDigit(c);
  }

  private static boolean isIdentifierPart(char c) {
    return isDollarTagPart(c) || c == '$';
  }
}
