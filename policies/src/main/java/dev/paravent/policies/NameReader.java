package dev.paravent.policies;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads names as PostgreSQL does: unquoted ones fold to lower case (ASCII letters only), quoted
 * ones stay as they are and {@code ""} is a quote.
 */
final class NameReader {
  /** NAMEDATALEN - 1; PostgreSQL truncates longer names, so that they would match nothing. */
  private static final int MAX_BYTES = 63;

  private final ProblemCollector problems;

  NameReader(ProblemCollector problems) {
    this.problems = problems;
  }

  Optional<String> schema(String text, Position at) {
    return parts(text, at, "schema", 1, 1).map(List::getFirst);
  }

  Optional<String> column(String text, Position at) {
    return parts(text, at, "column", 1, 1).map(List::getFirst);
  }

  Optional<ObjectName> relation(String text, Position at) {
    return parts(text, at, "schema.relation", 2, 2)
        .map(parts -> new ObjectName(parts.get(0), parts.get(1)));
  }

  Optional<ColumnName> qualifiedColumn(String text, Position at) {
    return parts(text, at, "schema.relation.column", 3, 3)
        .map(parts -> ColumnName.of(parts.get(0), parts.get(1), parts.get(2)));
  }

  /** Two parts (an object) or three (a column). */
  Optional<List<String>> objectOrColumn(String text, Position at) {
    return parts(text, at, "schema.object or schema.relation.column", 2, 3);
  }

  private Optional<List<String>> parts(String text, Position at, String shape, int min, int max) {
    List<String> parts = new ArrayList<>();
    int next = 0;
    while (next <= text.length()) {
      int end =
          next < text.length() && text.charAt(next) == '"'
              ? quotedEnd(text, next)
              : unquotedEnd(text, next);
      if (end <= next || (end < text.length() && text.charAt(end) != '.')) {
        problems.error(
            at,
            "'"
                + text
                + "' is not a name (quote other characters than letters, digits, _ and $ "
                + "with \"...\")");
        return Optional.empty();
      }
      parts.add(stored(text.substring(next, end)));
      next = end + 1;
    }
    if (parts.size() < min || parts.size() > max) {
      problems.error(at, "'" + text + "': expected " + shape);
      return Optional.empty();
    }
    for (String part : parts) {
      if (part.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
        problems.error(at, "'" + text + "': '" + part + "' is longer than 63 bytes");
        return Optional.empty();
      }
    }
    return Optional.of(parts);
  }

  /** Behind the closing quote; the start when there is none or nothing in between. */
  private static int quotedEnd(String text, int start) {
    int index = start + 1;
    while (index < text.length()) {
      if (text.charAt(index) != '"') {
        index++;
      } else if (index + 1 < text.length() && text.charAt(index + 1) == '"') {
        index += 2;
      } else {
        return index == start + 1 ? start : index + 1;
      }
    }
    return start;
  }

  // PostgreSQL scan.l: ident_start [A-Za-z\200-\377_], ident_cont adds [0-9\$]
  private static int unquotedEnd(String text, int start) {
    int index = start;
    while (index < text.length() && isNamePart(text.charAt(index), index > start)) {
      index++;
    }
    return index;
  }

  private static boolean isNamePart(char character, boolean inside) {
    boolean starts =
        (character >= 'a' && character <= 'z')
            || (character >= 'A' && character <= 'Z')
            || character == '_'
            || character >= 0x80;
    return starts || (inside && (character == '$' || (character >= '0' && character <= '9')));
  }

  private static String stored(String part) {
    if (part.charAt(0) == '"') {
      return part.substring(1, part.length() - 1).replace("\"\"", "\"");
    }
    StringBuilder folded = new StringBuilder(part.length());
    for (int index = 0; index < part.length(); index++) {
      char character = part.charAt(index);
      boolean upper = character >= 'A' && character <= 'Z';
      folded.append(upper ? (char) (character + ('a' - 'A')) : character);
    }
    return folded.toString();
  }
}
