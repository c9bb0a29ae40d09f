package dev.paravent.catalog;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** Asks one server what it is, on a connection that it keeps. Blocks; confined to one thread. */
public final class ServerProbe implements AutoCloseable {
  private static final String QUESTION =
      "select pg_catalog.pg_is_in_recovery(),"
          + " pg_catalog.current_setting('default_transaction_read_only') = 'on'";

  private final CatalogLoader loader;
  private final String database;
  private @Nullable Connection connection;

  /** Connects at the first question. */
  public ServerProbe(CatalogSource source, String database) {
    this.loader = new CatalogLoader(source);
    this.database = database;
  }

  /**
   * What the server is.
   *
   * @throws CatalogUnavailableException if it cannot be asked
   */
  public ServerStanding standing() {
    try {
      Connection current = connection;
      if (current == null) {
        current = loader.connectForQueries(database);
        connection = current;
      }
      try (Statement statement = current.createStatement();
          ResultSet rows = statement.executeQuery(QUESTION)) {
        rows.next();
        if (rows.getBoolean(1)) {
          return ServerStanding.STANDBY;
        }
        return rows.getBoolean(2) ? ServerStanding.READ_ONLY : ServerStanding.WRITABLE;
      }
    } catch (SQLException lost) {
      close();
      throw loader.unavailable(database, lost);
    }
  }

  @Override
  public void close() {
    Connection current = connection;
    connection = null;
    if (current != null) {
      try {
        current.close();
      } catch (SQLException e) {
        // The server sees a broken connection; there is nothing to save.
      }
    }
  }
}
