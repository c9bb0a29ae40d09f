package dev.paravent.benchmarks;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/** A PostgreSQL of our own on a free port of the loopback interface, with the scene loaded. */
final class Database implements AutoCloseable {
  private final EmbeddedPostgres server;

  private Database(EmbeddedPostgres server) {
    this.server = server;
  }

  static Database start(Path folder, Scene scene) throws IOException, SQLException {
    var server =
        EmbeddedPostgres.builder()
            .setOverrideWorkingDirectory(folder.resolve("binaries").toFile())
            .setDataDirectory(folder.resolve("data"))
            // The stage deletes the folder.
            .setCleanDataDirectory(false)
            .setServerConfig("shared_buffers", "256MB")
            // a statement ends soon after its client: PostgreSQL's default waits until it writes
            .setServerConfig("client_connection_check_interval", "500ms")
            .start();
    try {
      var database = new Database(server);
      database.run(scene.schema());
      // All pages and hint bits are written now, not during a measurement.
      database.run("VACUUM (ANALYZE, FREEZE) payment.patient");
      database.run("CHECKPOINT");
      return database;
    } catch (IOException | SQLException failed) {
      server.close();
      throw failed;
    }
  }

  private void run(String sql) throws SQLException {
    try (var connection = server.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  Address address() {
    return new Address("127.0.0.1", server.getPort());
  }

  String version() throws SQLException {
    try (var connection = server.getPostgresDatabase().getConnection()) {
      return connection.getMetaData().getDatabaseProductVersion();
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
