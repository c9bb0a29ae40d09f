package dev.paravent.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paravent.catalog.Catalog;
import dev.paravent.catalog.CatalogLoader;
import dev.paravent.catalog.CatalogSource;
import dev.paravent.catalog.FunctionInventory;
import dev.paravent.catalog.SystemRelations;
import dev.paravent.policies.Policy;
import dev.paravent.policies.PolicyReader;
import dev.paravent.policies.PolicyResult;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where nothing is protected the owner's code runs, and nowhere else. */
@NullMarked
class OpenDatabaseIT {
  private static final List<String> OPEN_ONLY =
      List.of(
          "set enable_seqscan = off",
          "set local work_mem = '64kB'",
          "reset enable_seqscan",
          "show work_mem",
          "select current_setting('work_mem')",
          "select set_config('work_mem', '1MB', true)",
          "select twice(2), app.twice(3)",
          "select total(n) from item",
          "select * from counted(3)",
          "select n <+> 1 from item",
          "select n operator(app.<+>) 1 from item",
          "select 3::checked, '3'::checked",
          "select * from pg_input_error_info('0', 'checked')",
          "select n, doubled from v_item",
          "select n, doubled from m_item",
          "select pg_get_viewdef('app.v_item'::regclass)",
          "select pg_relation_size('app.item'::regclass)",
          "select count(*) from pg_stats",
          "select mode from pg_locks",
          "select int4eq(n, 2), range_contains(int4range(1, 5), int4range(0, n)) from item",
          "select pg_notify('channel', n::text) from item");

  private static final List<String> SHOWN_AS_NULL =
      List.of(
          "select pg_get_viewdef('app.v_item'::regclass)",
          "select pg_relation_size('app.item'::regclass)");

  private static final List<String> NEVER =
      List.of(
          "set datestyle = 'German'",
          "set client_encoding = 'LATIN1'",
          "set standard_conforming_strings = off",
          "set role postgres",
          "set session_replication_role = replica",
          "set search_path = elsewhere",
          "select set_config('search_path', 'pg_temp', false)",
          "select set_config('datestyle', 'German', false)",
          "select pg_read_file('postmaster.pid')",
          "select query_to_xml('select 1', true, false, '')",
          "select inner_one()",
          "select * from pg_authid",
          "select query from pg_stat_activity",
          "select umoptions from pg_user_mapping",
          "do $$ begin end $$",
          "create function f() returns int language sql as 'select 1'");

  private static final String OPEN = "public: [app.*]";

  private static EmbeddedPostgres postgres;
  @TempDir private static Path directory;

  @BeforeAll
  static void start() throws IOException, SQLException {
    postgres = EmbeddedPostgres.builder().start();
    execute(
        """
        create schema app;
        set search_path to app;
        create table item (id bigint generated always as identity primary key, n int);
        insert into item (n) values (1), (2), (3);
        create function twice(int) returns int language sql as 'select 2 * $1';
        create function counted(int, out i int) returns setof int language plpgsql
            as 'begin return query select generate_series(1, $1); end';
        create function added(int, int) returns int language sql as 'select $1 + $2';
        create aggregate total(int) (sfunc = added, stype = int, initcond = '0');
        create operator <+> (leftarg = int, rightarg = int, function = added);
        create function positive(int) returns boolean language plpgsql as 'begin return $1 > 0; end';
        create domain checked as int check (positive(value));
        create view v_item as select n, twice(n) doubled from item;
        create materialized view m_item as select n, twice(n) doubled from item;
        create function inner_one() returns int language internal as 'pg_backend_pid';
        """);
  }

  @AfterAll
  static void stop() throws IOException {
    postgres.close();
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Planner planner(String classification) throws IOException {
    Path bundle = Files.createTempDirectory(directory, "policy");
    Files.writeString(
        bundle.resolve("policy.yaml"),
        """
        apiVersion: paravent.dev/v1
        kind: Classification
        metadata: {name: open}
        spec:
          %s
        ---
        apiVersion: paravent.dev/v1
        kind: TokenDomain
        metadata: {name: portal}
        spec: {scope: account, key: master, classes: {fr.nir: {face: "9"}}}
        ---
        apiVersion: paravent.dev/v1
        kind: AccessPolicy
        metadata: {name: portal}
        spec:
          principals: {users: [portal_app]}
          domain: portal
          classes: {fr.nir: {read: token}}
          onRefusal: error
        """
            .formatted(classification.replace("\n", "\n  ")));
    Policy policy =
        switch (PolicyReader.read(bundle)) {
          case PolicyResult.Loaded loaded -> loaded.policy();
          case PolicyResult.Rejected rejected -> throw new AssertionError(rejected.errors());
        };
    Catalog catalog =
        new CatalogLoader(CatalogSource.of("localhost", postgres.getPort(), "postgres", null))
            .load("postgres");
    return new Planner(
        new Principal("portal_app", "postgres", policy.forUser("portal_app").orElseThrow()),
        policy.classification(),
        catalog,
        () -> Optional.of(catalog),
        FunctionInventory.load(),
        SystemRelations.load(),
        PlanCache.NONE);
  }

  private static Verdict judge(Planner planner, String sql) {
    List<Verdict> verdicts =
        planner.plan(new PlanRequest(sql, List.of("app", "public"), List.of(), true));
    assertThat(verdicts).as(sql).hasSize(1);
    return verdicts.get(0);
  }

  private static void allAreRefused(String classification, List<String> statements)
      throws IOException {
    Planner planner = planner(classification);
    List<String> forwarded = new ArrayList<>();
    for (String sql : statements) {
      if (judge(planner, sql) instanceof Verdict.Forward) {
        forwarded.add(sql);
      }
    }
    // never run, or shown where it holds no constants: not the call as it is
    forwarded.removeIf(
        sql ->
            SHOWN_AS_NULL.contains(sql)
                && judge(planner, sql) instanceof Verdict.Forward(StatementPlan plan)
                && !plan.sql().startsWith("SELECT \"pg_catalog\".\"pg_"));
    assertThat(forwarded).as(classification).isEmpty();
  }

  @Test
  void runsTheOwnersCodeWhereNothingIsProtected() throws IOException, SQLException {
    Planner planner = planner(OPEN);
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("set search_path to app");
      for (String sql : OPEN_ONLY) {
        Verdict verdict = judge(planner, sql);
        assertThat(verdict).as(sql).isInstanceOf(Verdict.Forward.class);
        if (verdict instanceof Verdict.Forward(StatementPlan plan)
            && plan.kind() == StatementKind.SELECT) {
          assertThat(FlowDatabase.table(connection, plan.sql()))
              .as(sql)
              .isEqualTo(FlowDatabase.table(connection, sql));
        }
      }
    }
    allAreRefused(OPEN, NEVER);
  }

  @Test
  void opensEverySchemaOfUsers() throws IOException, SQLException {
    execute("create schema another; create table another.thing (x int)");
    try {
      Planner planner = planner("public: [\"*\"]");
      for (String sql :
          List.of(
              "select x from another.thing", "set search_path = another, app", "select twice(2)")) {
        assertThat(judge(planner, sql)).as(sql).isInstanceOf(Verdict.Forward.class);
      }
      List<String> never = new ArrayList<>(NEVER);
      never.remove("set search_path = elsewhere");
      never.add("set search_path = pg_toast");
      allAreRefused("public: [\"*\"]", never);
    } finally {
      execute("drop schema another cascade");
    }
  }

  @Test
  void refusesItWhereOneColumnIsClassified() throws IOException {
    allAreRefused("columns: {app.item.n: digits}\npublic: [app.item.id]", OPEN_ONLY);
    // a column of another database: a function could read it from here
    allAreRefused("columns: {payment.patient.nir: fr.nir}\n" + OPEN, OPEN_ONLY);
    allAreRefused(
        "columns: {app.item.missing: fr.nir}\npublic: [app.item.n, app.item.id, app.item_id_seq]",
        OPEN_ONLY);
  }

  @Test
  void refusesItWhereAnythingIsLeftUnnamed() throws IOException, SQLException {
    allAreRefused("public: [app.item.n]", OPEN_ONLY);
    for (String more :
        List.of(
            "table elsewhere.secret (x int)",
            "sequence elsewhere.secret",
            "foreign table elsewhere.secret (x int) server far")) {
      execute(
          "create schema elsewhere;"
              + "create foreign data wrapper w; create server far foreign data wrapper w;"
              + "create "
              + more);
      try {
        allAreRefused(OPEN + " # " + more, OPEN_ONLY);
      } finally {
        execute("drop schema elsewhere cascade; drop foreign data wrapper w cascade");
      }
    }
  }
}
