package dev.paravent.catalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a governed session may read of pg_catalog and information_schema. Code is shown where it
 * holds no constants. Whatever is not named here reads as null, and a relation of which nothing is
 * shown is refused. Immutable.
 */
public final class SystemRelations {
  private final Map<String, Set<String>> shown = new HashMap<>();
  private final Map<String, Set<String>> code = new HashMap<>();
  private final Map<String, Set<String>> settings = new HashMap<>();
  private final Map<String, Set<String>> data = new HashMap<>();
  private final Map<String, Set<String>> nulled = new HashMap<>();
  private final List<Pattern> refused = new ArrayList<>();

  private SystemRelations() {
    for (InventoryLine line : InventoryLine.read("relations.txt")) {
      List<String> entries = line.entries();
      switch (line.word()) {
        case "show" -> addColumns(shown, line);
        case "code" -> addColumns(code, line);
        case "setting" -> addColumns(settings, line);
        case "data" -> addColumns(data, line);
        case "null" -> addColumns(nulled, line);
        case "refuse" -> entries.forEach(entry -> refused.add(InventoryLine.pattern(entry)));
        default ->
            throw line.problem(
                line.word() + " (expected: show, code, setting, data, null or refuse)");
      }
    }
    shown.replaceAll((relation, columns) -> Set.copyOf(columns));
  }

  /** Reads the inventory out of this package's resources. */
  public static SystemRelations load() {
    return new SystemRelations();
  }

  /** The columns that may be read, the others being null; empty if the relation is refused. */
  public Optional<Set<String>> visibleColumns(String schema, String relation) {
    return Optional.ofNullable(shown.get(schema + '.' + relation));
  }

  /** How a column is shown; NULLED of a relation that is refused. */
  public ColumnUse use(String schema, String relation, String column) {
    String name = schema + '.' + relation;
    if (shown.getOrDefault(name, Set.of()).contains(column)) {
      return ColumnUse.SHOWN;
    }
    if (code.getOrDefault(name, Set.of()).contains(column)) {
      return ColumnUse.CODE;
    }
    if (data.getOrDefault(name, Set.of()).contains(column)) {
      return ColumnUse.DATA;
    }
    return settings.getOrDefault(name, Set.of()).contains(column)
        ? ColumnUse.SETTING
        : ColumnUse.NULLED;
  }

  /** What becomes of a column of a relation that may be read. */
  public enum ColumnUse {
    SHOWN,

    /** SQL as text, as the server prints it: shown where it holds no constants. */
    CODE,

    /** The value of the setting that the row's column {@code name} names. */
    SETTING,

    /** Data, code or sizes: reads as null, but where nothing is protected. */
    DATA,

    /** Reads as null. */
    NULLED
  }

  /** The column with the values of settings; null if the relation has none. */
  public @Nullable String settingColumn(String schema, String relation) {
    return settings.getOrDefault(schema + '.' + relation, Set.of()).stream()
        .findFirst()
        .orElse(null);
  }

  /** Whether this is a schema of the system, so that only this inventory opens its relations. */
  public static boolean isSystemSchema(String schema) {
    return schema.startsWith("pg_") || schema.equals("information_schema");
  }

  /** Whether somebody has decided about this relation, be it by refusing it. */
  boolean names(String schema, String relation) {
    return shown.containsKey(schema + '.' + relation) != refuses(schema, relation);
  }

  /** Columns named by the inventory, shown or not. */
  Set<String> namedColumns(String schema, String relation) {
    Set<String> columns = new HashSet<>(shown.getOrDefault(schema + '.' + relation, Set.of()));
    for (Map<String, Set<String>> other : List.of(code, settings, data, nulled)) {
      columns.addAll(other.getOrDefault(schema + '.' + relation, Set.of()));
    }
    return columns;
  }

  /** The relations that are shown, each as schema.name. */
  Set<String> shownRelations() {
    return Set.copyOf(shown.keySet());
  }

  private boolean refuses(String schema, String relation) {
    String name = schema + '.' + relation;
    return refused.stream().anyMatch(pattern -> pattern.matcher(name).matches());
  }

  private void addColumns(Map<String, Set<String>> target, InventoryLine line) {
    String relation = line.entries().getFirst();
    Set<String> columns = target.computeIfAbsent(relation, absent -> new HashSet<>());
    for (String column : line.entries().subList(1, line.entries().size())) {
      boolean elsewhere =
          List.of(shown, code, settings, data, nulled).stream()
              .anyMatch(other -> other.getOrDefault(relation, Set.of()).contains(column));
      if (elsewhere || !columns.add(column)) {
        throw line.problem(relation + "." + column + " is named twice");
      }
    }
  }
}
