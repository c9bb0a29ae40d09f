package dev.paravent.cli;

import dev.paravent.catalog.Catalog;
import dev.paravent.decide.PlanRequest;
import dev.paravent.decide.Reason;
import dev.paravent.decide.RefusalCode;
import dev.paravent.decide.StatementPlanner;
import dev.paravent.decide.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A planner that follows the catalog: each change of the database makes a new one inside. Refuses
 * while there is no fresh catalog. Thread-safe; one per session.
 */
final class LivePlanner implements StatementPlanner {
  /** While nobody knows what the database looks like, no plan that was made before is good. */
  private static final long UNKNOWN = Long.MIN_VALUE;

  private final Supplier<Optional<Catalog>> catalogs;
  private final Function<Catalog, StatementPlanner> factory;
  private final long policyGeneration;
  private volatile Current current;

  /** A snapshot and its planner, replaced together. Two threads may make the same one: harmless. */
  private record Current(Catalog catalog, StatementPlanner planner) {}

  /**
   * @param first the catalog at login
   * @param policyGeneration tells plans of one policy from those of another
   * @param catalogs the catalog now, empty when it is not known to be up to date; does not block
   */
  LivePlanner(
      Catalog first,
      long policyGeneration,
      Supplier<Optional<Catalog>> catalogs,
      Function<Catalog, StatementPlanner> factory) {
    this.policyGeneration = policyGeneration;
    this.catalogs = catalogs;
    this.factory = factory;
    this.current = new Current(first, factory.apply(first));
  }

  @Override
  public List<Verdict> plan(PlanRequest request) {
    Optional<Catalog> catalog = catalogs.get();
    if (catalog.isPresent()) {
      return planner(catalog.get()).plan(request);
    }
    return List.of(
        new Verdict.Refuse(
            Reason.of(
                RefusalCode.INTERNAL_FAULT,
                "the database's catalog cannot be read at present, so nothing can be judged")));
  }

  @Override
  public long generation() {
    return catalogs
        .get()
        .map(catalog -> planner(catalog).generation() ^ policyGeneration)
        .orElse(UNKNOWN);
  }

  @Override
  public boolean isProtected(int relationOid, int columnNumber) {
    return current.planner().isProtected(relationOid, columnNumber);
  }

  private StatementPlanner planner(Catalog catalog) {
    Current latest = current;
    if (latest.catalog() != catalog) {
      latest = new Current(catalog, factory.apply(catalog));
      current = latest;
    }
    return latest.planner();
  }
}
