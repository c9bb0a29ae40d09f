package dev.paravent.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the loader reads from a real PostgreSQL; the schema is in schema.sql. */
class CatalogLoaderIT {
  private static EmbeddedPostgres postgres;
  private static CatalogLoader loader;
  private static CatalogSnapshot catalog;

  @BeforeAll
  static void start() throws IOException, SQLException {
    postgres = EmbeddedPostgres.builder().start();
    try (InputStream script = CatalogLoaderIT.class.getResourceAsStream("schema.sql")) {
      run(new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8));
    }
    loader = new CatalogLoader(CatalogSource.of("localhost", postgres.getPort(), "postgres", null));
    catalog = loader.load("postgres");
  }

  @AfterAll
  static void stop() throws IOException {
    postgres.close();
  }

  @Test
  void readsServerAndSchemas() {
    assertThat(catalog.serverVersion()).isBetween(180000, 189999);
    assertThat(catalog.database()).isEqualTo("postgres");
    assertThat(catalog.hasSchema("payment")).isTrue();
    assertThat(catalog.hasSchema("pg_catalog")).isTrue();
    assertThat(catalog.hasSchema("pg_toast")).isFalse();
    assertThat(catalog.hasSchema("absent")).isFalse();
  }

  @Test
  void readsColumnsWithoutDroppedOnes() {
    Relation patient = relation("payment", "patient");
    assertThat(patient.kind()).isEqualTo(Relation.Kind.TABLE);
    assertThat(patient.columns())
        .extracting(Column::name)
        .containsExactly(
            "id",
            "nir",
            "birth_date",
            "last_name",
            "first_name",
            "full_name",
            "home",
            "tags",
            "state");
    assertThat(patient.column("full_name").orElseThrow().number()).isEqualTo(7);
    assertThat(patient.column("id").orElseThrow().hasDefault()).isTrue();
    assertThat(patient.column("state").orElseThrow().hasDefault()).isTrue();
    assertThat(patient.column("birth_date").orElseThrow().hasDefault()).isFalse();
    assertThat(patient.column("birth_date").orElseThrow().notNull()).isTrue();
    assertThat(relation("pg_catalog", "pg_class").column("relname")).isPresent();
  }

  @Test
  void readsWhatGeneratedColumnsAreComputedFrom() {
    Column fullName = relation("payment", "patient").column("full_name").orElseThrow();
    assertThat(fullName.generated()).isTrue();
    assertThat(fullName.generatedFrom()).containsExactly(2, 5);
    assertThat(fullName.hasDefault()).isFalse();
  }

  @Test
  void readsNondeterministicCollation() {
    Relation patient = relation("payment", "patient");
    assertThat(patient.column("last_name").orElseThrow().deterministicCollation()).isFalse();
    assertThat(patient.column("first_name").orElseThrow().deterministicCollation()).isTrue();
    assertThat(index(patient, "patient_last_name_key").unique()).isFalse();
  }

  @Test
  void readsDomainsDownToTheirBase() {
    PgType nir = catalog.type("payment", "nir").orElseThrow();
    PgType text = catalog.type(nir.baseType()).orElseThrow();
    PgType base = catalog.type(text.baseType()).orElseThrow();
    assertThat(nir.isDomain()).isTrue();
    assertThat(nir.baseModifier()).isEqualTo(-1);
    assertThat(text.name()).isEqualTo("nir_text");
    assertThat(text.baseModifier()).isEqualTo(15 + 4);
    assertThat(base.name()).isEqualTo("varchar");
    assertThat(base.isBuiltIn()).isTrue();
    assertThat(base.baseType()).isZero();
  }

  @Test
  void readsEnumCompositeAndArrayTypes() {
    PgType state = catalog.type("payment", "state").orElseThrow();
    assertThat(state.kind()).isEqualTo('e');
    assertThat(catalog.type(state.arrayType()).orElseThrow().elementType()).isEqualTo(state.oid());
    PgType address = catalog.type("payment", "address").orElseThrow();
    assertThat(address.kind()).isEqualTo('c');
    Relation row = catalog.relation(address.relation()).orElseThrow();
    assertThat(row.kind()).isEqualTo(Relation.Kind.COMPOSITE_TYPE);
    assertThat(row.columns()).extracting(Column::name).containsExactly("street", "city");
    assertThat(catalog.type("pg_catalog", "point").orElseThrow().elementType()).isZero();
  }

  @Test
  void readsIndexes() {
    Relation patient = relation("payment", "patient");
    assertThat(index(patient, "patient_pkey"))
        .isEqualTo(new Index("patient_pkey", List.of(1), List.of(), true));
    assertThat(index(patient, "patient_nir"))
        .isEqualTo(new Index("patient_nir", List.of(2), List.of(), true));
    Index partial = index(patient, "patient_open");
    assertThat(partial.unique()).isFalse();
    assertThat(partial.expressionColumns()).contains(10);
    Index expression = index(patient, "patient_name");
    assertThat(expression.keyColumns()).containsExactly(1, 0);
    assertThat(expression.expressionColumns()).contains(5);
    assertThat(index(patient, "patient_row").expressionColumns()).contains(1, 2, 3, 10);
    assertThat(index(patient, "patient_pattern").unique()).isFalse();
    assertThat(patient.indexes())
        .as("indexes in whose order no row comes")
        .extracting(Index::name)
        .doesNotContain("patient_words", "patient_blocks");
  }

  @Test
  void readsPartitionsAndInheritance() {
    Relation claim = relation("payment", "claim");
    Relation part = relation("payment", "claim_2025");
    assertThat(claim.kind()).isEqualTo(Relation.Kind.PARTITIONED_TABLE);
    assertThat(claim.children()).containsExactly(part.oid());
    assertThat(part.parents()).containsExactly(claim.oid());
    assertThat(index(claim, "claim_pkey").unique()).isTrue();
    Relation person = relation("payment", "person");
    assertThat(person.children()).containsExactly(relation("payment", "doctor").oid());
    assertThat(index(person, "person_pkey").unique()).isFalse();
  }

  @Test
  void readsViewDefinitionsWithQualifiedNames() {
    assertThat(relation("report", "open_patient").viewDefinition())
        .contains("FROM payment.patient")
        .contains("'open'::payment.state");
    assertThat(relation("report", "old_patient").viewDefinition())
        .contains("FROM report.open_patient");
    Relation count = relation("report", "patient_count");
    assertThat(count.kind()).isEqualTo(Relation.Kind.MATERIALIZED_VIEW);
    assertThat(count.viewDefinition()).contains("FROM payment.patient");
    assertThat(relation("payment", "patient").viewDefinition()).isNull();
    assertThat(relation("pg_catalog", "pg_tables").viewDefinition()).isNull();
  }

  @Test
  void readsRoutinesWithTheirOutputColumns() {
    Routine split = catalog.routines("payment", "split").getFirst();
    assertThat(split.kind()).isEqualTo('f');
    assertThat(split.variadic()).isTrue();
    assertThat(split.defaults()).isEqualTo(1);
    assertThat(split.outputNames()).containsExactly("sex", "column2");
    assertThat(split.argumentTypes()).containsExactly(type("text"), type("_int4"));
    assertThat(split.language()).isEqualTo("sql");
    Routine patients = catalog.routines("payment", "patients").getFirst();
    assertThat(patients.returnsSet()).isTrue();
    assertThat(patients.outputNames()).contains("nir", "birth_date").doesNotContain("dropped");
    assertThat(catalog.routines("payment", "close_all").getFirst().kind()).isEqualTo('p');
    assertThat(catalog.routines("payment", "longest").getFirst().kind()).isEqualTo('a');
    assertThat(catalog.routines("pg_catalog", "count")).hasSize(2);
    assertThat(catalog.routines("pg_catalog", "int4eq").getFirst().leakproof()).isTrue();
    assertThat(catalog.routines("pg_catalog", "pg_get_keywords").getFirst().outputNames())
        .startsWith("word", "catcode");
  }

  @Test
  void readsOperatorsAndCasts() {
    assertThat(catalog.operators("=~"))
        .containsExactly(
            new OperatorDefinition(
                "payment", "=~", type("text"), type("text"), type("bool"), "plpgsql"));
    assertThat(catalog.operators("=")).hasSizeGreaterThan(50);
    assertThat(catalog.operators("@")).allMatch(operator -> operator.leftType() == 0);
    CastDefinition relabel = catalog.cast(type("varchar"), type("text")).orElseThrow();
    assertThat(relabel.binary()).isTrue();
    assertThat(relabel.context()).isEqualTo('i');
    int state = catalog.type("payment", "state").orElseThrow().oid();
    assertThat(catalog.cast(state, type("int4")).orElseThrow().context()).isEqualTo('a');
  }

  @Test
  void keepsGenerationUntilContentChanges() throws SQLException {
    long before = loader.load("postgres").generation();
    run("insert into payment.person values (1, 'a'); analyze; truncate payment.doctor");
    assertThat(loader.load("postgres").generation()).isEqualTo(before);
    Set<Long> seen = new TreeSet<>(Set.of(before));
    for (String definition :
        List.of(
            "create view report.people as select id from payment.person",
            "create or replace view report.people as select id + 1 as id from payment.person",
            "alter table payment.person rename column name to label",
            "alter table payment.doctor rename to physician",
            "create unique index person_label on payment.person (label)",
            "alter table payment.person alter label set not null",
            "create function report.one() returns int language sql as 'select 1'",
            "alter function report.one() leakproof",
            "create schema other",
            "drop view report.people")) {
      run(definition);
      assertThat(seen.add(loader.load("postgres").generation())).as(definition).isTrue();
    }
    run(
        """
        drop schema other; drop function report.one(); drop index payment.person_label;
        alter table payment.person alter label drop not null;
        alter table payment.person rename column label to name;
        alter table payment.physician rename to doctor""");
    assertThat(loader.load("postgres").generation()).isEqualTo(before);
  }

  @Test
  void seesFingerprintChangeUponDefinitionsOnly() throws SQLException {
    try (CatalogConnection connection = loader.connect("postgres")) {
      String before = connection.fingerprint();
      try (Connection other = postgres.getPostgresDatabase().getConnection();
          Statement statement = other.createStatement()) {
        statement.execute("create temp table scratch (id serial primary key, name text)");
        statement.execute("create temp view scratch_view as select * from scratch");
        statement.execute("refresh materialized view report.patient_count");
        statement.execute("truncate payment.doctor");
        statement.execute("insert into payment.person values (2, 'b')");
        statement.execute("vacuum analyze payment.person");
        statement.execute("analyze");
        assertThat(connection.fingerprint()).isEqualTo(before);
      }
      assertThat(connection.fingerprint()).isEqualTo(before);
      for (String definition :
          List.of(
              "create or replace view report.old_patient as select * from report.open_patient",
              "create or replace function payment.near(text, text) returns boolean"
                  + " language plpgsql as $$ begin return true; end $$",
              "create index claim_patient on payment.claim (patient_id)",
              "drop index payment.claim_patient",
              "create cast (payment.nir as integer) with inout",
              "create table payment.loose (id int) inherits (payment.person)",
              "alter table payment.loose no inherit payment.person",
              "drop table payment.loose")) {
        run(definition);
        String after = connection.fingerprint();
        assertThat(after).as(definition).isNotEqualTo(before);
        before = after;
      }
    }
  }

  @Test
  void readsSmallDatabaseQuickly() {
    long best = Long.MAX_VALUE;
    for (int i = 0; i < 10; i++) {
      long start = System.nanoTime();
      loader.load("postgres");
      best = Math.min(best, System.nanoTime() - start);
    }
    assertThat(best / 1_000_000).as("milliseconds").isLessThan(300);
  }

  @Test
  void namesTheDatabaseInOneLineWhenItCannotBeRead() {
    assertThatThrownBy(() -> loader.load("absent"))
        .isInstanceOf(CatalogUnavailableException.class)
        .hasMessageContaining("catalog of database \"absent\" at localhost:")
        .hasMessageContaining("[3D000]")
        .hasMessageNotContaining("\n");
  }

  private static Relation relation(String schema, String name) {
    return catalog.relation(schema, name).orElseThrow();
  }

  private static Index index(Relation relation, String name) {
    return relation.indexes().stream()
        .filter(index -> index.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static int type(String name) {
    return catalog.type("pg_catalog", name).orElseThrow().oid();
  }

  private static void run(String sql) throws SQLException {
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
