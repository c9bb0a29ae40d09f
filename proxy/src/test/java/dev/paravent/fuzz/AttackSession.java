package dev.paravent.fuzz;

import java.io.IOException;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.util.PSQLException;

/**
 * A connection of the attacker that opens itself again whenever it was closed. Confined to one
 * thread.
 */
final class AttackSession implements AutoCloseable {
  /** How the client sends its statements. */
  enum Mode {
    SIMPLE,
    EXTENDED,
    /** Dates as parameters. */
    BOUND
  }

  private static final String CLOSED = "closed";
  private static final Pattern DATE = Pattern.compile("date '(\\d{4}-\\d\\d-\\d\\d)'");
  private static final Pattern COPY_OUT = Pattern.compile("(?is)copy .* to stdout.*");

  private final String url;
  private final Mode mode;
  private final String timeout;
  private final Consumer<String> bound;
  private @Nullable Connection connection;
  private int sent;
  private int answered;
  private int reconnected;

  /**
   * A session that connects with its first statement.
   *
   * @param timeout of each statement, as the server reads it
   * @param bound is told of the dates that an answered statement was bound to
   */
  AttackSession(
      InetSocketAddress address, String user, Mode mode, String timeout, Consumer<String> bound) {
    this.url =
        "jdbc:postgresql://127.0.0.1:%d/postgres?user=%s&password=x&connectTimeout=10&socketTimeout=30&prepareThreshold=0&preferQueryMode=%s"
            .formatted(address.getPort(), user, mode == Mode.SIMPLE ? "simple" : "extended");
    this.mode = mode;
    this.timeout = timeout;
    this.bound = bound;
  }

  int sent() {
    return sent;
  }

  int answered() {
    return answered;
  }

  /** How often the other side closed the connection. */
  int reconnected() {
    return reconnected;
  }

  private Connection connected() throws SQLException {
    Connection open = connection;
    if (open == null || open.isClosed()) {
      open = DriverManager.getConnection(url);
      try (Statement statement = open.createStatement()) {
        statement.execute("set search_path = payment, public");
        statement.execute("set statement_timeout = '" + timeout + "'");
      }
      connection = open;
    }
    return open;
  }

  /** Sends one statement; whatever becomes of it is an observation. */
  Observation ask(String sql) {
    sent++;
    try {
      Observation observation = COPY_OUT.matcher(sql).matches() ? copy(sql) : run(sql);
      answered++;
      return observation;
    } catch (SQLException | IOException failed) {
      return new Observation(state(failed), message(failed), List.of(), -1);
    }
  }

  private String state(Exception failed) {
    Connection open = connection;
    try {
      if (open == null || open.isClosed() || failed instanceof IOException) {
        reconnected++;
        close();
        return CLOSED;
      }
    } catch (SQLException closing) {
      return CLOSED;
    }
    return failed instanceof SQLException error && error.getSQLState() != null
        ? error.getSQLState()
        : "?";
  }

  private static String message(Exception failed) {
    if (failed instanceof PSQLException error && error.getServerErrorMessage() != null) {
      return error.getServerErrorMessage().toString();
    }
    return String.valueOf(failed.getMessage());
  }

  private Observation copy(String sql) throws SQLException, IOException {
    StringWriter out = new StringWriter();
    long rows = connected().unwrap(PGConnection.class).getCopyAPI().copyOut(sql, out);
    List<List<String>> lines =
        out.toString().lines().map(line -> List.of(line.split("[\t,]", -1))).toList();
    return new Observation("", "", lines, rows);
  }

  private Observation run(String sql) throws SQLException {
    Connection open = connected();
    if (mode == Mode.BOUND && DATE.matcher(sql).find()) {
      return bound(open, sql);
    }
    try (Statement statement = open.createStatement()) {
      return observed(statement, statement.execute(sql));
    }
  }

  private Observation bound(Connection open, String sql) throws SQLException {
    List<LocalDate> dates = new ArrayList<>();
    Matcher matcher = DATE.matcher(sql);
    while (matcher.find()) {
      dates.add(LocalDate.parse(matcher.group(1)));
    }
    try (PreparedStatement statement =
        open.prepareStatement(DATE.matcher(sql.replace("?", "??")).replaceAll("?::date"))) {
      for (int i = 0; i < dates.size(); i++) {
        statement.setObject(i + 1, dates.get(i));
      }
      Observation observation = observed(statement, statement.execute());
      dates.forEach(date -> bound.accept(date.toString()));
      return observation;
    }
  }

  private static Observation observed(Statement statement, boolean isRows) throws SQLException {
    List<List<String>> rows = new ArrayList<>();
    if (isRows) {
      ResultSet result = statement.getResultSet();
      int width = result.getMetaData().getColumnCount();
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= width; i++) {
          row.add(String.valueOf(result.getString(i)));
        }
        rows.add(row);
      }
    }
    StringBuilder notices = new StringBuilder();
    for (SQLWarning notice = statement.getWarnings();
        notice != null;
        notice = notice.getNextWarning()) {
      notices.append(notice.getMessage()).append('\n');
    }
    return new Observation("", notices.toString(), rows, statement.getUpdateCount());
  }

  /** Runs statements within a transaction that is rolled back. */
  List<Observation> tryOut(List<String> statements) {
    List<Observation> run = new ArrayList<>();
    ask("begin");
    for (String sql : statements) {
      run.add(ask(sql));
    }
    ask("rollback");
    return run;
  }

  @Override
  public void close() {
    Connection open = connection;
    connection = null;
    try {
      if (open != null) {
        open.close();
      }
    } catch (SQLException gone) {
      // it is closed all the same
    }
  }
}
