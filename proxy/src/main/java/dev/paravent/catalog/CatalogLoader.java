package dev.paravent.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.PreferQueryMode;

/** Reads catalogs over JDBC. Thread-safe: every call has a connection of its own. */
public final class CatalogLoader {
  private final CatalogSource source;

  public CatalogLoader(CatalogSource source) {
    this.source = source;
  }

  /**
   * Reads the catalog of a database once. Blocks.
   *
   * @throws CatalogUnavailableException if the database cannot be reached or read
   */
  public CatalogSnapshot load(String database) {
    try (CatalogConnection connection = connect(database)) {
      return connection.load().snapshot();
    } catch (SQLException e) {
      throw unavailable(database, e);
    }
  }

  CatalogConnection connect(String database) throws SQLException {
    PGSimpleDataSource server = dataSource(database);
    // Every answer as text in one round trip; nothing is prepared.
    server.setPreferQueryMode(PreferQueryMode.SIMPLE);
    return new CatalogConnection(server.getConnection(), database);
  }

  /** A connection whose statements take parameters beside their text. */
  Connection connectForQueries(String database) throws SQLException {
    return dataSource(database).getConnection();
  }

  private PGSimpleDataSource dataSource(String database) throws SQLException {
    PGSimpleDataSource server = new PGSimpleDataSource();
    for (Map.Entry<String, String> property : source.driverProperties().entrySet()) {
      server.setProperty(property.getKey(), property.getValue());
    }
    String host = source.host();
    if (source.isSocket()) {
      server.setSocketFactory(UnixSocketFactory.class.getName());
      server.setSocketFactoryArg(source.socketFile());
      server.setSslMode("disable"); // as libpq, which ignores it here
      host = "localhost";
    }
    server.setServerNames(new String[] {host.contains(":") ? "[" + host + "]" : host});
    server.setPortNumbers(new int[] {source.port()});
    server.setDatabaseName(database);
    server.setUser(source.user());
    server.setPassword(source.password());
    server.setApplicationName("paravent-catalog");
    server.setConnectTimeout(seconds(source.connectTimeout()));
    server.setLoginTimeout(seconds(source.connectTimeout()));
    server.setSocketTimeout(seconds(source.socketTimeout()));
    server.setProperty(PGProperty.ASSUME_MIN_SERVER_VERSION, "13");
    return server;
  }

  CatalogUnavailableException unavailable(String database, SQLException cause) {
    String message = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    return new CatalogUnavailableException(
        "catalog of database \"%s\" at %s: %s [%s]"
            .formatted(database, source.address(), message, cause.getSQLState()),
        cause);
  }

  private static int seconds(Duration duration) {
    return (int) Math.max(1, duration.plusMillis(999).toSeconds());
  }
}
