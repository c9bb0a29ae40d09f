package dev.paravent.sql.pg;

import org.jspecify.annotations.Nullable;

/**
 * Reads what stands between quotes, and the blanks between tokens. A method returns the value, or
 * null where it is the text between the quotes as it stands; {@link #end()} is then the offset
 * after the literal. Confined to one {@link PgLexer}.
 */
final class PgStringScanner {
  private final String text;
  private final int length;
  private final boolean hasVerticalTab;
  private int end;

  PgStringScanner(String text, ServerVersion version) {
    this.text = text;
    this.length = text.length();
    this.hasVerticalTab = !version.isBefore(16);
  }

  int end() {
    return end;
  }

  /** The offset of the next token from {@code position}. */
  int skipBlank(int position) {
    int i = position;
    while (i < length) {
      char c = text.charAt(i);
      if (isSpace(c)) {
        i++;
      } else if (c == '-' && at(i + 1) == '-') {
        i = lineEnd(i);
      } else if (c == '/' && at(i + 1) == '*') {
        i = commentEnd(i);
      } else {
        return i;
      }
    }
    return i;
  }

  private int lineEnd(int position) {
    int i = position;
    while (i < length && !isNewline(text.charAt(i))) {
      i++;
    }
    return i;
  }

  private int commentEnd(int start) {
    int depth = 1;
    int i = start + 2;
    while (i < length) {
      char c = text.charAt(i);
      if (c == '*' && at(i + 1) == '/') {
        i += 2;
        if (--depth == 0) {
          return i;
        }
      } else if (c == '/' && at(i + 1) == '*') {
        i += 2;
        depth++;
      } else {
        i++;
      }
    }
    throw PgSyntaxException.syntax("unterminated /* comment", text, start);
  }

  /** '...' with the opening quote at {@code quote}. */
  @Nullable String plain(int quote) {
    int close = text.indexOf('\'', quote + 1);
    if (close >= 0 && at(close + 1) != '\'' && continuation(close + 1) < 0) {
      end = close + 1;
      return null;
    }
    return plainRaw(quote);
  }

  /** '...' with doubled quotes and continuations resolved. */
  String plainRaw(int quote) {
    StringBuilder value = new StringBuilder();
    int i = quote + 1;
    while (i < length) {
      int close = text.indexOf('\'', i);
      if (close < 0) {
        break;
      }
      value.append(text, i, close);
      i = afterQuote(close, value);
      if (i < 0) {
        return value.toString();
      }
    }
    throw PgSyntaxException.syntax("unterminated quoted string", text, quote);
  }

  /** Where the literal goes on after a quote; -1 if it ends there. */
  private int afterQuote(int quote, StringBuilder value) {
    if (at(quote + 1) == '\'') {
      value.append('\'');
      return quote + 2;
    }
    int next = continuation(quote + 1);
    if (next < 0) {
      end = quote + 1;
    }
    return next;
  }

  /**
   * The offset after the quote that continues a literal: blanks and line comments with a newline
   * among them, then a quote. -1 if it does not go on.
   */
  private int continuation(int position) {
    int i = position;
    boolean newline = false;
    while (i < length) {
      char c = text.charAt(i);
      if (isSpace(c)) {
        newline |= isNewline(c);
        i++;
      } else if (c == '-' && at(i + 1) == '-') {
        i = lineEnd(i);
      } else {
        return c == '\'' && newline ? i + 1 : -1;
      }
    }
    return -1;
  }

  /** "..." */
  @Nullable String quoted(int quote) {
    int close = text.indexOf('"', quote + 1);
    if (close >= 0 && at(close + 1) != '"') {
      end = close + 1;
      return null;
    }
    return quotedRaw(quote);
  }

  /** "..." with doubled quotes resolved. */
  String quotedRaw(int quote) {
    StringBuilder value = new StringBuilder();
    int i = quote + 1;
    while (i < length) {
      int close = text.indexOf('"', i);
      if (close < 0) {
        break;
      }
      value.append(text, i, close);
      if (at(close + 1) != '"') {
        end = close + 1;
        return value.toString();
      }
      value.append('"');
      i = close + 2;
    }
    throw PgSyntaxException.syntax("unterminated quoted identifier", text, quote);
  }

  /** B'..' or X'..' from the quote on. */
  String bits(int quote, boolean hexadecimal) {
    String digits = plainRaw(quote);
    for (int i = 0; i < digits.length(); i++) {
      int digit = hexDigit(digits.charAt(i));
      if (digit < 0 || (!hexadecimal && digit > 1)) {
        String kind = hexadecimal ? "hexadecimal" : "binary";
        throw PgSyntaxException.syntax("22P02", "invalid " + kind + " digit", text, quote);
      }
    }
    return digits;
  }

  /** E'..' from the quote on. */
  String escaped(int quote) {
    StringBuilder value = new StringBuilder();
    int i = quote + 1;
    while (i < length) {
      char c = text.charAt(i);
      if (c == '\'') {
        i = afterQuote(i, value);
        if (i < 0) {
          return value.toString();
        }
      } else if (c == '\\') {
        i = escape(i, value);
      } else {
        value.append(c);
        i++;
      }
    }
    throw PgSyntaxException.syntax("unterminated quoted string", text, quote);
  }

  /** Appends what the escape at {@code backslash} stands for; returns the offset after it. */
  private int escape(int backslash, StringBuilder value) {
    int i = backslash + 1;
    char c = at(i);
    switch (c) {
      case 'b' -> value.append('\b');
      case 'f' -> value.append('\f');
      case 'n' -> value.append('\n');
      case 'r' -> value.append('\r');
      case 't' -> value.append('\t');
      case 'v' -> value.append(hasVerticalTab ? '\u000B' : 'v');
      case 'u' -> {
        return unicodeEscape(backslash, value);
      }
      case 'U' -> {
        return unicodeEscape(backslash, value);
      }
      case '0', '1', '2', '3', '4', '5', '6', '7' -> {
        int stop = i;
        int octal = 0;
        while (stop < i + 3 && at(stop) >= '0' && at(stop) <= '7') {
          octal = octal * 8 + (at(stop++) - '0');
        }
        appendByte(octal & 0xFF, backslash, value);
        return stop;
      }
      case 'x' -> {
        int stop = i + 1;
        int number = 0;
        while (stop < i + 3 && hexDigit(at(stop)) >= 0) {
          number = number * 16 + hexDigit(at(stop++));
        }
        if (stop == i + 1) {
          value.append('x');
        } else {
          appendByte(number, backslash, value);
        }
        return stop;
      }
      case 0 -> throw PgSyntaxException.syntax("unterminated quoted string", text, backslash);
      default -> value.append(c);
    }
    return i + 1;
  }

  /**
   * Bytes above 0x7F would be parts of characters: PostgreSQL takes them, this scanner does not.
   */
  private void appendByte(int number, int backslash, StringBuilder value) {
    if (number == 0 || number > 0x7F) {
      throw PgSyntaxException.syntax("22021", "invalid byte sequence in escape", text, backslash);
    }
    value.append((char) number);
  }

  private int unicodeEscape(int backslash, StringBuilder value) {
    int digits = at(backslash + 1) == 'u' ? 4 : 8;
    int stop = backslash + 2 + digits;
    int c = codePoint(text, backslash + 2, digits, backslash);
    if (!isSurrogate(c)) {
      value.appendCodePoint(c);
      return stop;
    }
    if (c < 0xDC00 && at(stop) == '\\' && (at(stop + 1) == 'u' || at(stop + 1) == 'U')) {
      int lowDigits = at(stop + 1) == 'u' ? 4 : 8;
      int low = codePoint(text, stop + 2, lowDigits, stop);
      if (isSurrogate(low) && low >= 0xDC00) {
        value.append((char) c).append((char) low);
        return stop + 2 + lowDigits;
      }
    }
    throw PgSyntaxException.syntax("invalid Unicode surrogate pair", text, backslash);
  }

  /** The value of U&'..' or U&".." whose escape character is given. */
  String unicodeUnescaped(String raw, char escape, int start) {
    StringBuilder value = new StringBuilder(raw.length());
    int high = 0;
    for (int i = 0; i < raw.length(); ) {
      char c = raw.charAt(i);
      int point = c;
      int next = i + 1;
      boolean escaped = false;
      if (c == escape) {
        char after = next < raw.length() ? raw.charAt(next) : 0;
        if (after == escape) {
          next++;
        } else if (after == '+') {
          escaped = true;
          point = codePoint(raw, next + 1, 6, start);
          next += 7;
        } else {
          escaped = true;
          point = codePoint(raw, next, 4, start);
          next += 4;
        }
      }
      boolean low = escaped && isSurrogate(point) && point >= 0xDC00;
      if (high != 0 != low) {
        throw PgSyntaxException.syntax("invalid Unicode surrogate pair", text, start);
      }
      if (escaped && isSurrogate(point) && !low) {
        high = point;
      } else if (low) {
        value.append((char) high).append((char) point);
        high = 0;
      } else if (escaped) {
        value.appendCodePoint(point);
      } else {
        value.append((char) point);
      }
      i = next;
    }
    if (high != 0) {
      throw PgSyntaxException.syntax("invalid Unicode surrogate pair", text, start);
    }
    return value.toString();
  }

  private int codePoint(String source, int start, int digits, int errorOffset) {
    int point = 0;
    for (int i = start; i < start + digits; i++) {
      int digit = i < source.length() ? hexDigit(source.charAt(i)) : -1;
      if (digit < 0 || point > 0xFFFFFF) {
        throw PgSyntaxException.syntax("22025", "invalid Unicode escape", text, errorOffset);
      }
      point = point * 16 + digit;
    }
    if (point == 0 || point > 0x10FFFF) {
      throw PgSyntaxException.syntax("invalid Unicode escape value", text, errorOffset);
    }
    return point;
  }

  private static boolean isSurrogate(int c) {
    return c >= 0xD800 && c <= 0xDFFF;
  }

  static int hexDigit(char c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    if (c >= 'a' && c <= 'f') {
      return c - 'a' + 10;
    }
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
  }

  private char at(int i) {
    return i < length ? text.charAt(i) : 0;
  }

  /** The vertical tab is a blank since PostgreSQL 16 and an error before. */
  boolean isSpace(char c) {
    return c == ' '
        || c == '\t'
        || c == '\n'
        || c == '\r'
        || c == '\f'
        || (c == '\u000B' && hasVerticalTab);
  }

  private static boolean isNewline(char c) {
    return c == '\n' || c == '\r';
  }
}
