package dev.paravent.session;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;

/** A real PostgreSQL with users for every kind of authentication and a few patients. */
@NullMarked
final class TestDatabase implements AutoCloseable {
  private final EmbeddedPostgres postgres;

  TestDatabase(Path directory) throws IOException, SQLException {
    this(directory, Map.of(), List.of());
  }

  /**
   * Starts a server.
   *
   * @param configuration further settings of the server
   * @param rules lines of pg_hba.conf that come before the usual ones
   */
  TestDatabase(Path directory, Map<String, String> configuration, List<String> rules)
      throws IOException, SQLException {
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setOverrideWorkingDirectory(directory.toFile())
            .setDataDirectory(directory.resolve("data"));
    configuration.forEach(builder::setServerConfig);
    postgres = builder.start();
    execute(
        "create role portal login",
        "create role scram login password 'secret'",
        "create role plain login password 'secret'",
        "set password_encryption = md5",
        "create role md5 login password 'secret'",
        "create schema app",
        "create table app.patient (id int primary key, nir varchar(15), birth_date date,"
            + " name text, key char(2), nirs varchar(15)[])",
        "insert into app.patient values"
            + " (1, '1840375123456', '1984-03-14', 'Alice', '12', '{1840375123456,NULL}'),"
            + " (2, '2901275654321', '1990-12-01', 'Berthe', '34', '{}'),"
            + " (3, NULL, NULL, 'Claude', NULL, NULL)",
        "grant usage on schema app to public",
        "grant all on app.patient to public",
        "create table app.note (id int primary key, body text unique)",
        "create table app.late (id int unique deferrable initially deferred)",
        "grant all on app.note, app.late to public");
    List<String> all = new ArrayList<>(rules);
    all.addAll(
        List.of(
            "host all scram 127.0.0.1/32 scram-sha-256",
            "host all md5 127.0.0.1/32 md5",
            "host all plain 127.0.0.1/32 password",
            "host all all 127.0.0.1/32 trust"));
    Files.write(directory.resolve("data").resolve("pg_hba.conf"), all);
    execute("select pg_reload_conf()");
  }

  InetSocketAddress address() {
    return new InetSocketAddress("127.0.0.1", postgres.getPort());
  }

  void execute(String... statements) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres?user=postgres");
        Statement statement = connection.createStatement()) {
      for (String text : statements) {
        statement.execute(text);
      }
    }
  }

  int relation(String name) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres?user=postgres");
        Statement statement = connection.createStatement();
        var rows = statement.executeQuery("select '" + name + "'::regclass::oid::int")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  @Override
  public void close() throws IOException {
    postgres.close();
  }
}
