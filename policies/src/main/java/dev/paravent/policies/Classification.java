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
 *     tables are public, later ones too; not their functions and materialised views. {@link #EVERY}
 *     stands for every schema of users, where no column at all is protected
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
  /** The name, which no schema has, that stands for all of them. */
  public static final String EVERY = "";

  public Classification {
    columns = Map.copyOf(columns);
    publicObjects = Set.copyOf(publicObjects);
    publicColumns = Set.copyOf(publicColumns);
    publicSchemas = Set.copyOf(publicSchemas);
    subjects = Map.copyOf(subjects);
    registry = Map.copyOf(registry);
  }

  /** Whether the schema is public as a whole; those of the system never are. */
  public boolean isPublicSchema(String schema) {
    return publicSchemas.contains(schema)
        || publicSchemas.contains(EVERY)
            && !schema.startsWith("pg_")
            && !schema.equals("information_schema");
  }
}
