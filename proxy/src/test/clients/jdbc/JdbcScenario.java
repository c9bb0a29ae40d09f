import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.BatchUpdateException;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.SQLXML;
import java.sql.Savepoint;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.postgresql.PGResultSetMetaData;
import org.postgresql.largeobject.LargeObject;
import org.postgresql.largeobject.LargeObjectManager;
import org.postgresql.util.PGobject;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * pgjdbc against whatever PGHOST and PGPORT name: every query mode, text and binary, generated keys, batches, portals,
 * scrollable and updatable results, COPY, notifications, savepoints, time-outs, metadata. One printed line a step.
 */
public final class JdbcScenario {
  private static int wrong;

  private interface Step {
    Object run() throws Exception;
  }

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
        values(options, connection);
        queries(options, connection);
        errors(options, connection);
      }
    }
    try (Connection connection = connect("&prepareThreshold=1")) {
      writes(connection);
      results(connection);
      transactions(connection);
      copies(connection);
      times(connection);
      notifications(connection);
      largeObjects(connection);
      calls(connection);
    }
    try (Connection connection = connect("&reWriteBatchedInserts=true")) {
      batches(connection);
    }
    try (Connection connection = connect("&autosave=always")) {
      autosave(connection);
    }
    try (Connection connection = connect("&currentSchema=shop&ApplicationName=scenario&readOnly=true")) {
      settings(connection);
    }
    try (Connection connection = connect("")) {
      metadata(connection.getMetaData());
    }
    System.exit(wrong == 0 ? 0 : 1);
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

  private static void say(String name, Object value) {
    System.out.println(name.replace("&", " ").strip() + ": " + text(value));
  }

  private static String text(Object value) throws RuntimeException {
    if (value instanceof byte[] bytes) {
      return "bytes:" + Arrays.hashCode(bytes) + "/" + bytes.length;
    }
    if (value instanceof Object[] array) {
      return Arrays.deepToString(array);
    }
    if (value instanceof int[] counts) {
      return Arrays.toString(counts);
    }
    if (value instanceof Array array) {
      try {
        return "array " + array.getBaseTypeName() + text(array.getArray());
      } catch (SQLException e) {
        return "array " + e.getSQLState();
      }
    }
    if (value instanceof SQLXML xml) {
      try {
        return "xml " + xml.getString();
      } catch (SQLException e) {
        return "xml " + e.getSQLState();
      }
    }
    if (value instanceof PGobject object) {
      return object.getType() + " " + object.getValue();
    }
    String text = String.valueOf(value).replace(System.getenv("PGDATABASE"), "THE DATABASE");
    return text.length() > 3000 ? "text:" + text.hashCode() + "/" + text.length() : text.replace("\n", "\\n");
  }

  private static void step(String name, Step step) {
    try {
      say(name, step.run());
    } catch (Exception e) {
      wrong++;
      say(name + " FAILED", fault(e) + " " + e.getMessage());
    }
  }

  private static void refusal(String name, Step step) {
    try {
      Object value = step.run();
      wrong++;
      say(name + " DID NOT FAIL", value);
    } catch (Exception e) {
      say(name, fault(e));
    }
  }

  private static String fault(Exception e) {
    if (!(e instanceof PSQLException failure) || failure.getServerErrorMessage() == null) {
      return e.getClass().getSimpleName() + (e instanceof SQLException sql ? " " + sql.getSQLState() : "");
    }
    ServerErrorMessage told = failure.getServerErrorMessage();
    return "%s %s at %d of %s.%s.%s type %s constraint %s"
        .formatted(
            told.getSeverity(),
            told.getSQLState(),
            told.getPosition(),
            told.getSchema(),
            told.getTable(),
            told.getColumn(),
            told.getDatatype(),
            told.getConstraint());
  }

  /** Columns and rows. */
  private static String rows(ResultSet rows) throws SQLException {
    ResultSetMetaData data = rows.getMetaData();
    StringBuilder out = new StringBuilder();
    for (int i = 1; i <= data.getColumnCount(); i++) {
      PGResultSetMetaData more = data.unwrap(PGResultSetMetaData.class);
      out.append(data.getColumnLabel(i))
          .append(' ')
          .append(data.getColumnTypeName(i))
          .append('(')
          .append(data.getPrecision(i))
          .append(',')
          .append(data.getScale(i))
          .append(") ")
          .append(more.getBaseTableName(i))
          .append('.')
          .append(more.getBaseColumnName(i))
          .append(' ')
          .append(data.isNullable(i))
          .append(data.isAutoIncrement(i))
          .append("; ");
    }
    while (rows.next()) {
      out.append('[');
      for (int i = 1; i <= data.getColumnCount(); i++) {
        out.append(text(rows.getObject(i))).append(" | ");
      }
      out.append(']');
    }
    return out.toString();
  }

  private static String query(Connection connection, String sql, Object... parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      String last = "";
      // the third time pgjdbc may have named it and asked for binary values
      for (int i = 0; i < 3; i++) {
        try (ResultSet rows = statement.executeQuery()) {
          last = rows(rows);
        }
      }
      return last;
    }
  }

  private static int update(Connection connection, String sql, Object... parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      return statement.executeUpdate();
    }
  }

  private static void values(String mode, Connection connection) throws SQLException {
    Object[][] values = {
      {"bool", true},
      {"int2", (short) -7},
      {"int4", Integer.MIN_VALUE},
      {"int8", Long.MAX_VALUE},
      {"float4", 1.5f},
      {"float8", Double.NEGATIVE_INFINITY},
      {"numeric", new BigDecimal("-12.340")},
      {"text", "é ' \\ 漢 \u0007"},
      {"varchar", ""},
      {"bytea", new byte[] {0, 1, -1}},
      {"date", LocalDate.of(2024, 2, 29)},
      {"time", LocalTime.of(1, 2, 3, 4000)},
      {"timestamp", LocalDateTime.of(2020, 1, 2, 3, 4, 5, 6000)},
      {"timestamptz", OffsetDateTime.of(2020, 1, 2, 3, 4, 5, 0, ZoneOffset.ofHours(2))},
      {"uuid", new UUID(1, 2)},
      {"int4[]", connection.createArrayOf("int4", new Object[] {1, null, 3})},
      {"text[]", connection.createArrayOf("text", new Object[] {"a", "q\"", null, ""})},
      {"int4", null},
    };
    for (Object[] value : values) {
      step(
          mode + " value " + value[0],
          () -> {
            try (PreparedStatement statement = connection.prepareStatement("select ?::" + value[0] + " as v")) {
              if (value[1] == null) {
                statement.setNull(1, Types.INTEGER);
              } else {
                statement.setObject(1, value[1]);
              }
              String last = "";
              for (int i = 0; i < 6; i++) {
                try (ResultSet rows = statement.executeQuery()) {
                  last = rows(rows);
                }
              }
              return last;
            }
          });
    }
    for (String type :
        List.of("json", "jsonb", "interval", "inet", "point", "int4range", "xml", "varbit", "shop.mood", "shop.place")) {
      step(
          mode + " object " + type,
          () -> {
            PGobject object = new PGobject();
            object.setType(type);
            object.setValue(
                switch (type) {
                  case "json", "jsonb" -> "{\"a\": [1, null]}";
                  case "interval" -> "1 day 02:03:04";
                  case "inet" -> "10.0.0.1/8";
                  case "point" -> "(1,2.5)";
                  case "int4range" -> "[1,5)";
                  case "xml" -> "<a>b</a>";
                  case "varbit" -> "10101";
                  case "shop.mood" -> "glad";
                  default -> "(x,1)";
                });
            return query(connection, "select ?::" + type + " as v", object);
          });
    }
  }

  private static void queries(String mode, Connection connection) {
    step(mode + " rows", () -> query(connection, "select n, n::text as t, n::int8 * 2 as d from shop.number where n < ? order by n", 4));
    step(mode + " no rows", () -> query(connection, "select * from shop.every_type where id = ?", -1));
    step(mode + " any", () -> query(connection, "select count(*) from shop.number where n = any(?)", connection.createArrayOf("int4", new Object[] {1, 2, 99999})));
    step(
        mode + " several statements",
        () -> {
          List<Object> results = new ArrayList<>();
          try (Statement statement = connection.createStatement()) {
            boolean rows = statement.execute("select 1 as a; update shop.article set stock = 0 where false; select 2 as b, 'x' as c");
            while (rows || statement.getUpdateCount() >= 0) {
              results.add(rows ? rows(statement.getResultSet()) : statement.getUpdateCount());
              rows = statement.getMoreResults();
            }
          }
          return results;
        });
    step(
        mode + " portions",
        () -> {
          connection.setAutoCommit(false);
          try (PreparedStatement statement = connection.prepareStatement("select n from shop.number order by n")) {
            statement.setFetchSize(700);
            long sum = 0;
            try (ResultSet rows = statement.executeQuery()) {
              while (rows.next()) {
                sum += rows.getInt(1);
              }
            }
            return sum;
          } finally {
            connection.rollback();
            connection.setAutoCommit(true);
          }
        });
    step(
        mode + " at most",
        () -> {
          try (Statement statement = connection.createStatement()) {
            statement.setMaxRows(3);
            return rows(statement.executeQuery("select n from shop.number order by n desc"));
          }
        });
    step(mode + " large", () -> query(connection, "select repeat('é', 200000) as t, ?::text as p", "x".repeat(300_000)).hashCode());
  }

  private static void errors(String mode, Connection connection) {
    String[][] cases = {
      {"syntax", "selec 1"},
      {"table", "select * from nowhere"},
      {"qualifier", "select x.n from shop.number"},
      {"column", "select nothing from shop.number"},
      {"function", "select no_such_function(1)"},
      {"division", "select 1/0"},
      {"not null", "insert into shop.article(label) values (null)"},
      {"check", "insert into shop.article(label, price) values ('c', -1)"},
      {"key", "insert into shop.line(article_id, amount) values (4711, 1)"},
      {"statement of no row", "select n from shop.number where n = 'x'"},
    };
    for (String[] each : cases) {
      refusal(mode + " error: " + each[0], () -> query(connection, each[1]));
    }
    refusal(mode + " error: missing parameter", () -> query(connection, "select ?::int4, ?::int4", 1));
    step(mode + " after errors", () -> query(connection, "select 1"));
  }

  private static void writes(Connection connection) {
    step("insert", () -> update(connection, "insert into shop.article(label, price) values (?, ?)", "lamp", new BigDecimal("3.50")));
    step(
        "generated keys",
        () -> {
          try (PreparedStatement statement =
              connection.prepareStatement("insert into shop.article(label) values (?), (?)", Statement.RETURN_GENERATED_KEYS)) {
            statement.setString(1, "rope");
            statement.setString(2, "pail");
            statement.executeUpdate();
            return rows(statement.getGeneratedKeys());
          }
        });
    step(
        "generated columns by name",
        () -> {
          try (PreparedStatement statement =
              connection.prepareStatement("update shop.article set stock = stock + ? where label = ?", new String[] {"id", "stock"})) {
            statement.setInt(1, 5);
            statement.setString(2, "rope");
            statement.executeUpdate();
            return rows(statement.getGeneratedKeys());
          }
        });
    step("returning", () -> rows(connection.createStatement().executeQuery("delete from shop.article where label = 'pail' returning id, label")));
    step(
        "upsert",
        () ->
            update(
                connection,
                "insert into shop.article(label, stock) values (?, ?) on conflict (label) do update set stock = excluded.stock",
                "rope",
                9));
    step("every type", () -> update(connection, "insert into shop.every_type(id, c_bool, c_text, c_date, a_int4) values (1, ?, ?, ?, ?)", true, "t", LocalDate.of(2020, 2, 3), connection.createArrayOf("int4", new Object[] {1, 2})));
    step("every type read", () -> query(connection, "select * from shop.every_type"));
  }

  private static void results(Connection connection) {
    step(
        "scrolling",
        () -> {
          try (Statement statement =
              connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY)) {
            ResultSet rows = statement.executeQuery("select n from shop.number order by n");
            List<Object> seen = new ArrayList<>();
            rows.last();
            seen.add(rows.getInt(1));
            rows.absolute(10);
            seen.add(rows.getInt(1));
            rows.relative(-3);
            seen.add(rows.getInt(1));
            rows.previous();
            seen.add(rows.getRow());
            return seen;
          }
        });
    step(
        "updating",
        () -> {
          try (Statement statement =
              connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE)) {
            ResultSet rows = statement.executeQuery("select id, label, stock from shop.article where label = 'rope'");
            rows.next();
            rows.updateInt("stock", 77);
            rows.updateRow();
            rows.moveToInsertRow();
            rows.updateString("label", "nail");
            rows.insertRow();
            rows.beforeFirst();
            rows.next();
            rows.refreshRow();
            return rows.getInt("stock");
          }
        });
    step("updated", () -> query(connection, "select label, stock from shop.article order by label"));
    step(
        "holding",
        () -> {
          connection.setAutoCommit(false);
          try (Statement statement =
              connection.createStatement(
                  ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY, ResultSet.HOLD_CURSORS_OVER_COMMIT)) {
            statement.setFetchSize(2);
            ResultSet rows = statement.executeQuery("select n from shop.number where n < 6 order by n");
            rows.next();
            connection.commit();
            int count = 1;
            while (rows.next()) {
              count++;
            }
            return count;
          } finally {
            connection.setAutoCommit(true);
          }
        });
  }

  private static void transactions(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    step(
        "savepoint",
        () -> {
          update(connection, "update shop.article set stock = 1 where label = 'rope'");
          Savepoint before = connection.setSavepoint("Before it");
          update(connection, "update shop.article set stock = 2 where label = 'rope'");
          connection.rollback(before);
          connection.releaseSavepoint(connection.setSavepoint());
          String seen = query(connection, "select stock from shop.article where label = 'rope'");
          connection.commit();
          return seen;
        });
    refusal("in a failed transaction", () -> {
      try {
        query(connection, "select 1/0");
      } catch (SQLException expected) {
        return query(connection, "select 1");
      }
      return "no failure";
    });
    step("rolled back", () -> {
      connection.rollback();
      return query(connection, "select 1");
    });
    refusal(
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
    step("isolation", () -> query(connection, "show transaction isolation level") + connection.getTransactionIsolation());
    connection.rollback();
    connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    connection.setReadOnly(true);
    refusal("read only", () -> update(connection, "update shop.article set stock = 3"));
    connection.rollback();
    connection.setReadOnly(false);
    connection.setAutoCommit(true);
  }

  private static void autosave(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    refusal("autosave: failure", () -> query(connection, "select 1/0"));
    step("autosave: goes on", () -> query(connection, "select 1"));
    connection.commit();
  }

  private static void batches(Connection connection) throws SQLException {
    step(
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
    step("batch read", () -> query(connection, "select count(*), min(id), max(body) from shop.blob"));
    step(
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
    step(
        "batch of statements",
        () -> {
          try (Statement statement = connection.createStatement()) {
            statement.addBatch("update shop.blob set body = 'y' where id = 1");
            statement.addBatch("delete from shop.blob where id > 290");
            return statement.executeBatch();
          }
        });
    step(
        "batch with keys",
        () -> {
          try (PreparedStatement statement =
              connection.prepareStatement("insert into shop.article(label) values (?)", Statement.RETURN_GENERATED_KEYS)) {
            for (String label : List.of("one", "two", "three")) {
              statement.setString(1, label);
              statement.addBatch();
            }
            statement.executeBatch();
            return rows(statement.getGeneratedKeys());
          }
        });
  }

  private static void copies(Connection connection) throws SQLException {
    var copy = connection.unwrap(PGConnection.class).getCopyAPI();
    step("copy in", () -> copy.copyIn("copy shop.blob(id, body) from stdin (format csv, header)", new StringReader("id,body\n1,a\n2,\"b,\"\"c\"\n3,\n")));
    step(
        "copy out",
        () -> {
          StringWriter out = new StringWriter();
          copy.copyOut("copy (select id, body from shop.blob order by id) to stdout (format csv, null '-')", out);
          return out;
        });
    refusal("copy of nonsense", () -> copy.copyIn("copy shop.blob(id, body) from stdin", new StringReader("x\ty\n")));
    step("after copy", () -> query(connection, "select count(*) from shop.blob"));
    step("copy emptied", () -> update(connection, "delete from shop.blob"));
  }

  private static void times(Connection connection) throws SQLException {
    refusal(
        "query time-out",
        () -> {
          try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(1);
            return rows(statement.executeQuery("select count(*) from generate_series(1, 400000000)"));
          }
        });
    refusal(
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
            return rows(statement.executeQuery("select count(*) from generate_series(1, 400000000)"));
          }
        });
    step("after cancel", () -> query(connection, "select 1") + connection.isValid(5));
  }

  private static void notifications(Connection connection) throws SQLException {
    step(
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
    step(
        "warning",
        () -> {
          try (Statement statement = connection.createStatement()) {
            statement.execute("rollback");
            SQLWarning warning = statement.getWarnings();
            return warning == null ? "none" : warning.getSQLState();
          }
        });
  }

  private static void largeObjects(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try {
      say("large object", largeObject(connection));
    } catch (SQLException e) {
      say("large object", "refused " + e.getSQLState());
    }
    connection.rollback();
    connection.setAutoCommit(true);
  }

  private static String largeObject(Connection connection) throws SQLException {
    LargeObjectManager objects = connection.unwrap(PGConnection.class).getLargeObjectAPI();
    long id = objects.createLO();
    try (LargeObject object = objects.open(id)) {
      object.write(new byte[] {1, 2, 3});
      object.seek(1);
      return Arrays.toString(object.read(5)) + object.size64();
    }
  }

  private static void calls(Connection connection) {
    step(
        "call of a function",
        () -> {
          try (CallableStatement call = connection.prepareCall("{? = call upper(?)}")) {
            call.registerOutParameter(1, Types.VARCHAR);
            call.setString(2, "abc");
            call.execute();
            return call.getString(1);
          }
        });
    step("escapes", () -> query(connection, "select {fn concat('a', {fn ucase('b')})} as c, {d '2020-01-02'} as d, {ts '2020-01-02 03:04:05'} as t"));
  }

  private static void settings(Connection connection) {
    step("schema", () -> connection.getSchema() + query(connection, "select current_schema(), current_setting('application_name')"));
    step("unqualified", () -> query(connection, "select count(*) from number"));
    step("other schema", () -> {
      connection.setSchema("public");
      String seen = connection.getSchema();
      connection.setSchema("shop");
      return seen + connection.getSchema();
    });
    step("catalog", connection::getCatalog);
    step("client information", () -> {
      connection.setClientInfo("ApplicationName", "another");
      return query(connection, "show application_name");
    });
  }

  private static void metadata(DatabaseMetaData data) throws SQLException, IOException {
    step("product", () -> data.getDatabaseProductName() + data.getDatabaseMajorVersion() + data.getUserName());
    step("schemas", () -> rows(data.getSchemas()));
    step("tables", () -> rows(data.getTables(null, "shop", "%", new String[] {"TABLE", "VIEW"})));
    step("columns", () -> rows(data.getColumns(null, "shop", "article", "%")));
    step("columns of every type", () -> rows(data.getColumns(null, "shop", "every\\_type", "%")));
    step("primary keys", () -> rows(data.getPrimaryKeys(null, "shop", "line")));
    step("imported keys", () -> rows(data.getImportedKeys(null, "shop", "line")));
    step("exported keys", () -> rows(data.getExportedKeys(null, "shop", "article")));
    step("indexes", () -> rows(data.getIndexInfo(null, "shop", "article", false, true)));
    step("privileges", () -> rows(data.getTablePrivileges(null, "shop", "article")));
    step("user-defined types", () -> rows(data.getUDTs(null, "shop", "%", null)));
    step("best row", () -> rows(data.getBestRowIdentifier(null, "shop", "article", DatabaseMetaData.bestRowSession, true)));
    step("functions", () -> rows(data.getFunctions(null, "pg_catalog", "upper")));
    step("types", () -> rows(data.getTypeInfo()).hashCode() != 0);
    step("numeric functions", data::getNumericFunctions);
    step("keywords", () -> data.getSQLKeywords().length() > 10);
    step("longest name", data::getMaxColumnNameLength);
  }
}
