package dev.paravent.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Splits the text that nextval takes into names, as PostgreSQL does for regclass. */
final class SequenceName {
  private SequenceName() {}

  /** The parts, unquoted and folded; empty if the text is no name. */
  static List<String> parse(String text) {
    List<String> names = new ArrayList<>();
    int i = 0;
    while (i < text.length()) {
      StringBuilder name = new StringBuilder();
      if (text.charAt(i) == '"') {
        i++;
        while (i < text.length()) {
          char c = text.charAt(i);
          if (c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
            name.append('"');
            i += 2;
          } else if (c == '"') {
            break;
          } else {
            name.append(c);
            i++;
          }
        }
        if (i >= text.length()) {
          return List.of();
        }
        i++;
      } else {
        while (i < text.length() && isPlain(text.charAt(i))) {
          name.append(text.charAt(i++));
        }
        name.replace(0, name.length(), name.toString().toLowerCase(Locale.ROOT));
      }
      if (name.isEmpty()) {
        return List.of();
      }
      names.add(name.toString());
      if (i < text.length() && text.charAt(i++) != '.') {
        return List.of();
      }
    }
    return names;
  }

  private static boolean isPlain(char c) {
    return c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
  }
}
