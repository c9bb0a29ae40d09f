package dev.paravent.demo;

import dev.paravent.config.Endpoint;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** The demo's own PostgreSQL, in a directory of its own. */
final class DemoDatabase implements AutoCloseable {
  static final String NAME = "postgres";
  static final String OWNER = "postgres";

  /** The portal has to prove its password, as it would in earnest; the owner is us. */
  private static final String HOST_BASED_AUTHENTICATION =
      """
      host all portal_app all scram-sha-256
      host all paravent_catalog all scram-sha-256
      host all all all trust
      local all all trust
      """;

  private static final Duration PATIENCE = Duration.ofSeconds(8);

  private final EmbeddedPostgres postgres;

  /** Exists as long as the server may still write into its directory. */
  private final Path pidFile;

  private DemoDatabase(EmbeddedPostgres postgres, Path data) {
    this.postgres = postgres;
    this.pidFile = data.resolve("postmaster.pid");
  }

  static DemoDatabase start(Path directory, DemoCertificates certificates)
      throws IOException, SQLException {
    Path data = directory.resolve("postgres");
    EmbeddedPostgres postgres =
        EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setCleanDataDirectory(false) // the whole directory goes at the end
            .setRegisterShutdownHook(false) // Ending waits for our own close
            .setServerConfig("max_connections", "60")
            .setServerConfig("ssl", "on")
            .setServerConfig("ssl_cert_file", certificates.certificate("database").toString())
            .setServerConfig("ssl_key_file", certificates.key("database").toString())
            .start();
    DemoDatabase database = new DemoDatabase(postgres, data);
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(resource("schema.sql"));
      Files.writeString(data.resolve("pg_hba.conf"), HOST_BASED_AUTHENTICATION);
      statement.execute("select pg_reload_conf()");
    } catch (IOException | SQLException failed) {
      postgres.close();
      throw failed;
    }
    return database;
  }

  Endpoint endpoint() {
    return new Endpoint("127.0.0.1", postgres.getPort());
  }

  String url() {
    return url(endpoint());
  }

  static String url(Endpoint endpoint) {
    return "jdbc:postgresql://" + endpoint + "/" + NAME;
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(url(), OWNER, "");
  }

  /** What the database checks a user's password with. */
  String verifierOf(String user) throws SQLException {
    try (Connection connection = connect();
        PreparedStatement statement =
            connection.prepareStatement("select rolpassword from pg_authid where rolname = ?")) {
      statement.setString(1, user);
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getString(1);
      }
    }
  }

  /** The text of a file of the demo. */
  static String resource(String name) {
    try (InputStream stream = DemoDatabase.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException("resource: none of the name " + name);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /**
   * Stops the server and waits for its end: a Ctrl-C reaches it as well, and it goes on writing
   * while it shuts down by itself.
   */
  @Override
  public void close() throws IOException {
    postgres.close();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (Files.exists(pidFile) && System.nanoTime() < deadline) {
      try {
        Thread.sleep(20);
      } catch (InterruptedException hurried) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
