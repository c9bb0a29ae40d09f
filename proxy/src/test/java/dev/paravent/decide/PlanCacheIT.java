package dev.paravent.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paravent.cache.CaffeinePlanCache;
import dev.paravent.sql.pg.ParserLimits;
import dev.paravent.sql.pg.PgLexer;
import dev.paravent.sql.pg.PgParser;
import dev.paravent.sql.pg.PgSyntaxException;
import dev.paravent.sql.pg.PgTokens;
import dev.paravent.sql.pg.TokenKind;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A plan from the cache is the plan that would have been made, and the cache keeps no values. */
class PlanCacheIT {
  private static final String NIR = "1850578006001";
  private static final String OTHER_NIR = "2790133004002";
  private static FlowDatabase database;

  private final Counts counts = new Counts();
  private final CaffeinePlanCache cache = new CaffeinePlanCache(1 << 22, counts);

  private static final class Counts implements CaffeinePlanCache.Observer {
    private int hits;
    private int misses;

    @Override
    public void hit() {
      hits++;
    }

    @Override
    public void miss() {
      misses++;
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

  private static PlanRequest request(String sql) {
    return new PlanRequest(sql, List.of("payment", "public"), List.of(), false);
  }

  private List<Verdict> plan(String sql) {
    return database.planner("portal_app", cache).plan(request(sql));
  }

  private static List<Verdict> cold(String sql) {
    return database.planner("portal_app").plan(request(sql));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        // the values of literals do not count
        "select id from patient where id = 17 | select id from patient where id = 18",
        "select nir from patient where id = 17 | select nir from patient where id = 900000017",
        "select id from patient where last_name = 'A' | select id from patient where last_name = 'it''s'",
        "select id from patient where last_name = 'A' | select id from patient where last_name = E'B'",
        "select id from patient where last_name = E'\\t' | select id from patient where last_name = E'\\n'",
        "select id from patient where last_name = 'A' | select id from patient where last_name = $q$x$q$",
        "select id from patient where nir = '1850578006001' | select id from patient where nir = '2790133004002'",
        "select id from patient where nir = '1850578006001' | select id from patient where nir = 'nonsense'",
        "select id from patient where last_name like 'A%' limit 10 | select id from patient where last_name like 'B%' limit 20",
        "update patient set city = 'A' where id = 1 | update patient set city = 'B' where id = 2",
        "insert into claim (id, patient_id, amount) values (1, 2, 3.50) | insert into claim (id, patient_id, amount) values (4, 5, 6.70)",
        "select id from claim where created_at > now() - interval '1 day' | select id from claim where created_at > now() - interval '2 days'",
        "select id from insurer tablesample system (10) | select id from insurer tablesample system (20)",
        // blanks, comments and letter case do not count
        "select id from patient where id = 1 | SELECT  Id /* a */ FROM patient WHERE id=1",
        "select \"id\" from patient where id = 1 | select  \"id\" from patient where id = 1",
        // refusals too
        "select id from patient where nir like '1%' | select id from patient where nir like '2%'",
        "select id from patient where nir > '1850578006001' | select id from patient where  nir > '2790133004002'",
        "begin | BEGIN",
      })
  void sharesAPlan(String first, String second) {
    plan(first);
    List<Verdict> kept = plan(second);
    assertThat(counts.hits).isEqualTo(1);
    assertThat(kept).isEqualTo(cold(second));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        // literals that change the meaning
        "select id, last_name from patient order by 1 | select id, last_name from patient order by 2",
        "select id, city from patient group by 1, 2 | select id, city from patient group by 2, 1",
        "select distinct on (1) id, city from patient | select distinct on (2) id, city from patient",
        "select last_name::varchar(10) from patient | select last_name::varchar(11) from patient",
        "select nir::varchar(13) from patient | select nir::varchar(5) from patient",
        "select amount::numeric(8,2) from claim | select amount::numeric(8,3) from claim",
        "select nextval('payment.claim_seq') | select nextval('payment.private_seq')",
        "select extract('year' from created_at) from claim | select extract('month' from created_at) from claim",
        "select interval '1' day | select interval '1' hour",
        "select current_setting('search_path') | select current_setting('data_directory')",
        "select 1e2 | select 1e3",
        "select 0x1F | select 0x2F",
        "select b'01' | select b'10'",
        "select 1. | select 2.",
        "set statement_timeout = 1000 | set statement_timeout = 2000",
        "set search_path = payment | set search_path = other",
        "select 5 as x, last_name from patient order by 5 + 1 | select 6 as x, last_name from patient order by 5",
        // literals of different kinds
        "select id from patient where id = 17 | select id from patient where id = '17'",
        "select id from patient where id = 17 | select id from patient where id = 17.0",
        "select id from patient where id = 17 | select id from patient where id = 1234567890123",
        "select id from patient where id = 1234567890123 | select id from patient where id = 12345678901234567890",
        "select id from patient where id = 17 | select id from patient where id = $1",
        "select id from patient where id = $1 | select id from patient where id = $2",
        "select 'a' | select b'1'",
        "select true | select false",
        "select null | select 1",
        // names
        "select id from patient | select \"ID\" from patient",
        "select id as a from patient | select id as b from patient",
        "select 'a' 'b' | select 'a'",
        "select 1 <> 2 | select 1 = 2",
      })
  void doesNotShareAPlan(String first, String second) {
    plan(first);
    List<Verdict> made = plan(second);
    assertThat(counts.hits).isZero();
    assertThat(made).isEqualTo(cold(second));
    assertThat(plan(first)).isEqualTo(cold(first));
  }

  @Test
  void tellsWhereEachRefusedExpressionStands() {
    plan("select id from patient where city = 'A' and nir like '1%'");
    List<Verdict> kept =
        plan("select id\n  from patient where city = 'a longer one' and nir like '1%'");
    assertThat(counts.hits).isEqualTo(1);
    assertThat(kept)
        .isEqualTo(cold("select id\n  from patient where city = 'a longer one' and nir like '1%'"));
  }

  @Test
  void dependsOnSearchPathAndParameterTypes() {
    Planner planner = database.planner("portal_app", cache);
    String sql = "select id from insurer where id = $1";
    planner.plan(new PlanRequest(sql, List.of("payment"), List.of(), true));
    planner.plan(new PlanRequest(sql, List.of("public", "payment"), List.of(), true));
    planner.plan(new PlanRequest(sql, List.of("payment"), List.of(23), true));
    assertThat(counts.hits).isZero();
    planner.plan(new PlanRequest(sql, List.of("payment"), List.of(23), true));
    assertThat(counts.hits).isEqualTo(1);
  }

  @Test
  void sharesNoPlanBetweenBordersOfAgesAndWhatIsNone() {
    Planner planner = database.planner("portal_ages", cache);
    for (String unit : List.of("year", "month")) {
      for (int age : List.of(65, 64, 65, 18, 90, 95)) {
        String sql =
            "select id from patient where date_part('%s', age(birth_date)) >= %d and city = 'x'"
                .formatted(unit, age);
        List<Verdict> kept =
            planner.plan(new PlanRequest(sql, List.of("payment"), List.of(), true));
        boolean border = unit.equals("year") && age % 5 == 0 && age <= 90;
        assertThat(kept.get(0) instanceof Verdict.Forward).as(sql).isEqualTo(border);
      }
    }
  }

  @Test
  void tellsOfASortKeyWhereItStandsInEachStatement() {
    Planner planner = database.planner("portal_unordered", cache);
    for (String sql :
        List.of(
            "select id from patient where city = 'x' order by birth_date",
            "select id\n  from patient where city = 'a longer one' order by birth_date",
            "select id from patient where id = 7 order by birth_date",
            "select id from patient where id = 4711 order by   birth_date")) {
      Verdict verdict =
          planner.plan(new PlanRequest(sql, List.of("payment"), List.of(), true)).get(0);
      assertThat(FlowDatabase.planOf(verdict).notices())
          .as(sql)
          .singleElement()
          .extracting(Notice::position)
          .isEqualTo(sql.indexOf("birth_date") + 1);
    }
    assertThat(counts.hits).isEqualTo(2);
  }

  @Test
  void keepsFewPlansOfOneStatement() {
    for (int i = 10; i < 90; i++) {
      plan("select last_name::varchar(" + i + ") from patient");
    }
    plan("select last_name::varchar(89) from patient");
    assertThat(counts.hits).isEqualTo(1);
    plan("select last_name::varchar(10) from patient");
    assertThat(counts.hits).isEqualTo(1);
  }

  @Test
  void keepsNoValue() throws IOException, URISyntaxException {
    List<String> values =
        List.of(NIR, OTHER_NIR, "1953-04-17", "19530417", "987654321", "2790133.5");
    for (String sql :
        List.of(
            "select nir from patient where nir = '%s'",
            "select nir from patient where nir in ('%s', '%s')",
            "select nir from patient where nir = %s",
            "select nir from patient where nir = %se0",
            "select id from patient where nir = '%s' and birth_date = date '%s'",
            "select id from patient where nir like '%s'",
            "select id, '%s' from patient order by '%s'",
            "select id from patient where last_name = '%s' or id::text = $$%s$$",
            "update patient set nir = '%s', birth_date = '%s' where id = 5",
            "insert into beneficiary values (1, 2, 3, '%s', '%s')",
            "select nextval('%s')",
            "select extract('%s' from created_at) from claim",
            "select id as \"%s\" from patient",
            "select interval '%s' day",
            "set application_name = '%s'",
            "select case when last_name = '%s' then 1 end, last_name = '%s' from patient order by 2",
            "select x'%s'",
            "select '%s'::varchar(%s)",
            "begin; select '%s'")) {
      for (String value : values) {
        plan(sql.replace("%s", value));
      }
    }
    for (String sql : corpus()) {
      plan(sql);
    }
    ObjectStrings strings = ObjectStrings.of(cache);
    assertThat(strings.all()).isNotEmpty();
    assertThat(values).allSatisfy(value -> assertThat(strings.anyContains(value)).isFalse());
  }

  /** The same plan with a cache warmed by other literals, for every statement of the corpora. */
  @Test
  void agreesWithAColdPlannerOnTheCorpora() throws IOException, URISyntaxException {
    Random random = new Random(7);
    int same = 0;
    for (String sql : corpus()) {
      plan(sql);
      for (int i = 0; i < 4; i++) {
        String other = withOtherLiterals(sql, random);
        int before = counts.hits;
        assertThat(plan(other)).as(other).isEqualTo(cold(other));
        same += counts.hits - before;
      }
    }
    assertThat(same).isGreaterThan(500);
  }

  /** The statements of every corpus among the test resources. */
  private static List<String> corpus() throws IOException, URISyntaxException {
    List<String> statements = new ArrayList<>();
    FlowDatabase.resource("flow-cases.txt")
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .forEach(line -> statements.add(line.replaceFirst("^\\S+\\s+", "")));
    Path folder = Path.of(Objects.requireNonNull(PgParser.class.getResource("corpus")).toURI());
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        for (String part : Files.readString(file).split("\n;;\n|;\n", -1)) {
          statements.add(part);
        }
      }
    }
    return statements;
  }

  private static String withOtherLiterals(String sql, Random random) {
    PgTokens tokens;
    try {
      tokens = PgLexer.scan(sql, ParserLimits.DEFAULTS);
    } catch (PgSyntaxException broken) {
      return sql;
    }
    StringBuilder other = new StringBuilder();
    int end = 0;
    for (int token = 0; token < tokens.size(); token++) {
      String source = sql.substring(tokens.start(token), tokens.end(token));
      other.append(sql, end, tokens.start(token));
      other.append(random.nextInt(3) == 0 ? source : changed(tokens.kind(token), source, random));
      end = tokens.end(token);
    }
    return other.append(sql.substring(end)).toString();
  }

  private static String changed(TokenKind kind, String source, Random random) {
    return switch (kind) {
      case STRING ->
          source.startsWith("'")
              ? List.of("'x'", "'" + NIR + "'", "'1953-04-17'", "'a ''quoted'' one'", "''", "'{}'")
                  .get(random.nextInt(6))
              : source;
      case INTEGER -> List.of("1", "2", "007", "13", "4294967296", NIR).get(random.nextInt(6));
      case DECIMAL -> List.of("1.5", "0.50", ".25", "3e2", "10.").get(random.nextInt(5));
      default -> source;
    };
  }
}
