package dev.paravent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paravent.config.Endpoint;
import dev.paravent.config.LimitsConfig;
import dev.paravent.config.ListenSocketConfig;
import dev.paravent.config.LoginConfig;
import dev.paravent.config.ServeConfig;
import dev.paravent.config.StartException;
import dev.paravent.config.UpstreamConfig;
import dev.paravent.config.UpstreamConfig.Target;
import dev.paravent.config.UpstreamTlsConfig;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A primary and a standby of it behind one proxy, and Unix sockets on both sides. */
@NullMarked
class UpstreamChoiceIT {
  private static final String NIR = "184037512345690";
  private static final String IN_RECOVERY = "select pg_is_in_recovery()";

  private static Path directory;
  private static Path policies;
  private static EmbeddedPostgres primary;
  private static EmbeddedPostgres standby;

  @BeforeAll
  static void startDatabases(@TempDir Path temporary) throws Exception {
    directory = temporary;
    policies = Files.createDirectory(directory.resolve("policies"));
    Files.writeString(
        policies.resolve("policy.yaml"),
        """
        apiVersion: paravent.dev/v1
        kind: Classification
        metadata: {name: chosen}
        spec:
          columns: {payment.patient.nir: fr.nir}
          public: [payment.patient.id, payment.patient.note, payment.shown]
        ---
        apiVersion: paravent.dev/v1
        kind: TokenDomain
        metadata: {name: domain}
        spec: {scope: policy, key: master, classes: {fr.nir: {face: "9"}}}
        ---
        apiVersion: paravent.dev/v1
        kind: AccessPolicy
        metadata: {name: governed}
        spec:
          principals: {users: [portal]}
          domain: domain
          searchPath: [payment]
          classes: {fr.nir: {read: token, lookup: [token], write: [clear]}}
        ---
        apiVersion: paravent.dev/v1
        kind: AccessPolicy
        metadata: {name: clear}
        spec:
          principals: {users: [keeper]}
          access: clear
        """);
    try (EmbeddedPostgres first = server("primary")) {
      on(
          first.getPort(),
          "create role portal login; create role keeper login; create schema payment;"
              + " create table payment.patient (id bigint primary key, nir text, note text);"
              + " grant usage on schema payment to public; grant all on payment.patient to public;"
              + " insert into payment.patient values (1, '"
              + NIR
              + "', 'note')");
    }
    copy(directory.resolve("primary"), directory.resolve("standby"));
    Files.createFile(directory.resolve("standby").resolve("standby.signal"));
    primary = server("primary");
    standby = server("standby");
  }

  @AfterAll
  static void stopDatabases() throws IOException {
    primary.close();
    standby.close();
  }

  private static EmbeddedPostgres server(String name) throws IOException {
    return EmbeddedPostgres.builder()
        .setOverrideWorkingDirectory(directory.toFile())
        .setDataDirectory(directory.resolve(name))
        .setCleanDataDirectory(false)
        .setServerConfig("unix_socket_directories", directory.toString())
        .start();
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        if (!file.getFileName().toString().equals("postmaster.pid")) {
          Files.copy(file, copy, LinkOption.NOFOLLOW_LINKS);
          Files.setPosixFilePermissions(copy, Files.getPosixFilePermissions(file));
          Files.setOwner(copy, Files.getOwner(file));
        }
      }
    }
  }

  private static void on(int port, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url(port, "postgres"));
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String url(int port, String user) {
    return "jdbc:postgresql://127.0.0.1:%d/postgres?user=%s".formatted(port, user);
  }

  private static StartedProxy proxy(Target target, Endpoint... servers) throws StartException {
    return proxy(target, Optional.empty(), servers);
  }

  private static StartedProxy proxy(
      Target target, Optional<ListenSocketConfig> socket, Endpoint... servers)
      throws StartException {
    return StartedProxy.start(
        new ServeConfig(
            new Endpoint("127.0.0.1", 0),
            new UpstreamConfig(Arrays.asList(servers), target, "postgres"),
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
            false,
            socket));
  }

  private static Endpoint at(EmbeddedPostgres server) {
    return new Endpoint("127.0.0.1", server.getPort());
  }

  private static Endpoint dead() throws IOException {
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return new Endpoint("127.0.0.1", closed.getLocalPort());
    }
  }

  private static String ask(StartedProxy proxy, String user, String sql) throws SQLException {
    return ask(url(proxy.address().getPort(), user), sql);
  }

  private static String ask(String url, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  @Test
  void givesSessionsAServerOfTheKindThatIsAskedFor() throws Exception {
    for (Target target : List.of(Target.READ_WRITE, Target.PRIMARY)) {
      try (StartedProxy proxy = proxy(target, at(standby), at(primary))) {
        assertThat(ask(proxy, "keeper", IN_RECOVERY)).as("%s", target).isEqualTo("f");
        assertThat(ask(proxy, "portal", "select nir from payment.patient")).startsWith("9");
      }
    }
    for (Target target : List.of(Target.STANDBY, Target.PREFER_STANDBY)) {
      try (StartedProxy proxy = proxy(target, at(primary), at(standby))) {
        assertThat(ask(proxy, "keeper", IN_RECOVERY)).as("%s", target).isEqualTo("t");
        assertThat(ask(proxy, "portal", "select nir from payment.patient")).startsWith("9");
        assertThat(proxy.ready()).isEqualTo("ok");
      }
    }
    try (StartedProxy proxy = proxy(Target.PREFER_STANDBY, dead(), at(primary))) {
      assertThat(ask(proxy, "keeper", IN_RECOVERY)).isEqualTo("f");
    }
  }

  @Test
  void passesOverServersThatAreAway() throws Exception {
    Endpoint away = dead();
    try (StartedProxy proxy = proxy(Target.ANY, away, at(primary))) {
      assertThat(ask(proxy, "keeper", IN_RECOVERY)).isEqualTo("f");
      assertThat(ask(proxy, "portal", "select note from payment.patient")).isEqualTo("note");
    }
    try (StartedProxy proxy = proxy(Target.STANDBY, away, at(primary))) {
      assertThat(proxy.ready())
          .contains("no server that is standby", away + " UNREACHABLE", "WRITABLE");
      assertThatThrownBy(() -> ask(proxy, "keeper", IN_RECOVERY))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08001"));
    }
  }

  /** What the primary has done and the standby has not is no fact about the standby. */
  @Test
  void judgesByTheCatalogOfTheServerThatRuns() throws Exception {
    on(
        primary.getPort(),
        "create view payment.shown as select id, note as what from payment.patient;"
            + " grant select on payment.shown to public");
    try (StartedProxy before = proxy(Target.PRIMARY, at(primary), at(standby));
        StartedProxy behind = proxy(Target.STANDBY, at(primary), at(standby))) {
      assertThat(ask(before, "portal", "select what from payment.shown")).isEqualTo("note");
      assertThatThrownBy(() -> ask(behind, "portal", "select what from payment.shown"))
          .hasMessageContaining("UNKNOWN_RELATION");
    } finally {
      on(primary.getPort(), "drop view payment.shown");
    }
  }

  @Test
  void waitsForAServerThatComesBack() throws Exception {
    int port = dead().port();
    try (StartedProxy proxy = proxy(Target.ANY, new Endpoint("127.0.0.1", port))) {
      Callable<String> asking = () -> ask(proxy, "keeper", IN_RECOVERY);
      CompletableFuture<String> answer =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return asking.call();
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              });
      Thread.sleep(700);
      assertThat(answer).isNotDone();
      try (Forwarder forwarder = new Forwarder(port, primary.getPort())) {
        assertThat(answer.get()).isEqualTo("f");
        assertThat(forwarder.connections()).isPositive();
      }
    }
  }

  @Test
  void listensAndConnectsAtUnixSockets() throws Exception {
    Path sockets = Files.createDirectory(directory.resolve("sockets"));
    ListenSocketConfig socket =
        new ListenSocketConfig(sockets, PosixFilePermissions.fromString("rwxrwx---"));
    Endpoint server = new Endpoint(directory.toString(), primary.getPort());
    Path file;
    try (StartedProxy proxy = proxy(Target.PRIMARY, Optional.of(socket), server)) {
      file = sockets.resolve(".s.PGSQL." + proxy.address().getPort());
      assertThat(Files.getPosixFilePermissions(file)).isEqualTo(socket.mode());
      try (Stream<Path> all = Files.list(sockets)) {
        assertThat(all).containsExactly(file);
      }
      String url =
          "jdbc:postgresql://localhost/postgres?sslmode=disable&user=%s"
              + "&socketFactory=dev.paravent.catalog.UnixSocketFactory&socketFactoryArg="
              + file;
      assertThat(ask(url.formatted("keeper"), "select inet_client_addr() is null")).isEqualTo("t");
      assertThat(ask(url.formatted("portal"), "select nir from payment.patient")).startsWith("9");
      try (Connection connection = DriverManager.getConnection(url.formatted("keeper"));
          Statement statement = connection.createStatement()) {
        statement.setQueryTimeout(1);
        assertThatThrownBy(() -> statement.execute("select pg_sleep(20)"))
            .isInstanceOfSatisfying(
                SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("57014"));
      }
    }
    assertThat(file).doesNotExist();
  }
}
