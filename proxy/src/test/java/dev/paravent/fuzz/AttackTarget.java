package dev.paravent.fuzz;

import dev.paravent.cli.StartedProxy;
import dev.paravent.decide.PlanRequest;
import dev.paravent.decide.ServerParameter;
import dev.paravent.decide.StatementPlan;
import dev.paravent.decide.StatementPlanner;
import dev.paravent.decide.Verdict;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A proxy before a database of persons whose birth dates nobody told the attacker. */
final class AttackTarget implements AutoCloseable {
  static final int PERSONS = 3_000;

  /** Persons from this id on are unseen: their dates are what the attacker wants. */
  static final int FIRST_UNSEEN = PERSONS - 1_000;

  private static final String FILL =
      """
      CREATE ROLE fuzz_portal LOGIN;
      CREATE ROLE fuzz_strict LOGIN;
      GRANT USAGE ON SCHEMA payment TO PUBLIC;
      GRANT ALL ON ALL TABLES IN SCHEMA payment TO PUBLIC;
      SELECT setseed(0.25);
      INSERT INTO payment.patient (id, nir, nir_key, birth_date, last_name, city)
      SELECT i, n, lpad((97 - n::bigint %% 97)::text, 2, '0'), date '1925-01-01' + (random() * 30000)::int,
             'Nom' || i, 'Lyon'
      FROM (SELECT i, '1' || lpad(i::text, 4, '0') || '75056' || lpad((i %% 997)::text, 3, '0') AS n
            FROM generate_series(1, %d) i) s ORDER BY i;
      INSERT INTO payment.beneficiary SELECT id, id, 1, nir || nir_key, birth_date FROM payment.patient;
      INSERT INTO payment.claim SELECT id, id, nir, '2025-01-01', 1 FROM payment.patient;
      INSERT INTO payment.archive SELECT id, nir, birth_date, 'x' FROM payment.patient WHERE id < 500;
      CREATE UNIQUE INDEX ON payment.beneficiary (patient_id, birth_date);
      CREATE INDEX ON payment.archive (birth_date);
      ANALYZE
      """;

  private final GovernedDatabase database;
  private final StartedProxy proxy;
  private final Map<Long, LocalDate> truth = new HashMap<>();
  private final Set<String> charged = ConcurrentHashMap.newKeySet();

  AttackTarget() throws Exception {
    database = new GovernedDatabase(FILL.formatted(PERSONS));
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT id, birth_date FROM payment.patient")) {
      while (rows.next()) {
        truth.put(rows.getLong(1), LocalDate.parse(rows.getString(2)));
      }
    }
    proxy =
        StartedProxy.start(
            database.port(),
            "postgres",
            "postgres",
            GovernedDatabase.folder("policy"),
            Charging::new);
  }

  /** Notes every clear value that a forwarded statement sends to a protected place. */
  private final class Charging implements StatementPlanner {
    private final StatementPlanner planner;

    Charging(StatementPlanner planner) {
      this.planner = planner;
    }

    @Override
    public List<Verdict> plan(PlanRequest request) {
      List<Verdict> verdicts = planner.plan(request);
      for (Verdict verdict : verdicts) {
        if (verdict instanceof Verdict.Forward(StatementPlan plan)) {
          for (ServerParameter parameter : plan.parameters()) {
            if (parameter.source() instanceof ServerParameter.LiteralProtected literal) {
              charged.add(literal.text());
            }
          }
        }
      }
      return verdicts;
    }

    @Override
    public long generation() {
      return planner.generation();
    }

    @Override
    public boolean isProtected(int relationOid, int columnNumber) {
      return planner.isProtected(relationOid, columnNumber);
    }
  }

  Connection connect(String user) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:%d/postgres?user=%s&password=x&preferQueryMode=simple"
            .formatted(proxy.address().getPort(), user));
  }

  Map<Long, LocalDate> truth() {
    return truth;
  }

  Set<String> charged() {
    return charged;
  }

  @Override
  public void close() throws Exception {
    proxy.close();
    database.close();
  }
}
