package dev.paravent.catalog;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A snapshot of one database's system catalogs. Implementations are immutable. */
public interface Catalog {
  /** Changes whenever the snapshot differs from the one before it. */
  long generation();

  /** server_version_num, such as 180001. */
  int serverVersion();

  String database();

  Optional<Relation> relation(String schema, String name);

  Optional<Relation> relation(int oid);

  /** The session's own temporary table that the client calls so. */
  default Optional<Relation> temporary(String name) {
    return Optional.empty();
  }

  Collection<Relation> relations();

  /** The keys of a relation: its own and those of others. */
  default List<KeyConstraint> keys(int relation) {
    return List.of();
  }

  /** The foreign keys that refer to a relation. */
  default List<KeyConstraint> references(int relation) {
    return List.of();
  }

  Optional<PgType> type(String schema, String name);

  Optional<PgType> type(int oid);

  /** Every routine of that name in that schema. */
  List<Routine> routines(String schema, String name);

  /** Every operator of that symbol in any schema. */
  List<OperatorDefinition> operators(String symbol);

  Optional<CastDefinition> cast(int source, int target);

  /** The casts that run a function that a user wrote. */
  List<CastDefinition> codedCasts();

  /** Whether that schema has a collation of that name. */
  boolean hasCollation(String schema, String name);

  /**
   * Names of the nondeterministic collations, by which unlike texts may be equal, of any schema.
   */
  Set<String> wideCollations();

  boolean hasSchema(String schema);
}
