package dev.paravent.policies;

import java.util.Map;
import java.util.Set;

/**
 * What the database holds: protected columns, public objects, subjects. Whatever is named nowhere
 * is unclassified and refused. Immutable.
 *
 * @param columns protected columns
 * @param publicObjects relations (all their columns), sequences and functions that are public
 * @param publicColumns single public columns
 * @param publicSchemas schemas without a protected column whose tables, sequences and foreign
 *     tables are public, later ones too; not their functions and materialised views
 * @param subjects what one person is, by relation
 * @param registry the column that holds every known value of a class; a written token must exist
 *     there
 */
public record Classification(
    Map<ColumnName, ColumnRule> columns,
    Set<ObjectName> publicObjects,
    Set<ColumnName> publicColumns,
    Set<String> publicSchemas,
    Map<ObjectName, Subject> subjects,
    Map<ProtectedClass, ColumnName> registry) {
  public Classification {
    columns = Map.copyOf(columns);
    publicObjects = Set.copyOf(publicObjects);
    publicColumns = Set.copyOf(publicColumns);
    publicSchemas = Set.copyOf(publicSchemas);
    subjects = Map.copyOf(subjects);
    registry = Map.copyOf(registry);
  }
}
