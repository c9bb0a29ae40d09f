package dev.paravent.session;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads JSON in UTF-8 (RFC 8259) from an array of bytes, strictly: methods return false where the
 * text is none. Nesting costs no stack. Confined to one thread.
 */
final class JsonCursor {
  /** Deeper nesting counts as malformed; PostgreSQL's own limit is its stack. */
  private static final int MAX_DEPTH = 1 << 16;

  private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

  private byte[] source = new byte[0];
  private int at;
  private int end;
  private byte[] text = new byte[64];
  private int textLength;
  private boolean[] objects = new boolean[32];

  void begin(byte[] bytes, int offset, int length) {
    source = bytes;
    at = offset;
    end = offset + length;
  }

  byte[] source() {
    return source;
  }

  int at() {
    return at;
  }

  boolean isAtEnd() {
    return at == end;
  }

  /** The byte here, 0 at the end. */
  byte next() {
    return at < end ? source[at] : 0;
  }

  void advance() {
    at++;
  }

  boolean accept(char wanted) {
    if (next() != wanted) {
      return false;
    }
    at++;
    return true;
  }

  void skipSpaces() {
    while (at < end
        && (source[at] == ' ' || source[at] == '\n' || source[at] == '\t' || source[at] == '\r')) {
      at++;
    }
  }

  /** The last string that was read, unescaped, in UTF-8. */
  byte[] text() {
    return text;
  }

  int textLength() {
    return textLength;
  }

  /** Whether what was passed over from a place on is that word. */
  boolean isLiteral(int start, byte[] word) {
    return Arrays.equals(source, start, at, word, 0, word.length);
  }

  /** Passes over one value with all that is in it. */
  boolean skipValue() {
    int depth = 0;
    while (true) {
      byte first = next();
      if (first == '{' || first == '[') {
        if (depth == MAX_DEPTH) {
          return false;
        }
        if (depth == objects.length) {
          objects = Arrays.copyOf(objects, 2 * depth);
        }
        objects[depth++] = first == '{';
        at++;
        skipSpaces();
        if (!accept(first == '{' ? '}' : ']')) {
          if (first == '{' && !key()) {
            return false;
          }
          continue;
        }
        depth--;
      } else if (!scalar(first)) {
        return false;
      }
      while (depth > 0) {
        skipSpaces();
        boolean inObject = objects[depth - 1];
        if (accept(',')) {
          skipSpaces();
          if (inObject && !key()) {
            return false;
          }
          break;
        }
        if (!accept(inObject ? '}' : ']')) {
          return false;
        }
        depth--;
      }
      if (depth == 0) {
        return true;
      }
    }
  }

  /** A member's name, the colon and the spaces around it. */
  private boolean key() {
    if (!skipString()) {
      return false;
    }
    skipSpaces();
    if (!accept(':')) {
      return false;
    }
    skipSpaces();
    return true;
  }

  private boolean scalar(byte first) {
    return switch (first) {
      case '"' -> skipString();
      case 'n' -> word(NULL);
      case 't' -> word(TRUE);
      case 'f' -> word(FALSE);
      default -> number();
    };
  }

  private boolean word(byte[] word) {
    boolean here =
        end - at >= word.length
            && Arrays.equals(source, at, at + word.length, word, 0, word.length);
    at += here ? word.length : 0;
    return here;
  }

  private boolean number() {
    accept('-');
    if (!accept('0') && !digits()) {
      return false;
    }
    if (accept('.') && !digits()) {
      return false;
    }
    if (accept('e') || accept('E')) {
      if (!accept('+')) {
        accept('-');
      }
      return digits();
    }
    return true;
  }

  private boolean digits() {
    int start = at;
    while (at < end && source[at] >= '0' && source[at] <= '9') {
      at++;
    }
    return at > start;
  }

  private boolean skipString() {
    if (!accept('"')) {
      return false;
    }
    while (at < end) {
      byte next = source[at++];
      if (next == '"') {
        return true;
      }
      if (next >= 0 && next < ' ') {
        return false;
      }
      if (next == '\\') {
        byte escaped = next();
        at++;
        boolean known = escaped == 'u' ? hex4() >= 0 : isEscape(escaped);
        if (!known) {
          return false;
        }
      }
    }
    return false;
  }

  private static boolean isEscape(byte escaped) {
    return switch (escaped) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> true;
      default -> false;
    };
  }

  /** Reads a string into {@link #text}. */
  boolean readString() {
    int start = at;
    if (!skipString()) {
      return false;
    }
    int stop = at - 1; // the closing quote
    if (text.length < stop - start) {
      text = new byte[stop - start];
    }
    textLength = 0;
    at = start + 1;
    while (at < stop) {
      byte next = source[at++];
      if (next != '\\') {
        text[textLength++] = next;
        continue;
      }
      byte escaped = source[at++];
      switch (escaped) {
        case 'b' -> text[textLength++] = '\b';
        case 'f' -> text[textLength++] = '\f';
        case 'n' -> text[textLength++] = '\n';
        case 'r' -> text[textLength++] = '\r';
        case 't' -> text[textLength++] = '\t';
        case 'u' -> unicode(hex4());
        default -> text[textLength++] = escaped;
      }
    }
    at = stop + 1;
    return true;
  }

  /** Four hexadecimal digits; -1 if they are not here. */
  private int hex4() {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      int digit = at < end ? Character.digit(source[at], 16) : -1;
      if (digit < 0) {
        return -1;
      }
      value = value << 4 | digit;
      at++;
    }
    return value;
  }

  /**
   * Appends a character in UTF-8; a pair of surrogates is one. A surrogate alone, which json keeps,
   * is written as if it were a character: no name is spelt so.
   */
  private void unicode(int unit) {
    int code = unit;
    if (Character.isHighSurrogate((char) unit)
        && at + 1 < end
        && source[at] == '\\'
        && source[at + 1] == 'u') {
      int mark = at;
      at += 2;
      int low = hex4();
      if (low >= 0 && Character.isLowSurrogate((char) low)) {
        code = Character.toCodePoint((char) unit, (char) low);
      } else {
        at = mark;
      }
    }
    // an escape is six bytes long, a pair of them twelve: it never grows
    if (code < 0x80) {
      text[textLength++] = (byte) code;
    } else if (code < 0x800) {
      text[textLength++] = (byte) (0xc0 | code >> 6);
      text[textLength++] = (byte) (0x80 | code & 0x3f);
    } else if (code < 0x10000) {
      text[textLength++] = (byte) (0xe0 | code >> 12);
      text[textLength++] = (byte) (0x80 | code >> 6 & 0x3f);
      text[textLength++] = (byte) (0x80 | code & 0x3f);
    } else {
      text[textLength++] = (byte) (0xf0 | code >> 18);
      text[textLength++] = (byte) (0x80 | code >> 12 & 0x3f);
      text[textLength++] = (byte) (0x80 | code >> 6 & 0x3f);
      text[textLength++] = (byte) (0x80 | code & 0x3f);
    }
  }
}
