package dev.paravent.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paravent.cache.CaffeinePlanCache;
import dev.paravent.catalog.Catalog;
import dev.paravent.catalog.FunctionInventory;
import dev.paravent.catalog.SystemRelations;
import dev.paravent.policies.Policy;
import dev.paravent.sql.ServerText;
import dev.paravent.sql.pg.ParserLimits;
import dev.paravent.sql.pg.PgLexer;
import dev.paravent.sql.pg.PgTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which statements share a plan, and that each gets its own values. */
@NullMarked
class PlanCacheTest {
  private static final FunctionInventory FUNCTIONS = FunctionInventory.load();
  private static final SystemRelations SYSTEM_RELATIONS = SystemRelations.load();
  private static final Policy POLICY = PatientCatalog.policy();
  private static final String NIR = "1800175000001";
  private static final String OTHER_NIR = "1800175000002";

  private final Counts counts = new Counts();
  private volatile Catalog catalog = PatientCatalog.catalog();
  private final Planner planner = planner(new CaffeinePlanCache(1 << 20, counts));

  private static final class Counts implements CaffeinePlanCache.Observer {
    final AtomicInteger hits = new AtomicInteger();
    final AtomicInteger misses = new AtomicInteger();

    @Override
    public void hit() {
      hits.incrementAndGet();
    }

    @Override
    public void miss() {
      misses.incrementAndGet();
    }
  }

  private Planner planner(PlanCache cache) {
    return new Planner(
        new Principal("portal_app", "payment", POLICY.forUser("portal_app").orElseThrow()),
        POLICY.classification(),
        catalog,
        () -> Optional.of(catalog),
        FUNCTIONS,
        SYSTEM_RELATIONS,
        cache);
  }

  private static PlanRequest request(String sql, Integer... parameterOids) {
    return new PlanRequest(sql, List.of("payment"), List.of(parameterOids), true);
  }

  private Verdict judge(String sql) {
    return planner.plan(request(sql)).get(0);
  }

  private StatementPlan plan(String sql) {
    return FlowDatabase.planOf(judge(sql));
  }

  @Test
  void sharesAPlanBetweenLiterals() {
    assertThat(plan("select id from patient where id = 17").sql()).contains("= 17");
    assertThat(plan("SELECT id /* again */ FROM patient WHERE id = 18").sql()).contains("= 18");
    assertThat(counts.hits).hasValue(1);
    assertThat(counts.misses).hasValue(1);
  }

  @Test
  void givesEachStatementItsProtectedValue() {
    for (String nir : List.of(NIR, OTHER_NIR, NIR)) {
      StatementPlan plan = plan("select id from patient where nir = '" + nir + "'");
      assertThat(plan.sql()).doesNotContain(nir);
      assertThat(plan.parameters())
          .extracting(ServerParameter::source)
          .satisfiesExactly(
              source ->
                  assertThat(source)
                      .isInstanceOfSatisfying(
                          ServerParameter.LiteralProtected.class,
                          literal -> assertThat(literal.text()).isEqualTo(nir)));
    }
    assertThat(counts.hits).hasValue(2);
  }

  /** Statements that differ in a literal that means something else, or in more than literals. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "select id, last_name from patient order by 1 | select id, last_name from patient order by 2",
        "select nir, id from patient order by 2 | select nir, id from patient order by 1",
        "select id from patient where id = 1 | select id from patient where id = 1.5",
        "select id from patient where id = 1 | select id from patient where id = '1'",
        "select id from patient where id = 1 | select id from claim where id = 1",
        "select id from patient where last_name = 'a' | select id from patient where note = 'a'",
        "select id as a from patient | select id as b from patient",
        "select 1 as a, 2 as b group by 1 | select 1 as a, 2 as b group by 2",
        "select id from patient where id = $1 | select id from patient where id = $2",
        "select id from patient where city like 'a%' | select id from patient where city like 'a\\\\'",
        "select id from patient limit 1 | select id from patient offset 1",
        "select cast('1' as int4) | select cast('1' as int8)",
      })
  void judgesAnewWhatMeansSomethingElse(String first, String second) {
    Verdict before = judge(first);
    Verdict after = judge(second);
    assertThat(counts.hits).hasValue(0);
    Planner uncached = planner(PlanCache.NONE);
    assertThat(after).isEqualTo(uncached.plan(request(second)).get(0));
    assertThat(judge(first)).isEqualTo(before).isEqualTo(uncached.plan(request(first)).get(0));
  }

  @Test
  void sharesRefusals() {
    assertThat(judge("select id from patient where nir like '1%'"))
        .isInstanceOf(Verdict.Refuse.class);
    Verdict second = judge("select id from patient   where nir like '2%'");
    assertThat(second)
        .isInstanceOfSatisfying(
            Verdict.Refuse.class,
            refuse -> {
              assertThat(refuse.reason().code()).isEqualTo(RefusalCode.PROTECTED_PREDICATE);
              // where it stands in its own text
              assertThat(refuse.reason().position())
                  .isEqualTo("select id from patient   where ".length() + 1);
            });
    assertThat(counts.hits).hasValue(1);
  }

  /** A value that meets a protected column stays in no template, however short it is (G5). */
  @Test
  void keepsNoProtectedLiteralThatWasLookedAt() {
    String sql = "select id from patient where nir = 'abc'";
    Verdict verdict = planner(PlanCache.NONE).plan(request(sql)).get(0);
    int parameters = FlowDatabase.planOf(verdict).parameters().size();
    assertThat(parameters).isEqualTo(1);
    PgTokens tokens = PgLexer.scan(sql, ParserLimits.DEFAULTS);
    int literal = 0;
    while (!tokens.isLiteral(literal)) {
      literal++;
    }
    Decision held = decision(verdict, literal);
    assertThat(PlanTemplate.of(tokens, held)).isNotNull();
    Decision lost = decision(verdict, -1);
    assertThat(PlanTemplate.of(tokens, lost)).as("its place is not known").isNull();
    PgTokens read = PgLexer.scan(sql, ParserLimits.DEFAULTS);
    read.tie(literal);
    assertThat(PlanTemplate.of(read, held)).as("its value was looked at").isNull();
  }

  private static Decision decision(Verdict verdict, int literal) {
    ServerText text = new ServerText("", List.of(), List.of(), List.of());
    return new Decision(verdict, text, List.of(literal), List.of(-1), List.of(literal), List.of());
  }

  @Test
  void keepsTheParametersOfEachDeclaration() {
    String sql = "select id from patient where nir = $1";
    Verdict text = planner.plan(request(sql, 25)).get(0);
    Verdict unknown = planner.plan(request(sql)).get(0);
    assertThat(counts.hits).hasValue(0);
    assertThat(planner.plan(request(sql, 25)).get(0)).isEqualTo(text);
    assertThat(planner.plan(request(sql)).get(0)).isEqualTo(unknown);
    assertThat(counts.hits).hasValue(2);
  }

  @Test
  void keepsTheSearchPath() {
    PlanRequest elsewhere =
        new PlanRequest("select id from patient", List.of("other"), List.of(), true);
    assertThat(judge("select id from patient")).isInstanceOf(Verdict.Forward.class);
    assertThat(planner.plan(elsewhere).get(0)).isInstanceOf(Verdict.Refuse.class);
    assertThat(counts.hits).hasValue(0);
  }

  @Test
  void takesNoPlanOfAnotherCatalog() {
    PatientCatalog.View open =
        new PatientCatalog.View("v", List.of("a"), "SELECT last_name FROM payment.patient");
    PatientCatalog.View closed =
        new PatientCatalog.View("v", List.of("a"), "SELECT upper(nir) FROM payment.patient");
    catalog = PatientCatalog.catalog(List.of(open));
    long before = planner.generation();
    assertThat(judge("select a from v")).isInstanceOf(Verdict.Forward.class);
    catalog = PatientCatalog.catalog(List.of(closed));
    assertThat(planner.generation()).isNotEqualTo(before);
    assertThat(judge("select a from v")).isInstanceOf(Verdict.Refuse.class);
    assertThat(counts.hits).hasValue(0);
  }

  @Test
  void judgesAnewWhatWasEvicted() {
    Planner small = planner(new CaffeinePlanCache(2_000, counts));
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 200; i++) {
        StatementPlan plan =
            FlowDatabase.planOf(small.plan(request("select id as a" + i + " from patient")).get(0));
        assertThat(plan.sql()).contains("\"a" + i + "\"");
      }
    }
    assertThat(counts.misses.get()).isGreaterThan(200);
  }

  @Test
  void givesEachThreadItsOwnValues() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Callable<Void>> tasks = new ArrayList<>();
      for (int task = 0; task < 4; task++) {
        int first = task * 1_000;
        tasks.add(
            () -> {
              for (int i = first; i < first + 500; i++) {
                String sql = "select id, nir from patient where id = " + i + " order by 1";
                assertThat(plan(sql).sql()).contains("= " + i);
              }
              return null;
            });
      }
      for (Future<Void> done : threads.invokeAll(tasks)) {
        done.get();
      }
    }
    assertThat(counts.hits.get() + counts.misses.get()).isEqualTo(2_000);
    assertThat(counts.hits.get()).isGreaterThan(1_900);
  }
}
