import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.sql.BatchUpdateException;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Savepoint;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.postgresql.largeobject.LargeObject;
import org.postgresql.largeobject.LargeObjectManager;

/** Writes, transactions, batches, COPY, cancelling, notifications, large objects and calls. */
final class Writes {
  static void writes(Connection connection) {
    Steps.step("insert", () -> Steps.update(connection, "insert into shop.article(label, price) values (?, ?)", "lamp", new BigDecimal("3.50")));
    Steps.step(
        "generated keys",
        () -> {
          try (PreparedStatement statement =
              connection.prepareStatement("insert into shop.article(label) values (?), (?)", Statement.RETURN_GENERATED_KEYS)) {
            statement.setString(1, "rope");
            statement.setString(2, "pail");
            statement.executeUpdate();
            return Steps.rows(statement.getGeneratedKeys());
          }
        });
    Steps.step(
        "generated columns by name",
        () -> {
          try (PreparedStatement statement =
              connection.prepareStatement("update shop.article set stock = stock + ? where label = ?", new String[] {"id", "stock"})) {
            statement.setInt(1, 5);
            statement.setString(2, "rope");
            statement.executeUpdate();
            return Steps.rows(statement.getGeneratedKeys());
          }
        });
    Steps.step("returning", () -> Steps.rows(connection.createStatement().executeQuery("delete from shop.article where label = 'pail' returning id, label")));
    Steps.step(
        "upsert",
        () ->
            Steps.update(
                connection,
                "insert into shop.article(label, stock) values (?, ?) on conflict (label) do update set stock = excluded.stock",
                "rope",
                9));
    Steps.step("every type", () -> Steps.update(connection, "insert into shop.every_type(id, c_bool, c_text, c_date, a_int4) values (1, ?, ?, ?, ?)", true, "t", LocalDate.of(2020, 2, 3), connection.createArrayOf("int4", new Object[] {1, 2})));
    Steps.step("every type read", () -> Steps.query(connection, "select * from shop.every_type"));
  }

  static void transactions(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    Steps.step(
        "savepoint",
        () -> {
          Steps.update(connection, "update shop.article set stock = 1 where label = 'rope'");
          Savepoint before = connection.setSavepoint("Before it");
          Steps.update(connection, "update shop.article set stock = 2 where label = 'rope'");
          connection.rollback(before);
          connection.releaseSavepoint(connection.setSavepoint());
          String seen = Steps.query(connection, "select stock from shop.article where label = 'rope'");
          connection.commit();
          return seen;
        });
    Steps.refusal("in a failed transaction", () -> {
      try {
        Steps.query(connection, "select 1/0");
      } catch (SQLException expected) {
        return Steps.query(connection, "select 1");
      }
      return "no failure";
    });
    Steps.step("rolled back", () -> {
      connection.rollback();
      return Steps.query(connection, "select 1");
    });
    Steps.refusal(
        "deferred constraint",
        () -> {
          try (Statement statement = connection.createStatement()) {
            statement.execute("set constraints all deferred");
            statement.execute("insert into shop.line(article_id, amount) values (4711, 1)");
          }
          connection.commit();
          return "committed";
        });
    connection.rollback();
    connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
    Steps.step("isolation", () -> Steps.query(connection, "show transaction isolation level") + connection.getTransactionIsolation());
    connection.rollback();
    connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    connection.setReadOnly(true);
    Steps.refusal("read only", () -> Steps.update(connection, "update shop.article set stock = 3"));
    connection.rollback();
    connection.setReadOnly(false);
    connection.setAutoCommit(true);
  }

  static void autosave(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    Steps.refusal("autosave: failure", () -> Steps.query(connection, "select 1/0"));
    Steps.step("autosave: goes on", () -> Steps.query(connection, "select 1"));
    connection.commit();
  }

  static void batches(Connection connection) throws SQLException {
    Steps.step(
        "batch",
        () -> {
          try (PreparedStatement statement = connection.prepareStatement("insert into shop.blob(id, body) values (?, ?)")) {
            for (int i = 0; i < 300; i++) {
              statement.setInt(1, i);
              statement.setString(2, "b" + i);
              statement.addBatch();
            }
            return Arrays.stream(statement.executeBatch()).distinct().boxed().toList();
          }
        });
    Steps.step("batch read", () -> Steps.query(connection, "select count(*), min(id), max(body) from shop.blob"));
    Steps.step(
        "batch failure",
        () -> {
          try (PreparedStatement statement = connection.prepareStatement("update shop.blob set body = 'x' where 1 / (id - ?) > 0")) {
            for (int i = -1; i > -3; i--) {
              statement.setInt(1, i);
              statement.addBatch();
            }
            statement.setInt(1, 5);
            statement.addBatch();
            return statement.executeBatch();
          } catch (BatchUpdateException e) {
            return e.getSQLState() + Arrays.toString(e.getUpdateCounts());
          }
        });
    Steps.step(
        "batch of statements",
        () -> {
          try (Statement statement = connection.createStatement()) {
            statement.addBatch("update shop.blob set body = 'y' where id = 1");
            statement.addBatch("delete from shop.blob where id > 290");
            return statement.executeBatch();
          }
        });
    Steps.step(
        "batch with keys",
        () -> {
          try (PreparedStatement statement =
              connection.prepareStatement("insert into shop.article(label) values (?)", Statement.RETURN_GENERATED_KEYS)) {
            for (String label : List.of("one", "two", "three")) {
              statement.setString(1, label);
              statement.addBatch();
            }
            statement.executeBatch();
            return Steps.rows(statement.getGeneratedKeys());
          }
        });
  }

  static void copies(Connection connection) throws SQLException {
    var copy = connection.unwrap(PGConnection.class).getCopyAPI();
    Steps.step("copy in", () -> copy.copyIn("copy shop.blob(id, body) from stdin (format csv, header)", new StringReader("id,body\n1,a\n2,\"b,\"\"c\"\n3,\n")));
    Steps.step(
        "copy out",
        () -> {
          StringWriter out = new StringWriter();
          copy.copyOut("copy (select id, body from shop.blob order by id) to stdout (format csv, null '-')", out);
          return out;
        });
    Steps.refusal("copy of nonsense", () -> copy.copyIn("copy shop.blob(id, body) from stdin", new StringReader("x\ty\n")));
    Steps.step("after copy", () -> Steps.query(connection, "select count(*) from shop.blob"));
    Steps.step("copy emptied", () -> Steps.update(connection, "delete from shop.blob"));
  }

  static void times(Connection connection) throws SQLException {
    Steps.refusal(
        "query time-out",
        () -> {
          try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(1);
            return Steps.rows(statement.executeQuery("select count(*) from generate_series(1, 400000000)"));
          }
        });
    Steps.refusal(
        "cancel",
        () -> {
          try (Statement statement = connection.createStatement()) {
            Thread canceller =
                new Thread(
                    () -> {
                      try {
                        Thread.sleep(300);
                        statement.cancel();
                      } catch (InterruptedException | SQLException e) {
                        System.err.println(e);
                      }
                    });
            canceller.start();
            return Steps.rows(statement.executeQuery("select count(*) from generate_series(1, 400000000)"));
          }
        });
    Steps.step("after cancel", () -> Steps.query(connection, "select 1") + connection.isValid(5));
  }

  static void notifications(Connection connection) throws SQLException {
    Steps.step(
        "notify",
        () -> {
          try (Statement statement = connection.createStatement()) {
            statement.execute("listen \"The channel\"");
            statement.execute("notify \"The channel\"");
            PGNotification[] notifications = connection.unwrap(PGConnection.class).getNotifications(5000);
            statement.execute("unlisten *");
            return notifications.length + notifications[0].getName() + notifications[0].getParameter();
          }
        });
    Steps.step(
        "warning",
        () -> {
          try (Statement statement = connection.createStatement()) {
            statement.execute("rollback");
            SQLWarning warning = statement.getWarnings();
            return warning == null ? "none" : warning.getSQLState();
          }
        });
  }

  static void largeObjects(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try {
      Steps.say("large object", largeObject(connection));
    } catch (SQLException e) {
      Steps.say("large object", "refused " + e.getSQLState());
    }
    connection.rollback();
    connection.setAutoCommit(true);
  }

  static String largeObject(Connection connection) throws SQLException {
    LargeObjectManager objects = connection.unwrap(PGConnection.class).getLargeObjectAPI();
    long id = objects.createLO();
    try (LargeObject object = objects.open(id)) {
      object.write(new byte[] {1, 2, 3});
      object.seek(1);
      return Arrays.toString(object.read(5)) + object.size64();
    }
  }

  static void calls(Connection connection) {
    Steps.step(
        "call of a function",
        () -> {
          try (CallableStatement call = connection.prepareCall("{? = call upper(?)}")) {
            call.registerOutParameter(1, Types.VARCHAR);
            call.setString(2, "abc");
            call.execute();
            return call.getString(1);
          }
        });
    Steps.step("escapes", () -> Steps.query(connection, "select {fn concat('a', {fn ucase('b')})} as c, {d '2020-01-02'} as d, {ts '2020-01-02 03:04:05'} as t"));
  }


  private Writes() {}
}
