package dev.paravent.mustnotleak;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.sql.Wrapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** Every method of {@link DatabaseMetaData}, each with arguments that make sense. */
@NullMarked
final class MetadataCalls {
  /** What a connection says about itself, which tells the proxy from the database. */
  private static final Set<String> OF_THE_CONNECTION = Set.of("getConnection", "getURL");

  private static final List<String> TABLES =
      List.of(
          "person",
          "visit",
          "drawer",
          "drawer_item",
          "refund",
          "heap",
          "shelf",
          "v_drawer",
          "mv_person",
          "far");

  private MetadataCalls() {}

  /** What a call gave: a heading and rows of texts, or one value, or an SQLSTATE. */
  record Outcome(List<String> columns, List<List<@Nullable String>> rows) {
    @Override
    public String toString() {
      return columns + " " + rows;
    }
  }

  /** All calls by name and arguments. */
  static Map<String, Outcome> run(Connection connection) throws ReflectiveOperationException {
    Map<String, Outcome> outcomes = new LinkedHashMap<>();
    for (Method method : methods()) {
      for (List<@Nullable Object> arguments : arguments(method)) {
        outcomes.put(
            method.getName() + Arrays.deepToString(arguments.toArray()),
            run(connection, method, arguments.toArray()));
      }
    }
    return outcomes;
  }

  private static List<Method> methods() {
    return Stream.of(DatabaseMetaData.class.getMethods())
        .filter(method -> method.getDeclaringClass() != Wrapper.class)
        .filter(method -> !OF_THE_CONNECTION.contains(method.getName()))
        .sorted(Comparator.comparing(Method::toString))
        .toList();
  }

  private static Outcome run(Connection connection, Method method, @Nullable Object[] arguments)
      throws ReflectiveOperationException {
    try {
      Object result = method.invoke(connection.getMetaData(), arguments);
      if (result instanceof ResultSet rows) {
        try (rows) {
          return read(rows);
        }
      }
      return new Outcome(List.of("value"), List.of(Arrays.asList(String.valueOf(result))));
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof SQLException refused) {
        return new Outcome(List.of("SQLSTATE"), List.of(Arrays.asList(refused.getSQLState())));
      }
      throw e;
    } catch (SQLException e) {
      return new Outcome(List.of("SQLSTATE"), List.of(Arrays.asList(e.getSQLState())));
    }
  }

  private static Outcome read(ResultSet rows) throws SQLException {
    ResultSetMetaData heading = rows.getMetaData();
    List<String> columns = new ArrayList<>();
    for (int i = 1; i <= heading.getColumnCount(); i++) {
      columns.add(heading.getColumnLabel(i));
    }
    List<List<@Nullable String>> values = new ArrayList<>();
    while (rows.next()) {
      List<@Nullable String> row = new ArrayList<>();
      for (int i = 1; i <= columns.size(); i++) {
        row.add(rows.getString(i));
      }
      values.add(row);
    }
    return new Outcome(columns, values);
  }

  private static List<List<@Nullable Object>> arguments(Method method) {
    return switch (method.getName()) {
      case "getCrossReference" ->
          List.of(
              row(null, "care", "person", null, "care", "visit"),
              row("care", "care", "drawer", "care", "care", "drawer_item"));
      case "getSchemas" ->
          method.getParameterCount() == 0 ? List.of(row()) : List.of(row(null, "c%"));
      case "getTables" ->
          List.of(
              row(null, "care", "%", null),
              row(null, null, "%", new String[] {"TABLE", "VIEW", "FOREIGN TABLE"}),
              row("care", "%", "p%", null));
      case "getUDTs" -> List.of(row(null, null, "%", null), row(null, "care", "%", types()));
      case "getColumns", "getColumnPrivileges", "getPseudoColumns" ->
          List.of(
              row(null, "care", "person", "%"),
              row(null, "care", "drawer", "%"),
              row(null, "%", "%", "%"));
      case "getAttributes", "getFunctionColumns", "getProcedureColumns" ->
          List.of(row(null, "care", "%", "%"), row(null, null, null, null));
      case "getFunctions", "getProcedures" ->
          List.of(row(null, "care", "%"), row(null, null, null));
      case "getTablePrivileges", "getSuperTables", "getSuperTypes" ->
          List.of(row(null, "care", "%"), row(null, "%", "%"));
      case "getPrimaryKeys", "getImportedKeys", "getExportedKeys", "getVersionColumns" ->
          TABLES.stream().map(table -> row(null, "care", table)).toList();
      case "getBestRowIdentifier" ->
          TABLES.stream()
              .map(table -> row(null, "care", table, DatabaseMetaData.bestRowSession, true))
              .toList();
      case "getIndexInfo" ->
          TABLES.stream()
              .flatMap(
                  table ->
                      Stream.of(
                          row(null, "care", table, false, true),
                          row(null, "care", table, true, false)))
              .toList();
      case "supportsConvert" ->
          method.getParameterCount() == 0
              ? List.of(row())
              : List.of(row(Types.INTEGER, Types.VARCHAR));
      case "supportsResultSetConcurrency" ->
          List.of(row(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY));
      default ->
          switch (method.getParameterCount()) {
            case 0 -> List.of(row());
            case 1 -> List.of(row(1), row(2), row(4), row(8), row(ResultSet.TYPE_FORWARD_ONLY));
            default -> throw new IllegalStateException("no arguments for " + method);
          };
    };
  }

  private static int[] types() {
    return new int[] {Types.DISTINCT, Types.STRUCT};
  }

  private static List<@Nullable Object> row(@Nullable Object... arguments) {
    return Arrays.asList(arguments);
  }
}
