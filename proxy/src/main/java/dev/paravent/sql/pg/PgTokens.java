package dev.paravent.sql.pg;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of a text, as offsets into it. The last one is {@link TokenKind#END}. Filled by {@link
 * PgLexer}, then not changed any more.
 */
public final class PgTokens {
  private final String text;
  private final ServerVersion version;
  private TokenKind[] kinds;
  private int[] starts;
  private int[] ends;

  /** A {@link PgKeyword}, or the String a literal or name stands for where it is not its text. */
  private @Nullable Object[] lifted;

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

  /** The token as written. */
  public String source(int token) {
    return text.substring(starts[token], ends[token]);
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
   * quotes and escapes, the digits of a bit string; otherwise the token as written.
   */
  public String value(int token) {
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
