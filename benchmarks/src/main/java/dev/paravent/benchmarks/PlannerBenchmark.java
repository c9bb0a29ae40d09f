package dev.paravent.benchmarks;

import dev.paravent.cache.CaffeinePlanCache;
import dev.paravent.catalog.Catalog;
import dev.paravent.decide.PlanCache;
import dev.paravent.decide.PlanRequest;
import dev.paravent.decide.Planner;
import dev.paravent.decide.Verdict;
import dev.paravent.policies.Policy;
import dev.paravent.sql.pg.PgParser;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A statement that differs from the last one in its literal: with a kept plan, and from nothing.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 9, time = 1)
@Fork(1)
public class PlannerBenchmark {
  private static final int STATEMENTS = 256;

  /** What the statement looks for. */
  public enum Shape {
    KEY,
    NIR
  }

  @Param({"KEY", "NIR"})
  @SuppressWarnings("NullAway.Init") // set by JMH
  Shape shape;

  private final PgParser parser = new PgParser();
  private final PlanRequest[] requests = new PlanRequest[STATEMENTS];

  @SuppressWarnings("NullAway.Init") // set by prepare
  private Planner warm;

  @SuppressWarnings("NullAway.Init") // set by prepare
  private Planner cold;

  private int next;

  private static final class Uncounted implements CaffeinePlanCache.Observer {
    @Override
    public void hit() {}

    @Override
    public void miss() {}
  }

  @Setup
  public void prepare() throws IOException {
    for (int i = 0; i < STATEMENTS; i++) {
      String condition =
          shape == Shape.KEY ? "id = " + (17 + i) : "nir = '" + (1_850_578_006_001L + i) + "'";
      requests[i] =
          new PlanRequest(
              "SELECT id, nir, birth_date, last_name FROM payment.patient WHERE " + condition,
              List.of("payment"),
              List.of(),
              true);
    }
    Policy policy = PatientDatabase.policy();
    Catalog catalog = PatientDatabase.catalog();
    warm =
        PatientDatabase.planner(policy, catalog, new CaffeinePlanCache(1 << 20, new Uncounted()));
    cold = PatientDatabase.planner(policy, catalog, PlanCache.NONE);
    if (!(warm.plan(requests[0]).get(0) instanceof Verdict.Forward)) {
      throw new IllegalStateException("the statement is refused: " + warm.plan(requests[0]));
    }
  }

  private PlanRequest request() {
    next = (next + 1) & (STATEMENTS - 1);
    return requests[next];
  }

  @Benchmark
  public Object hit() {
    return warm.plan(request());
  }

  @Benchmark
  public Object miss() {
    return cold.plan(request());
  }

  /** Of the miss, the part before the analysis. */
  @Benchmark
  public Object parse() {
    return parser.parse(request().text());
  }
}
