package dev.paravent.catalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a governed session may read of pg_catalog and information_schema. Whatever it does not show
 * reads as null, and a relation that it does not show is refused. Immutable.
 */
public final class SystemRelations {
  private final Map<String, Set<String>> shown = new HashMap<>();
  private final Map<String, Set<String>> nulled = new HashMap<>();
  private final List<Pattern> refused = new ArrayList<>();

  private SystemRelations() {
    for (InventoryLine line : InventoryLine.read("relations.txt")) {
      List<String> entries = line.entries();
      switch (line.word()) {
        case "show" -> addColumns(shown, line);
        case "null" -> addColumns(nulled, line);
        case "refuse" -> entries.forEach(entry -> refused.add(InventoryLine.pattern(entry)));
        default -> throw line.problem(line.word() + " (expected: show, null or refuse)");
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
    columns.addAll(nulled.getOrDefault(schema + '.' + relation, Set.of()));
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
          shown.getOrDefault(relation, Set.of()).contains(column)
              || nulled.getOrDefault(relation, Set.of()).contains(column);
      if (elsewhere || !columns.add(column)) {
        throw line.problem(relation + "." + column + " is named twice");
      }
    }
  }
}
