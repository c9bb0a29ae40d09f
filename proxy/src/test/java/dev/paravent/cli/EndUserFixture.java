package dev.paravent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
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
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * A portal with one account for all its users, one that has to name them, and one that cannot. What
 * was asserted is in no log and no byte for the database, whatever the test does.
 */
@NullMarked
public abstract class EndUserFixture {
  protected static final String NIR = "184037512345690";
  protected static final String READ = "select nir from payment.patient where id = 1";

  private static final String POLICY =
      """
      apiVersion: paravent.dev/v1
      kind: Classification
      metadata: {name: payment}
      spec:
        columns: {payment.patient.nir: fr.nir, payment.patient.birth_date: birth-date}
        public: [payment.patient.id, payment.patient.name]
      ---
      apiVersion: paravent.dev/v1
      kind: TokenDomain
      metadata: {name: portal}
      spec: {scope: account, key: master, classes: {fr.nir: {face: "9"}, birth-date: {face: past}}}
      ---
      apiVersion: paravent.dev/v1
      kind: AccessPolicy
      metadata: {name: portal}
      spec:
        principals: {users: [portal]}
        domain: portal
        classes: {fr.nir: {lookup: [token, clear]}, birth-date: {lookup: [token]}}
        assertions: {use: allowed, attributes: {insurer: {claim: ins, type: integer}}}
      ---
      apiVersion: paravent.dev/v1
      kind: AccessPolicy
      metadata: {name: strict}
      spec:
        principals: {users: [strict]}
        domain: portal
        classes: {fr.nir: {lookup: [token], write: [clear]}}
        assertions: {use: required}
      ---
      apiVersion: paravent.dev/v1
      kind: AccessPolicy
      metadata: {name: plain}
      spec: {principals: {users: [plain]}, domain: portal, classes: {fr.nir: {lookup: [token]}}}
      """;

  protected static final List<String> ASSERTED = new CopyOnWriteArrayList<>();
  protected static final ListAppender<ILoggingEvent> LOG = new ListAppender<>();

  @SuppressWarnings("NullAway.Init")
  protected static EmbeddedPostgres postgres;

  @SuppressWarnings("NullAway.Init")
  protected static RecordingRelay relay;

  @SuppressWarnings("NullAway.Init")
  protected static StartedProxy proxy;

  @SuppressWarnings("NullAway.Init")
  protected static TestIssuer issuer;

  @SuppressWarnings("NullAway.Init")
  protected static Path keys;

  @BeforeAll
  protected static void start(@TempDir Path directory) throws Exception {
    LOG.list = new CopyOnWriteArrayList<>();
    LOG.start();
    ((Logger) LoggerFactory.getLogger("ROOT")).addAppender(LOG);
    postgres = EmbeddedPostgres.builder().start();
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "create role portal login; create role strict login; create role plain login;"
              + " create schema payment; create table payment.patient (id bigint primary key,"
              + " nir text, birth_date date, name text);"
              + " insert into payment.patient select n, '"
              + NIR
              + "', '1984-03-01', 'name' from generate_series(1, 100) n;"
              + " grant usage on schema payment to public; grant all on payment.patient to public");
    }
    relay = new RecordingRelay(postgres.getPort());
    issuer = new TestIssuer("one");
    keys = Files.writeString(directory.resolve("keys.json"), issuer.jwk());
    Path policies = Files.createDirectory(directory.resolve("policies"));
    Files.writeString(policies.resolve("policy.yaml"), POLICY);
    Map<ConfigKey, String> values = StartedProxy.forEndUsers(relay.port(), policies, keys);
    values.put(ConfigKey.LOG_LEVEL, "trace");
    proxy = StartedProxy.start(ServeConfigReader.read(values, Map.of()));
  }

  @AfterAll
  protected static void stop() throws Exception {
    proxy.close();
    relay.close();
    postgres.close();
    ((Logger) LoggerFactory.getLogger("ROOT")).detachAppender(LOG);
    ((Logger) LoggerFactory.getLogger("ROOT")).setLevel(Level.INFO);
    String sent = relay.recorded();
    assertThat(sent).contains("UNLISTEN paravent").doesNotContain("paravent.assertion");
    assertThat(ASSERTED).isNotEmpty();
    for (String assertion : ASSERTED) {
      for (String part : assertion.split("\\.")) {
        assertThat(sent).as("bytes for the database").doesNotContain(part);
        assertThat(LOG.list)
            .extracting(ILoggingEvent::getFormattedMessage)
            .as("the log")
            .noneMatch(line -> line.contains(part));
      }
    }
  }

  /** An assertion of which no part may be found anywhere. */
  protected static String remembered(String assertion) {
    ASSERTED.add(assertion);
    return assertion;
  }

  protected static String assertion(String subject) throws Exception {
    return remembered(issuer.assertion(subject));
  }

  protected static Connection connect(String user, String... more) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    for (int i = 0; i < more.length; i += 2) {
      properties.setProperty(more[i], more[i + 1]);
    }
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + proxy.address().getPort() + "/postgres", properties);
  }

  protected static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  protected static @Nullable String one(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getString(1) : null;
    }
  }

  protected static void actFor(Connection connection, String subject) throws Exception {
    run(connection, "set paravent.assertion = '" + assertion(subject) + "'");
  }

  /** The SQLSTATE that it fails with. */
  protected static String state(ThrowingCallable call) {
    SQLException failed = catchThrowableOfType(SQLException.class, call);
    assertThat((Throwable) failed).as("it succeeded").isNotNull();
    ASSERTED.forEach(
        assertion -> assertThat(String.valueOf(failed.getMessage())).doesNotContain(assertion));
    return failed.getSQLState();
  }

  /** What a user's NIR looks like to that end user of the account; null for the account itself. */
  protected static String token(@Nullable String subject) throws Exception {
    try (Connection connection = connect("portal")) {
      if (subject != null) {
        actFor(connection, subject);
      }
      return String.valueOf(one(connection, READ));
    }
  }
}
