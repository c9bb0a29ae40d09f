package dev.paravent.benchmarks;

import dev.paravent.catalog.Catalog;
import dev.paravent.decide.PlanCache;
import dev.paravent.decide.PlanRequest;
import dev.paravent.decide.PlanTemplate;
import dev.paravent.decide.PlanVariants;
import dev.paravent.decide.Planner;
import dev.paravent.decide.Verdict;
import dev.paravent.policies.Policy;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Plans INSERTs of 1 to 1,000 rows of one shape, each number of rows for the first time, in an
 * order that looks random: how many are found in a cache that keeps everything, what it keeps, and
 * how long some of them take.
 */
final class RowCounts {
  private static final int MOST = 1_000;
  private static final int ROUNDS = 15;
  private static final List<Integer> SHOWN = List.of(7, 50, 500);

  /** Keeps everything, and counts. */
  private static final class Everything implements PlanCache {
    private final Map<Key, PlanVariants> kept = new HashMap<>();
    private int hits;
    private int misses;

    @Override
    public @Nullable List<Verdict> find(Wanted wanted) {
      PlanVariants variants = kept.get(wanted.key());
      List<Verdict> verdicts = variants == null ? null : variants.verdicts(wanted);
      if (verdicts == null) {
        misses++;
      } else {
        hits++;
      }
      return verdicts;
    }

    @Override
    public void keep(Key key, PlanTemplate template) {
      kept.put(key, PlanVariants.of(template));
    }

    private long characters() {
      long characters = 0;
      for (Map.Entry<Key, PlanVariants> each : kept.entrySet()) {
        characters += each.getKey().size() + each.getValue().size();
      }
      return characters;
    }
  }

  private enum Rows {
    LITERALS,
    PARAMETERS,
    PROTECTED;

    String insert(int rows) {
      StringBuilder sql =
          new StringBuilder(
              this == PROTECTED
                  ? "insert into payment.patient (id, nir, birth_date, last_name) values "
                  : "insert into payment.claim_line (id, claim_id, code, amount, note) values ");
      for (int i = 0; i < rows; i++) {
        int at = 5 * i;
        sql.append(i == 0 ? "" : ", ")
            .append(
                switch (this) {
                  case LITERALS -> "(" + i + ", 17, 'C" + i + "', " + i + ".50, 'note " + i + "')";
                  case PARAMETERS ->
                      "($%d, $%d, $%d, $%d, $%d)".formatted(at + 1, at + 2, at + 3, at + 4, at + 5);
                  case PROTECTED -> "(" + i + ", '185057800%04d', null, 'M".formatted(i) + i + "')";
                });
      }
      return sql.toString();
    }
  }

  private RowCounts() {}

  public static void main(String[] args) throws Exception {
    Catalog catalog = AnalysisBenchmark.catalog();
    Policy policy = PatientDatabase.policy();
    System.out.println(
        "| rows | misses | hits | characters kept | all, ms |"
            + " 7 rows: new, again, us | 50 | 500 |");
    for (Rows rows : Rows.values()) {
      double[][] fresh = new double[ROUNDS][SHOWN.size()];
      double[][] again = new double[ROUNDS][SHOWN.size()];
      double[] all = new double[ROUNDS];
      Everything cache = new Everything();
      for (int round = 0; round < ROUNDS; round++) {
        cache = new Everything();
        Planner planner = PatientDatabase.planner(policy, catalog, cache);
        long began = System.nanoTime();
        for (int i = 0; i < MOST; i++) {
          int count = 1 + i * 617 % MOST; // 617 and 1,000 have no common factor
          int shown = SHOWN.indexOf(count);
          PlanRequest request =
              new PlanRequest(rows.insert(count), List.of("payment"), List.of(), true);
          long before = System.nanoTime();
          Verdict verdict = planner.plan(request).get(0);
          if (shown >= 0) {
            long between = System.nanoTime();
            planner.plan(request);
            fresh[round][shown] = (between - before) / 1e3;
            again[round][shown] = (System.nanoTime() - between) / 1e3;
          }
          if (!(verdict instanceof Verdict.Forward)) {
            throw new IllegalStateException("refused: " + verdict);
          }
        }
        all[round] = (System.nanoTime() - began) / 1e6;
      }
      StringBuilder line = new StringBuilder();
      line.append(
          "| %s | %d | %d | %,d | %.0f |"
              .formatted(
                  rows, cache.misses, cache.hits, cache.characters(), median(all, ROUNDS / 2)));
      for (int i = 0; i < SHOWN.size(); i++) {
        line.append(" %.0f, %.0f |".formatted(median(fresh, i), median(again, i)));
      }
      System.out.println(line);
    }
  }

  private static double median(double[] rounds, int from) {
    double[] sorted = Arrays.copyOfRange(rounds, from, rounds.length);
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  /** Of the later half of the rounds, when everything is compiled. */
  private static double median(double[][] rounds, int shown) {
    return median(Arrays.stream(rounds).mapToDouble(round -> round[shown]).toArray(), ROUNDS / 2);
  }
}
