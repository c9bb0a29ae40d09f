package dev.paravent.catalog;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Builds one {@link CatalogSnapshot} from the answers to {@link CatalogQueries}. Used once. */
final class SnapshotReader {
  private final Statement statement;
  private final Map<String, String> names = new HashMap<>();
  private final Map<Integer, List<Column>> columns = new HashMap<>();
  private final Map<Integer, List<Index>> indexes = new HashMap<>();
  private final Map<Integer, List<Integer>> parents = new HashMap<>();
  private final Map<Integer, List<Integer>> children = new HashMap<>();
  private final Map<Integer, PgType> types = new HashMap<>();

  SnapshotReader(Statement statement) {
    this.statement = statement;
  }

  CatalogSnapshot read() throws SQLException {
    CatalogSnapshot.Builder builder;
    try (ResultSet rows = statement.executeQuery(CatalogQueries.SERVER)) {
      rows.next();
      builder = CatalogSnapshot.builder(rows.getString(2), rows.getInt(1));
    }
    each(CatalogQueries.SCHEMAS, rows -> builder.schema(name(rows, 1)));
    each(CatalogQueries.TYPES, rows -> addType(builder, rows));
    each(CatalogQueries.COLUMNS, this::addColumn);
    each(CatalogQueries.INHERITANCE, this::addInheritance);
    each(CatalogQueries.INDEXES, this::addIndex);
    each(CatalogQueries.RELATIONS, rows -> builder.relation(relation(rows)));
    each(CatalogQueries.KEYS, rows -> builder.key(key(rows)));
    each(CatalogQueries.ROUTINES, rows -> builder.routine(routine(rows)));
    each(CatalogQueries.OPERATORS, rows -> builder.operator(operator(rows)));
    each(
        CatalogQueries.CASTS,
        rows ->
            builder.cast(
                new CastDefinition(
                    oid(rows, 1),
                    oid(rows, 2),
                    character(rows, 3),
                    rows.getBoolean(4),
                    rows.getBoolean(5))));
    each(
        CatalogQueries.COLLATIONS,
        rows -> builder.collation(name(rows, 1), text(rows, 2), rows.getBoolean(3)));
    return builder.build();
  }

  private void addType(CatalogSnapshot.Builder builder, ResultSet rows) throws SQLException {
    boolean domain = character(rows, 4) == 'd';
    PgType type =
        new PgType(
            oid(rows, 1),
            name(rows, 2),
            text(rows, 3),
            character(rows, 4),
            character(rows, 5),
            rows.getBoolean(6),
            domain ? oid(rows, 7) : 0,
            domain ? rows.getInt(8) : -1,
            oid(rows, 9),
            oid(rows, 10),
            oid(rows, 11),
            rows.getBoolean(12));
    types.put(type.oid(), type);
    builder.type(type);
  }

  private void addColumn(ResultSet rows) throws SQLException {
    columns
        .computeIfAbsent(oid(rows, 1), absent -> new ArrayList<>())
        .add(
            new Column(
                text(rows, 2),
                rows.getInt(3),
                oid(rows, 4),
                rows.getInt(5),
                rows.getBoolean(6),
                rows.getBoolean(7),
                rows.getBoolean(8),
                numbers(rows.getString(9)).stream().sorted().toList(),
                rows.getBoolean(10)));
  }

  private void addInheritance(ResultSet rows) throws SQLException {
    int child = oid(rows, 1);
    int parent = oid(rows, 2);
    parents.computeIfAbsent(child, absent -> new ArrayList<>()).add(parent);
    children.computeIfAbsent(parent, absent -> new ArrayList<>()).add(child);
  }

  private void addIndex(ResultSet rows) throws SQLException {
    int relation = oid(rows, 1);
    List<Integer> stored = numbers(rows.getString(3));
    List<Integer> keys = stored.subList(0, rows.getInt(4));
    List<Integer> read = numbers(rows.getString(5));
    // 0 stands for the whole row.
    List<Integer> expressionColumns =
        read.contains(0)
            ? columns.getOrDefault(relation, List.of()).stream().map(Column::number).toList()
            : read.stream().sorted().toList();
    indexes
        .computeIfAbsent(relation, absent -> new ArrayList<>())
        .add(
            new Index(
                text(rows, 2),
                keys,
                stored.subList(keys.size(), stored.size()),
                expressionColumns,
                rows.getBoolean(6),
                rows.getBoolean(7)));
  }

  private static KeyConstraint key(ResultSet rows) throws SQLException {
    return new KeyConstraint(
        oid(rows, 1),
        numbers(rows.getString(2)).subList(0, rows.getInt(3)),
        oid(rows, 4),
        numbers(rows.getString(5)),
        rows.getBoolean(6));
  }

  private Relation relation(ResultSet rows) throws SQLException {
    int oid = oid(rows, 1);
    Relation.Kind kind = kind(character(rows, 4));
    List<Column> relationColumns = columns.getOrDefault(oid, List.of());
    List<Integer> relationChildren = children.getOrDefault(oid, List.of());
    // A unique index of an inheritance parent says nothing about its children's rows.
    boolean alone = kind == Relation.Kind.PARTITIONED_TABLE || relationChildren.isEmpty();
    List<Index> relationIndexes =
        indexes.getOrDefault(oid, List.of()).stream()
            .map(index -> alone && exact(index, relationColumns) ? index : index.notUnique())
            .toList();
    return new Relation(
        oid,
        name(rows, 2),
        text(rows, 3),
        kind,
        relationColumns,
        relationIndexes,
        parents.getOrDefault(oid, List.of()),
        relationChildren,
        numbers(rows.getString(6)),
        rows.getString(5));
  }

  /** Under a nondeterministic collation, equality may be wider than the index's. */
  private static boolean exact(Index index, List<Column> columns) {
    return columns.stream()
        .noneMatch(
            column ->
                !column.deterministicCollation() && index.keyColumns().contains(column.number()));
  }

  private Routine routine(ResultSet rows) throws SQLException {
    List<String> outputNames = new ArrayList<>();
    List<Integer> outputTypes = new ArrayList<>();
    String modes = rows.getString(12);
    if (modes != null) {
      List<Integer> argumentTypes = numbers(rows.getString(13));
      Array nameArray = rows.getArray(14);
      String[] argumentNames = nameArray == null ? null : (String[]) nameArray.getArray();
      for (int i = 0; i < modes.length(); i++) {
        if ("obt".indexOf(modes.charAt(i)) >= 0) {
          String name = argumentNames == null ? "" : argumentNames[i];
          // PostgreSQL source funcapi.c, build_function_result_tupdesc_d: column1, column2 ..
          outputNames.add(name.isEmpty() ? "column" + (outputNames.size() + 1) : name);
          outputTypes.add(argumentTypes.get(i));
        }
      }
    } else {
      for (Column column : compositeColumns(oid(rows, 8))) {
        outputNames.add(column.name());
        outputTypes.add(column.typeOid());
      }
    }
    return new Routine(
        oid(rows, 1),
        name(rows, 2),
        text(rows, 3),
        character(rows, 4),
        numbers(rows.getString(5)),
        rows.getBoolean(6),
        rows.getInt(7),
        oid(rows, 8),
        rows.getBoolean(9),
        rows.getBoolean(10),
        outputNames,
        outputTypes,
        name(rows, 11));
  }

  private List<Column> compositeColumns(int typeOid) {
    PgType type = types.get(typeOid);
    while (type != null && type.isDomain()) {
      type = types.get(type.baseType());
    }
    return type == null ? List.of() : columns.getOrDefault(type.relation(), List.of());
  }

  private OperatorDefinition operator(ResultSet rows) throws SQLException {
    return new OperatorDefinition(
        name(rows, 1), name(rows, 2), oid(rows, 3), oid(rows, 4), oid(rows, 5), name(rows, 6));
  }

  private static Relation.Kind kind(char relkind) {
    return switch (relkind) {
      case 'r' -> Relation.Kind.TABLE;
      case 'p' -> Relation.Kind.PARTITIONED_TABLE;
      case 'v' -> Relation.Kind.VIEW;
      case 'm' -> Relation.Kind.MATERIALIZED_VIEW;
      case 'f' -> Relation.Kind.FOREIGN_TABLE;
      case 'S' -> Relation.Kind.SEQUENCE;
      case 'c' -> Relation.Kind.COMPOSITE_TYPE;
      default -> throw new IllegalStateException("relkind: " + relkind + " (expected: rpvmfSc)");
    };
  }

  private void each(String query, RowAction action) throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        action.accept(rows);
      }
    }
  }

  /** A name that recurs: one String for all its rows. */
  private String name(ResultSet rows, int position) throws SQLException {
    return names.computeIfAbsent(text(rows, position), name -> name);
  }

  private static String text(ResultSet rows, int position) throws SQLException {
    String text = rows.getString(position);
    if (text == null) {
      throw new IllegalStateException("null in column " + position + " (expected: text)");
    }
    return text;
  }

  private static char character(ResultSet rows, int position) throws SQLException {
    return text(rows, position).charAt(0);
  }

  /** OIDs are unsigned; the catalog keeps their 32 bits in an int. */
  private static int oid(ResultSet rows, int position) throws SQLException {
    return Integer.parseUnsignedInt(text(rows, position));
  }

  private static List<Integer> numbers(@Nullable String list) {
    if (list == null || list.isEmpty()) {
      return List.of();
    }
    return Stream.of(list.split(" ", -1)).map(Integer::parseUnsignedInt).toList();
  }

  private interface RowAction {
    void accept(ResultSet rows) throws SQLException;
  }
}
