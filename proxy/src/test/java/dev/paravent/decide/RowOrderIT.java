package dev.paravent.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** No allowed statement returns rows in an order that tells the order of protected values. */
class RowOrderIT {
  private static final int ROWS = 20_000;

  /** Five standard deviations of the correlation of two independent orders of so many rows. */
  private static final double LIMIT = 5 / Math.sqrt(ROWS);

  private static FlowDatabase database;
  private static final Map<String, String> birthDates = new HashMap<>();

  @BeforeAll
  static void start() throws IOException, SQLException, URISyntaxException {
    database =
        new FlowDatabase(
            "TRUNCATE payment.patient, payment.beneficiary, payment.claim, payment.roll CASCADE",
            """
            INSERT INTO payment.patient (id, nir, nir_key, birth_date, last_name, city)
            SELECT i, translate(substr(md5(i::text), 1, 13), 'abcdef', '123456'), '12',
                   date '1900-01-01' + ('x' || substr(md5('d' || i), 1, 4))::bit(16)::int,
                   'Nom', 'Lyon'
            FROM generate_series(1, %d) i ON CONFLICT DO NOTHING
            """
                .formatted(ROWS),
            """
            INSERT INTO payment.beneficiary SELECT id, id, 1, nir || '12', birth_date
            FROM payment.patient
            """,
            """
            INSERT INTO payment.claim (id, patient_id, patient_nir, amount)
            SELECT id, id, nir, 1 FROM payment.patient
            """,
            "INSERT INTO payment.roll SELECT id, 'Nom', birth_date FROM payment.patient",
            """
            INSERT INTO payment.folder (id, content) SELECT id + 1000000, jsonb_build_object('nir', nir)
            FROM payment.patient
            """,
            "VACUUM ANALYZE");
    try (Connection connection = database.connect()) {
      for (List<String> row :
          FlowDatabase.rows(connection, "SELECT id, birth_date FROM payment.patient")) {
        birthDates.put(row.get(0), row.get(1));
      }
    }
  }

  @AfterAll
  static void stop() throws IOException {
    database.close();
  }

  /** Statements whose first column is a protected value. */
  private static final List<String> VALUES =
      List.of(
          "select birth_date from patient",
          "select nir from patient",
          "select birth_date from patient where birth_date is not null",
          "select birth_date from patient where city = 'Lyon'",
          "select * from (select birth_date from patient where birth_date is not null) s",
          "with c as (select birth_date from patient where birth_date is not null) select * from c",
          "select nir from patient group by nir",
          "select distinct nir from patient",
          "select distinct on (nir) nir from patient",
          "select patient_nir from claim where patient_nir in (select nir from patient)",
          "select nir from patient union select nir from patient where id < 5",
          "select nir from patient intersect select patient_nir from claim",
          "select patient_nir from claim group by patient_nir",
          "select c.patient_nir from claim c join patient p on p.nir = c.patient_nir",
          "select patient_nir, count(*) over (partition by patient_nir) from claim",
          "select born from v_patient",
          "select unnest(array(select birth_date from patient))",
          "select birth_date from patient order by city",
          "select birth_date from patient where nir <> '1'",
          "select content ->> 'nir' from folder where content ->> 'nir' is not null",
          "select content ->> 'nir' from folder where content ->> 'nir' <> '1'",
          "select content ->> 'nir' from folder group by content ->> 'nir'");

  /** Statements whose first column is the id of a row with a birth date. */
  private static final List<String> IDS =
      List.of(
          "select id from patient where birth_date is not null",
          "select id from roll where last_name = 'Nom'",
          "select id from roll",
          "select id from v_sorted",
          "select x::bigint from unnest(string_to_array((select string_agg(id::text, ',')"
              + " from patient where birth_date is not null), ',')) x",
          "select unnest((select (select array_agg(p.id)) from patient p"
              + " where p.birth_date is not null))",
          "select v::text::bigint from patient p, lateral (select 1) l, json_array_elements("
              + "(select json_arrayagg(id) from patient where birth_date is not null)) v"
              + " where p.id = 1",
          "select id from (select id, row_number() over () as n from patient"
              + " where birth_date is not null) s order by n",
          "select id from (select id, count(*) over (rows unbounded preceding) as n from patient"
              + " where birth_date is not null) s order by n");

  @TestFactory
  Stream<DynamicTest> hidesTheOrderOfProtectedValues() {
    return Stream.concat(
        VALUES.stream().map(sql -> DynamicTest.dynamicTest(sql, () -> check(sql, false))),
        IDS.stream().map(sql -> DynamicTest.dynamicTest(sql, () -> check(sql, true))));
  }

  private static void check(String sql, boolean ids) throws SQLException {
    StatementPlan plan = database.plan(sql);
    List<String> values = new ArrayList<>();
    try (Connection connection = database.connect();
        java.sql.Statement settings = connection.createStatement()) {
      settings.execute("SET enable_seqscan = off; SET enable_bitmapscan = off");
      settings.execute("SET enable_hashagg = off; SET enable_hashjoin = off");
      for (List<String> row : FlowDatabase.run(connection, plan)) {
        values.add(ids ? birthDates.get(row.get(0)) : row.get(0));
      }
    }
    assertThat(values).hasSizeGreaterThan(ROWS / 2);
    assertThat(correlation(values)).as(plan.sql()).isBetween(-LIMIT, LIMIT);
  }

  /** Spearman's: of the position of each value and its rank. */
  private static double correlation(List<String> values) {
    int n = values.size();
    List<Integer> sorted =
        IntStream.range(0, n).boxed().sorted(Comparator.comparing(values::get)).toList();
    double sum = 0;
    for (int rank = 0; rank < n; rank++) {
      double distance = rank - sorted.get(rank);
      sum += distance * distance;
    }
    return 1 - 6 * sum / ((double) n * ((double) n * n - 1));
  }
}
