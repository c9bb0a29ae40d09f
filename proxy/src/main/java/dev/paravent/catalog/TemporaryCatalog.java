package dev.paravent.catalog;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A catalog with the temporary tables of one session on top. Immutable. */
public final class TemporaryCatalog implements Catalog {
  /** The schema that a session calls its own temporary one. */
  public static final String SCHEMA = "pg_temp";

  private final Catalog lasting;
  private final Map<String, Relation> byName;
  private final Map<String, Relation> byServerName = new HashMap<>();

  /**
   * Adds tables.
   *
   * @param byName relations of the schema {@link #SCHEMA} by what the client calls them; their own
   *     names are the server's
   */
  public TemporaryCatalog(Catalog lasting, Map<String, Relation> byName) {
    this.lasting = lasting;
    this.byName = Map.copyOf(byName);
    byName.values().forEach(relation -> byServerName.put(relation.name(), relation));
  }

  @Override
  public Optional<Relation> temporary(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  @Override
  public Optional<Relation> relation(String schema, String name) {
    return schema.equals(SCHEMA)
        ? Optional.ofNullable(byServerName.get(name))
        : lasting.relation(schema, name);
  }

  @Override
  public long generation() {
    return lasting.generation();
  }

  @Override
  public int serverVersion() {
    return lasting.serverVersion();
  }

  @Override
  public String database() {
    return lasting.database();
  }

  @Override
  public Optional<Relation> relation(int oid) {
    return lasting.relation(oid);
  }

  @Override
  public Collection<Relation> relations() {
    return lasting.relations();
  }

  @Override
  public List<KeyConstraint> keys(int relation) {
    return lasting.keys(relation);
  }

  @Override
  public List<KeyConstraint> references(int relation) {
    return lasting.references(relation);
  }

  @Override
  public Optional<PgType> type(String schema, String name) {
    return lasting.type(schema, name);
  }

  @Override
  public Optional<PgType> type(int oid) {
    return lasting.type(oid);
  }

  @Override
  public List<Routine> routines(String schema, String name) {
    return lasting.routines(schema, name);
  }

  @Override
  public List<OperatorDefinition> operators(String symbol) {
    return lasting.operators(symbol);
  }

  @Override
  public List<CastDefinition> codedCasts() {
    return lasting.codedCasts();
  }

  @Override
  public boolean hasCollation(String schema, String name) {
    return lasting.hasCollation(schema, name);
  }

  @Override
  public Set<String> wideCollations() {
    return lasting.wideCollations();
  }

  @Override
  public Optional<CastDefinition> cast(int source, int target) {
    return lasting.cast(source, target);
  }

  @Override
  public boolean hasSchema(String schema) {
    return lasting.hasSchema(schema);
  }
}
