package dev.paravent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.paravent.config.Endpoint;
import dev.paravent.config.LimitsConfig;
import dev.paravent.config.LoginConfig;
import dev.paravent.config.ServeConfig;
import dev.paravent.config.StartException;
import dev.paravent.config.UpstreamTlsConfig;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.slf4j.LoggerFactory;

/** Open sessions when the policies are replaced under them. */
@NullMarked
class ReloadIT {
  private static final String NIR = "184037512345690";

  @SuppressWarnings("NullAway.Init")
  private static EmbeddedPostgres postgres;

  @SuppressWarnings("NullAway.Init")
  @TempDir
  private Path policies;

  @SuppressWarnings("NullAway.Init")
  private StartedProxy proxy;

  @BeforeAll
  static void startDatabase() throws IOException, SQLException {
    postgres = EmbeddedPostgres.builder().start();
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE ROLE portal LOGIN; CREATE ROLE keeper LOGIN; CREATE SCHEMA payment;"
              + " CREATE TABLE payment.patient (id bigint PRIMARY KEY, nir text, note text);"
              + " GRANT USAGE ON SCHEMA payment TO public;"
              + " GRANT ALL ON payment.patient TO public;"
              + " INSERT INTO payment.patient SELECT n, '"
              + NIR
              + "', 'note' FROM generate_series(1, 100) n");
    }
  }

  @AfterAll
  static void stopDatabase() throws IOException {
    postgres.close();
  }

  @BeforeEach
  void startProxy() throws IOException, StartException {
    write("", "", "portal", "keeper");
    proxy = start(false);
  }

  @AfterEach
  void stopProxy() {
    proxy.close();
  }

  private StartedProxy start(boolean reloadsOnChange) throws StartException {
    return StartedProxy.start(
        new ServeConfig(
            new Endpoint("127.0.0.1", 0),
            new Endpoint("127.0.0.1", postgres.getPort()),
            "postgres",
            Optional.empty(),
            policies,
            Optional.empty(),
            Optional.of(new Endpoint("127.0.0.1", 0)),
            ServeConfig.LogLevel.INFO,
            Optional.empty(),
            UpstreamTlsConfig.DISABLED,
            LoginConfig.RELAY,
            LimitsConfig.DEFAULT,
            reloadsOnChange));
  }

  /**
   * Writes the bundle.
   *
   * @param protectedColumns lines below {@code columns}
   * @param tokenDomain ends the domain's name
   */
  private void write(String protectedColumns, String tokenDomain, String governed, String clear)
      throws IOException {
    boolean publicNote = protectedColumns.isEmpty();
    Files.writeString(
        policies.resolve("policy.yaml"),
        """
        apiVersion: paravent.dev/v1
        kind: Classification
        metadata: {name: reloaded}
        spec:
          columns:
            payment.patient.nir: fr.nir
        %s
          public: [payment.patient.id%s]
        ---
        apiVersion: paravent.dev/v1
        kind: TokenDomain
        metadata: {name: domain%s}
        spec: {scope: policy, key: master, classes: {fr.nir: {face: "9"}}}
        ---
        apiVersion: paravent.dev/v1
        kind: AccessPolicy
        metadata: {name: governed}
        spec:
          principals: {users: [%s]}
          domain: domain%s
          searchPath: [payment]
          classes: {fr.nir: {read: token, lookup: [token], write: [clear]}}
        ---
        apiVersion: paravent.dev/v1
        kind: AccessPolicy
        metadata: {name: clear}
        spec:
          principals: {users: [%s]}
          access: clear
        """
            .formatted(
                protectedColumns,
                publicNote ? ", payment.patient.note" : "",
                tokenDomain,
                governed,
                tokenDomain,
                clear));
  }

  private static final String NOTE_IS_NIR = "    payment.patient.note: fr.nir\n";

  private Connection connect(String user, String options) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:%d/postgres?user=%s%s"
            .formatted(proxy.address().getPort(), user, options));
  }

  private static String first(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  @Test
  void judgesTheNextStatementOfAnOpenSessionByTheNewPolicy() throws Exception {
    for (String mode : new String[] {"&preferQueryMode=simple", "", "&prepareThreshold=-1"}) {
      write("", "", "portal", "keeper");
      proxy.reload();
      try (Connection connection = connect("portal", mode);
          PreparedStatement statement =
              connection.prepareStatement("select note from payment.patient where id = 1")) {
        assertThat(first(statement)).isEqualTo("note");
        write(NOTE_IS_NIR, "", "portal", "keeper");
        proxy.reload();
        // 'note' is no NIR, so its token is NULL; a driver may first be told to prepare again
        assertThat(eventually(statement)).as(mode).isNull();
        assertThat(first(connection, "select nir from payment.patient where id = 1"))
            .startsWith("9");
      }
    }
  }

  private static String first(PreparedStatement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery()) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static String eventually(PreparedStatement statement) throws SQLException {
    try {
      return first(statement);
    } catch (SQLException anew) {
      assertThat(anew.getMessage()).contains("cached plan must not change result type");
      return first(statement);
    }
  }

  @Test
  void closesPortalsWhosePlanOrTokensDiffer() throws Exception {
    try (Connection connection = connect("portal", "");
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.setFetchSize(10);
      try (ResultSet rows = statement.executeQuery("select id, note from payment.patient")) {
        read(rows, 10);
        write("", "", "portal, other", "keeper");
        proxy.reload();
        read(rows, 10); // the plan is the same
        write(NOTE_IS_NIR, "", "portal", "keeper");
        proxy.reload();
        assertThatThrownBy(() -> read(rows, 80))
            .isInstanceOfSatisfying(
                SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("55000"));
      }
      connection.rollback();
      statement.execute("declare c cursor for select nir from payment.patient");
      String before = first(connection, "fetch next from c");
      write(NOTE_IS_NIR, "-new", "portal", "keeper");
      proxy.reload();
      assertThatThrownBy(() -> first(connection, "fetch next from c"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("55000"));
      connection.rollback();
      String after = first(connection, "select nir from payment.patient where id = 1");
      assertThat(after).startsWith("9").isNotEqualTo(before).isNotEqualTo(NIR);
    }
  }

  @Test
  void closesHeldCursorsWhosePlanDiffers() throws Exception {
    try (Connection connection = connect("portal", "")) {
      connection
          .createStatement()
          .execute("declare held cursor with hold for select note from payment.patient");
      assertThat(first(connection, "fetch next from held")).isEqualTo("note");
      write(NOTE_IS_NIR, "", "portal", "keeper");
      proxy.reload();
      assertThatThrownBy(() -> first(connection, "fetch next from held"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("55000"));
    }
  }

  @Test
  void endsACopyIntoProtectedColumns() throws Exception {
    try (Connection connection = connect("portal", "")) {
      CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
      CopyIn copy = copies.copyIn("copy payment.patient (id, nir) from stdin");
      write(copy, "1001");
      write("", "-other", "portal", "keeper");
      proxy.reload();
      assertThatThrownBy(
              () -> {
                write(copy, "1002");
                copy.endCopy();
              })
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("55000"));
      assertThat(first(connection, "select count(*) from payment.patient where id > 1000"))
          .isEqualTo("0");
      assertThat(copies.copyIn("copy payment.patient (id, nir) from stdin", row("1003")))
          .isEqualTo(1);
    }
  }

  private static ByteArrayInputStream row(String id) {
    return new ByteArrayInputStream((id + "\t" + NIR + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static void write(CopyIn copy, String id) throws SQLException {
    byte[] row = row(id).readAllBytes();
    copy.writeToCopy(row, 0, row.length);
    copy.flushCopy();
  }

  private static void read(ResultSet rows, int count) throws SQLException {
    for (int i = 0; i < count; i++) {
      assertThat(rows.next()).isTrue();
    }
  }

  @Test
  void keepsWhatIsInForceWhenTheNewCannotBeUsed() throws Exception {
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    Logger logger = (Logger) LoggerFactory.getLogger(LiveGovernance.class);
    logger.addAppender(log);
    try (Connection connection = connect("portal", "")) {
      Files.writeString(
          policies.resolve("more.yaml"),
          """
          apiVersion: paravent.dev/v1
          kind: AccessPolicy
          metadata: {name: broken}
          spec:
            principels: {users: [portal]}
          """);
      proxy.reload();
      assertThat(first(connection, "select note from payment.patient where id = 1"))
          .isEqualTo("note");
      assertThat(log.list)
          .extracting(ILoggingEvent::getFormattedMessage)
          .anyMatch(line -> line.contains("more.yaml:5:3:"));
      assertThat(proxy.metric("paravent_last_reload_successful")).isZero();
      assertThat(proxy.metric("paravent_reloads_total{outcome=\"failure\"}")).isEqualTo(1);
      Files.delete(policies.resolve("more.yaml"));
      proxy.reload();
      assertThat(proxy.metric("paravent_last_reload_successful")).isEqualTo(1);
      assertThat(proxy.metric("paravent_reloads_total{outcome=\"success\"}")).isEqualTo(1);
    } finally {
      logger.detachAppender(log);
    }
  }

  @Test
  void disconnectsUsersThatAreNoLongerTreatedAlike() throws Exception {
    try (Connection governed = connect("portal", "");
        Connection clear = connect("keeper", "")) {
      assertThat(first(clear, "select nir from payment.patient where id = 1")).isEqualTo(NIR);
      write("", "", "keeper", "portal");
      proxy.reload();
      assertThatThrownBy(() -> first(governed, "select 1")).isInstanceOf(SQLException.class);
      assertThatThrownBy(() -> first(clear, "select nir from payment.patient where id = 1"))
          .isInstanceOf(SQLException.class);
    }
    try (Connection nowGoverned = connect("keeper", "")) {
      assertThat(first(nowGoverned, "select nir from payment.patient where id = 1"))
          .startsWith("9");
    }
    write("", "", "nobody", "noone");
    proxy.reload();
    assertThatThrownBy(() -> connect("portal", "").close())
        .hasMessageContaining("no access policy names this user");
  }

  /** What is in them was public by the rules that it was written under. */
  @Test
  void endsSessionsWithTemporaryTablesWhenTheirRulesChange() throws Exception {
    try (Connection connection = connect("portal", "");
        Connection dropping = connect("portal", "")) {
      for (Connection each : new Connection[] {connection, dropping}) {
        each.createStatement()
            .execute("create temp table kept as select id, note from payment.patient");
      }
      dropping.createStatement().execute("drop table kept");
      write("", "", "portal, other", "keeper, another");
      proxy.reload();
      write("", "", "portal", "keeper, another");
      proxy.reload();
      assertThat(first(connection, "select note from kept where id = 1")).isEqualTo("note");
      write(NOTE_IS_NIR, "", "portal", "keeper, another");
      proxy.reload();
      assertThatThrownBy(() -> first(connection, "select note from kept where id = 1"))
          .isInstanceOf(SQLException.class);
      assertThat(connection.isValid(5)).isFalse();
      assertThat(first(dropping, "select note from payment.patient where id = 1")).isNull();
    }
  }

  /** A rollback would bring the table back. */
  @Test
  void endsSessionsWhoseTemporaryTableIsDroppedWithinATransaction() throws Exception {
    try (Connection connection = connect("portal", "")) {
      Statement statement = connection.createStatement();
      statement.execute("create temp table kept as select id, note from payment.patient");
      connection.setAutoCommit(false);
      statement.execute("drop table kept");
      write(NOTE_IS_NIR, "", "portal", "keeper");
      proxy.reload();
      assertThatThrownBy(() -> first(connection, "select 1")).isInstanceOf(SQLException.class);
      assertThat(connection.isValid(5)).isFalse();
    }
  }

  @Test
  void readsAgainWhenFilesChangeIfItIsToldTo() throws Exception {
    try (StartedProxy watching = start(true)) {
      assertThat(watching.metric("paravent_reloads_total{outcome=\"success\"}")).isZero();
      write(NOTE_IS_NIR, "", "portal", "keeper");
      long deadline = System.nanoTime() + 20_000_000_000L;
      while (watching.metric("paravent_reloads_total{outcome=\"success\"}") == 0) {
        assertThat(System.nanoTime()).isLessThan(deadline);
        Thread.sleep(100);
      }
    }
  }
}
