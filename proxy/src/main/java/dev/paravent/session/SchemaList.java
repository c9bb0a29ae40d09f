package dev.paravent.session;

import java.util.ArrayList;
import java.util.List;

/** Reads a list of schemas as a setting's text holds it (SplitIdentifierString). */
final class SchemaList {
  private SchemaList() {}

  /** The names, folded unless quoted; empty if the text is not such a list. */
  static List<String> parse(String text) {
    List<String> names = new ArrayList<>();
    int at = skipSpaces(text, 0);
    while (at < text.length()) {
      StringBuilder name = new StringBuilder();
      if (text.charAt(at) == '"') {
        at = quoted(text, at + 1, name);
        if (at < 0) {
          return List.of();
        }
      } else {
        while (at < text.length() && text.charAt(at) != ',' && !isSpace(text.charAt(at))) {
          char next = text.charAt(at++);
          name.append(next >= 'A' && next <= 'Z' ? (char) (next + 32) : next);
        }
      }
      names.add(name.toString());
      at = skipSpaces(text, at);
      if (at < text.length() && (text.charAt(at) != ',' || at + 1 == text.length())) {
        return List.of();
      }
      at = skipSpaces(text, at + 1);
    }
    return names.contains("") ? List.of() : names;
  }

  /** The place behind the closing quote, or -1. */
  private static int quoted(String text, int start, StringBuilder name) {
    for (int i = start; i < text.length(); i++) {
      if (text.charAt(i) != '"') {
        name.append(text.charAt(i));
      } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
        name.append('"');
        i++;
      } else {
        return i + 1;
      }
    }
    return -1;
  }

  private static int skipSpaces(String text, int start) {
    int at = start;
    while (at < text.length() && isSpace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isSpace(char next) {
    return next == ' ' || (next >= '\t' && next <= '\r');
  }
}
