package dev.paravent.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paravent.decide.ServerParameter;
import dev.paravent.decide.StatementPlan;
import dev.paravent.decide.Verdict;
import dev.paravent.policies.Policy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The order of 30,000 rows tells nothing of the order of their protected values, whatever plan the
 * server prefers: with the settings it has, and with those that make it use indexes and sorts.
 */
class OrderIT {
  private static final int ROWS = 30_000;
  private static final double LIMIT = 0.02;

  private static final List<String> PLANS =
      List.of(
          "RESET ALL",
          "SET enable_seqscan = off; SET enable_bitmapscan = off; SET enable_sort = off",
          "SET enable_hashagg = off; SET enable_hashjoin = off; SET enable_nestloop = off");

  /** Statements whose first column is a birth date, a number or the id of a person. */
  private static final List<String> STATEMENTS =
      List.of(
          "select birth_date from patient",
          "select birth_date from patient where birth_date is not null",
          "select birth_date from patient group by birth_date",
          "select distinct birth_date from patient",
          "select birth_date from patient limit 5000",
          "select birth_date from (select birth_date from patient where birth_date is not null) s",
          "select birth_date from patient union select born from v_patient",
          "select unnest(array(select birth_date from patient where birth_date is not null))",
          "select unnest(array_agg(birth_date)) from patient where birth_date is not null",
          "select p.birth_date from patient p join archive a on a.birth_date = p.birth_date",
          "select birth_date from patient p where exists (select from archive a where a.birth_date = p.birth_date)",
          "select birth_date from patient where birth_date in (select birth_date from archive)",
          "select birth_date, count(*) from patient group by birth_date having count(*) < 9",
          "select birth_date, count(*) from patient group by rollup (birth_date)",
          "select nir from patient where nir is not null",
          "select nir from patient group by nir",
          "select distinct nir from patient",
          "select nir, count(*) over (partition by nir) from patient",
          "select patient_nir from claim intersect select nir from patient",
          "select patient_nir from claim where patient_nir is not null limit 5000",
          "select p.nir from patient p join claim c on c.patient_nir = p.nir",
          "select p.nir from claim c right join patient p on c.patient_nir = p.nir",
          "with c as materialized (select nir from patient where nir is not null) select nir from c",
          "select id from patient where birth_date is not null",
          "select id from patient where nir is not null limit 5000",
          "select x::bigint from unnest(string_to_array((select string_agg(id::text, ',') from patient"
              + " where birth_date is not null), ',')) x",
          "select max(id) from patient group by birth_date",
          "select id from (select id, row_number() over () as n from patient where nir is not null) s"
              + " order by n",
          "select (select p.id from patient p where p.nir = c.patient_nir) from claim c"
              + " where patient_nir is not null");

  private static final Map<String, Double> ranks = new HashMap<>();
  private static GovernedDatabase database;
  private static Policy policy;

  @BeforeAll
  static void fill() throws Exception {
    policy = GovernedDatabase.policy("policy");
    database =
        new GovernedDatabase(
            GovernedDatabase.resource("schema.sql"),
            """
            SELECT setseed(0.5);
            INSERT INTO payment.patient (id, nir, nir_key, birth_date, last_name, city)
            SELECT i, n, '12', date '1900-01-01' + (random() * 45000)::int, 'Nom', 'Lyon'
            FROM (SELECT i, '1' || lpad(((i * 7919::bigint * 104729) %% 999999999989)::text, 12, '0') AS n
                  FROM generate_series(1, %d) i) s
            """
                .formatted(ROWS),
            """
            INSERT INTO payment.claim (id, patient_id, patient_nir, care_date, amount)
            SELECT id, id, nir, '2025-01-01', 1 FROM payment.patient;
            CREATE INDEX ON payment.archive (birth_date);
            INSERT INTO payment.archive SELECT id, nir, birth_date, 'x' FROM payment.patient
            """,
            "VACUUM ANALYZE");
    try (Connection connection = database.connect()) {
      rank(connection, "SELECT id::text FROM payment.patient ORDER BY birth_date");
      rank(connection, "SELECT birth_date::text FROM payment.patient GROUP BY 1 ORDER BY 1");
      rank(connection, "SELECT nir FROM payment.patient ORDER BY nir");
    }
  }

  private static void rank(Connection connection, String sql) throws SQLException {
    double rank = 0;
    for (String value : firstColumn(connection, sql)) {
      ranks.put(value, rank++);
    }
  }

  @AfterAll
  static void stop() throws Exception {
    database.close();
  }

  @TestFactory
  Stream<DynamicTest> rowsComeInNoTellingOrder() {
    return STATEMENTS.stream().map(sql -> DynamicTest.dynamicTest(sql, () -> check(sql)));
  }

  private static void check(String sql) throws SQLException {
    if (!(database.judge(policy, "fuzz_wide", sql)
        instanceof Verdict.Forward(StatementPlan plan))) {
      return; // nothing comes
    }
    assertThat(plan.parameters()).extracting(ServerParameter::source).isEmpty();
    for (String settings : PLANS) {
      try (Connection connection = database.connect();
          Statement statement = connection.createStatement()) {
        statement.execute(settings);
        List<String> values = firstColumn(connection, plan.sql());
        double[] order =
            values.stream().filter(ranks::containsKey).mapToDouble(ranks::get).toArray();
        assertThat(order).hasSizeGreaterThan(1_000);
        // fewer rows correlate more by chance: five standard deviations
        assertThat(Math.abs(correlation(order)))
            .as("%s: %s", settings, plan.sql())
            .isLessThan(Math.max(LIMIT, 5 / Math.sqrt(order.length)));
      }
    }
  }

  private static List<String> firstColumn(Connection connection, String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(String.valueOf(rows.getString(1)));
      }
    }
    return values;
  }

  /** Spearman's: of the positions and the ranks of the values. */
  static double correlation(double[] values) {
    double[] ranked = ranked(values);
    int n = values.length;
    double middle = (n - 1) / 2.0;
    double product = 0;
    double left = 0;
    double right = 0;
    for (int i = 0; i < n; i++) {
      product += (i - middle) * (ranked[i] - middle);
      left += (i - middle) * (i - middle);
      right += (ranked[i] - middle) * (ranked[i] - middle);
    }
    return product / Math.sqrt(left * right);
  }

  /** The rank of each value; equal values share the middle of theirs. */
  private static double[] ranked(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double[] ranked = new double[values.length];
    Map<Double, Double> middles = new HashMap<>();
    for (int from = 0; from < sorted.length; ) {
      int to = from;
      while (to < sorted.length && sorted[to] == sorted[from]) {
        to++;
      }
      middles.put(sorted[from], (from + to - 1) / 2.0);
      from = to;
    }
    for (int i = 0; i < values.length; i++) {
      ranked[i] = middles.getOrDefault(values[i], 0.0);
    }
    return ranked;
  }
}
