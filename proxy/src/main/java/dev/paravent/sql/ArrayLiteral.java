package dev.paravent.sql;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the text of an array of one dimension (PostgreSQL docs 8.15.2 and 8.15.6). */
final class ArrayLiteral {
  private final String text;
  private int at;

  private ArrayLiteral(String text) {
    this.text = text;
  }

  /** The elements; null if the text is no such array or holds NULL. */
  static @Nullable List<String> elements(String text) {
    return new ArrayLiteral(text.strip()).read();
  }

  private @Nullable List<String> read() {
    int last = text.length() - 1;
    if (last < 1 || text.charAt(0) != '{' || text.charAt(last) != '}') {
      return null;
    }
    List<String> elements = new ArrayList<>();
    at = 1;
    if (text.substring(1, last).isBlank()) {
      return elements;
    }
    while (at <= last) {
      String element = element(last);
      if (element == null) {
        return null;
      }
      elements.add(element);
      if (at == last) {
        return elements;
      }
      if (text.charAt(at) != ',') {
        return null;
      }
      at++;
    }
    return null;
  }

  private void skipSpaces(int last) {
    while (at < last && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private @Nullable String element(int last) {
    skipSpaces(last);
    boolean quoted = text.charAt(at) == '"';
    String element = quoted ? quoted(last) : plain(last);
    skipSpaces(last);
    boolean isNull = !quoted && "null".equalsIgnoreCase(element);
    return isNull ? null : element;
  }

  private @Nullable String quoted(int last) {
    StringBuilder element = new StringBuilder();
    for (at++; at < last; at++) {
      char next = text.charAt(at);
      if (next == '"') {
        at++;
        return element.toString();
      }
      if (next == '\\' && ++at == last) {
        return null;
      }
      element.append(text.charAt(at));
    }
    return null;
  }

  /** Unquoted: anything but what needs quotes. */
  private @Nullable String plain(int last) {
    int start = at;
    while (at < last && text.charAt(at) != ',') {
      if ("{}\"\\".indexOf(text.charAt(at)) >= 0) {
        return null;
      }
      at++;
    }
    String element = text.substring(start, at).strip();
    return element.isEmpty() ? null : element;
  }
}
