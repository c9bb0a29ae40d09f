package dev.paravent.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paravent.decide.RefusalCode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * A second source of random statements: sqlsmith, which takes any function, operator and type of
 * the catalogs. Recorded ones are judged always, new ones where it is installed (apt-get install
 * sqlsmith). A long run:
 *
 * <pre>
 * mvn -pl proxy -am verify -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false
 *     -Dit.test=SqlsmithIT -Dfailsafe.failIfNoSpecifiedTests=false -Dfailsafe.timeout=7200
 *     -Dsqlsmith.statements=50000 -Dfuzz.seed=7
 * </pre>
 */
class SqlsmithIT {
  private static final long STATEMENTS = Long.getLong("sqlsmith.statements", 300);
  private static final long SEED = Long.getLong("fuzz.seed", 1);
  private static final int MOST_FINDINGS = 20;

  /** What policy refuses whatever is read: objects that are not on the product's lists. */
  private static final Set<RefusalCode> LISTS =
      Set.of(
          RefusalCode.FUNCTION_NOT_ALLOWED,
          RefusalCode.OPERATOR_NOT_ALLOWED,
          RefusalCode.SYSTEM_OBJECT,
          RefusalCode.SETTING_NOT_ALLOWED,
          RefusalCode.UNCLASSIFIED_RELATION,
          RefusalCode.LIMIT_EXCEEDED);

  @Test
  void whatLeavesDoesNotDependOnProtectedValues() throws Exception {
    try (Twins twins = new Twins();
        Twin truth = twins.truth();
        Twin other = twins.decoyTwin()) {
      List<String> statements =
          new ArrayList<>(Sqlsmith.split(GovernedDatabase.resource("sqlsmith.sql")));
      int recorded = statements.size();
      if (Sqlsmith.isInstalled()) {
        statements.addAll(twins.sqlsmith(STATEMENTS, SEED));
      } else {
        System.out.println("sqlsmith: not installed, only recorded statements are judged");
      }
      Judge judge =
          new Judge("fuzz_wide", twins.planner("fuzz_wide"), truth, other, twins.decoy(), LISTS);
      List<Finding> findings = new ArrayList<>();
      for (String sql : statements) {
        if (findings.size() < MOST_FINDINGS) {
          judge.judge(Sqlsmith.generated(sql)).ifPresent(findings::add);
        }
      }
      Map<Judge.Outcome, Long> counts = new EnumMap<>(judge.counts());
      System.out.printf(
          "sqlsmith: %d recorded and %d new statements, seed %d: %s%n",
          recorded, statements.size() - recorded, SEED, counts);
      assertThat(findings.stream().map(Finding::toString).collect(Collectors.joining("\n")))
          .isEmpty();
      assertThat(recorded).isGreaterThan(50);
      assertThat(counts.getOrDefault(Judge.Outcome.FORWARDED, 0L)).isGreaterThan(20);
    }
  }
}
