import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.util.Arrays;
import org.postgresql.PGResultSetMetaData;
import org.postgresql.util.PGobject;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What the steps of the scenario share: one printed line each, and what a query gives. */
final class Steps {
  static int wrong;

  interface Step {
    Object run() throws Exception;
  }

  static void say(String name, Object value) {
    System.out.println(name.replace("&", " ").strip() + ": " + text(value));
  }

  static String text(Object value) throws RuntimeException {
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

  static void step(String name, Step step) {
    try {
      say(name, step.run());
    } catch (Exception e) {
      wrong++;
      say(name + " FAILED", fault(e) + " " + e.getMessage());
    }
  }

  static void refusal(String name, Step step) {
    try {
      Object value = step.run();
      wrong++;
      say(name + " DID NOT FAIL", value);
    } catch (Exception e) {
      say(name, fault(e));
    }
  }

  static String fault(Exception e) {
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
  static String rows(ResultSet rows) throws SQLException {
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

  static String query(Connection connection, String sql, Object... parameters) throws SQLException {
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

  static int update(Connection connection, String sql, Object... parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      return statement.executeUpdate();
    }
  }


  private Steps() {}
}
