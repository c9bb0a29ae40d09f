package dev.paravent.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Random statements as governed users: what leaves the server does not depend on protected values,
 * and statements that touch none do what they did. A long run from another seed:
 *
 * <pre>
 * mvn -pl proxy -am verify -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false
 *     -Dit.test=FlowFuzzIT -Dfailsafe.failIfNoSpecifiedTests=false -Dfailsafe.timeout=7200
 *     -Dfuzz.statements=200000 -Dfuzz.seed=7
 * </pre>
 */
class FlowFuzzIT {
  private static final long STATEMENTS = Long.getLong("fuzz.statements", 3_000);
  private static final long SEED = Long.getLong("fuzz.seed", 1);
  private static final int WORKERS = Integer.getInteger("fuzz.workers", 2);

  /** Fewer forwarded statements than this share mean that the generator has gone astray. */
  private static final double LEAST_COMPARED = 0.2;

  @Test
  void whatLeavesDoesNotDependOnProtectedValues() throws Exception {
    List<Finding> findings = new ArrayList<>();
    Map<Judge.Outcome, Long> counts = new EnumMap<>(Judge.Outcome.class);
    try (Twins twins = new Twins();
        ExecutorService workers = Executors.newFixedThreadPool(WORKERS)) {
      List<Campaign> campaigns =
          IntStream.range(0, WORKERS).mapToObj(i -> new Campaign(twins, SEED * 1_000 + i)).toList();
      List<Future<Map<Judge.Outcome, Long>>> runs =
          workers.invokeAll(
              campaigns.stream()
                  .<Callable<Map<Judge.Outcome, Long>>>map(
                      campaign -> () -> campaign.run(STATEMENTS / WORKERS))
                  .toList());
      for (Future<Map<Judge.Outcome, Long>> run : runs) {
        run.get().forEach((outcome, count) -> counts.merge(outcome, count, Long::sum));
      }
      campaigns.forEach(campaign -> findings.addAll(campaign.findings()));
    }
    System.out.printf("fuzz: %d statements, seed %d: %s%n", STATEMENTS, SEED, counts);
    assertThat(findings.stream().map(Finding::toString).collect(Collectors.joining("\n")))
        .isEmpty();
    assertThat((double) counts.getOrDefault(Judge.Outcome.COMPARED, 0L))
        .isGreaterThan(STATEMENTS * LEAST_COMPARED);
  }
}
