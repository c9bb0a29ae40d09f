package dev.paravent.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks the database for the SCRAM verifiers of users, by a query that the operator gives. Blocks;
 * confined to one thread but for {@link #close}.
 */
public final class VerifierQuery implements AutoCloseable {
  private final CatalogLoader loader;
  private final String database;
  private final String query;
  private volatile @Nullable Connection connection;

  /**
   * Prepares; connects at the first question.
   *
   * @param query has one parameter, {@code ?}, for the user, and returns the verifier or nothing
   */
  public VerifierQuery(CatalogLoader loader, String database, String query) {
    this.loader = loader;
    this.database = database;
    this.query = query;
  }

  /**
   * The verifier of a user as the database has it; empty if there is none.
   *
   * @throws CatalogUnavailableException if the database cannot be asked
   */
  public Optional<String> verifierOf(String user) {
    try {
      return ask(user);
    } catch (SQLException lost) {
      close(); // the connection may be an old one
    }
    try {
      return ask(user);
    } catch (SQLException failed) {
      close();
      throw loader.unavailable(database, failed);
    }
  }

  private Optional<String> ask(String user) throws SQLException {
    Connection current = connection;
    if (current == null) {
      current = loader.connectForQueries(database);
      connection = current;
    }
    try (PreparedStatement statement = current.prepareStatement(query)) {
      statement.setString(1, user);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
      }
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
