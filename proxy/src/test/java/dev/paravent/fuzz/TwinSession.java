package dev.paravent.fuzz;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;

/** A client of one of the two databases. Confined to one thread. */
final class TwinSession implements AutoCloseable {
  /** What a client may read of what a statement has written. */
  private static final String WRITTEN =
      "select string_agg(concat_ws('|', id, last_name, city), ',' order by id) from patient"
          + " union all select string_agg(concat_ws('|', id, entry), ',' order by id) from book"
          + " union all select string_agg(concat_ws('|', id, status), ',' order by id) from claim";

  private static final String GONE = "08";

  private final Connection connection;

  TwinSession(int port, String database, String user) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", "x");
    properties.setProperty("currentSchema", "payment,public");
    // several statements of one text, and cursors by their names, as a client of no driver would
    properties.setProperty("preferQueryMode", "simple");
    connection =
        DriverManager.getConnection(
            "jdbc:postgresql://127.0.0.1:" + port + "/" + database, properties);
  }

  /**
   * What a client sees of a transaction that is rolled back: the rows of its last statement and
   * what is written, each in no order, or the error's code.
   */
  String run(List<String> statements) throws SQLException {
    execute("begin");
    String answer;
    try {
      List<String> last = List.of();
      for (String statement : statements) {
        last = execute(statement);
      }
      answer = last + (isWrite(statements) ? " " + execute(WRITTEN) : "");
    } catch (SQLException failed) {
      String state = String.valueOf(failed.getSQLState());
      if (state.startsWith(GONE)) {
        throw new SQLException(String.join("; ", statements), failed);
      }
      String message = String.valueOf(failed.getMessage()).lines().findFirst().orElse("");
      answer = "error " + state + (state.startsWith("42") || state.startsWith("0A") ? message : "");
    }
    execute("rollback");
    return answer;
  }

  private static boolean isWrite(List<String> statements) {
    return statements.stream()
        .anyMatch(
            text ->
                text.startsWith("insert")
                    || text.startsWith("update")
                    || text.startsWith("delete")
                    || text.startsWith("merge")
                    || text.startsWith("with w"));
  }

  private List<String> execute(String text) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (!statement.execute(text)) {
        return List.of("count " + statement.getUpdateCount());
      }
      List<String> rows = new ArrayList<>();
      ResultSet result = statement.getResultSet();
      int width = result.getMetaData().getColumnCount();
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= width; i++) {
          row.add(String.valueOf(result.getString(i)));
        }
        rows.add(row.toString());
      }
      Collections.sort(rows);
      return rows;
    }
  }

  /** Forgets what a transaction's end leaves: prepared statements. */
  void forget() throws SQLException {
    execute("deallocate all");
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
