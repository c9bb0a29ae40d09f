package dev.paravent.sql.pg;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What two statements have in common that differ in blanks, comments, letter case and the values of
 * literals only: every token, but of a literal its class alone. Equal where all of it is equal; the
 * hash only finds it. Immutable.
 */
public final class Fingerprint {
  private static final int MAXIMUM_BYTES = 16_384;
  private static final int LONGEST_DIGITS = 5;
  private static final int MOST_DIGITS = 7;
  private static final byte END_OF_NAME = 0;

  /** Stands where a token's kind would, so that no folded statement looks like another one. */
  private static final byte FOLDED = Byte.MAX_VALUE;

  private static final byte OF_ROW = 'r';
  private static final byte AFTER_ROWS = 'a';
  private static final byte WIDE = (byte) 0xFF;

  private final byte[] bytes;
  private final int hash;

  private Fingerprint(byte[] bytes) {
    this.bytes = bytes;
    this.hash = Arrays.hashCode(bytes);
  }

  /** The fingerprint of the tokens; null if they are too many, or a name looks like a value. */
  public static @Nullable Fingerprint of(PgTokens tokens) {
    if (tokens.size() > MAXIMUM_BYTES) {
      return null;
    }
    Bytes bytes = new Bytes(tokens.text().length() + tokens.size());
    for (int token = 0; token < tokens.size() && bytes.fits(); token++) {
      if (!add(tokens, token, bytes)) {
        return null;
      }
    }
    return bytes.fits() ? new Fingerprint(bytes.toArray()) : null;
  }

  /**
   * As {@link #of(PgTokens)}, for the statement with any number of such rows: of all rows it has
   * the first, and parameters by their place in the row or behind the rows.
   */
  public static @Nullable Fingerprint of(PgTokens tokens, FoldedRows rows) {
    Bytes bytes = new Bytes(MAXIMUM_BYTES);
    bytes.add(FOLDED);
    bytes.addNumber(rows.width() == 0 ? 0 : rows.base());
    bytes.addNumber(rows.width());
    int second = rows.first() + rows.stride() - 1;
    for (int token = 0; token < tokens.size() && bytes.fits(); token++) {
      if (token == second) {
        bytes.add(FOLDED);
        token = rows.last();
      }
      int number = tokens.parameter(token);
      if (rows.isOfRow(number)) {
        bytes.add(OF_ROW);
        bytes.addNumber(number - rows.base());
      } else if (rows.isAfterRows(number)) {
        bytes.add(AFTER_ROWS);
        bytes.addNumber(number - rows.base() - rows.count() * rows.width());
      } else if (!add(tokens, token, bytes)) {
        return null;
      }
    }
    return bytes.fits() ? new Fingerprint(bytes.toArray()) : null;
  }

  /** Adds a token; false if a name looks like a value. */
  private static boolean add(PgTokens tokens, int token, Bytes bytes) {
    TokenKind kind = tokens.kind(token);
    bytes.add((byte) (kind.ordinal() + 1));
    switch (kind) {
      case IDENT, QUOTED_IDENT, OPERATOR, PARAM -> {
        if (!tokens.writeName(token, bytes)) {
          return false;
        }
        bytes.add(END_OF_NAME);
      }
      case STRING, BIT_STRING, HEX_STRING, INTEGER, DECIMAL ->
          bytes.add((byte) (tokens.literalClass(token).ordinal() + 1));
      case NOT_EQUAL -> bytes.add((byte) tokens.text().charAt(tokens.start(token)));
      default -> {}
    }
    return true;
  }

  /** How many bytes it keeps. */
  public int size() {
    return bytes.length;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Fingerprint that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return "Fingerprint/" + Integer.toHexString(hash);
  }

  /** Bytes that grow. A name in it has no byte 0, which no text contains. */
  static final class Bytes {
    private byte[] content;
    private int size;

    Bytes(int capacity) {
      this.content = new byte[Math.min(capacity, MAXIMUM_BYTES) + 16];
    }

    private boolean fits() {
      return size <= MAXIMUM_BYTES;
    }

    private void add(byte b) {
      if (size == content.length) {
        content = Arrays.copyOf(content, size * 2);
      }
      content[size++] = b;
    }

    private void addNumber(int number) {
      add((byte) (number >>> 16));
      add((byte) (number >>> 8));
      add((byte) number);
    }

    /**
     * Adds a name or an operator; false if it has so many digits that it may be somebody's number.
     */
    boolean addName(CharSequence text, int start, int end, boolean fold) {
      int digits = 0;
      int all = 0;
      for (int i = start; i < end; i++) {
        char c = fold ? PgKeyword.fold(text.charAt(i)) : text.charAt(i);
        if (c < 0x80) {
          add((byte) c);
          boolean digit = c >= '0' && c <= '9';
          digits = digit ? digits + 1 : 0;
          all += digit ? 1 : 0;
        } else {
          digits = 0;
          add(WIDE);
          add((byte) (c >>> 12 | 0x80));
          add((byte) (c >>> 6 & 0x3F | 0x80));
          add((byte) (c & 0x3F | 0x80));
        }
        if (digits > LONGEST_DIGITS || all > MOST_DIGITS) {
          return false;
        }
      }
      return true;
    }

    private byte[] toArray() {
      return Arrays.copyOf(content, size);
    }
  }
}
