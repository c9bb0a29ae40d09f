package dev.paravent.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A program that may send any statement through the real proxy learns the birth dates of fewer than
 * one in a hundred of 1,000 persons, beyond the clear dates that it was charged for. Ten minutes:
 *
 * <pre>
 * mvn -pl proxy -am verify -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false
 *     -Dit.test=AttackerProgramIT -Dfailsafe.failIfNoSpecifiedTests=false -Dfailsafe.timeout=7200
 *     -Dattacker.minutes=10 -Dattacker.seed=7
 * </pre>
 */
class AttackerProgramIT {
  /** How long statements are generated for each user, after those that are written down. */
  private static final Duration TIME =
      Duration.ofSeconds(
          (long) (60 * Double.parseDouble(System.getProperty("attacker.minutes", "0.2"))));

  private static final long SEED = Long.getLong("attacker.seed", 1);

  private static AttackTarget target;

  @BeforeAll
  static void start() throws Exception {
    target = new AttackTarget();
  }

  @AfterAll
  static void stop() throws Exception {
    target.close();
  }

  /** The users have the grants of the bundles tiers-payant and tiers-payant-strict. */
  @ParameterizedTest
  @ValueSource(strings = {"fuzz_portal", "fuzz_strict"})
  void learnsNoDatesBeyondWhatItIsChargedFor(String user) throws Exception {
    target.charged().clear();
    try (Attacker attacker = new Attacker(target, user, SEED)) {
      attacker.attack();
      attacker.guess(TIME);
      int charged = 0;
      int beyond = 0;
      for (Map.Entry<Long, Set<LocalDate>> claim : attacker.claims().entrySet()) {
        LocalDate truth = target.truth().get(claim.getKey());
        // who claims many dates of one person has learnt none
        if (truth != null
            && claim.getKey() > AttackTarget.FIRST_UNSEEN
            && claim.getValue().size() <= 3
            && claim.getValue().contains(truth)) {
          if (target.charged().contains(truth.toString())) {
            charged++;
          } else {
            beyond++;
          }
        }
      }
      System.out.printf(
          "attacker: %s: %d statements, %d answered, %d clear values charged, %d dates by them, %d beyond%n",
          user, attacker.sent(), attacker.answered(), target.charged().size(), charged, beyond);
      assertThat(attacker.telling()).isEmpty();
      assertThat(beyond).isLessThan((AttackTarget.PERSONS - AttackTarget.FIRST_UNSEEN) / 100);
      assertThat(attacker.answered()).isGreaterThan(20);
    }
  }
}
