package dev.paravent.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The inventories against everything that the newest supported server has. */
class InventoryIT {
  /** Columns that older servers have and this one has not. */
  private static final Set<String> FORMER_COLUMNS =
      Set.of(
          "pg_catalog.pg_attribute.attcacheoff",
          "pg_catalog.pg_collation.colliculocale",
          "pg_catalog.pg_database.daticulocale",
          "information_schema.element_types.domain_default");

  /** Functions that older servers have and this one has not. */
  private static final Set<String> FORMER_FUNCTIONS =
      Set.of(
          "array_append(anyarray,anyelement)",
          "array_cat(anyarray,anyarray)",
          "array_position(anyarray,anyelement)",
          "array_position(anyarray,anyelement,int4)",
          "array_positions(anyarray,anyelement)",
          "array_prepend(anyelement,anyarray)",
          "array_remove(anyarray,anyelement)",
          "array_replace(anyarray,anyelement,anyelement)",
          "json_strip_nulls(json)",
          "jsonb_strip_nulls(jsonb)",
          "lag(anyelement,int4,anyelement)",
          "lead(anyelement,int4,anyelement)",
          "pg_timezone_abbrevs()",
          "width_bucket(anyelement,anyarray)");

  private static final FunctionInventory functions = FunctionInventory.load();
  private static final SystemRelations relations = SystemRelations.load();

  private static EmbeddedPostgres postgres;
  private static CatalogSnapshot catalog;

  @BeforeAll
  static void start() throws IOException {
    postgres = EmbeddedPostgres.builder().start();
    catalog =
        new CatalogLoader(CatalogSource.of("localhost", postgres.getPort(), "postgres", null))
            .load("postgres");
  }

  @AfterAll
  static void stop() throws IOException {
    postgres.close();
  }

  @Test
  void namesEveryFunction() throws SQLException {
    Set<String> unnamed = new TreeSet<>();
    for (Function function : functions()) {
      if (!functions.names(function.schema(), function.name(), function.types())) {
        unnamed.add(function.toString());
      }
    }
    assertThat(unnamed).isEmpty();
  }

  @Test
  void neverAllowsWhatTakesOrGivesServerInternals() throws SQLException {
    Set<String> internals =
        Set.of("internal", "cstring", "trigger", "event_trigger", "pg_ddl_command");
    assertThat(functions())
        .filteredOn(
            function ->
                functions.of(function.schema(), function.name(), function.types())
                    != FunctionClass.REFUSED)
        .hasSizeGreaterThan(1000)
        .noneMatch(function -> internals.contains(function.result()))
        .noneMatch(function -> function.types().stream().anyMatch(internals::contains));
  }

  @Test
  void neverAllowsWhatPublicMayNotExecute() throws SQLException {
    // What PostgreSQL keeps from PUBLIC is dangerous by its own authors' judgement.
    assertThat(functions())
        .filteredOn(function -> !function.publicMayExecute())
        .isNotEmpty()
        .allMatch(
            function ->
                functions.of(function.schema(), function.name(), function.types())
                    == FunctionClass.REFUSED);
  }

  @Test
  void tellsAggregatesFromFunctions() throws SQLException {
    assertThat(functions())
        .allMatch(
            function -> {
              FunctionClass functionClass =
                  functions.of(function.schema(), function.name(), function.types());
              boolean aggregate = function.kind().equals("a") || function.kind().equals("w");
              return functionClass == FunctionClass.REFUSED
                  || aggregate == (functionClass == FunctionClass.AGGREGATE_SAFE);
            });
  }

  @Test
  void allowsOnlySignaturesThatExist() throws SQLException {
    Set<String> absent = new TreeSet<>(functions.allowedSignatures());
    for (Function function : functions()) {
      String prefix = function.schema().equals("pg_catalog") ? "" : function.schema() + ".";
      absent.remove(prefix + function.name() + "(" + String.join(",", function.types()) + ")");
    }
    assertThat(absent).containsExactlyInAnyOrderElementsOf(FORMER_FUNCTIONS);
  }

  @Test
  void judgesCallsByTheirNumberOfArguments() {
    assertThat(functions.of(catalog, "pg_catalog", "lower", 1)).isEqualTo(FunctionClass.SAFE);
    assertThat(functions.of(catalog, "pg_catalog", "concat", 7)).isEqualTo(FunctionClass.SAFE);
    assertThat(functions.of(catalog, "pg_catalog", "jsonb_set", 3)).isEqualTo(FunctionClass.SAFE);
    assertThat(functions.of(catalog, "pg_catalog", "jsonb_set", 5))
        .isEqualTo(FunctionClass.REFUSED);
    assertThat(functions.of(catalog, "pg_catalog", "count", 0))
        .isEqualTo(FunctionClass.AGGREGATE_SAFE);
    assertThat(functions.of(catalog, "pg_catalog", "ts_rewrite", 2))
        .isEqualTo(FunctionClass.REFUSED);
    assertThat(functions.of(catalog, "pg_catalog", "ts_rewrite", 3)).isEqualTo(FunctionClass.SAFE);
    assertThat(functions.of(catalog, "pg_catalog", "absent", 0)).isEqualTo(FunctionClass.REFUSED);
  }

  @Test
  void namesEverySystemRelation() {
    assertThat(systemRelations())
        .hasSizeGreaterThan(200)
        .allSatisfy(
            relation ->
                assertThat(relations.names(relation.schema(), relation.name()))
                    .as("%s.%s", relation.schema(), relation.name())
                    .isTrue());
  }

  @Test
  void namesColumnsThatExist() {
    Set<String> absent = new TreeSet<>();
    for (String name : relations.shownRelations()) {
      String schema = name.substring(0, name.indexOf('.'));
      String table = name.substring(schema.length() + 1);
      Relation relation = catalog.relation(schema, table).orElseThrow();
      for (String column : relations.namedColumns(schema, table)) {
        if (relation.column(column).isEmpty()) {
          absent.add(name + "." + column);
        }
      }
    }
    assertThat(absent).containsExactlyInAnyOrderElementsOf(FORMER_COLUMNS);
  }

  @Test
  void decidesAboutEveryColumnOfWhatItShows() {
    Set<String> undecided = new TreeSet<>();
    for (Relation relation : systemRelations()) {
      Set<String> named = relations.namedColumns(relation.schema(), relation.name());
      if (!named.isEmpty()) {
        relation.columns().stream()
            .map(Column::name)
            .filter(column -> !named.contains(column))
            .forEach(column -> undecided.add(relation.name() + "." + column));
      }
    }
    assertThat(undecided).isEmpty();
  }

  @Test
  void neverShowsParsedCodeOrStatistics() {
    int nodeTree = catalog.type("pg_catalog", "pg_node_tree").orElseThrow().oid();
    int anyArray = catalog.type("pg_catalog", "anyarray").orElseThrow().oid();
    for (Relation relation : systemRelations()) {
      Set<String> visible =
          relations.visibleColumns(relation.schema(), relation.name()).orElse(Set.of());
      for (Column column : relation.columns()) {
        if (column.typeOid() == nodeTree || column.typeOid() == anyArray) {
          assertThat(visible).as(relation.name()).doesNotContain(column.name());
        }
      }
    }
  }

  @Test
  void takesOnlyTextForCode() throws SQLException {
    for (Function function : functions()) {
      if (functions.of(function.schema(), function.name(), function.types())
          == FunctionClass.METADATA_CODE) {
        assertThat(function.result()).as(function.name()).isEqualTo("text");
      }
    }
    Set<String> texts = Set.of("text", "character_data");
    for (Relation relation : systemRelations()) {
      for (Column column : relation.columns()) {
        if (relations.use(relation.schema(), relation.name(), column.name())
            == SystemRelations.ColumnUse.CODE) {
          assertThat(catalog.type(column.typeOid()).orElseThrow().name())
              .as("%s.%s", relation.name(), column.name())
              .isIn(texts);
        }
      }
    }
  }

  private static List<Relation> systemRelations() {
    return catalog.relations().stream()
        .filter(relation -> SystemRelations.isSystemSchema(relation.schema()))
        .collect(Collectors.toList());
  }

  private record Function(
      String schema,
      String name,
      List<String> types,
      String kind,
      String result,
      boolean publicMayExecute) {}

  private static List<Function> functions() throws SQLException {
    List<Function> found = new ArrayList<>();
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                select n.nspname, proname, array(select t.typname::text
                                        from unnest(proargtypes) with ordinality u(o, n)
                                        join pg_type t on t.oid = u.o order by n),
                       prokind::text, prorettype::regtype::text,
                       proacl is null or exists (select 1 from aclexplode(proacl) a
                                                  where a.grantee = 0)
                  from pg_proc p join pg_namespace n on n.oid = p.pronamespace
                 where n.nspname in ('pg_catalog', 'information_schema')""")) {
      while (rows.next()) {
        found.add(
            new Function(
                rows.getString(1),
                rows.getString(2),
                List.of((String[]) rows.getArray(3).getArray()),
                rows.getString(4),
                rows.getString(5),
                rows.getBoolean(6)));
      }
    }
    assertThat(found).hasSizeGreaterThan(3000);
    return found;
  }
}
