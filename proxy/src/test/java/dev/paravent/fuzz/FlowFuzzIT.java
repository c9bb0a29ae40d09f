package dev.paravent.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Random statements as governed users: what leaves the server does not depend on protected values,
 * and statements that touch none do what they did. A long run from another seed:
 *
 * <pre>
 * mvn -pl proxy -am verify -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false
 *     -Dit.test=FlowFuzzIT -Dfailsafe.failIfNoSpecifiedTests=false
 *     -Dfuzz.statements=200000 -Dfuzz.seed=7
 * </pre>
 */
class FlowFuzzIT {
  private static final long STATEMENTS = Long.getLong("fuzz.statements", 3_000);
  private static final long SEED = Long.getLong("fuzz.seed", 1);

  /** Fewer forwarded statements than this share mean that the generator has gone astray. */
  private static final double LEAST_FORWARDED = 0.2;

  @Test
  void whatLeavesDoesNotDependOnProtectedValues()
      throws IOException, SQLException, URISyntaxException {
    try (Twins twins = new Twins()) {
      Campaign campaign = new Campaign(twins, SEED);
      Map<Judge.Outcome, Long> counts = campaign.run(STATEMENTS);
      System.out.printf("fuzz: seed %d: %s%n", SEED, counts);
      assertThat(campaign.findings())
          .as(() -> campaign.findings().stream().map(Finding::toString).collect(Collectors.joining("\n")))
          .isEmpty();
      assertThat((double) counts.getOrDefault(Judge.Outcome.COMPARED, 0L))
          .isGreaterThan(STATEMENTS * LEAST_FORWARDED);
    }
  }
}
