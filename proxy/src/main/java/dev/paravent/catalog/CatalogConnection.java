package dev.paravent.catalog;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A connection that reads the catalog of one database. Confined to one thread. */
final class CatalogConnection implements AutoCloseable {
  private final Connection connection;
  private final String database;
  private String visible = "";
  private String fingerprint = "";

  CatalogConnection(Connection connection, String database) {
    this.connection = connection;
    this.database = database;
  }

  /** A snapshot and the fingerprint of the same moment. */
  record Load(CatalogSnapshot snapshot, String fingerprint) {}

  /** Tells by comparison whether the catalog may have changed. */
  String fingerprint() throws SQLException {
    return inTransaction(this::fingerprint);
  }

  Load load() throws SQLException {
    return inTransaction(
        statement -> {
          String fingerprint = fingerprint(statement);
          CatalogSnapshot snapshot = new SnapshotReader(statement).read();
          if (!snapshot.database().equals(database)) {
            throw new SQLException(
                "connected to database \"" + snapshot.database() + "\"", "08001");
          }
          return new Load(snapshot, fingerprint);
        });
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      // The server sees a broken connection; there is nothing to save.
    }
  }

  private String fingerprint(Statement statement) throws SQLException {
    String nowVisible = text(statement, CatalogQueries.VISIBLE);
    if (nowVisible.isEmpty() || !nowVisible.equals(visible)) {
      fingerprint = text(statement, CatalogQueries.FINGERPRINT);
      visible = nowVisible;
    }
    return fingerprint;
  }

  private static String text(Statement statement, String query) throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    }
  }

  /** One snapshot of the database for all of the work. A failure leaves the connection unusable. */
  private <T> T inTransaction(Work<T> work) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(CatalogQueries.BEGIN);
      T result = work.with(statement);
      statement.execute("commit");
      return result;
    }
  }

  private interface Work<T> {
    T with(Statement statement) throws SQLException;
  }
}
