package dev.paravent.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Decisions of the inventories that no edit may undo unnoticed. */
class InventoryTest {
  private static final FunctionInventory functions = FunctionInventory.load();
  private static final SystemRelations relations = SystemRelations.load();

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "lower text SAFE",
        "generate_series int4,int4 SAFE",
        "jsonb_build_object any SAFE",
        "gen_random_uuid '' SAFE",
        "pg_advisory_xact_lock int8 SAFE",
        "count '' AGGREGATE_SAFE",
        "row_number '' AGGREGATE_SAFE",
        "format_type oid,int4 METADATA",
        "pg_table_is_visible oid METADATA",
        "version '' METADATA",
        "pg_get_expr pg_node_tree,oid METADATA_CODE",
        "pg_get_viewdef oid METADATA_CODE",
        "pg_get_functiondef oid METADATA_HIDDEN",
        "pg_table_size regclass METADATA_HIDDEN",
        "random '' RANDOM",
        "current_setting text SETTING",
        "set_config text,text,bool CHANGE",
        "nextval regclass SEQUENCE",
        "lastval '' SEQUENCE",
        "ts_rewrite tsquery,tsquery,tsquery SAFE",
      })
  void allows(String name, String types, FunctionClass expected) {
    assertThat(functions.of("pg_catalog", name, split(types))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "ts_rewrite tsquery,text",
        "ts_stat text",
        "query_to_xml text,bool,bool,text",
        "table_to_xml regclass,bool,bool,text",
        "cursor_to_xml refcursor,int4,bool,bool,text",
        "schema_to_xml name,bool,bool,text",
        "database_to_xml bool,bool,text",
        "setseed float8",
        "pg_sleep float8",
        "lo_get oid",
        "loread int4,int4",
        "pg_read_file text",
        "pg_ls_dir text",
        "pg_stat_get_activity int4",
        "pg_stat_get_live_tuples oid",
        "pg_mcv_list_items pg_mcv_list",
        "pg_sequence_last_value regclass",
        "pg_terminate_backend int4,int8",
        "pg_cancel_backend int4",
        "current_query ''",
        "pg_cursor ''",
        "pg_prepared_statement ''",
        "pg_export_snapshot ''",
        "date_in cstring",
        "date_send date",
        "binary_upgrade_set_next_pg_type_oid oid",
        "pg_logical_slot_get_changes name,pg_lsn,int4,_text",
      })
  void refusesKnowingly(String name, String types) {
    assertThat(functions.of("pg_catalog", name, split(types))).isEqualTo(FunctionClass.REFUSED);
    assertThat(functions.names("pg_catalog", name, split(types))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"pg_notify,'text,text'", "int4eq,'int4,int4'", "range_contains,'anyrange,anyrange'"})
  void leavesOperationsToDatabasesWithoutProtectedColumns(String name, String types) {
    assertThat(functions.of("pg_catalog", name, split(types))).isEqualTo(FunctionClass.OPEN);
    assertThat(functions.names("pg_catalog", name, split(types))).isTrue();
    assertThat(functions.of("public", name, split(types))).isEqualTo(FunctionClass.REFUSED);
    // the forms in which only the server calls it stay refused
    assertThat(functions.of("pg_catalog", name, List.of("internal")))
        .isEqualTo(FunctionClass.REFUSED);
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    assertThat(functions.of("pg_catalog", "lower", List.of("secret")))
        .isEqualTo(FunctionClass.REFUSED);
    assertThat(functions.of("pg_catalog", "dblink", List.of("text")))
        .isEqualTo(FunctionClass.REFUSED);
    assertThat(functions.names("pg_catalog", "lower", List.of("secret"))).isFalse();
    assertThat(relations.visibleColumns("pg_catalog", "pg_tomorrow")).isEmpty();
  }

  @Test
  void knowsTheFunctionThatDriversUnrollIndexesWith() {
    assertThat(functions.of("information_schema", "_pg_expandarray", List.of("anyarray")))
        .isEqualTo(FunctionClass.METADATA);
    assertThat(functions.of("pg_catalog", "_pg_expandarray", List.of("anyarray")))
        .isEqualTo(FunctionClass.REFUSED);
  }

  @Test
  void judgesRoutinesOfOtherSchemasNotAtAll() {
    Catalog catalog =
        CatalogSnapshot.builder("shop", 180000)
            .type(new PgType(25, "pg_catalog", "text", 'b', 'S', true, 0, -1, 0, 0, 0, false))
            .type(new PgType(99, "public", "text", 'b', 'S', true, 0, -1, 0, 0, 0, false))
            .routine(routine("pg_catalog", 25))
            .routine(routine("public", 25))
            .routine(routine("pg_catalog", 99))
            .build();
    List<Routine> builtIn = catalog.routines("pg_catalog", "lower");
    assertThat(functions.of(catalog, builtIn.getFirst())).isEqualTo(FunctionClass.SAFE);
    assertThat(functions.of(catalog, catalog.routines("public", "lower").getFirst()))
        .isEqualTo(FunctionClass.REFUSED);
    assertThat(functions.of(catalog, builtIn.getLast())).isEqualTo(FunctionClass.REFUSED);
    assertThat(functions.of(catalog, "pg_catalog", "lower", 1)).isEqualTo(FunctionClass.REFUSED);
    assertThat(functions.of(catalog, "pg_catalog", "lower", 2)).isEqualTo(FunctionClass.REFUSED);
  }

  @Test
  void showsCatalogsWithoutDataAndCode() {
    assertThat(visible("pg_catalog", "pg_class"))
        .contains("oid", "relname", "relkind", "reloptions")
        .doesNotContain("relpartbound", "reltuples");
    assertThat(visible("pg_catalog", "pg_attribute"))
        .contains("attname", "atttypid")
        .doesNotContain("attmissingval", "attoptions", "attfdwoptions");
    assertThat(visible("pg_catalog", "pg_attrdef"))
        .containsExactlyInAnyOrder("oid", "adrelid", "adnum");
    assertThat(visible("pg_catalog", "pg_index")).doesNotContain("indexprs", "indpred");
    assertThat(visible("pg_catalog", "pg_constraint")).doesNotContain("conbin");
    assertThat(visible("pg_catalog", "pg_proc"))
        .doesNotContain("prosrc", "probin", "prosqlbody", "proargdefaults", "proconfig");
    assertThat(visible("pg_catalog", "pg_trigger")).doesNotContain("tgqual", "tgargs");
    assertThat(visible("pg_catalog", "pg_roles")).doesNotContain("rolpassword", "rolconfig");
    assertThat(visible("pg_catalog", "pg_sequences")).doesNotContain("last_value");
    assertThat(visible("information_schema", "columns"))
        .contains("column_name")
        .doesNotContain("column_default", "generation_expression");
    assertThat(visible("information_schema", "views")).doesNotContain("view_definition");
    assertThat(visible("information_schema", "routines")).doesNotContain("routine_definition");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "pg_catalog pg_class relname SHOWN",
        "pg_catalog pg_class relpartbound DATA",
        "pg_catalog pg_class tomorrow NULLED",
        "pg_catalog pg_views definition CODE",
        "pg_catalog pg_indexes indexdef CODE",
        "pg_catalog pg_proc prosrc DATA",
        "pg_catalog pg_type typdefault DATA",
        "pg_catalog pg_settings name SHOWN",
        "pg_catalog pg_settings setting SETTING",
        "pg_catalog pg_statio_all_tables relname SHOWN",
        "pg_catalog pg_statio_all_tables heap_blks_read DATA",
        "pg_catalog pg_settings reset_val NULLED",
        "pg_catalog pg_db_role_setting setconfig NULLED",
        "pg_catalog pg_subscription subconninfo NULLED",
        "pg_catalog pg_user_mappings umoptions NULLED",
        "pg_catalog pg_event_trigger evtname SHOWN",
        "pg_catalog pg_stats most_common_vals NULLED",
        "information_schema columns column_default CODE",
        "information_schema routines routine_definition DATA",
        "information_schema triggers action_statement DATA",
      })
  void saysHowAColumnIsShown(
      String schema, String relation, String column, SystemRelations.ColumnUse expected) {
    assertThat(relations.use(schema, relation, column)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pg_stats",
        "pg_stats_ext",
        "pg_statistic",
        "pg_statistic_ext_data",
        "pg_stat_activity",
        "pg_stat_user_tables",
        "pg_statio_user_tables",
        "pg_statio_all_indexes",
        "pg_prepared_statements",
        "pg_prepared_xacts",
        "pg_cursors",
        "pg_authid",
        "pg_shadow",
        "pg_largeobject",
        "pg_user_mapping",
        "pg_locks",
        "pg_hba_file_rules",
        "pg_file_settings",
        "pg_config",
        "pg_replication_slots",
        "pg_seclabel",
      })
  void refusesRelation(String name) {
    assertThat(relations.visibleColumns("pg_catalog", name)).isEmpty();
    assertThat(relations.names("pg_catalog", name)).isTrue();
  }

  @Test
  void knowsSystemSchemas() {
    assertThat(SystemRelations.isSystemSchema("pg_catalog")).isTrue();
    assertThat(SystemRelations.isSystemSchema("pg_toast")).isTrue();
    assertThat(SystemRelations.isSystemSchema("information_schema")).isTrue();
    assertThat(SystemRelations.isSystemSchema("payment")).isFalse();
  }

  private static Set<String> visible(String schema, String relation) {
    return relations.visibleColumns(schema, relation).orElseThrow();
  }

  private static List<String> split(String types) {
    return types.isEmpty() ? List.of() : List.of(types.split(",", -1));
  }

  private static Routine routine(String schema, int argument) {
    return new Routine(
        argument,
        schema,
        "lower",
        'f',
        List.of(argument),
        false,
        0,
        25,
        false,
        false,
        List.of(),
        List.of(),
        "internal");
  }
}
