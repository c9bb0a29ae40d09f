package dev.paravent.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paravent.catalog.Catalog;
import dev.paravent.catalog.FunctionInventory;
import dev.paravent.catalog.SystemRelations;
import dev.paravent.policies.Policy;
import dev.paravent.sql.FlowException;
import dev.paravent.sql.Statement;
import dev.paravent.sql.StatementReader;
import dev.paravent.sql.pg.AnalysisLimits;
import dev.paravent.sql.pg.Budget;
import dev.paravent.sql.pg.Budgets;
import dev.paravent.sql.pg.LimitException;
import dev.paravent.sql.pg.ParserLimits;
import dev.paravent.sql.pg.PgParser;
import dev.paravent.sql.pg.PgSyntaxException;
import dev.paravent.sql.pg.PgTokens;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a statement may cost: bounded in steps, whatever it is made of. */
@NullMarked
class AnalysisLimitsTest {
  private static final List<String> PATH = List.of("payment");
  private static final FunctionInventory FUNCTIONS = FunctionInventory.load();
  private static final SystemRelations SYSTEM_RELATIONS = SystemRelations.load();
  private static final Catalog CATALOG = PatientCatalog.catalog();
  private static final Policy POLICY = PatientCatalog.policy();
  private static final Budgets UNTIMED = new Budgets(AnalysisLimits.DEFAULTS, () -> 0);

  /** What {@link HostileShape#text} is asked for, so that neither is too deep. */
  private static final int SMALL = 12;

  @ParameterizedTest
  @EnumSource
  void takesStepsInProportion(HostileShape shape) {
    if (shape.growth == HostileShape.Growth.WHATEVER) {
      return; // below
    }
    long small = spent(shape.text(SMALL)).steps();
    long large = spent(shape.text(2 * SMALL)).steps();
    assertThat((double) large / small)
        .as("%d, then %d steps", small, large)
        .isLessThan(shape.growth.factor);
  }

  @ParameterizedTest
  @EnumSource
  void refusesWhatIsTooMuch(HostileShape shape) {
    Budgets few = budgets(20_000, 1_000_000);
    Budget budget = few.full();
    String text = shape.text(2_000);
    Verdict verdict = planner(CATALOG, few).plan(request(text)).getLast();
    assertThat(code(verdict)).isEqualTo(RefusalCode.LIMIT_EXCEEDED);
    spend(text, CATALOG, budget);
    // what is charged at once is what one table, list or row has
    assertThat(budget.steps()).isLessThan(20_000 + 4 * PatientCatalog.WIDTH + text.length());
  }

  @Test
  void refusesColumnsThatDouble() {
    String doubling = HostileShape.CHAIN_OF_JOINED_STARS.text(40);
    assertThat(judge(doubling)).isEqualTo(RefusalCode.LIMIT_EXCEEDED);
    assertThat(spent(doubling).items()).isLessThan(20_000);
  }

  @Test
  void refusesWhatWouldBePrintedTooOften() {
    // 250 levels of COALESCE, each of them at 2,000 places
    Budgets few = budgets(Integer.MAX_VALUE, 50_000);
    String text =
        HostileShape.MERGED_COLUMNS.text(100).replace(", id", ", id, id, id, id, id, id, id, id");
    assertThat(code(planner(CATALOG, few).plan(request(text)).getLast()))
        .isEqualTo(RefusalCode.LIMIT_EXCEEDED);
  }

  @Test
  void refusesWhatTakesTooLong() {
    AtomicLong now = new AtomicLong();
    AnalysisLimits limits =
        new AnalysisLimits(ParserLimits.DEFAULTS, 10_000_000, 10_000_000, Duration.ofMillis(250));
    String text = HostileShape.ROWS.text(20_000);
    Planner slow =
        planner(
            CATALOG, new Budgets(limits, () -> now.addAndGet(Duration.ofMillis(100).toNanos())));
    assertThat(code(slow.plan(request(text)).getLast())).isEqualTo(RefusalCode.LIMIT_EXCEEDED);
    Planner fast = planner(CATALOG, new Budgets(limits, () -> now.addAndGet(1)));
    assertThat(code(fast.plan(request(text)).getLast())).isNull();
  }

  @Test
  void readsNoClockForASmallStatement() {
    Planner planner =
        planner(
            CATALOG,
            new Budgets(
                AnalysisLimits.DEFAULTS,
                () -> {
                  throw new AssertionError("the clock is read");
                }));
    assertThat(code(planner.plan(request(HostileShape.ROWS.text(150))).getLast())).isNull();
  }

  @Test
  void handsOverWhatIsNotBrief() {
    Planner planner = planner(CATALOG, UNTIMED);
    assertThat(planner.planBriefly(request("select nir from patient where id = 1")))
        .hasOnlyElementsOfType(Verdict.Forward.class);
    assertThat(planner.planBriefly(request(HostileShape.ROWS.text(5_000)))).isNull();
    assertThat(planner.planBriefly(request("select nope")))
        .hasOnlyElementsOfType(Verdict.Refuse.class);
  }

  @ParameterizedTest
  @CsvSource({
    "LIST, 1000",
    "ROWS, 5000",
    "ROWS_WITH_CONFLICT, 5000",
    "CONSTANTS_OF_AN_ARRAY, 5000",
    "ROWS_OF_VALUES, 20000",
    "NAMES_OF_A_WIDE_TABLE, 100",
    "STATEMENTS, 1000",
    "WIDE_COMMON_TABLES, 20"
  })
  void takesWhatApplicationsSend(HostileShape shape, int size) {
    assertThat(judge(shape.text(size))).isNull();
  }

  @Test
  void followsViewsOnceEach() {
    List<PatientCatalog.View> views = new ArrayList<>();
    views.add(
        new PatientCatalog.View(
            "v0", List.of("a", "b"), "SELECT last_name, nir FROM payment.patient"));
    for (int i = 1; i < 30; i++) {
      views.add(
          new PatientCatalog.View(
              "v" + i,
              List.of("a", "b"),
              "SELECT x.a, y.b FROM payment.v%1$d x, payment.v%1$d y".formatted(i - 1)));
    }
    Catalog catalog = PatientCatalog.catalog(views);
    Planner planner = planner(catalog, UNTIMED);
    assertThat(code(planner.plan(request("select a, b from v29")).getLast())).isNull();
    assertThat(code(planner.plan(request("select upper(b) from v29")).getLast())).isNotNull();
  }

  @Test
  void doesNotTakeAViewForBadThatWasReadTooDeep() {
    Catalog catalog =
        PatientCatalog.catalog(
            List.of(
                new PatientCatalog.View(
                    "v0", List.of("a"), "SELECT last_name FROM payment.patient")));
    Planner planner = planner(catalog, budgets(60, 60));
    assertThat(code(planner.plan(request("select a from v0" + ", v0".repeat(40))).getLast()))
        .isEqualTo(RefusalCode.LIMIT_EXCEEDED);
    assertThat(code(planner.plan(request("select a from v0")).getLast())).isNull();
  }

  @Test
  void boundsTheText() {
    ParserLimits text = new ParserLimits(100, 20, 20, 10);
    Budgets budgets =
        new Budgets(
            new AnalysisLimits(text, 10_000, 10_000, Duration.ofSeconds(1)), System::nanoTime);
    Planner planner = planner(CATALOG, budgets);
    assertThat(code(planner.plan(request("select 1 -- " + "x".repeat(100))).getLast()))
        .isEqualTo(RefusalCode.LIMIT_EXCEEDED);
    assertThat(code(planner.plan(request("select 1" + ", 1".repeat(10))).getLast()))
        .isEqualTo(RefusalCode.LIMIT_EXCEEDED);
    assertThat(code(planner.plan(request("select 1")).getLast())).isNull();
  }

  private static Budgets budgets(long steps, long items) {
    return new Budgets(
        new AnalysisLimits(ParserLimits.DEFAULTS, steps, items, Duration.ofSeconds(1)), () -> 0);
  }

  private static PlanRequest request(String sql) {
    return new PlanRequest(sql, PATH, List.of(), false);
  }

  private static Planner planner(Catalog catalog, Budgets budgets) {
    return new Planner(
        principal(),
        POLICY.classification(),
        catalog,
        () -> Optional.of(catalog),
        FUNCTIONS,
        SYSTEM_RELATIONS,
        PlanCache.NONE,
        budgets);
  }

  private static Principal principal() {
    return new Principal("portal_app", "payment", POLICY.forUser("portal_app").orElseThrow());
  }

  private static @Nullable RefusalCode judge(String sql) {
    return code(planner(CATALOG, UNTIMED).plan(request(sql)).getLast());
  }

  private static @Nullable RefusalCode code(Verdict verdict) {
    return verdict instanceof Verdict.Refuse(Reason reason) ? reason.code() : null;
  }

  private static Budget spent(String sql) {
    Budget budget = UNTIMED.full();
    spend(sql, CATALOG, budget);
    return budget;
  }

  /** Does what the planner does and leaves in the budget what it took. */
  private static void spend(String sql, Catalog catalog, Budget budget) {
    StatementReader reader = new StatementReader(new PgParser());
    Protection protection =
        new Protection(
            POLICY.classification(), catalog, principal().access(), FUNCTIONS, SYSTEM_RELATIONS);
    try {
      PgTokens tokens = reader.scan(sql);
      DataDecider decider =
          new DataDecider(
              principal().access(), catalog, protection, PATH, Temporaries.NONE, tokens, budget);
      for (Statement statement : reader.read(tokens, budget)) {
        decider.judge((Statement.Data) statement, List.of());
      }
    } catch (LimitException | FlowException | PgSyntaxException refused) {
      // what it took until then
    }
  }
}
