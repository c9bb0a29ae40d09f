package dev.paravent.session;

import java.net.InetSocketAddress;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.jspecify.annotations.NullMarked;

/** Reads verifiers that a database made. */
@NullMarked
final class ScramOfDatabase {
  private ScramOfDatabase() {}

  static String verifier(InetSocketAddress database, String user) throws SQLException {
    try (var connection =
            DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%d/postgres?user=postgres"
                    .formatted(database.getPort()));
        var statement =
            connection.prepareStatement("select rolpassword from pg_authid where rolname = ?")) {
      statement.setString(1, user);
      try (var rows = statement.executeQuery()) {
        rows.next();
        return rows.getString(1);
      }
    }
  }
}
