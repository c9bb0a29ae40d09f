package dev.paravent.fuzz;

import dev.paravent.crypto.Nir;
import dev.paravent.decide.ServerParameter;
import dev.paravent.decide.StatementPlan;
import dev.paravent.policies.ColumnRule;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A session in one of the two databases. Confined to one thread. */
final class Twin implements AutoCloseable {
  /** Rows come in the order of the heap unless a statement asks for another. */
  private static final String SETTINGS =
      """
      SET search_path = payment, public; SET enable_indexscan = off; SET enable_bitmapscan = off;
      SET enable_indexonlyscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off;
      SET enable_hashagg = off; SET enable_material = off; SET enable_memoize = off;
      SET jit = off; SET max_parallel_workers_per_gather = 0; SET statement_timeout = '4s'""";

  private static final String STATE =
      """
      SELECT (SELECT string_agg(x, E'\\n') FROM (
        SELECT concat_ws('|', 'p', id, last_name, city, insurer_id) FROM payment.patient
        UNION ALL SELECT concat_ws('|', 'b', id, patient_id, rank) FROM payment.beneficiary
        UNION ALL SELECT concat_ws('|', 'c', id, patient_id, care_date, amount, status, tags) FROM payment.claim
        UNION ALL SELECT concat_ws('|', 'k', id, label, starts, cardinality(covered_nirs), terms) FROM payment.contract
        UNION ALL SELECT concat_ws('|', 'm', id, claim_id, paid_on, iban) FROM payment.payment
        UNION ALL SELECT concat_ws('|', 'a', id, full_name) FROM payment.archive ORDER BY 1) s(x)),
        (SELECT string_agg(concat_ws('|', t, id, v, w), E'\\n') FROM (
        SELECT 'p', id, nir, birth_date::text FROM payment.patient
        UNION ALL SELECT 'b', id, nir15, birth_date::text FROM payment.beneficiary
        UNION ALL SELECT 'c', id, patient_nir, '' FROM payment.claim
        UNION ALL SELECT 'k', id, covered_nirs::text, '' FROM payment.contract
        UNION ALL SELECT 'm', id, payee_nir, '' FROM payment.payment
        UNION ALL SELECT 'a', id, nir, birth_date::text FROM payment.archive) s(t, id, v, w))
      """;

  private final Connection connection;
  private final Decoy decoy = new Decoy();
  private final boolean isDecoy;
  private final Map<Integer, String> typeNames = new HashMap<>();

  Twin(int port, String database, boolean isDecoy) throws SQLException {
    this.isDecoy = isDecoy;
    // simple queries: several statements in one message
    connection =
        DriverManager.getConnection(
            "jdbc:postgresql://localhost:%d/%s?user=postgres&preferQueryMode=simple"
                .formatted(port, database));
    run(SETTINGS);
  }

  /** Runs a plan as the proxy would with these values of the client's; nothing stays written. */
  Answer run(StatementPlan plan, Generated statement) throws SQLException {
    List<String> types = new ArrayList<>();
    List<String> values = new ArrayList<>();
    for (ServerParameter parameter : plan.parameters()) {
      types.add(typeName(parameter.typeOid()));
      values.add(value(parameter.source(), values, statement));
    }
    String text = plan.sql();
    if (!types.isEmpty()) {
      text =
          "PREPARE fuzz (%s) AS %s; EXECUTE fuzz (%s)"
              .formatted(
                  String.join(", ", types),
                  text,
                  String.join(", ", values.stream().map(Twin::quoted).toList()));
    }
    return run(text, types.isEmpty() ? 0 : 1, statement.isWrite());
  }

  /** Runs the client's own text. */
  Answer runOriginal(Generated statement) throws SQLException {
    String text = statement.text();
    boolean parameters = !statement.parameters().isEmpty();
    if (parameters) {
      text =
          "PREPARE fuzz (%s) AS %s; EXECUTE fuzz (%s)"
              .formatted(
                  declared(statement),
                  text,
                  String.join(", ", statement.values().stream().map(Twin::quoted).toList()));
    }
    return run(text, parameters ? 1 : 0, statement.isWrite());
  }

  /** The server asks for the type of a parameter that a shrunk statement no longer names. */
  private static String declared(Generated statement) {
    List<String> types = new ArrayList<>();
    for (int i = 1; i <= statement.values().size(); i++) {
      types.add(
          Pattern.compile("\\$" + i + "\\b").matcher(statement.text()).find() ? "unknown" : "text");
    }
    return String.join(", ", types);
  }

  private static String quoted(String value) {
    return value.equals(Answer.NULL) ? "NULL" : "'" + value.replace("'", "''") + "'";
  }

  private String value(ServerParameter.Source source, List<String> before, Generated statement) {
    return switch (source) {
      case ServerParameter.Client client -> statement.values().get(client.index());
      case ServerParameter.ClientProtected client -> own(statement.values().get(client.index()));
      case ServerParameter.LiteralProtected literal -> own(literal.text());
      case ServerParameter.ClientDocument client -> statement.values().get(client.index());
      case ServerParameter.LiteralDocument literal -> literal.text();
      // the same for both databases, and both cases come up
      case ServerParameter.TokenFlag flag -> statement.text().length() % 2 == 0 ? "true" : "false";
      case ServerParameter.OfEndUser user ->
          throw new IllegalStateException("no rows are filtered");
      case ServerParameter.CompanionOf companion ->
          companion(before.get(companion.parameter()), companion.part());
    };
  }

  private String own(String value) {
    return isDecoy ? decoy.translate(value) : value;
  }

  private static String companion(String value, ColumnRule.Part part) {
    return switch (part) {
      case KEY -> {
        byte[] nir = value.getBytes(StandardCharsets.US_ASCII);
        yield nir.length >= Nir.LENGTH ? "%02d".formatted(Nir.controlKey(nir, 0)) : Answer.NULL;
      }
      case YEAR -> value.length() > 4 ? value.substring(0, 4) : Answer.NULL;
    };
  }

  private String typeName(int oid) throws SQLException {
    if (oid == 0) {
      return "unknown";
    }
    String known = typeNames.get(oid);
    if (known == null) {
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("SELECT format_type(" + oid + ", NULL)")) {
        rows.next();
        known = rows.getString(1);
      }
      typeNames.put(oid, known);
    }
    return known;
  }

  private void run(String text) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(text);
    }
  }

  /**
   * Runs a text within a transaction that is rolled back.
   *
   * @param skipped how many results come before its own
   */
  private Answer run(String text, int skipped, boolean isWrite) throws SQLException {
    List<String> header = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    List<String> state = new ArrayList<>(List.of("", ""));
    String message = "BEGIN; " + text + (isWrite ? "; " + STATE : "");
    try (Statement statement = connection.createStatement()) {
      boolean isRows = statement.execute(message);
      for (int i = 0; i < 1 + skipped; i++) {
        isRows = statement.getMoreResults();
      }
      if (isRows) {
        read(statement.getResultSet(), header, rows);
      } else {
        rows.add(List.of(Integer.toString(statement.getUpdateCount())));
      }
      if (isWrite && statement.getMoreResults()) {
        ResultSet result = statement.getResultSet();
        result.next();
        state = List.of(String.valueOf(result.getString(1)), String.valueOf(result.getString(2)));
      }
      return new Answer("", "", header, rows, lines(state.get(0)), lines(state.get(1)));
    } catch (SQLException failed) {
      return Answer.failed(
          failed.getSQLState() == null ? "?" : failed.getSQLState(),
          String.valueOf(failed.getMessage()));
    } finally {
      run("ROLLBACK; DEALLOCATE ALL");
    }
  }

  private static List<String> lines(String text) {
    return text.lines().toList();
  }

  private static void read(ResultSet result, List<String> header, List<List<String>> rows)
      throws SQLException {
    int width = result.getMetaData().getColumnCount();
    for (int i = 1; i <= width; i++) {
      header.add(result.getMetaData().getColumnLabel(i));
    }
    while (result.next()) {
      List<String> row = new ArrayList<>();
      for (int i = 1; i <= width; i++) {
        String field = result.getString(i);
        row.add(field == null ? Answer.NULL : field);
      }
      rows.add(row);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
