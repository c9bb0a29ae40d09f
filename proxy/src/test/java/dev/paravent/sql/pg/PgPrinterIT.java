package dev.paravent.sql.pg;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Original and printed text before the server: same headers, types and rows, or same refusal. */
class PgPrinterIT {
  private static final PgParser PARSER = new PgParser();
  private static EmbeddedPostgres server;
  private static Connection connection;

  @BeforeAll
  static void start() throws Exception {
    server = EmbeddedPostgres.start();
    connection = server.getPostgresDatabase().getConnection();
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      for (String sql : StatementFiles.read("executable-schema.sql")) {
        statement.execute(sql);
      }
    }
    connection.setAutoCommit(false);
  }

  @AfterAll
  static void stop() throws Exception {
    connection.close();
    server.close();
  }

  @Test
  void meansTheSameToTheServer() throws SQLException {
    List<String> statements = StatementFiles.read("executable.sql");
    int answered = 0;
    List<String> differences = new ArrayList<>();
    for (String sql : statements) {
      List<String> expected = run(sql);
      answered += expected.getFirst().startsWith("SQLSTATE") ? 0 : 1;
      List<String> printed = runPrinted(sql);
      if (!printed.equals(expected)) {
        differences.add(sql + "\n  " + expected + "\n  " + printed);
      }
    }
    assertThat(differences).isEmpty();
    assertThat(answered).isGreaterThan(90);
  }

  private static SqlNode parse(String sql) {
    return PARSER.parseStatement(sql);
  }

  private static List<String> runPrinted(String sql) throws SQLException {
    String printed;
    try {
      printed = PgPrinter.print(parse(sql));
    } catch (PgSyntaxException e) {
      return List.of("SQLSTATE " + e.sqlState());
    }
    return run(printed);
  }

  /** Headers and types, then the rows; or the SQLSTATE. Leaves the database as it was. */
  private static List<String> run(String sql) throws SQLException {
    List<String> lines = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      if (statement.execute(sql)) {
        try (ResultSet rows = statement.getResultSet()) {
          read(rows, lines);
        }
      } else {
        lines.add("count " + statement.getUpdateCount());
      }
    } catch (SQLException e) {
      lines.clear();
      lines.add("SQLSTATE " + e.getSQLState());
    } finally {
      connection.rollback();
    }
    return lines;
  }

  private static void read(ResultSet rows, List<String> lines) throws SQLException {
    ResultSetMetaData columns = rows.getMetaData();
    List<String> header = new ArrayList<>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      header.add(
          columns.getColumnLabel(i)
              + " "
              + columns.getColumnTypeName(i)
              + "("
              + columns.getPrecision(i)
              + ","
              + columns.getScale(i)
              + ")");
    }
    lines.add(header.toString());
    while (rows.next()) {
      List<String> values = new ArrayList<>();
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        values.add(String.valueOf(rows.getString(i)));
      }
      lines.add(values.toString());
    }
  }
}
