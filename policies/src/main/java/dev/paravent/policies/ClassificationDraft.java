package dev.paravent.policies;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The classification of a bundle while it is read: all documents together, with their places.
 * Mutable, confined to one reading.
 */
final class ClassificationDraft {
  final Map<ColumnName, Located<ColumnRule>> columns = new LinkedHashMap<>();
  final Map<ObjectName, Position> publicObjects = new LinkedHashMap<>();
  final Map<ColumnName, Position> publicColumns = new LinkedHashMap<>();
  final Map<String, Position> publicSchemas = new LinkedHashMap<>();
  final Map<ObjectName, Located<Subject>> subjects = new LinkedHashMap<>();
  final Map<ProtectedClass, Located<ColumnName>> registry = new LinkedHashMap<>();

  /** The class of a column whose every value is one value of it. */
  Optional<ProtectedClass> identityClass(ColumnName column) {
    Located<ColumnRule> rule = columns.get(column);
    return rule != null && rule.value() instanceof ColumnRule.Identity identity
        ? Optional.of(identity.protectedClass())
        : Optional.empty();
  }

  /** The classes of the values that a column holds, whole or inside a document. */
  static Set<ProtectedClass> heldClasses(ColumnRule rule) {
    return switch (rule) {
      case ColumnRule.Identity identity -> Set.of(identity.protectedClass());
      case ColumnRule.Companion companion -> Set.of(companion.protectedClass());
      case ColumnRule.Json json -> Set.copyOf(json.classified().values());
    };
  }

  /** Every schema that the classification names, sorted. */
  Set<String> schemas() {
    Set<String> schemas = new TreeSet<>();
    columns.keySet().forEach(column -> schemas.add(column.relation().schema()));
    publicColumns.keySet().forEach(column -> schemas.add(column.relation().schema()));
    publicObjects.keySet().forEach(object -> schemas.add(object.schema()));
    schemas.addAll(publicSchemas.keySet());
    subjects.keySet().forEach(relation -> schemas.add(relation.schema()));
    return schemas;
  }

  /** Whether anything is said about a relation. */
  boolean names(ObjectName relation) {
    return publicObjects.containsKey(relation)
        || publicSchemas.containsKey(relation.schema())
        || publicSchemas.containsKey(Classification.EVERY)
        || columns.keySet().stream().anyMatch(column -> column.relation().equals(relation))
        || publicColumns.keySet().stream().anyMatch(column -> column.relation().equals(relation));
  }

  Classification build() {
    return new Classification(
        values(columns),
        publicObjects.keySet(),
        publicColumns.keySet(),
        publicSchemas.keySet(),
        values(subjects),
        values(registry));
  }

  private static <K, V> Map<K, V> values(Map<K, Located<V>> located) {
    Map<K, V> values = new LinkedHashMap<>();
    located.forEach((key, value) -> values.put(key, value.value()));
    return values;
  }
}
