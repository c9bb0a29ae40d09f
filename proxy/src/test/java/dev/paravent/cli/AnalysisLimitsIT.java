package dev.paravent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paravent.config.ConfigFile;
import dev.paravent.config.ServeConfigReader;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Statements that would take too much to analyse, over the wire. */
@NullMarked
class AnalysisLimitsIT {
  private static final String POLICY =
      """
      apiVersion: paravent.dev/v1
      kind: Classification
      metadata: {name: limits}
      spec:
        columns: {payment.patient.nir: fr.nir}
        public: [payment.patient.id, payment.patient.note]
        subject: {payment.patient: id}
      ---
      apiVersion: paravent.dev/v1
      kind: TokenDomain
      metadata: {name: portal}
      spec: {scope: role, key: master, classes: {fr.nir: {face: "9"}}}
      ---
      apiVersion: paravent.dev/v1
      kind: AccessPolicy
      metadata: {name: portal, owner: dpo@example.org, expires: 2099-01-01}
      spec:
        principals: {users: [portal]}
        domain: portal
        searchPath: [payment]
        classes: {fr.nir: {read: token, lookup: [token, clear], write: [clear]}}
      """;

  @SuppressWarnings("NullAway.Init")
  private static EmbeddedPostgres postgres;

  @SuppressWarnings("NullAway.Init")
  @TempDir
  private static Path directory;

  @SuppressWarnings("NullAway.Init")
  private static RunningProxy proxy;

  @SuppressWarnings("NullAway.Init")
  private static RunningProxy strict;

  @BeforeAll
  static void start() throws Exception {
    postgres = EmbeddedPostgres.builder().start();
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE ROLE portal LOGIN; CREATE SCHEMA payment;"
              + " CREATE TABLE payment.patient (id bigint, nir text, note text);"
              + " GRANT USAGE ON SCHEMA payment TO public; GRANT ALL ON payment.patient TO public;"
              + " ALTER ROLE portal SET search_path = payment");
    }
    Path policies = Files.createDirectory(directory.resolve("policies"));
    Files.writeString(policies.resolve("policy.yaml"), POLICY);
    proxy = start("");
    strict =
        start(
            """
            max-statement-length: 1000
            max-statement-depth: 20
            max-analysis-steps: 1000
            max-analysis-items: 1000
            max-analysis-time: 100
            """);
  }

  private static RunningProxy start(String limits) throws Exception {
    Path file = Files.createTempFile(directory, "proxy", ".yaml");
    Files.writeString(
        file,
        """
        listen: 127.0.0.1:0
        upstream: 127.0.0.1:%d
        catalog-user: postgres
        policies: policies
        dev-keys: true
        log-level: error
        %s
        """
            .formatted(postgres.getPort(), limits));
    return Planners.wiring(warning -> {})
        .start(ServeConfigReader.read(Map.of(), ConfigFile.read(file)));
  }

  @AfterAll
  static void stop() throws IOException {
    strict.close();
    proxy.close();
    postgres.close();
  }

  private static Connection connect(RunningProxy to, String mode) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", "portal");
    properties.setProperty("preferQueryMode", mode);
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + to.listen().port() + "/postgres", properties);
  }

  @Test
  void refusesWhatIsTooMuchAndGoesOn() throws SQLException {
    for (String mode : new String[] {"simple", "extended"}) {
      try (Connection connection = connect(proxy, mode);
          Statement statement = connection.createStatement()) {
        assertLimit(() -> statement.execute(doubling(30)));
        assertLimit(() -> statement.execute(wide(3_000)));
        assertLimit(() -> statement.execute("select " + "(".repeat(5_000)));
        assertLimit(() -> statement.execute("select " + "- ".repeat(2_000) + "1"));
        assertLimit(() -> statement.execute("select 1 " + "+".repeat(1 << 19) + " 1"));
        assertLimit(() -> statement.execute("select '" + "x".repeat(1 << 20) + "'"));
        assertThat(number(statement, "select 17")).isEqualTo(17);
      }
    }
  }

  @Test
  void takesAnInsertOfManyRows() throws SQLException {
    String rows =
        IntStream.range(0, 5_000)
            .mapToObj(i -> "(%d, '%d', 'note %1$d')".formatted(i, 1_800_175_000_000L + i))
            .collect(Collectors.joining(", "));
    try (Connection connection = connect(proxy, "simple");
        Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate("insert into patient (id, nir, note) values " + rows))
          .isEqualTo(5_000);
      assertThat(number(statement, "select count(*) from patient where id < 5000"))
          .isEqualTo(5_000);
    }
  }

  @Test
  void judgesALongStatementAnewAfterTheTablesChanged() throws SQLException {
    String list =
        IntStream.range(0, 1_500).mapToObj(Integer::toString).collect(Collectors.joining(", "));
    try (Connection connection = connect(proxy, "extended");
        Statement statement = connection.createStatement();
        PreparedStatement prepared =
            connection.prepareStatement(
                "select count(*) from patient where id in (" + list + ")")) {
      prepared.unwrap(org.postgresql.PGStatement.class).setPrepareThreshold(1);
      for (int i = 0; i < 3; i++) {
        try (ResultSet result = prepared.executeQuery()) {
          assertThat(result.next()).isTrue();
        }
        statement.execute("create temporary table t" + i + " (x int)");
      }
    }
  }

  @Test
  void takesTheLimitsOfTheConfiguration() throws SQLException {
    try (Connection connection = connect(strict, "simple");
        Statement statement = connection.createStatement()) {
      assertLimit(() -> statement.execute("select '" + "x".repeat(1_000) + "'"));
      assertLimit(() -> statement.execute("select " + "- ".repeat(20) + "1"));
      assertLimit(
          () -> statement.execute("select " + "id = 1 or ".repeat(80) + "true from patient"));
      assertThat(number(statement, "select 17")).isEqualTo(17);
    }
  }

  private static String doubling(int steps) {
    return "with c0 as (select * from patient)"
        + IntStream.range(0, steps)
            .mapToObj(i -> ", c%d as (select a.*, b.* from c%d a, c%2$d b)".formatted(i + 1, i))
            .collect(Collectors.joining())
        + " select 1";
  }

  /** Common tables of 1,500 columns. */
  private static String wide(int tables) {
    String columns =
        IntStream.range(0, 1_500).mapToObj(i -> "1 as x" + i).collect(Collectors.joining(", "));
    return "with c0 as (select "
        + columns
        + ")"
        + IntStream.range(0, tables)
            .mapToObj(i -> ", c%d as (select * from c%d)".formatted(i + 1, i))
            .collect(Collectors.joining())
        + " select 1";
  }

  private static long number(Statement statement, String sql) throws SQLException {
    try (ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getLong(1);
    }
  }

  private static void assertLimit(ThrowingCallable statement) {
    assertThatThrownBy(statement)
        .isInstanceOfSatisfying(
            SQLException.class, refused -> assertThat(refused.getSQLState()).isEqualTo("54000"))
        .hasMessageContaining("LIMIT_EXCEEDED");
  }
}
