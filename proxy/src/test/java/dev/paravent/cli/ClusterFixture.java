package dev.paravent.cli;

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
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A primary, a standby that is behind it, and proxies before them. */
@NullMarked
abstract class ClusterFixture {
  static final String NIR = "184037512345690";
  static final String IN_RECOVERY = "select pg_is_in_recovery()";

  static Path directory;
  static Path policies;
  static EmbeddedPostgres primary;
  static EmbeddedPostgres standby;

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
    copy(directory.resolve("primary"), directory.resolve("seed"));
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

  static EmbeddedPostgres server(String name) throws IOException {
    return EmbeddedPostgres.builder()
        .setOverrideWorkingDirectory(directory.toFile())
        .setDataDirectory(directory.resolve(name))
        .setCleanDataDirectory(false)
        .setServerConfig("unix_socket_directories", directory.toString())
        .start();
  }

  static void copy(Path from, Path to) throws IOException {
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

  static void on(int port, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url(port, "postgres"));
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  static String url(int port, String user) {
    return "jdbc:postgresql://127.0.0.1:%d/postgres?user=%s".formatted(port, user);
  }

  static StartedProxy proxy(Target target, Endpoint... servers) throws StartException {
    return proxy(target, Optional.empty(), servers);
  }

  static StartedProxy proxy(Target target, Optional<ListenSocketConfig> socket, Endpoint... servers)
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

  static Endpoint at(EmbeddedPostgres server) {
    return new Endpoint("127.0.0.1", server.getPort());
  }

  static Endpoint dead() throws IOException {
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return new Endpoint("127.0.0.1", closed.getLocalPort());
    }
  }

  static String ask(StartedProxy proxy, String user, String sql) throws SQLException {
    return ask(url(proxy.address().getPort(), user), sql);
  }

  static String ask(String url, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
