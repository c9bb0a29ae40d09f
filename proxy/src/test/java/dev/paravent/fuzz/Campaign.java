package dev.paravent.fuzz;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;

/** A run of generated statements from one seed. Confined to one thread. */
final class Campaign {
  private static final List<String> USERS =
      List.of("fuzz_wide", "fuzz_wide", "fuzz_portal", "fuzz_strict", "fuzz_nulls");
  private static final int MOST_FINDINGS = 20;
  private static final int MOST_SHRINKING_STEPS = 400;

  private final Twins twins;
  private final long seed;
  private final List<Finding> findings = new ArrayList<>();

  Campaign(Twins twins, long seed) {
    this.twins = twins;
    this.seed = seed;
  }

  /**
   * The findings, shrunk. Each statement has a seed of its own, so that one run repeats another.
   */
  Map<Judge.Outcome, Long> run(long statements) throws SQLException {
    try (Twin truth = twins.truth();
        Twin other = twins.decoyTwin()) {
      Map<String, Judge> judges = new LinkedHashMap<>();
      for (String user : USERS) {
        judges.computeIfAbsent(
            user, name -> new Judge(name, twins.planner(name), truth, other, twins.decoy()));
      }
      for (long i = 0; i < statements && findings.size() < MOST_FINDINGS; i++) {
        SplittableRandom random = new SplittableRandom(seed * 1_000_003 + i);
        Judge judge = Objects.requireNonNull(judges.get(USERS.get(random.nextInt(USERS.size()))));
        Generated statement = Generated.of(random, Tables.FUZZED);
        Optional<Finding> finding = judge.judge(statement);
        if (finding.isPresent()) {
          findings.add(shrunk(judge, statement, finding.get()));
        }
      }
      Map<Judge.Outcome, Long> counts = new EnumMap<>(Judge.Outcome.class);
      judges
          .values()
          .forEach(judge -> judge.counts().forEach((k, v) -> counts.merge(k, v, Long::sum)));
      return counts;
    }
  }

  List<Finding> findings() {
    return findings;
  }

  private static Finding shrunk(Judge judge, Generated statement, Finding finding)
      throws SQLException {
    Generated smallest = statement;
    Finding result = finding;
    int steps = 0;
    boolean again = true;
    while (again && steps < MOST_SHRINKING_STEPS) {
      again = false;
      for (Part part : smallest.part().smaller()) {
        if (++steps > MOST_SHRINKING_STEPS) {
          break;
        }
        Generated candidate = smallest.with(part);
        if (candidate.text().length() >= smallest.text().length()) {
          continue;
        }
        Optional<Finding> same = judge.judge(candidate);
        if (same.isPresent() && same.get().wrong() == finding.wrong()) {
          smallest = candidate;
          result = same.get();
          again = true;
          break;
        }
      }
    }
    return result;
  }
}
