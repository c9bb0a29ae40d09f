package dev.paravent.sql.pg;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of a text, as offsets into it. The last one is {@link TokenKind#END}. Filled by {@link
 * PgLexer}; then only notes which literals are read, for a plan may be shared by statements that
 * differ in the others. Confined to one statement's reading.
 */
public final class PgTokens {
  private final String text;
  private final ServerVersion version;
  private TokenKind[] kinds;
  private int[] starts;
  private int[] ends;

  /** A {@link PgKeyword}, or the String a literal or name stands for where it is not its text. */
  private @Nullable Object[] lifted;

  /** Which literals something looked at, so that what follows may depend on their values. */
  private boolean @Nullable [] tied;

  private int size;

  PgTokens(String text, ServerVersion version) {
    this.text = text;
    this.version = version;
    int capacity = text.length() / 4 + 8;
    this.kinds = new TokenKind[capacity];
    this.starts = new int[capacity];
    this.ends = new int[capacity];
    this.lifted = new Object[capacity];
  }

  void add(TokenKind kind, int start, int end, @Nullable Object value) {
    if (size == kinds.length) {
      int capacity = size * 2;
      kinds = Arrays.copyOf(kinds, capacity);
      starts = Arrays.copyOf(starts, capacity);
      ends = Arrays.copyOf(ends, capacity);
      lifted = Arrays.copyOf(lifted, capacity);
    }
    kinds[size] = kind;
    starts[size] = start;
    ends[size] = end;
    lifted[size] = value;
    size++;
  }

  void removeLast() {
    size--;
    if (tied != null && size < tied.length) {
      tied[size] = false;
    }
  }

  /** The release whose tokens these are. */
  ServerVersion version() {
    return version;
  }

  public String text() {
    return text;
  }

  /** How many tokens there are, END included. */
  public int size() {
    return size;
  }

  public TokenKind kind(int token) {
    return kinds[token];
  }

  /** Offset of the first character. */
  public int start(int token) {
    return starts[token];
  }

  /** Offset after the last character. */
  public int end(int token) {
    return ends[token];
  }

  /** Whether the token is a string, a bit string or a number. */
  public boolean isLiteral(int token) {
    return switch (kinds[token]) {
      case STRING, BIT_STRING, HEX_STRING, INTEGER, DECIMAL -> true;
      default -> false;
    };
  }

  /** Whether anything asked for the value of a literal other than to print it. */
  public boolean isTied(int token) {
    return tied != null && token < tied.length && tied[token];
  }

  /** From now on what is made of these tokens may depend on the value of a literal. */
  public void tie(int token) {
    if (isLiteral(token)) {
      boolean[] marks = tied;
      if (marks == null || token >= marks.length) {
        marks = marks == null ? new boolean[kinds.length] : Arrays.copyOf(marks, kinds.length);
        tied = marks;
      }
      marks[token] = true;
    }
  }

  /** What a literal is but for its value. */
  public LiteralClass literalClass(int token) {
    return LiteralClass.of(kinds[token], text, starts[token], ends[token]);
  }

  /**
   * The value of a literal that nothing was decided by; a number as plain decimal. For those who
   * take it from each statement anew.
   */
  public String literalText(int token) {
    return kinds[token] == TokenKind.STRING
        ? lift(token)
        : literalClass(token).plain(text, starts[token], ends[token]);
  }

  /** Writes a literal of which nothing depends on the value, as {@link PgPrinter} does. */
  public void appendLiteral(int token, StringBuilder out) {
    if (kinds[token] == TokenKind.STRING) {
      PgPrinter.quote(lift(token), '\'', out);
    } else {
      out.append(literalText(token));
    }
  }

  /**
   * Whether two tokens differ in the value of a literal or the number of a parameter only. Names
   * have to be written alike.
   */
  boolean isAlike(int one, int other) {
    if (kinds[one] != kinds[other]) {
      return false;
    }
    return switch (kinds[one]) {
      case STRING, BIT_STRING, HEX_STRING, INTEGER, DECIMAL ->
          literalClass(one) == literalClass(other);
      case IDENT, QUOTED_IDENT, OPERATOR, NOT_EQUAL -> {
        int length = ends[one] - starts[one];
        yield ends[other] - starts[other] == length
            && text.regionMatches(starts[one], text, starts[other], length);
      }
      default -> true;
    };
  }

  /** The token that begins there; -1 if none does. */
  public int beginningAt(int offset) {
    int found = Arrays.binarySearch(starts, 0, size, offset);
    return found < 0 ? -1 : found;
  }

  /** Whether the token is written as given. */
  public boolean isSource(int token, String source) {
    int start = starts[token];
    return ends[token] - start == source.length() && text.startsWith(source, start);
  }

  /** The token as written; a literal counts as read. */
  public String source(int token) {
    tie(token);
    return text.substring(starts[token], ends[token]);
  }

  /** Adds a name as it counts, an operator or a parameter; false if it looks like a value. */
  boolean writeName(int token, Fingerprint.Bytes bytes) {
    if (kinds[token] == TokenKind.PARAM) {
      int digits = starts[token] + 1;
      while (text.charAt(digits) == '0') {
        digits++; // $01 is $1
      }
      return bytes.addName(text, digits, ends[token], false);
    }
    if (lifted[token] instanceof String name) {
      return bytes.addName(name, 0, name.length(), false);
    }
    int quote = kinds[token] == TokenKind.QUOTED_IDENT ? 1 : 0;
    return bytes.addName(
        text, starts[token] + quote, ends[token] - quote, kinds[token] == TokenKind.IDENT);
  }

  /** The key word that an unquoted identifier is, in lower case; empty for every other token. */
  public String word(int token) {
    return lifted[token] instanceof PgKeyword keyword ? keyword.word() : "";
  }

  @Nullable PgKeyword keyword(int token) {
    return lifted[token] instanceof PgKeyword keyword ? keyword : null;
  }

  /**
   * What the token stands for: an identifier folded and cut to 63 bytes, a string without its
   * quotes and escapes, the digits of a bit string; otherwise the token as written. A literal
   * counts as read.
   */
  public String value(int token) {
    tie(token);
    return lift(token);
  }

  private String lift(int token) {
    Object value = lifted[token];
    if (value instanceof PgKeyword keyword) {
      return keyword.word();
    }
    if (value instanceof String string) {
      return string;
    }
    int start = starts[token];
    int end = ends[token];
    return switch (kinds[token]) {
      case STRING -> {
        int open = text.charAt(start) == '$' ? text.indexOf('$', start + 1) - start + 1 : 1;
        yield text.substring(start + open, end - open);
      }
      case QUOTED_IDENT -> text.substring(start + 1, end - 1);
      case BIT_STRING, HEX_STRING -> text.substring(start + 2, end - 1);
      default -> text.substring(start, end);
    };
  }

  /** The n of {@code $n}; 0 for every other token. */
  public int parameter(int token) {
    return kinds[token] == TokenKind.PARAM
        ? Integer.parseInt(text, starts[token] + 1, ends[token], 10)
        : 0;
  }

  /** The number of tokens only: tokens hold clear values (G5). */
  @Override
  public String toString() {
    return "PgTokens/" + size;
  }
}
