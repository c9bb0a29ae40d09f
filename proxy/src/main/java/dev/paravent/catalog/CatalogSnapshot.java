package dev.paravent.catalog;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A {@link Catalog} held in maps. Immutable. */
public final class CatalogSnapshot implements Catalog {
  private final long generation;
  private final int serverVersion;
  private final String database;
  private final Map<Integer, Relation> relations;
  private final Map<Name, Relation> relationsByName;
  private final Map<Integer, PgType> types;
  private final Map<Name, PgType> typesByName;
  private final Map<Name, List<Routine>> routines;
  private final Map<String, List<OperatorDefinition>> operators;
  private final Map<Long, CastDefinition> casts;
  private final List<CastDefinition> codedCasts;
  private final Map<Integer, List<KeyConstraint>> keys;
  private final Map<Integer, List<KeyConstraint>> references;
  private final Set<Name> collations;
  private final Set<String> wideCollations;
  private final Set<String> schemas;

  private CatalogSnapshot(Builder builder) {
    serverVersion = builder.serverVersion;
    database = builder.database;
    relations = Collections.unmodifiableMap(new LinkedHashMap<>(builder.relations));
    relationsByName =
        index(relations.values(), relation -> new Name(relation.schema(), relation.name()));
    types = Map.copyOf(builder.types);
    typesByName = index(types.values(), type -> new Name(type.schema(), type.name()));
    routines = group(builder.routines, routine -> new Name(routine.schema(), routine.name()));
    operators = group(builder.operators, OperatorDefinition::name);
    casts = index(builder.casts, cast -> pair(cast.source(), cast.target()));
    codedCasts = builder.casts.stream().filter(CastDefinition::runsCode).toList();
    keys = group(builder.keys, KeyConstraint::relation);
    references =
        group(
            builder.keys.stream().filter(KeyConstraint::isForeign).toList(),
            KeyConstraint::references);
    collations = Set.copyOf(builder.collations);
    wideCollations = Set.copyOf(builder.wideCollations);
    schemas = Set.copyOf(builder.schemas);
    generation = builder.contentHash();
  }

  public static Builder builder(String database, int serverVersion) {
    return new Builder(database, serverVersion);
  }

  /**
   * A hash of the content: two snapshots of one database have the same generation exactly if they
   * hold the same, whichever process loaded them.
   */
  @Override
  public long generation() {
    return generation;
  }

  @Override
  public int serverVersion() {
    return serverVersion;
  }

  @Override
  public String database() {
    return database;
  }

  @Override
  public Optional<Relation> relation(String schema, String name) {
    return Optional.ofNullable(relationsByName.get(new Name(schema, name)));
  }

  @Override
  public Optional<Relation> relation(int oid) {
    return Optional.ofNullable(relations.get(oid));
  }

  @Override
  public Collection<Relation> relations() {
    return relations.values();
  }

  @Override
  public List<KeyConstraint> keys(int relation) {
    return keys.getOrDefault(relation, List.of());
  }

  @Override
  public List<KeyConstraint> references(int relation) {
    return references.getOrDefault(relation, List.of());
  }

  @Override
  public Optional<PgType> type(String schema, String name) {
    return Optional.ofNullable(typesByName.get(new Name(schema, name)));
  }

  @Override
  public Optional<PgType> type(int oid) {
    return Optional.ofNullable(types.get(oid));
  }

  @Override
  public List<Routine> routines(String schema, String name) {
    return routines.getOrDefault(new Name(schema, name), List.of());
  }

  @Override
  public List<OperatorDefinition> operators(String symbol) {
    return operators.getOrDefault(symbol, List.of());
  }

  @Override
  public Optional<CastDefinition> cast(int source, int target) {
    return Optional.ofNullable(casts.get(pair(source, target)));
  }

  @Override
  public List<CastDefinition> codedCasts() {
    return codedCasts;
  }

  @Override
  public boolean hasCollation(String schema, String name) {
    return collations.contains(new Name(schema, name));
  }

  @Override
  public Set<String> wideCollations() {
    return wideCollations;
  }

  @Override
  public boolean hasSchema(String schema) {
    return schemas.contains(schema);
  }

  @Override
  public String toString() {
    return "CatalogSnapshot[database=%s, generation=%016x, relations=%d]"
        .formatted(database, generation, relations.size());
  }

  private static long pair(int source, int target) {
    return ((long) source << 32) | Integer.toUnsignedLong(target);
  }

  private static <K, V> Map<K, V> index(Collection<V> values, Function<V, K> key) {
    Map<K, V> index = HashMap.newHashMap(values.size());
    for (V value : values) {
      V other = index.put(key.apply(value), value);
      if (other != null) {
        throw new IllegalStateException(
            "two entries of one name: %s and %s".formatted(other, value));
      }
    }
    return Collections.unmodifiableMap(index);
  }

  private static <K, V> Map<K, List<V>> group(Collection<V> values, Function<V, K> key) {
    Map<K, List<V>> groups = new HashMap<>();
    for (V value : values) {
      groups.computeIfAbsent(key.apply(value), absent -> new ArrayList<>(1)).add(value);
    }
    groups.replaceAll((name, members) -> List.copyOf(members));
    return Collections.unmodifiableMap(groups);
  }

  private record Name(String schema, String name) {}

  /** Collects what a snapshot holds. Confined to one thread. */
  public static final class Builder {
    private final String database;
    private final int serverVersion;
    private final Map<Integer, Relation> relations = new LinkedHashMap<>();
    private final Map<Integer, PgType> types = new LinkedHashMap<>();
    private final List<Routine> routines = new ArrayList<>();
    private final List<OperatorDefinition> operators = new ArrayList<>();
    private final List<CastDefinition> casts = new ArrayList<>();
    private final List<KeyConstraint> keys = new ArrayList<>();
    private final Set<Name> collations = new LinkedHashSet<>();
    private final Set<String> wideCollations = new LinkedHashSet<>();
    private final Set<String> schemas = new HashSet<>();

    private Builder(String database, int serverVersion) {
      this.database = database;
      this.serverVersion = serverVersion;
    }

    /** Adds a schema; the schema of a relation, type, routine or operator is added with it. */
    public Builder schema(String name) {
      schemas.add(name);
      return this;
    }

    public Builder relation(Relation relation) {
      Relation other = relations.put(relation.oid(), relation);
      if (other != null) {
        throw new IllegalStateException("two relations of OID " + relation.oid());
      }
      return schema(relation.schema());
    }

    public Builder type(PgType type) {
      PgType other = types.put(type.oid(), type);
      if (other != null) {
        throw new IllegalStateException("two types of OID " + type.oid());
      }
      return schema(type.schema());
    }

    public Builder routine(Routine routine) {
      routines.add(routine);
      return schema(routine.schema());
    }

    public Builder operator(OperatorDefinition operator) {
      operators.add(operator);
      return schema(operator.schema());
    }

    public Builder key(KeyConstraint key) {
      keys.add(key);
      return this;
    }

    /**
     * Adds a collation.
     *
     * @param deterministic whether only texts of the same bytes are equal by it
     */
    public Builder collation(String schema, String name, boolean deterministic) {
      collations.add(new Name(schema, name));
      if (!deterministic) {
        wideCollations.add(name);
      }
      return this;
    }

    public Builder cast(CastDefinition cast) {
      casts.add(cast);
      return this;
    }

    public CatalogSnapshot build() {
      return new CatalogSnapshot(this);
    }

    private long contentHash() {
      MessageDigest digest;
      try {
        digest = MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java platform has SHA-256", e);
      }
      add(digest, database + ' ' + serverVersion);
      schemas.stream().sorted().forEach(schema -> add(digest, schema));
      relations.values().forEach(relation -> add(digest, relation));
      types.values().forEach(type -> add(digest, type));
      routines.forEach(routine -> add(digest, routine));
      operators.forEach(operator -> add(digest, operator));
      casts.forEach(cast -> add(digest, cast));
      keys.forEach(key -> add(digest, key));
      collations.forEach(collation -> add(digest, collation));
      wideCollations.forEach(name -> add(digest, name));
      return ByteBuffer.wrap(digest.digest()).getLong();
    }

    private static void add(MessageDigest digest, Object part) {
      digest.update(part.toString().getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
    }
  }
}
