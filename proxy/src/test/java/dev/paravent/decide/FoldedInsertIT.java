package dev.paravent.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * INSERTs of any number of rows of one shape share a plan, and each gets what a planner without a
 * cache gives it.
 */
class FoldedInsertIT {
  private static FlowDatabase database;

  private final Map<String, Kept> caches = new HashMap<>();
  private final Kept cache = new Kept();

  /** Keeps everything, and counts. */
  private static final class Kept implements PlanCache {
    private final Map<Key, PlanVariants> kept = new HashMap<>();
    private int hits;
    private int misses;

    @Override
    public @Nullable List<Verdict> find(Wanted wanted) {
      PlanVariants variants = kept.get(wanted.key());
      List<Verdict> verdicts = variants == null ? null : variants.verdicts(wanted);
      hits += verdicts == null ? 0 : 1;
      misses += verdicts == null ? 1 : 0;
      return verdicts;
    }

    @Override
    public void keep(Key key, PlanTemplate template) {
      kept.merge(key, PlanVariants.of(template), (before, added) -> before.with(template));
    }
  }

  @BeforeAll
  static void start() throws IOException, SQLException, URISyntaxException {
    database = new FlowDatabase();
  }

  @AfterAll
  static void stop() throws IOException {
    database.close();
  }

  private static PlanRequest request(String sql, Integer... types) {
    return new PlanRequest(sql, List.of("payment", "public"), List.of(types), true);
  }

  private List<Verdict> plan(String user, String sql, Integer... types) {
    // a cache is of one role
    PlanCache own =
        user.equals("portal_app") ? cache : caches.computeIfAbsent(user, u -> new Kept());
    return database.planner(user, own).plan(request(sql, types));
  }

  private static List<Verdict> cold(String user, String sql, Integer... types) {
    return database.planner(user).plan(request(sql, types));
  }

  /** Whatever number of rows came first: the same text, parameters and refusals as without it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "insert into claim (id, patient_id, amount) values [(#, #, 3.50)]",
        "insert into claim (id, patient_id, amount) values [(?, ?, ?)]",
        "insert into claim values [(#, #, 'n', -3.50, 'open', default, '{}')];",
        "INSERT INTO claim (id, patient_id, amount, created_at) VALUES [(#, ?, 1 + 2, now())]",
        "insert into claim (id, patient_id, amount, tags) values [(#, $1, ?, array['s', 's'])]",
        "insert into claim (id, patient_id, amount) values [($row, $row, ?)] returning *",
        "insert into claim (id, patient_id, patient_nir, amount) values [(#, #, ?, #)]",
        "insert into claim (id, patient_id, patient_nir, amount) values [($row, $row, $1, $row)]",
        "insert into claim (id, patient_id, patient_nir, amount) values [($row::bigint, $row, 'n'::varchar, ?)]",
        "insert into claim (id, patient_id, patient_nir, amount) values [(#, #, null, #)]",
        "insert into claim (id, patient_id, amount, payload) values [(#, #, 1, '{\"nir\": \"1\"}')]",
        "insert into claim (id, patient_id, amount, payload) values [(#, #, 1, ?)]",
        "insert into patient (id, nir, nir_key, birth_date, last_name) values [(#, 'n', '57', 'd', 's')]",
        "insert into patient (id, nir, nir_key, birth_date, last_name) values [(?, ?, ?, ?, ?)]",
        "insert into patient (last_name, nir_key, nir, birth_date, id) values [(?, ?, ?, date 'd', #)]",
        "insert into patient as p (id, nir, nir_key, birth_date, last_name) values [(?, ?, ?, ?, ?)]"
            + " on conflict (id) do update set last_name = excluded.last_name, nir = excluded.nir,"
            + " nir_key = excluded.nir_key where p.city = ? returning id, nir, birth_date",
        "insert into patient (id, nir, nir_key, birth_date, last_name) values [(#, 'n', '1', 'd', 's')]"
            + " on conflict (nir) do update set last_name = 's' where patient.id > # returning nir",
        "insert into patient (id, nir, nir_key, birth_date, last_name) values [(?, ?, ?, ?, ?)]"
            + " on conflict do nothing",
        "insert into beneficiary values [(?, ?, #, ?, ?)] returning nir15, birth_date, rank + ?",
        "insert into beneficiary values [(#, #, #, 'n', 'd')] returning (select count(*) from claim)",
        "insert into insurer values [(#, 's'||'s', 'd')] on conflict (id) do update set name = $1",
        "insert into insurer values [(#, 's'::varchar(10), 'd')]",
        "insert into insurer values [(nextval('payment.claim_seq'), 's', 'd')]",
        "insert into contract (id, label, covered_nirs) values [(#, 's', array['n', 'n'])]",
        "insert into contract (id, label, covered_nirs) values [(?, ?, ?)]",
        "insert into letter (id, body, shown) values [(#, ?, '{\"a\": 1}')]",
        "insert into payment values [(#, #, ?, 'd', ?)]",
        // what is refused
        "insert into insurer values [(#, upper('s'), 'd', 3)]",
        "insert into insurer (id, name, nothing) values [(#, 's', 'd')]",
        "insert into patient (id, nir) values [(#, upper('n'))]",
        "insert into patient (id, nir) values [(#, 'n' || 's')] returning id",
        "insert into insurer values [(#, 's')] returning (select max(nir) from patient)",
        "insert into insurer values [(#, no_such_function(?))]",
        "insert into insurer values [(#, 's' collate \"x\")]",
        "insert into insurer values [(#, 's',)]",
        "insert into born values [(#, 'd', 's')] on conflict (born) do update set label = born.born::text",
        // what is not folded
        "insert into insurer values [(#, (select 's'))]",
        "insert into insurer values [(#, 's')] union all select 1, 's'",
        "insert into insurer select * from (values [(#, 's')]) v",
        "insert into insurer (id) values [(#)] order by 1",
        // a date that another parameter behind the rows confirms
        "insert into insurer (id, name) values [(?, ?)] on conflict (id) do update set name ="
            + " (select p.city from patient p where p.nir = ? and p.birth_date = ?)",
        "insert into claim (id, patient_id, patient_nir, amount) values [(#, #, ?, #)] returning"
            + " (select p.city from patient p where p.nir = 'n' and p.birth_date = 'd')",
      })
  void givesEachWhatItWouldGetAlone(String pattern) {
    Random random = new Random(pattern.hashCode());
    RowPattern rows = new RowPattern(pattern);
    for (int i = 0; i < 30; i++) {
      String sql = rows.statement(i < 6 ? 6 - i : 1 + random.nextInt(40), random);
      for (String user : List.of("portal_app", "portal_nothing")) {
        assertThat(plan(user, sql)).as(sql).isEqualTo(cold(user, sql));
      }
    }
  }

  /** Plans of any number of rows are one plan, also where its rows write tokens or charge. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "insert into claim (id, patient_id, amount) values [(#, #, 3.50)]",
        "insert into claim (id, patient_id, patient_nir, amount) values [(#, #, ?, #)]",
        "insert into patient (id, nir, nir_key, birth_date, last_name) values [(#, 'n', '57', 'd', 's')]",
        "insert into patient (id, nir, nir_key, birth_date, last_name) values [(?, ?, ?, ?, ?)]",
        "insert into claim (id, patient_id, amount) values [($row, $row, $1)] returning *",
        "insert into patient (id, nir, nir_key, birth_date, last_name) values [(?, ?, ?, ?, ?)]"
            + " on conflict (id) do update set nir = excluded.nir, nir_key = excluded.nir_key"
            + " where patient.city = ?",
        "insert into insurer values [(nextval('payment.claim_seq'), 's'::varchar(10), 'd')]",
        "insert into letter (id, body, shown) values [(#, ?, '{\"a\": 1}')]",
        "insert into patient (id, nir) values [(#, upper('n'))]",
      })
  void keepsOnePlan(String pattern) {
    Random random = new Random(1);
    RowPattern rows = new RowPattern(pattern);
    for (int count = 3; count < 120; count++) {
      plan("portal_app", rows.statement(count, random));
    }
    assertThat(cache.kept).hasSize(1);
    assertThat(cache.misses).isEqualTo(1);
    assertThat(cache.hits).isEqualTo(116);
  }

  @Test
  void oneAndTwoRowsHavePlansOfTheirOwn() {
    RowPattern rows = new RowPattern("insert into insurer values [(#, 's')]");
    for (int count = 1; count < 50; count++) {
      plan("portal_app", rows.statement(count, new Random(count)));
    }
    assertThat(cache.kept).hasSize(3);
    assertThat(cache.misses).isEqualTo(3);
  }

  /** Statements that look alike and are not. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "(1, 'a'), (2, 'b'), (3, 'c') | (1, 'a'), (2, null), (3, 'c')",
        "(1, 'a'), (2, 'b'), (3, 'c') | (1, 'a'), (2, 'b'), (3, default)",
        "(1, 'a'), (2, 'b'), (3, 'c') | (1, 'a'), (2, 'b'), (3, E'c\\\\')",
        "(1, 'a'), (2, 'b'), (3, 'c') | (1, 'a'), (2, 'b'), ('3', 'c')",
        "(1, 'a'), (2, 'b'), (3, 'c') | (1, 'a'), (2, 'b'), (3, 'c'), (1234567890123, 'd')",
        "(1, 'a'), (2, 'b'), (3, 'c') | (1, 'a'), (2, 'b'), (3, 'c'), (4, ('d'))",
        "(1, 'a'), (2, 'b'), (3, 'c') | (1, 'a'), (2, 'b'), (3, 'c'), (4, 'd', '2020-01-01')",
        "(1, 'a'), (2, 'b'), (3, 'c') | (1, 'a'), (2, 'b'), (3, 'c'), (4, (select min(name) from insurer))",
        "(1, 'a'), (2, 'b'), (3, 'c') | (1, 'a'), (2, 'b'), (3, 'c') on conflict do nothing",
        "(1, $1), (2, $2), (3, $3) | (1, $1), (2, $2), (3, $2)",
        "(1, $1), (2, $2), (3, $3) | (1, $1), (2, $2), (3, $3), (4, $1)",
        "(1, $1), (2, $2), (3, $3) | (1, $1), (2, $1), (3, $1)",
        "(1, $1), (2, $2), (3, $3) | (1, $3), (2, $2), (3, $1)",
        "(1, $1), (2, $2), (3, $3) | (1, $2), (2, $3), (3, $4)",
        "(1, $1), (2, $2), (3, $3) | (1, $1), (2, $3), (3, $5)",
        "($1, $2), ($3, $4), ($5, $6) | ($2, $1), ($4, $3), ($6, $5)",
        "($1, $2), ($3, $4), ($5, $6) | ($1, $2), ($2, $3), ($3, $4)",
        "($1, $2), ($3, $4), ($5, $6) | ($1, $2), ($3, $4), ($5, $6) returning $6::int",
        "($1, $2), ($3, $4), ($5, $6) | ($1, $2), ($3, $4), ($5, $6), ($7, $2)",
        "(1, $2), ($3, $4), ($5, $6) | ($1, $2), ($3, $4), ($5, $6)",
        "($2, $1), ($3, $1), ($4, $1) | ($1, $2), ($1, $3), ($1, $4)",
      })
  void doesNotTakeOneForTheOther(String both) {
    String[] rows = both.split(" \\| ");
    for (String[] order : List.of(rows, new String[] {rows[1], rows[0]})) {
      for (String target : List.of("insurer (id, name)", "claim (id, patient_nir)")) {
        for (String each : order) {
          String sql = "insert into " + target + " values " + each;
          assertThat(plan("portal_app", sql)).as(sql).isEqualTo(cold("portal_app", sql));
        }
      }
    }
    assertThat(cache.hits).as("those of the other order").isLessThanOrEqualTo(4);
  }

  /** Literals that change what a row means are compared in every row. */
  @Test
  void comparesWhatMeansSomethingInEveryRow() {
    String same = "insert into insurer values (1, 'a'::varchar(3)), (2, 'b'::varchar(3)), ";
    plan("portal_app", same + "(3, 'c'::varchar(3))");
    String other = same + "(3, 'c'::varchar(3)), (4, 'd'::varchar(4))";
    assertThat(plan("portal_app", other)).isEqualTo(cold("portal_app", other));
    String sequence =
        "insert into insurer (id) values (nextval('payment.claim_seq')),"
            + " (nextval('payment.claim_seq')), (nextval('payment.claim_seq'))";
    plan("portal_app", sequence);
    String secret = sequence + ", (nextval('payment.private_seq'))";
    List<Verdict> verdicts = plan("portal_app", secret);
    assertThat(verdicts).isEqualTo(cold("portal_app", secret));
    assertThat(verdicts.get(0)).isInstanceOf(Verdict.Refuse.class);
    assertThat(cache.hits).isZero();
  }

  @Test
  void comparesTheTypesOfEveryRow() {
    String sql = "insert into insurer (id, name) values ($1, $2), ($3, $4), ($5, $6), ($7, $8)";
    plan("portal_app", sql, 23, 25, 23, 25, 23, 25, 23, 25);
    String fewer = "insert into insurer (id, name) values ($1, $2), ($3, $4), ($5, $6)";
    plan("portal_app", fewer, 23, 25, 23, 25, 23, 25);
    assertThat(cache.hits).isEqualTo(1);
    for (Integer[] types :
        List.of(
            new Integer[] {23, 25, 23, 25, 23, 25, 23},
            new Integer[] {23, 25, 23, 25, 23, 25, 23, 1043},
            new Integer[] {20, 25, 20, 25, 20, 25, 20, 25},
            new Integer[] {})) {
      assertThat(plan("portal_app", sql, types)).isEqualTo(cold("portal_app", sql, types));
    }
    assertThat(cache.hits).isEqualTo(1);
  }

  /** A refusal points at the row that it is about. */
  @Test
  void pointsAtItsOwnRow() {
    String rows = "insert into insurer values (1, 'a'), (2, 'b'), (3, 'c'), (4, 'd')";
    for (String after :
        List.of(
            " returning (select min(nir) from patient)",
            ", (5, 'e') returning (select min(nir) from patient)",
            ", (5, 'a longer one')  returning (select min(nir) from patient)")) {
      List<Verdict> verdicts = plan("portal_app", rows + after);
      assertThat(verdicts).isEqualTo(cold("portal_app", rows + after));
      assertThat(verdicts.get(0))
          .isInstanceOfSatisfying(
              Verdict.Refuse.class,
              refuse ->
                  assertThat((rows + after).substring(refuse.reason().position() - 1))
                      .startsWith("min(nir)"));
    }
    assertThat(cache.hits).isEqualTo(2);
  }

  @Test
  void keepsNoValue() {
    Random random = new Random(3);
    for (String pattern :
        List.of(
            "insert into patient (id, nir, nir_key, birth_date, last_name) values [(#, 'n', '57', 'd', 's')]",
            "insert into patient (id, nir) values [(#, upper('n'))]",
            "insert into insurer values [(#, 'n'::varchar(13))]",
            "insert into insurer values [(nextval('n'), 's')]",
            "insert into claim (id, patient_id, amount, payload) values [(1, 2, 3, 'n')]",
            "insert into contract (id, label, covered_nirs) values [(1, 'n', array['n', 'n'])]")) {
      for (int count = 3; count < 6; count++) {
        plan("portal_app", new RowPattern(pattern).statement(count, random));
      }
    }
    ObjectStrings strings = ObjectStrings.of(cache.kept);
    assertThat(strings.all()).anyMatch(text -> text.contains("INSERT INTO"));
    assertThat(strings.all()).noneMatch(text -> text.matches("(?s).*(18505\\d{8}|19\\d\\d-02).*"));
  }

  /** As many parameters as a message can count, and not one more. */
  @Test
  void refusesMoreParametersThanAMessageCounts() {
    String wide =
        "insert into beneficiary (nir15, birth_date) values "
            + IntStream.range(0, 33_000)
                .mapToObj(i -> "('1','1')")
                .collect(Collectors.joining(","));
    for (List<Verdict> verdicts :
        List.of(plan("portal_nothing", wide), cold("portal_nothing", wide))) {
      assertThat(verdicts.get(0))
          .isInstanceOfSatisfying(
              Verdict.Refuse.class,
              refuse -> assertThat(refuse.reason().code()).isEqualTo(RefusalCode.LIMIT_EXCEEDED));
    }
    String fits = wide.substring(0, wide.length() - 10 * 1_000);
    assertThat(plan("portal_nothing", fits).get(0)).isInstanceOf(Verdict.Forward.class);
  }

  /** What a folded plan prints is a statement that the server takes, with as many rows. */
  @Test
  void insertsAllRows() throws SQLException {
    Random random = new Random(5);
    RowPattern rows = new RowPattern("insert into insurer values [(#, 's', 'd')]");
    plan("portal_app", rows.statement(3, random));
    StringBuilder sql = new StringBuilder("insert into insurer values ");
    for (int i = 0; i < 500; i++) {
      sql.append(i == 0 ? "" : ", ").append("(" + (100_000 + i) + ", 'x" + i + "', '2001-02-03')");
    }
    Verdict verdict = plan("portal_app", sql.toString()).get(0);
    assertThat(cache.hits).isEqualTo(1);
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate(FlowDatabase.planOf(verdict).sql())).isEqualTo(500);
    }
  }
}
