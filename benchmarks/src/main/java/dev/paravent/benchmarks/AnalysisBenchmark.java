package dev.paravent.benchmarks;

import dev.paravent.cache.CaffeinePlanCache;
import dev.paravent.catalog.Catalog;
import dev.paravent.catalog.CatalogLoader;
import dev.paravent.catalog.CatalogSource;
import dev.paravent.decide.PlanCache;
import dev.paravent.decide.PlanRequest;
import dev.paravent.decide.Planner;
import dev.paravent.decide.Verdict;
import dev.paravent.policies.Policy;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
 * A statement to its plan, over the catalog of a real database: from nothing, and with a kept plan.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class AnalysisBenchmark {
  private static final String SCHEMA =
      """
      CREATE SCHEMA payment;
      CREATE TABLE payment.patient (id bigint PRIMARY KEY, nir varchar(13), birth_date date, last_name text);
      CREATE TABLE payment.claim (id bigint, patient_id bigint, insurer_id int, total numeric);
      CREATE TABLE payment.insurer (id int PRIMARY KEY, name text);
      CREATE TABLE payment.claim_line (id bigint, claim_id bigint, code text, amount numeric, note text);
      CREATE TABLE payment.reading (%s, label text)
      """;

  @Param public QueryShape shape = QueryShape.POINT_LOOKUP;

  @SuppressWarnings("NullAway.Init") // set by prepare
  private PlanRequest request;

  @SuppressWarnings("NullAway.Init") // set by prepare
  private Planner warm;

  @SuppressWarnings("NullAway.Init") // set by prepare
  private Planner cold;

  private static final class Uncounted implements CaffeinePlanCache.Observer {
    @Override
    public void hit() {}

    @Override
    public void miss() {}
  }

  @Setup
  public void prepare() throws Exception {
    Catalog catalog = catalog();
    Policy policy = PatientDatabase.policy();
    request = new PlanRequest(shape.sql(), List.of("payment"), List.of(), true);
    warm =
        PatientDatabase.planner(policy, catalog, new CaffeinePlanCache(1 << 20, new Uncounted()));
    cold = PatientDatabase.planner(policy, catalog, PlanCache.NONE);
    if (!(warm.plan(request).get(0) instanceof Verdict.Forward)) {
      throw new IllegalStateException("the statement is refused: " + warm.plan(request));
    }
  }

  static Catalog catalog() throws Exception {
    String readings =
        IntStream.range(0, 20).mapToObj(i -> "c" + i + " int").collect(Collectors.joining(", "));
    try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().start()) {
      try (Connection connection = postgres.getPostgresDatabase().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute(SCHEMA.formatted(readings));
      }
      return new CatalogLoader(CatalogSource.of("localhost", postgres.getPort(), "postgres", null))
          .load("postgres");
    }
  }

  @Benchmark
  public Object hit() {
    return warm.plan(request);
  }

  @Benchmark
  public Object miss() {
    return cold.plan(request);
  }
}
