package dev.paravent.cli;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.paravent.cache.CaffeinePlanCache;
import dev.paravent.catalog.Catalog;
import dev.paravent.catalog.FunctionInventory;
import dev.paravent.catalog.SystemRelations;
import dev.paravent.decide.Planner;
import dev.paravent.decide.Principal;
import dev.paravent.decide.StatementPlanner;
import dev.paravent.metrics.PlanCacheCounts;
import dev.paravent.policies.Policy;
import dev.paravent.sql.pg.AnalysisLimits;
import dev.paravent.sql.pg.Budgets;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * The one place that says which planner judges statements: one for each role, database and state of
 * the catalog, shared by the role's sessions. Thread-safe.
 */
final class Planners implements PlannerFactory {
  private static final long MAXIMUM_PLANNERS = 64;
  private static final long MAXIMUM_PLAN_CHARACTERS = 4L << 20;

  private final FunctionInventory functions = FunctionInventory.load();
  private final SystemRelations systemRelations = SystemRelations.load();
  private final Cache<Key, StatementPlanner> planners =
      Caffeine.newBuilder().maximumSize(MAXIMUM_PLANNERS).build();
  private final Counts counts = new Counts();

  private record Key(
      String policy,
      String user,
      String databaseUser,
      String database,
      long generation,
      AnalysisLimits limits) {}

  /** Counts look-ups in the plan caches. */
  private static final class Counts implements PlanCacheCounts, CaffeinePlanCache.Observer {
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();

    @Override
    public void hit() {
      hits.increment();
    }

    @Override
    public void miss() {
      misses.increment();
    }

    @Override
    public long hits() {
      return hits.sum();
    }

    @Override
    public long misses() {
      return misses.sum();
    }
  }

  static Wiring wiring(Consumer<String> warnings) {
    Planners planners = new Planners();
    return new Wiring(planners, planners.counts, warnings);
  }

  @Override
  public StatementPlanner create(Policy policy, Catalog catalog, Principal principal) {
    return create(policy, catalog, principal, AnalysisLimits.DEFAULTS);
  }

  @Override
  public PlannerFactory within(AnalysisLimits limits) {
    return (policy, catalog, principal) -> create(policy, catalog, principal, limits);
  }

  private StatementPlanner create(
      Policy policy, Catalog catalog, Principal principal, AnalysisLimits limits) {
    Key key =
        new Key(
            policy.fingerprint(),
            principal.user(),
            principal.databaseUser(),
            principal.database(),
            catalog.generation(),
            limits);
    return planners.get(
        key,
        absent ->
            new Planner(
                principal.actingFor(Optional.empty()), // shared by all end users
                policy.classification(),
                catalog,
                () -> Optional.of(catalog),
                functions,
                systemRelations,
                new CaffeinePlanCache(MAXIMUM_PLAN_CHARACTERS, counts),
                new Budgets(limits, System::nanoTime)));
  }
}
