package dev.paravent.mustnotleak;

import dev.paravent.cli.StartedProxy;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.NullMarked;

/** The care register with a canary's values in every kind of definition, and a proxy before it. */
@NullMarked
final class DefinitionsDatabase implements AutoCloseable {
  static final List<String> GOVERNED = List.of("desk_app", "desk_owner", "desk_admin");

  private final LeakDatabase database;
  private final StartedProxy proxy;

  private DefinitionsDatabase(LeakDatabase database, StartedProxy proxy) {
    this.database = database;
    this.proxy = proxy;
  }

  static DefinitionsDatabase start(Path directory) throws Exception {
    LeakDatabase database = LeakDatabase.start(directory);
    // The driver would take BEGIN ATOMIC apart in any other mode.
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%d/%s?user=postgres&preferQueryMode=simple"
                    .formatted(database.port(), LeakDatabase.PLANTED));
        Statement statement = connection.createStatement()) {
      statement.execute(LeakDatabase.resource("metadata.sql"));
    }
    return new DefinitionsDatabase(
        database,
        StartedProxy.start(
            database.port(),
            LeakDatabase.CATALOG_USER,
            LeakDatabase.PASSWORD,
            LeakDatabase.folder("policy"),
            UnaryOperator.identity()));
  }

  int directPort() {
    return database.port();
  }

  int governedPort() {
    return proxy.address().getPort();
  }

  static Connection connect(int port, String user, String options) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:%d/%s?user=%s&password=%s&socketTimeout=60%s"
            .formatted(port, LeakDatabase.PLANTED, user, LeakDatabase.PASSWORD, options));
  }

  /** The values of canaries that a text holds as they are written in definitions. */
  static List<String> planted(String text) {
    List<String> found = new ArrayList<>();
    for (Canary canary : Canary.PLANTED) {
      for (String value : List.of(canary.nir(), canary.birthDate().toString())) {
        if (text.contains(value)) {
          found.add(value);
        }
      }
    }
    return found;
  }

  @Override
  public void close() throws IOException {
    proxy.close();
    database.close();
  }
}
