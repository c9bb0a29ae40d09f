package dev.paravent.session;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * Rewrites the elements of an array in text format, {@code [0:1]={a,"b c",NULL}}; dimensions,
 * nesting and NULLs stay. PostgreSQL docs 8.15.6. Confined to one thread.
 */
final class ArrayText {
  /** The text is not an array. */
  static final int MALFORMED = -1;

  /** An element must not pass. */
  static final int STOPPED = -2;

  /** There are more elements than allowed. */
  static final int TOO_MANY = -3;

  private final ElementRewriter elements;
  private final int maxElements;
  private byte[] unescaped = new byte[64];

  ArrayText(ElementRewriter elements, int maxElements) {
    this.elements = elements;
    this.maxElements = maxElements;
  }

  /**
   * Writes the array with its elements replaced; returns how many were not NULL, or a negative
   * outcome, after which what was written is of no use.
   */
  int rewrite(byte[] source, int length, ByteBuf out) {
    int at = skipDimensions(source, length);
    if (at < 0) {
      return MALFORMED;
    }
    out.writeBytes(source, 0, at);
    int depth = 0;
    int count = 0;
    boolean mayBegin = true; // an element or a brace may stand here
    while (at < length) {
      byte next = source[at];
      if (isSpace(next)) {
        at++;
      } else if (next == '{') {
        if (!mayBegin || (depth == 0 && count > 0)) {
          return MALFORMED;
        }
        depth++;
        out.writeByte(next);
        at++;
      } else if (next == '}') {
        if (depth == 0) {
          return MALFORMED;
        }
        depth--;
        mayBegin = false;
        out.writeByte(next);
        at++;
        if (depth == 0) {
          return onlySpaces(source, at, length) ? count : MALFORMED;
        }
      } else if (next == ',') {
        if (depth == 0 || mayBegin) {
          return MALFORMED;
        }
        mayBegin = true;
        out.writeByte(next);
        at++;
      } else {
        if (depth == 0 || !mayBegin) {
          return MALFORMED;
        }
        mayBegin = false;
        boolean quoted = next == '"';
        int end = quoted ? endOfQuoted(source, at, length) : endOfPlain(source, at, length);
        if (end < 0) {
          return MALFORMED;
        }
        int size = unescape(source, quoted ? at + 1 : at, quoted ? end - 1 : end, quoted);
        at = end;
        if (!quoted && isNull(size)) {
          out.writeCharSequence("NULL", StandardCharsets.US_ASCII);
          continue;
        }
        if (++count > maxElements) {
          return TOO_MANY;
        }
        int written = elements.rewrite(unescaped, 0, size);
        if (written == ElementRewriter.STOP) {
          return STOPPED;
        }
        writeElement(written, out);
      }
    }
    return MALFORMED;
  }

  private static int skipDimensions(byte[] source, int length) {
    int at = 0;
    while (at < length && isSpace(source[at])) {
      at++;
    }
    if (at < length && source[at] == '[') {
      while (at < length && source[at] != '=') {
        byte next = source[at];
        if (!(next >= '0' && next <= '9') && "[]:+- ".indexOf(next) < 0) {
          return -1;
        }
        at++;
      }
      at++;
    }
    return at < length ? at : -1;
  }

  private static boolean onlySpaces(byte[] source, int from, int length) {
    for (int i = from; i < length; i++) {
      if (!isSpace(source[i])) {
        return false;
      }
    }
    return true;
  }

  /** The place behind the closing quote, or -1. */
  private static int endOfQuoted(byte[] source, int start, int length) {
    for (int i = start + 1; i < length; i++) {
      if (source[i] == '\\') {
        i++;
      } else if (source[i] == '"') {
        return i + 1;
      }
    }
    return -1;
  }

  /** The place behind the element, or -1 if a quote or brace is inside. */
  private static int endOfPlain(byte[] source, int start, int length) {
    for (int i = start; i < length; i++) {
      switch (source[i]) {
        case ',', '}' -> {
          return i;
        }
        case '"', '{' -> {
          return -1;
        }
        case '\\' -> i++;
        default -> {}
      }
    }
    return -1;
  }

  /** Puts the element into {@link #unescaped}, trimmed unless quoted; returns its length. */
  private int unescape(byte[] source, int from, int end, boolean quoted) {
    if (unescaped.length < end - from) {
      unescaped = new byte[end - from];
    }
    int size = 0;
    int kept = 0; // spaces behind it are trimmed
    for (int i = from; i < end; i++) {
      boolean escaped = source[i] == '\\' && i + 1 < end;
      if (escaped) {
        i++;
      }
      unescaped[size++] = source[i];
      if (quoted || escaped || !isSpace(source[i])) {
        kept = size;
      }
    }
    return kept;
  }

  private boolean isNull(int size) {
    return size == 4
        && (unescaped[0] | 0x20) == 'n'
        && (unescaped[1] | 0x20) == 'u'
        && (unescaped[2] | 0x20) == 'l'
        && (unescaped[3] | 0x20) == 'l';
  }

  private void writeElement(int written, ByteBuf out) {
    if (written == ElementRewriter.NULL) {
      out.writeCharSequence("NULL", StandardCharsets.US_ASCII);
      return;
    }
    byte[] value = elements.result();
    if (isPlain(value, written)) {
      out.writeBytes(value, 0, written);
      return;
    }
    out.writeByte('"');
    for (int i = 0; i < written; i++) {
      if (value[i] == '"' || value[i] == '\\') {
        out.writeByte('\\');
      }
      out.writeByte(value[i]);
    }
    out.writeByte('"');
  }

  /** Digits, hyphens and the letters of Corsica need no quotes. */
  private static boolean isPlain(byte[] value, int length) {
    for (int i = 0; i < length; i++) {
      byte next = value[i];
      boolean plain = (next >= '0' && next <= '9') || next == 'A' || next == 'B' || next == '-';
      if (!plain) {
        return false;
      }
    }
    return length > 0;
  }

  private static boolean isSpace(byte next) {
    return next == ' ' || (next >= '\t' && next <= '\r');
  }
}
