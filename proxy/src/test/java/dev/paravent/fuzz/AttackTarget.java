package dev.paravent.fuzz;

import dev.paravent.cli.StartedProxy;
import dev.paravent.decide.PlanRequest;
import dev.paravent.decide.ServerParameter;
import dev.paravent.decide.StatementPlan;
import dev.paravent.decide.StatementPlanner;
import dev.paravent.decide.Verdict;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A proxy with one of the repository's bundles before a database of persons whose birth dates
 * nobody told the attacker. Thread-safe.
 */
final class AttackTarget implements AutoCloseable {
  static final int PERSONS = 3_000;

  /** Persons from this id on are unseen: their dates are what the attacker wants. */
  static final int FIRST_UNSEEN = PERSONS - 1_000;

  private static final String DATABASE = "postgres";

  private final GovernedDatabase database;
  private final StartedProxy proxy;
  private final Map<Long, LocalDate> truth = new TreeMap<>();
  private final Map<String, Integer> charges = new ConcurrentHashMap<>();
  private volatile boolean bindsProtected;

  /**
   * Starts a proxy.
   *
   * @param bundle the name of a folder of the module policies
   */
  AttackTarget(GovernedDatabase database, String bundle) throws Exception {
    this.database = database;
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
            DATABASE,
            Path.of("..", "policies", bundle),
            Charging::new);
  }

  /** The database of persons. */
  static GovernedDatabase persons() throws IOException, SQLException {
    return new GovernedDatabase(
        GovernedDatabase.resource("attacker/schema.sql")
            .replace("{persons}", Integer.toString(PERSONS)));
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
          bindsProtected =
              plan.parameters().stream()
                  .anyMatch(each -> each.source() instanceof ServerParameter.ClientProtected);
          for (ServerParameter parameter : plan.parameters()) {
            if (parameter.source() instanceof ServerParameter.LiteralProtected literal) {
              charge(literal.text());
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

  private void charge(String value) {
    charges.merge(value, 1, Integer::sum);
  }

  /** Notes a value that the statement last planned was bound to, if a protected place got one. */
  void bound(String value) {
    if (bindsProtected) {
      charge(value);
    }
  }

  /** How often each clear value was charged. */
  Map<String, Integer> charges() {
    return charges;
  }

  InetSocketAddress proxy() {
    return proxy.address();
  }

  /** The database itself, for the control. */
  InetSocketAddress database() {
    return new InetSocketAddress("127.0.0.1", database.port());
  }

  /** How many connections the proxy closed because plan and result did not agree. */
  long incidents() throws IOException, InterruptedException {
    return proxy.incidents("[a-z_]+");
  }

  /** Everybody's date, by id. */
  Map<Long, LocalDate> truth() {
    return truth;
  }

  @Override
  public void close() {
    proxy.close();
  }
}
