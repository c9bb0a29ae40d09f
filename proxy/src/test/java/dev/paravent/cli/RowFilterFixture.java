package dev.paravent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.paravent.config.ConfigKey;
import dev.paravent.config.ServeConfigReader;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/**
 * Contracts of two insurers, odd ones of 7 and even ones of 8, and a portal whose end users see
 * those of one. What is hidden of alice, of insurer 7, is what only contract 2 has: the amount 17
 * and the number hidden-2.
 */
@NullMarked
abstract class RowFilterFixture {
  static final String POLICY =
      """
      apiVersion: paravent.dev/v1
      kind: Classification
      metadata: {name: payment}
      spec:
        columns: {payment.patient.nir: fr.nir, payment.protects.nir: fr.nir,
          payment.letter.nir: fr.nir}
        public: [payment.insurer, payment.contract, payment.claim, payment.patient.id,
          payment.patient.insurer_id, payment.visit, payment.general, payment.second, payment.special,
          payment.broken, payment.protects.id, payment.remark, payment.open, payment.stored,
          payment.note_seq, payment.note, payment.letter.id, payment.department]
        registry: {fr.nir: payment.patient.nir}
      ---
      apiVersion: paravent.dev/v1
      kind: TokenDomain
      metadata: {name: portal}
      spec: {scope: policy, key: master, classes: {fr.nir: {face: "9"}}}
      ---
      apiVersion: paravent.dev/v1
      kind: AccessPolicy
      metadata: {name: portal}
      spec:
        principals: {users: [portal]}
        domain: portal
        classes: {fr.nir: {lookup: [token, clear], write: [token, clear], compare: [constant, column, group]}}
        assertions: {use: allowed, attributes: {insurer: {claim: ins, type: integer}}}
        rows:
          payment.contract: "insurer_id = {principal.insurer}"
          payment.patient: "insurer_id = {principal.insurer}"
          payment.visit: "insurer_id = {principal.insurer}"
          payment.own_contracts: "insurer_id = {principal.insurer}"
          payment.special: "insurer_id = {principal.insurer}"
          payment.note: "insurer_id = {principal.insurer} and kind = 'plain'"
          payment.department: "insurer_id = {principal.insurer}"
          payment.broken: "no_such_column = 1"
          payment.protects: "nir is null"
          payment.remark: "kind <> 'secret' and (public or insurer_id = {principal.insurer})"
      ---
      apiVersion: paravent.dev/v1
      kind: AccessPolicy
      metadata: {name: other}
      spec:
        principals: {users: [other]}
        domain: portal
        classes: {fr.nir: {}}
      """;

  private static final String SCHEMA =
      """
      create role portal login;
      create role other login;
      create schema payment;
      create table payment.insurer (id int primary key, name text);
      insert into payment.insurer values (7, 'seven'), (8, 'eight');
      create table payment.contract (id bigint primary key, insurer_id int not null, number text,
        amount int, holder uuid default gen_random_uuid(), unique (insurer_id, number));
      insert into payment.contract(id, insurer_id, number, amount)
        select n, 7 + (n + 1) % 2, case when n = 2 then 'hidden-2' else 'n-' || n end,
               case when n = 2 then 17 else 100 + n % 2 end from generate_series(1, 2000) n;
      create table payment.claim (id bigint primary key, contract_id bigint
        references payment.contract, label text);
      insert into payment.claim select n, n, 'claim' from generate_series(1, 20) n;
      create table payment.patient (id bigint primary key, insurer_id int, nir text);
      insert into payment.patient select n, 7 + (n + 1) % 2,
        '1840375123' || lpad(n::text, 3, '0') from generate_series(1, 40) n;
      create table payment.visit (id bigint, insurer_id int, day date) partition by range (day);
      create table payment.visit_2024 partition of payment.visit
        for values from ('2024-01-01') to ('2025-01-01');
      insert into payment.visit select n, 7 + (n + 1) % 2, '2024-02-01' from generate_series(1, 8) n;
      create table payment.general (id int, insurer_id int);
      create table payment.second (more text);
      create table payment.special (extra text) inherits (payment.general, payment.second);
      insert into payment.special values (1, 7, 'm', 'a'), (2, 8, 'm', 'b');
      create table payment.broken (id int);
      create table payment.protects (id int, nir text);
      create table payment.remark (id int primary key, insurer_id int, kind text, public boolean);
      insert into payment.remark values (1, 7, 'plain', false), (2, 8, 'plain', false),
        (3, 8, 'plain', true), (4, 7, 'secret', true);
      create table payment.note (id bigint generated by default as identity primary key,
        insurer_id int, kind text, body text default 'empty', about bigint);
      insert into payment.note(insurer_id, kind, body) values (7, 'plain', 'a'), (8, 'plain', 'b'),
        (7, 'secret', 'c');
      create table payment.letter (id int primary key, nir text);
      create table payment.department (id bigint generated always as identity primary key,
        insurer_id int references payment.insurer, city text, unique (city));
      insert into payment.department(insurer_id, city) values (7, 'Lyon'), (8, 'Nantes');
      create table payment.open (id int primary key, label text);
      insert into payment.open values (1, 'one'), (2, 'two');
      create view payment.all_contracts as select id, amount from payment.contract;
      create view payment.counted as select (select count(*) from payment.contract) n;
      create view payment.through as select id from payment.all_contracts;
      create view payment.own_contracts as select id, insurer_id, amount from payment.contract;
      create materialized view payment.stored as select id, amount from payment.contract;
      create view payment.opened as select id, label from payment.open;
      create sequence payment.note_seq;
      grant usage on schema payment to public;
      grant all on all tables in schema payment to public;
      grant all on all sequences in schema payment to public;
      """;

  @SuppressWarnings("NullAway.Init")
  static EmbeddedPostgres postgres;

  @SuppressWarnings("NullAway.Init")
  static StartedProxy proxy;

  @SuppressWarnings("NullAway.Init")
  static TestIssuer issuer;

  @SuppressWarnings("NullAway.Init")
  static Path policyFile;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    postgres = EmbeddedPostgres.builder().start();
    try (Connection connection = owner()) {
      run(connection, SCHEMA);
    }
    issuer = new TestIssuer("one");
    Path keys = Files.writeString(directory.resolve("keys.json"), issuer.jwk());
    Path policies = Files.createDirectory(directory.resolve("policies"));
    policyFile = Files.writeString(policies.resolve("policy.yaml"), POLICY);
    Map<ConfigKey, String> values = StartedProxy.forEndUsers(postgres.getPort(), policies, keys);
    proxy = StartedProxy.start(ServeConfigReader.read(values, Map.of()));
  }

  @AfterAll
  static void stop() throws Exception {
    proxy.close();
    postgres.close();
  }

  /** The database itself. */
  static Connection owner() throws SQLException {
    return postgres.getPostgresDatabase().getConnection();
  }

  static Connection connect(String... more) throws SQLException {
    return connectAs("portal", more);
  }

  static Connection connectAs(String user, String... more) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    for (int i = 0; i < more.length; i += 2) {
      properties.setProperty(more[i], more[i + 1]);
    }
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + proxy.address().getPort() + "/postgres", properties);
  }

  /** Of insurer 7. */
  static Connection alice(String... more) throws Exception {
    Connection connection = connect(more);
    actFor(connection, "alice", 7);
    return connection;
  }

  static void actFor(Connection connection, String subject, int insurer) throws Exception {
    String assertion = issuer.assertion(subject, 900, ",\"ins\":" + insurer);
    run(connection, "set paravent.assertion = '" + assertion + "'");
  }

  static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  static @Nullable String one(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getString(1) : null;
    }
  }

  /** The first column. */
  static List<@Nullable String> column(Connection connection, String sql) throws SQLException {
    List<@Nullable String> values = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }

  /** The SQLSTATE that it fails with. */
  static String state(ThrowingCallable call) {
    SQLException failed = catchThrowableOfType(SQLException.class, call);
    assertThat((Throwable) failed).as("it succeeded").isNotNull();
    return String.valueOf(failed.getSQLState());
  }
}
