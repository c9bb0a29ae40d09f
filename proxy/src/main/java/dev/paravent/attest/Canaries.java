package dev.paravent.attest;

import dev.paravent.policies.ColumnName;
import dev.paravent.policies.ObjectName;
import dev.paravent.policies.ProtectedClass;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What somebody planted in a database, and where. Immutable; its text holds no value.
 *
 * @param values clear values by class
 * @param rows by relation the condition that the rows with these values meet
 * @param columns further columns that hold them, of views for example
 */
public record Canaries(
    Map<ProtectedClass, List<String>> values,
    Map<ObjectName, String> rows,
    Map<ColumnName, ProtectedClass> columns) {
  private static final int MOST_VALUES = 50;
  private static final int SHORTEST = 6;
  private static final String NIR = "[1-8][0-9]{4}([0-9]{2}|2[AB])[0-9]{6}([0-9]{2})?";

  public Canaries {
    values = Map.copyOf(values);
    rows = Map.copyOf(rows);
    columns = Map.copyOf(columns);
  }

  /** A file that is none of canaries. The message holds no value of it. */
  public static final class FormatException extends Exception {
    private static final long serialVersionUID = 1L;

    FormatException(int line, String problem) {
      super("line " + line + ": " + problem);
    }
  }

  /**
   * Reads lines {@code CLASS VALUE}, {@code rows SCHEMA.RELATION CONDITION} and {@code column
   * SCHEMA.RELATION.COLUMN CLASS}; empty lines and those that begin with # say nothing.
   */
  public static Canaries read(List<String> lines) throws FormatException {
    Map<ProtectedClass, List<String>> values = new EnumMap<>(ProtectedClass.class);
    Map<ObjectName, String> rows = new LinkedHashMap<>();
    Map<ColumnName, ProtectedClass> columns = new LinkedHashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      String[] words = line.split("\\s+", 3);
      if (words.length < 2) {
        throw new FormatException(i + 1, "expected: CLASS VALUE, rows .. or column ..");
      }
      switch (words[0]) {
        case "rows" -> rows.put(relation(words[1], i + 1), third(words, "a condition", i + 1));
        case "column" ->
            columns.put(
                column(words[1], i + 1), protectedClass(third(words, "a class", i + 1), i + 1));
        default -> {
          ProtectedClass protectedClass = protectedClass(words[0], i + 1);
          String value = line.substring(words[0].length()).strip();
          check(protectedClass, value, i + 1);
          values.computeIfAbsent(protectedClass, key -> new ArrayList<>()).add(value);
        }
      }
    }
    int count = values.values().stream().mapToInt(List::size).sum();
    if (rows.isEmpty() || count == 0 || count > MOST_VALUES) {
      throw new FormatException(
          lines.size(),
          "%d values, %d relations (expected: 1 to %d values, and a relation with rows)"
              .formatted(count, rows.size(), MOST_VALUES));
    }
    return new Canaries(values, rows, columns);
  }

  private static String third(String[] words, String what, int line) throws FormatException {
    if (words.length < 3) {
      throw new FormatException(line, "expected: " + what + " after the name");
    }
    return words[2];
  }

  private static ObjectName relation(String text, int line) throws FormatException {
    String[] parts = text.split("\\.");
    if (parts.length != 2) {
      throw new FormatException(line, "relation " + text + " (expected: SCHEMA.RELATION)");
    }
    return new ObjectName(parts[0], parts[1]);
  }

  private static ColumnName column(String text, int line) throws FormatException {
    String[] parts = text.split("\\.");
    if (parts.length != 3) {
      throw new FormatException(line, "column " + text + " (expected: SCHEMA.RELATION.COLUMN)");
    }
    return ColumnName.of(parts[0], parts[1], parts[2]);
  }

  private static ProtectedClass protectedClass(String label, int line) throws FormatException {
    return ProtectedClass.ofLabel(label)
        .orElseThrow(() -> new FormatException(line, "expected: rows, column or a class"));
  }

  private static void check(ProtectedClass protectedClass, String value, int line)
      throws FormatException {
    if (protectedClass == ProtectedClass.FR_NIR && !value.matches(NIR)) {
      throw new FormatException(line, "expected: a NIR of 13 characters, or 15 with its key");
    }
    if (protectedClass == ProtectedClass.BIRTH_DATE && !isDate(value)) {
      throw new FormatException(line, "expected: a date YYYY-MM-DD");
    }
    if (value.length() < SHORTEST) {
      throw new FormatException(line, "expected: a value of " + SHORTEST + " characters or more");
    }
  }

  private static boolean isDate(String value) {
    try {
      return LocalDate.parse(value).getYear() > 0;
    } catch (DateTimeParseException none) {
      return false;
    }
  }

  /** A scanner for all of them. */
  CanaryScanner scanner(LocalDate today) {
    List<String> texts = new ArrayList<>();
    values.forEach(
        (protectedClass, some) -> {
          if (kind(protectedClass) == Target.Kind.TEXT) {
            texts.addAll(some);
          }
        });
    return new CanaryScanner(
        of(ProtectedClass.FR_NIR),
        of(ProtectedClass.BIRTH_DATE).stream().map(LocalDate::parse).toList(),
        texts,
        today);
  }

  /** What attacks fit a column of the class. */
  static Target.Kind kind(ProtectedClass protectedClass) {
    return protectedClass == ProtectedClass.FR_NIR
        ? Target.Kind.NIR
        : protectedClass == ProtectedClass.BIRTH_DATE ? Target.Kind.DATE : Target.Kind.TEXT;
  }

  List<String> of(ProtectedClass protectedClass) {
    return values.getOrDefault(protectedClass, List.of());
  }

  @Override
  public String toString() {
    return "Canaries[" + rows.keySet() + "]";
  }
}
