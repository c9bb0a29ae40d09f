package dev.paravent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paravent.cache.CaffeinePlanCache;
import dev.paravent.catalog.Catalog;
import dev.paravent.catalog.CatalogLoader;
import dev.paravent.catalog.CatalogSource;
import dev.paravent.catalog.FunctionInventory;
import dev.paravent.catalog.SystemRelations;
import dev.paravent.decide.Explanation;
import dev.paravent.decide.PlanCache;
import dev.paravent.decide.PlanRequest;
import dev.paravent.decide.Planner;
import dev.paravent.decide.Principal;
import dev.paravent.decide.StatementPlan;
import dev.paravent.decide.Verdict;
import dev.paravent.policies.Policy;
import dev.paravent.policies.PolicyReader;
import dev.paravent.policies.PolicyResult;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server receives for filtered relations, and how it runs that. */
@NullMarked
class RowFilterPlanIT extends RowFilterFixture {
  private static StatementPlan plan(String sql, Integer... types) {
    List<Verdict> verdicts = planner().plan(new PlanRequest(sql, List.of(), List.of(types), true));
    if (verdicts.get(0) instanceof Verdict.Forward(StatementPlan plan)) {
      return plan;
    }
    throw new AssertionError(verdicts.toString());
  }

  private static Planner planner() {
    return planner(PlanCache.NONE);
  }

  private static Planner planner(PlanCache cache) {
    Policy policy =
        switch (PolicyReader.read(Map.of("policy.yaml", POLICY))) {
          case PolicyResult.Loaded loaded -> loaded.policy();
          case PolicyResult.Rejected rejected ->
              throw new IllegalStateException(rejected.errors().toString());
        };
    Catalog catalog =
        new CatalogLoader(CatalogSource.of("localhost", postgres.getPort(), "postgres", null))
            .load("postgres");
    return new Planner(
        new Principal("portal", "postgres", policy.forUser("portal").orElseThrow()),
        policy.classification(),
        catalog,
        () -> Optional.of(catalog),
        FunctionInventory.load(),
        SystemRelations.load(),
        cache);
  }

  @Test
  void anExplanationShowsTheFilter() {
    StringWriter out = new StringWriter();
    ExplanationPrinter printer = new ExplanationPrinter(new PrintWriter(out));
    for (Explanation explanation :
        planner().explain("select amount from payment.contract where id = 5", List.of())) {
      printer.print(explanation);
    }
    assertThat(out.toString())
        .contains("$1: the end user's insurer, which decides what rows there are")
        .contains("\"insurer_id\" = $1");
  }

  /** The generic plan of what the server receives. */
  private static String explained(StatementPlan plan) throws Exception {
    try (Connection connection =
        DriverManager.getConnection(
            postgres.getJdbcUrl("postgres", "postgres") + "&preferQueryMode=simple")) {
      run(connection, "analyze payment.contract");
      return column(connection, "explain (generic_plan) " + plan.sql()).stream()
          .collect(Collectors.joining("\n"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select * from payment.contract where id = 5",
        "select * from payment.contract where id = '5'",
        "select * from payment.contract where amount > 3 and id = $1",
        "select * from payment.contract where id = $1::bigint",
        "select c.number from payment.claim k join payment.contract c on c.id = 5",
        "select * from payment.insurer i left join payment.contract c on true where c.id = 5",
        "select (select number from payment.contract where id = 5)",
        "select * from payment.contract where id = 5 for update",
        "update payment.contract set amount = 1 where id = 5",
        "update payment.contract set amount = 1 where id = $1 and amount > 3",
        "delete from payment.claim k using payment.contract c where c.id = 5 and k.contract_id = c.id",
      })
  void pointLookUpsUseTheKey(String sql) throws Exception {
    assertThat(explained(plan(sql))).contains("Index Scan using contract_pkey");
  }

  /** The server joins a target by keys, not every row with every other. */
  @Test
  void targetsAreJoinedByKeys() throws Exception {
    String update =
        "update payment.contract c set amount = 1 from payment.claim k where k.contract_id = c.id";
    assertThat(explained(plan(update))).contains("Hash Join");
  }

  /** What may fail, or tell apart what a parameter is, stays outside. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "select * from payment.contract where 1 / (amount - 17) = 5",
        "select * from payment.contract where id = $1 and $1 > 5",
        "select * from payment.contract where id = 5.5",
        "select * from payment.contract where id > 5",
        "select * from payment.contract where id = 5 or amount = 3",
        "select * from payment.insurer i left join payment.contract c on i.id = 5",
        "select * from payment.contract c left join payment.insurer i on c.id = 5",
      })
  void otherConditionsStayOutside(String sql) throws Exception {
    String query = plan(sql).sql();
    String inner = query.substring(query.indexOf("WHERE"), query.indexOf("OFFSET 0"));
    assertThat(inner).doesNotContain("AND");
  }

  /** Rows of one shape are printed alike, however many there are. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "insert into payment.contract (insurer_id, number, amount) values %s | (1, 'n#', #.5)",
        "insert into payment.contract (insurer_id, number, amount) values %s returning * | ($1, 'n#', 2)",
        "insert into payment.claim (contract_id, amount) values %s | (#, 3)",
        "insert into payment.claim (contract_id) values %s on conflict do nothing | (#)",
      })
  void insertsOfAnyNumberOfRowsShareAPlan(String pattern) {
    String[] parts = pattern.split(" \\| ");
    int[] hits = {0};
    Planner planner =
        planner(
            new CaffeinePlanCache(
                1 << 20,
                new CaffeinePlanCache.Observer() {
                  @Override
                  public void hit() {
                    hits[0]++;
                  }

                  @Override
                  public void miss() {}
                }));
    for (int rows = 3; rows < 30; rows++) {
      String values =
          IntStream.range(0, rows)
              .mapToObj(i -> parts[1].replace("#", Integer.toString(i)))
              .collect(Collectors.joining(", "));
      PlanRequest request = new PlanRequest(parts[0].formatted(values), List.of(), List.of(), true);
      assertThat(planner.plan(request)).isEqualTo(planner().plan(request));
    }
    assertThat(hits[0]).isEqualTo(26);
  }

  @Test
  void anAttributeIsAParameterOfItsOwn() {
    assertThat(plan("select id from payment.contract where amount = $1", 23).sql())
        .isEqualTo(
            "SELECT \"contract\".\"id\" FROM (SELECT \"contract_1\".\"id\" AS \"id\","
                + " \"contract_1\".\"insurer_id\" AS \"insurer_id\","
                + " \"contract_1\".\"number\" AS \"number\","
                + " \"contract_1\".\"amount\" AS \"amount\","
                + " \"contract_1\".\"holder\" AS \"holder\""
                + " FROM \"payment\".\"contract\" AS \"contract_1\""
                + " WHERE (\"contract_1\".\"insurer_id\" = $1) AND (\"contract_1\".\"amount\" = $2)"
                + " OFFSET 0) AS \"contract\" (\"id\", \"insurer_id\", \"number\", \"amount\","
                + " \"holder\") WHERE \"contract\".\"amount\" = $2");
  }
}
