package dev.paravent.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paravent.cli.StartedProxy;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Two databases that differ only in protected values answer alike through the proxy, whichever
 * indexes the server reads: rows, their number, what is written, errors. An answer that is left to
 * chance comes as often from one as from the other. A long run from another seed:
 *
 * <pre>
 * mvn -pl proxy -am verify -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false
 *     -Dit.test=NonInterferenceIT -Dfailsafe.failIfNoSpecifiedTests=false -Dfailsafe.timeout=7200
 *     -Dinterference.statements=100000 -Dinterference.seed=7
 * </pre>
 */
class NonInterferenceIT {
  private static final int STATEMENTS = Integer.getInteger("interference.statements", 4_000);
  private static final long SEED = Long.getLong("interference.seed", 1);

  /** How the server reads: what it takes for a table of a million rows. */
  private static final List<String> PLANS =
      List.of(
          "enable_seqscan = off; enable_bitmapscan = off; enable_hashagg = off; enable_hashjoin = off",
          "enable_seqscan = off; enable_bitmapscan = off; enable_sort = off; enable_nestloop = off",
          "enable_indexscan = off; enable_indexonlyscan = off; enable_bitmapscan = off; enable_hashjoin = off;"
              + " enable_nestloop = off; enable_hashagg = off");

  private static final List<String> USERS = List.of("fuzz_wide", "fuzz_portal", "fuzz_strict");
  private static final int MOST_FINDINGS = 30;

  /** The proxy names its reason: {@code [PROTECTED_ORDER]}. */
  private static final Pattern REFUSAL = Pattern.compile("^error .*\\[[A-Z_]+\\]");

  /** Answers of either database, of which so many show whether they may be the same. */
  private static final int FIRST_LOOK = 6;

  private static final int REPETITIONS = 24;

  /** Five standard deviations of a difference of two such counts. */
  private static final int TELLING = 18;

  private static Twins twins;
  private static StartedProxy proxy;

  @BeforeAll
  static void start() throws Exception {
    twins = new Twins();
    for (String user : USERS) {
      twins.addClient(user);
    }
    proxy =
        StartedProxy.start(
            twins.port(),
            "postgres",
            "postgres",
            GovernedDatabase.folder("policy"),
            UnaryOperator.identity());
  }

  @AfterAll
  static void stop() throws Exception {
    proxy.close();
    twins.close();
  }

  @Test
  void answersDoNotDependOnProtectedValues() throws Exception {
    Counts counts = new Counts();
    List<String> findings = search(proxy.address().getPort(), USERS, STATEMENTS, SEED, counts);
    System.out.printf("interference: seed %d: %s%n", SEED, counts);
    assertThat(String.join("\n", findings)).isEmpty();
    assertThat(counts.answered).isGreaterThan(STATEMENTS / 5);
  }

  /** Without the proxy they do, or nothing would be shown. */
  @Test
  void withoutTheProxyTheyDo() throws Exception {
    Counts counts = new Counts();
    List<String> findings = search(twins.port(), List.of("fuzz_wide"), 400, SEED, counts);
    System.out.printf("interference without the proxy: %s%n", counts);
    assertThat(findings).hasSizeGreaterThanOrEqualTo(MOST_FINDINGS);
  }

  private static final class Counts {
    int sent;
    int refused;
    int answered;
    int repeated;

    @Override
    public String toString() {
      return "%d sent, %d refused, %d compared, %d of these left to chance"
          .formatted(sent, refused, answered, repeated);
    }
  }

  private static List<String> search(
      int port, List<String> users, int statements, long seed, Counts counts) throws Exception {
    List<String> findings = new ArrayList<>();
    for (int plan = 0; plan < PLANS.size(); plan++) {
      twins.plan(PLANS.get(plan));
      for (String user : users) {
        int share = statements / PLANS.size() / users.size();
        try (TwinSession truth = new TwinSession(port, Twins.TRUTH, user);
            TwinSession decoy = new TwinSession(port, Twins.DECOY, user)) {
          OrderProbes probes =
              new OrderProbes(
                  new Dice(new SplittableRandom(seed * 1_009 + plan * 31L + users.indexOf(user))),
                  twins.decoy());
          for (int i = 0; i < share && findings.size() < MOST_FINDINGS; i++) {
            List<String> probe = probes.any();
            String difference = difference(probe, truth, decoy, counts);
            if (!difference.isEmpty()) {
              findings.add(user + ", plan " + plan + ": " + probe + "\n    " + difference);
            }
            if (probe.get(0).startsWith("prepare")) {
              truth.forget();
              decoy.forget();
            }
          }
        }
      }
    }
    return findings;
  }

  /** How the answers of the two databases differ; empty if they do not, or by chance. */
  private static String difference(
      List<String> probe, TwinSession truth, TwinSession decoy, Counts counts) throws SQLException {
    counts.sent++;
    Map<String, Integer> here = new HashMap<>();
    Map<String, Integer> there = new HashMap<>();
    String first = truth.run(probe);
    if (isRefused(first)) {
      counts.refused++;
      String second = decoy.run(probe);
      return isRefused(second) ? "" : "refused in one of them: " + first + " / " + second;
    }
    counts.answered++;
    here.merge(first, 1, Integer::sum);
    there.merge(decoy.run(probe), 1, Integer::sum);
    if (here.equals(there)) {
      return "";
    }
    counts.repeated++;
    for (int i = 1; i < REPETITIONS; i++) {
      here.merge(truth.run(probe), 1, Integer::sum);
      there.merge(decoy.run(probe), 1, Integer::sum);
      if (i == FIRST_LOOK && !Collections.disjoint(here.keySet(), there.keySet())) {
        return "";
      }
    }
    Set<String> answers = new HashSet<>(here.keySet());
    answers.addAll(there.keySet());
    boolean tells =
        answers.stream()
            .anyMatch(
                answer ->
                    Math.abs(here.getOrDefault(answer, 0) - there.getOrDefault(answer, 0))
                        >= TELLING);
    return tells ? here + " / " + there : "";
  }

  private static boolean isRefused(String answer) {
    return REFUSAL.matcher(answer).find();
  }
}
