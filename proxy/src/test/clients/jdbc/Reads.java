import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.postgresql.util.PGobject;

/** Values, queries, errors, results, settings and metadata. */
final class Reads {
  static void values(String mode, Connection connection) throws SQLException {
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
      Steps.step(
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
                  last = Steps.rows(rows);
                }
              }
              return last;
            }
          });
    }
    for (String type :
        List.of("json", "jsonb", "interval", "inet", "point", "int4range", "xml", "varbit", "shop.mood", "shop.place")) {
      Steps.step(
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
            return Steps.query(connection, "select ?::" + type + " as v", object);
          });
    }
  }

  static void queries(String mode, Connection connection) {
    Steps.step(mode + " rows", () -> Steps.query(connection, "select n, n::text as t, n::int8 * 2 as d from shop.number where n < ? order by n", 4));
    Steps.step(mode + " no rows", () -> Steps.query(connection, "select * from shop.every_type where id = ?", -1));
    Steps.step(mode + " any", () -> Steps.query(connection, "select count(*) from shop.number where n = any(?)", connection.createArrayOf("int4", new Object[] {1, 2, 99999})));
    Steps.step(
        mode + " several statements",
        () -> {
          List<Object> results = new ArrayList<>();
          try (Statement statement = connection.createStatement()) {
            boolean rows = statement.execute("select 1 as a; update shop.article set stock = 0 where false; select 2 as b, 'x' as c");
            while (rows || statement.getUpdateCount() >= 0) {
              results.add(rows ? Steps.rows(statement.getResultSet()) : statement.getUpdateCount());
              rows = statement.getMoreResults();
            }
          }
          return results;
        });
    Steps.step(
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
    Steps.step(
        mode + " at most",
        () -> {
          try (Statement statement = connection.createStatement()) {
            statement.setMaxRows(3);
            return Steps.rows(statement.executeQuery("select n from shop.number order by n desc"));
          }
        });
    Steps.step(mode + " large", () -> Steps.query(connection, "select repeat('é', 200000) as t, ?::text as p", "x".repeat(300_000)).hashCode());
  }

  static void errors(String mode, Connection connection) {
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
      Steps.refusal(mode + " error: " + each[0], () -> Steps.query(connection, each[1]));
    }
    Steps.refusal(mode + " error: missing parameter", () -> Steps.query(connection, "select ?::int4, ?::int4", 1));
    Steps.step(mode + " after errors", () -> Steps.query(connection, "select 1"));
  }

  static void results(Connection connection) {
    Steps.step(
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
    Steps.step(
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
    Steps.step("updated", () -> Steps.query(connection, "select label, stock from shop.article order by label"));
    Steps.step(
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

  static void settings(Connection connection) {
    Steps.step("schema", () -> connection.getSchema() + Steps.query(connection, "select current_schema(), current_setting('application_name')"));
    Steps.step("unqualified", () -> Steps.query(connection, "select count(*) from number"));
    Steps.step("other schema", () -> {
      connection.setSchema("public");
      String seen = connection.getSchema();
      connection.setSchema("shop");
      return seen + connection.getSchema();
    });
    Steps.step("catalog", connection::getCatalog);
    Steps.step("client information", () -> {
      connection.setClientInfo("ApplicationName", "another");
      return Steps.query(connection, "show application_name");
    });
  }

  static void metadata(DatabaseMetaData data) throws SQLException, IOException {
    Steps.step("product", () -> data.getDatabaseProductName() + data.getDatabaseMajorVersion() + data.getUserName());
    Steps.step("schemas", () -> Steps.rows(data.getSchemas()));
    Steps.step("tables", () -> Steps.rows(data.getTables(null, "shop", "%", new String[] {"TABLE", "VIEW"})));
    Steps.step("columns", () -> Steps.rows(data.getColumns(null, "shop", "article", "%")));
    Steps.step("columns of every type", () -> Steps.rows(data.getColumns(null, "shop", "every\\_type", "%")));
    Steps.step("primary keys", () -> Steps.rows(data.getPrimaryKeys(null, "shop", "line")));
    Steps.step("imported keys", () -> Steps.rows(data.getImportedKeys(null, "shop", "line")));
    Steps.step("exported keys", () -> Steps.rows(data.getExportedKeys(null, "shop", "article")));
    Steps.step("indexes", () -> Steps.rows(data.getIndexInfo(null, "shop", "article", false, true)));
    Steps.step("privileges", () -> Steps.rows(data.getTablePrivileges(null, "shop", "article")));
    Steps.step("user-defined types", () -> Steps.rows(data.getUDTs(null, "shop", "%", null)));
    Steps.step("best row", () -> Steps.rows(data.getBestRowIdentifier(null, "shop", "article", DatabaseMetaData.bestRowSession, true)));
    Steps.step("functions", () -> Steps.rows(data.getFunctions(null, "pg_catalog", "upper")));
    Steps.step("types", () -> Steps.rows(data.getTypeInfo()).hashCode() != 0);
    Steps.step("numeric functions", data::getNumericFunctions);
    Steps.step("keywords", () -> data.getSQLKeywords().length() > 10);
    Steps.step("longest name", data::getMaxColumnNameLength);
  }

  private Reads() {}
}
