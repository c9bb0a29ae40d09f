package dev.paravent.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A program that may send any statement through the real proxy, under the bundles of the
 * repository, learns the birth dates of fewer than one in a hundred of 1,000 persons, beyond what
 * it was charged for. The same program without the proxy learns them. A build searches for half a
 * minute under each bundle; ten minutes for each:
 *
 * <pre>
 * mvn -pl proxy -am verify -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false
 *     -Dit.test=AttackerProgramIT -Dfailsafe.failIfNoSpecifiedTests=false -Dfailsafe.timeout=7200
 *     -Dattacker.minutes=10 -Dattacker.seed=7
 * </pre>
 */
class AttackerProgramIT {
  /** How long each bundle is searched, after what is written down. */
  private static final Duration TIME =
      Duration.ofSeconds(
          (long) (60 * Double.parseDouble(System.getProperty("attacker.minutes", "0.5"))));

  private static final long SEED = Long.getLong("attacker.seed", 1);
  private static final String STRICT = "tiers-payant-strict";

  /** More guesses than these of one person are none. */
  private static final int MOST_CLAIMS = 3;

  private static GovernedDatabase database;

  @BeforeAll
  static void start() throws Exception {
    database = AttackTarget.persons();
  }

  @AfterAll
  static void stop() throws Exception {
    database.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiers-payant", STRICT})
  void learnsNoDatesBeyondWhatItIsChargedFor(String bundle) throws Exception {
    try (AttackTarget target = new AttackTarget(database, bundle);
        Attacker attacker = new Attacker(target, target.proxy(), SEED)) {
      attacker.attack();
      attacker.search(TIME);
      Map<LocalDate, Integer> learnt = learnt(target, attacker);
      int all = learnt.values().stream().mapToInt(Integer::intValue).sum();
      int beyond = beyond(learnt, target, attacker, bundle.equals(STRICT));
      System.out.printf(
          "attacker: %s: %d statements, %d answered, %d probes, %d connections closed, %d incidents,"
              + " %d clear values charged, %d dates by what was paid or known, %d beyond%n",
          bundle,
          attacker.sent(),
          attacker.answered(),
          attacker.probes(),
          attacker.reconnected(),
          target.incidents(),
          target.charges().values().stream().mapToInt(Integer::intValue).sum(),
          all - beyond,
          beyond);
      assertThat(attacker.inference().telling()).isEmpty();
      assertThat(beyond).isLessThan((AttackTarget.PERSONS - AttackTarget.FIRST_UNSEEN) / 100);
      assertThat(attacker.answered()).isGreaterThan(500);
    }
  }

  /** By date, of how many unseen persons the attacker says it rightly. */
  private static Map<LocalDate, Integer> learnt(AttackTarget target, Attacker attacker) {
    Map<LocalDate, Integer> learnt = new HashMap<>();
    for (Map.Entry<Long, Set<LocalDate>> claim : attacker.inference().claims().entrySet()) {
      LocalDate truth = target.truth().get(claim.getKey());
      if (truth != null
          && claim.getKey() >= AttackTarget.FIRST_UNSEEN
          && claim.getValue().size() <= MOST_CLAIMS
          && claim.getValue().contains(truth)) {
        learnt.merge(truth, 1, Integer::sum);
      }
    }
    return learnt;
  }

  /**
   * How many of them nobody paid for. A token that shows equal birth dates (face past) tells with
   * one date everybody's who shares it, as its bundle accepts in so many words, and dates that the
   * attacker knew before count as paid; a bound token tells one person's for each charge.
   */
  private static int beyond(
      Map<LocalDate, Integer> learnt, AttackTarget target, Attacker attacker, boolean bound) {
    Set<String> known = attacker.knownDates();
    int beyond = 0;
    for (Map.Entry<LocalDate, Integer> date : learnt.entrySet()) {
      int charged = target.charges().getOrDefault(date.getKey().toString(), 0);
      if (bound) {
        beyond += Math.max(0, date.getValue() - charged);
      } else if (charged == 0 && !known.contains(date.getKey().toString())) {
        beyond += date.getValue();
      }
    }
    return beyond;
  }

  /**
   * Without the proxy every date, condition and carrier of the probes works, and the search too.
   */
  @Test
  void theSameProgramLearnsTheDatesWithoutTheProxy() throws Exception {
    try (AttackTarget target = new AttackTarget(database, STRICT);
        Attacker attacker = new Attacker(target, target.database(), SEED)) {
      List<String> silent = new ArrayList<>();
      for (String date : Probes.DATES) {
        expect(attacker, Probes.of(date, Probes.PLAIN_CONDITION, Probes.PLAIN_CARRIER), silent);
      }
      for (String condition : Probes.CONDITIONS) {
        expect(attacker, Probes.of(Probes.PLAIN_DATE, condition, Probes.PLAIN_CARRIER), silent);
      }
      for (String carrier : Probes.CARRIERS) {
        expect(attacker, Probes.of(Probes.PLAIN_DATE, Probes.PLAIN_CONDITION, carrier), silent);
      }
      assertThat(silent).isEmpty();
      int learnt = learnt(target, attacker).values().stream().mapToInt(Integer::intValue).sum();
      System.out.printf("attacker: without the proxy: %d dates%n", learnt);
      assertThat(learnt).isGreaterThan(200);
    }
  }

  private static void expect(Attacker attacker, Probe probe, List<String> silent) {
    if (!attacker.probe(probe)) {
      silent.add(probe.toString());
    }
  }
}
