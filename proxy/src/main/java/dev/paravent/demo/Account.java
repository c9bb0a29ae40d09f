package dev.paravent.demo;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** A connected database user that looks at everything it gets. Not thread-safe. */
final class Account implements AutoCloseable {
  private static final int SHOWN = 4;
  private static final int TIMEOUT_SECONDS = 60;

  private final Connection connection;
  private final ClearValues truth;

  private Account(Connection connection, ClearValues truth) {
    this.connection = connection;
    this.truth = truth;
  }

  static Account connect(String url, String user, String password, ClearValues truth)
      throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    properties.setProperty("ApplicationName", "portal");
    properties.setProperty("connectTimeout", "10");
    properties.setProperty("socketTimeout", Integer.toString(TIMEOUT_SECONDS));
    return new Account(DriverManager.getConnection(url, properties), truth);
  }

  /** Runs the statement and reads all of what comes back. */
  Answer run(Step.Kind kind, String sql) {
    try {
      return switch (kind) {
        case QUERY -> query(sql);
        case COPY -> copy(sql);
      };
    } catch (SQLException failed) {
      String message = message(failed);
      return new Answer.Failure(
          failed.getSQLState() == null ? "?????" : failed.getSQLState(),
          message,
          truth.areIn(message));
    }
  }

  private Answer query(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      ResultSetMetaData columns = rows.getMetaData();
      List<String> headers = new ArrayList<>();
      for (int column = 1; column <= columns.getColumnCount(); column++) {
        headers.add(columns.getColumnLabel(column));
      }
      Collected collected = new Collected(headers);
      while (rows.next()) {
        List<@Nullable String> row = new ArrayList<>();
        for (int column = 1; column <= columns.getColumnCount(); column++) {
          row.add(rows.getString(column));
        }
        collected.add(row);
      }
      return collected.answer();
    }
  }

  private Answer copy(String sql) throws SQLException {
    CopyOut copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(sql);
    Collected collected = new Collected(List.of());
    byte[] line = copy.readFromCopy();
    while (line != null) {
      String text = new String(line, StandardCharsets.UTF_8).stripTrailing();
      collected.add(List.of(text.split("\t", -1)));
      line = copy.readFromCopy();
    }
    return collected.answer();
  }

  private static String message(SQLException failed) {
    ServerErrorMessage error =
        failed instanceof PSQLException server ? server.getServerErrorMessage() : null;
    if (error == null) {
      return String.valueOf(failed.getMessage());
    }
    return Stream.of(error.getMessage(), error.getDetail(), error.getHint())
        .filter(part -> part != null && !part.isBlank())
        .collect(Collectors.joining(" / "));
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  /** Rows as they come: all are searched and counted, the first are kept. */
  private final class Collected {
    private final List<String> headers;
    private final List<List<String>> first = new ArrayList<>();
    private long count;
    private long clear;

    /**
     * @param headers the names of the columns, none for COPY
     */
    Collected(List<String> headers) {
      this.headers = headers;
    }

    void add(List<? extends @Nullable String> row) {
      count++;
      List<String> shown = row.stream().map(value -> value == null ? "null" : value).toList();
      if (isClear(shown)) {
        clear++;
      }
      if (first.size() < SHOWN) {
        first.add(shown);
      }
    }

    private boolean isClear(List<String> row) {
      for (int column = 0; column < row.size(); column++) {
        String header = column < headers.size() ? headers.get(column) : "";
        if (truth.areIn(header, row.get(column))) {
          return true;
        }
      }
      return false;
    }

    Answer answer() {
      return new Answer.Rows(headers, first, count, clear);
    }
  }
}
