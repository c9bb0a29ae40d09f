package dev.paravent.decide;

import dev.paravent.catalog.Catalog;
import dev.paravent.catalog.FunctionClass;
import dev.paravent.catalog.Relation;
import dev.paravent.catalog.SystemRelations;
import dev.paravent.policies.AccessPolicy;
import dev.paravent.policies.Classification;
import dev.paravent.sql.Label;
import dev.paravent.sql.Surroundings;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a database holds nothing that policy protects: its bundle classifies no column of any
 * database, filters no rows, and every table and sequence here is public, so that nothing is left
 * unnamed. Then code of the database's owner may run and settings of the planner may change, for
 * there is nothing that they could tell. One column that is not public ends it, with the next
 * snapshot of the catalog. Thread-safe.
 */
final class OpenDatabase {
  /** Relations of the system with data of this database, or of locks, in a database like this. */
  private static final Set<String> SHOWN =
      Set.of("pg_stats", "pg_stats_ext", "pg_stats_ext_exprs", "pg_locks");

  private final Classification classification;
  private final Catalog catalog;
  private final AccessPolicy access;
  private final Surroundings labels;
  private volatile @Nullable Boolean known;

  OpenDatabase(
      Classification classification, Catalog catalog, AccessPolicy access, Surroundings labels) {
    this.access = access;
    this.classification = classification;
    this.catalog = catalog;
    this.labels = labels;
  }

  boolean holdsNothingProtected() {
    Boolean held = known;
    if (held == null) {
      held =
          classification.columns().isEmpty()
              && access.rows().isEmpty()
              && catalog.relations().stream()
                  .filter(relation -> !SystemRelations.isSystemSchema(relation.schema()))
                  .allMatch(this::isPublic);
      known = held;
    }
    return held;
  }

  private boolean isPublic(Relation relation) {
    return switch (relation.kind()) {
      case TABLE, PARTITIONED_TABLE, FOREIGN_TABLE ->
          relation.columns().stream()
              .allMatch(column -> labels.label(relation, column) instanceof Label.Public);
      case SEQUENCE -> labels.isPublicSequence(relation.schema(), relation.name());
      // what they show was read from the others; each is judged by its definition all the same
      case VIEW, MATERIALIZED_VIEW, COMPOSITE_TYPE -> true;
    };
  }

  /** Whether a relation of the system that is closed elsewhere is shown as it is. */
  boolean shows(Relation relation) {
    return SHOWN.contains(relation.name())
        && relation.schema().equals("pg_catalog")
        && holdsNothingProtected();
  }

  /**
   * Whether a function of that name that is no system's may run: only those in languages that the
   * server confines to the database. One in C may read another's files.
   */
  boolean runs(String schema, String name) {
    return holdsNothingProtected()
        && catalog.routines(schema, name).stream()
            .allMatch(
                routine ->
                    routine.kind() == 'a'
                        || routine.language().equals("sql")
                        || routine.language().equals("plpgsql"));
  }

  /** What becomes of a function of the system of that class. */
  Surroundings.FunctionUse use(FunctionClass functionClass) {
    return switch (functionClass) {
      case SAFE, AGGREGATE_SAFE, METADATA, RANDOM -> Surroundings.FunctionUse.SAFE;
      case SETTING -> Surroundings.FunctionUse.SETTING;
      case CHANGE -> Surroundings.FunctionUse.CHANGE;
      case SEQUENCE -> Surroundings.FunctionUse.SEQUENCE;
      case TYPE -> Surroundings.FunctionUse.TYPE;
      case OPEN -> shown(Surroundings.FunctionUse.REFUSED);
      case METADATA_CODE -> shown(Surroundings.FunctionUse.CODE);
      case METADATA_HIDDEN -> shown(Surroundings.FunctionUse.HIDDEN);
      case REFUSED -> Surroundings.FunctionUse.REFUSED;
    };
  }

  private Surroundings.FunctionUse shown(Surroundings.FunctionUse otherwise) {
    return holdsNothingProtected() ? Surroundings.FunctionUse.SAFE : otherwise;
  }
}
