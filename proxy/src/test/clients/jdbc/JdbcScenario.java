import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/**
 * pgjdbc against whatever PGHOST and PGPORT name: every query mode, text and binary, generated keys, batches, portals,
 * scrollable and updatable results, COPY, notifications, savepoints, time-outs, metadata. One printed line a step.
 */
public final class JdbcScenario {
  private JdbcScenario() {}

  public static void main(String[] arguments) throws Exception {
    for (String options :
        List.of(
            "&preferQueryMode=simple",
            "&preferQueryMode=extended",
            "&preferQueryMode=extended&prepareThreshold=1",
            "&preferQueryMode=extendedForPrepared&prepareThreshold=-1",
            "&preferQueryMode=extendedCacheEverything&prepareThreshold=1&adaptiveFetch=true&defaultRowFetchSize=7")) {
      try (Connection connection = connect(options)) {
        Reads.values(options, connection);
        Reads.queries(options, connection);
        Reads.errors(options, connection);
      }
    }
    try (Connection connection = connect("&prepareThreshold=1")) {
      Writes.writes(connection);
      Reads.results(connection);
      Writes.transactions(connection);
      Writes.copies(connection);
      Writes.times(connection);
      Writes.notifications(connection);
      Writes.largeObjects(connection);
      Writes.calls(connection);
    }
    try (Connection connection = connect("&reWriteBatchedInserts=true")) {
      Writes.batches(connection);
    }
    try (Connection connection = connect("&autosave=always")) {
      Writes.autosave(connection);
    }
    try (Connection connection = connect("&currentSchema=shop&ApplicationName=scenario&readOnly=true")) {
      Reads.settings(connection);
    }
    try (Connection connection = connect("")) {
      Reads.metadata(connection.getMetaData());
    }
    System.exit(Steps.wrong == 0 ? 0 : 1);
  }

  private static Connection connect(String options) throws SQLException {
    String tls =
        "disable".equals(System.getenv("PGSSLMODE"))
            ? "&sslmode=disable"
            : "&sslmode=" + System.getenv("PGSSLMODE") + "&sslrootcert=" + System.getenv("PGSSLROOTCERT");
    return DriverManager.getConnection(
        "jdbc:postgresql://%s:%s/%s?user=%s&password=%s&socketTimeout=60%s%s"
            .formatted(
                System.getenv("PGHOST"),
                System.getenv("PGPORT"),
                System.getenv("PGDATABASE"),
                System.getenv("PGUSER"),
                System.getenv("PGPASSWORD"),
                tls,
                options));
  }

}
