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
import org.jspecify.annotations.Nullable;

/**
 * A planner that follows the catalog: each change of the database makes a new one inside. Refuses
 * while there is no fresh catalog. Confined to one session.
 */
final class LivePlanner implements StatementPlanner {
  private final Supplier<Optional<Catalog>> catalogs;
  private final Function<Catalog, StatementPlanner> factory;
  private @Nullable Catalog planned;
  private StatementPlanner planner;

  /**
   * @param first the catalog at login
   * @param catalogs the catalog now, empty when it is not known to be up to date; does not block
   */
  LivePlanner(
      Catalog first,
      Supplier<Optional<Catalog>> catalogs,
      Function<Catalog, StatementPlanner> factory) {
    this.catalogs = catalogs;
    this.factory = factory;
    this.planned = first;
    this.planner = factory.apply(first);
  }

  @Override
  public List<Verdict> plan(PlanRequest request) {
    if (follow()) {
      return planner.plan(request);
    }
    return List.of(
        new Verdict.Refuse(
            Reason.of(
                RefusalCode.INTERNAL_FAULT,
                "the database's catalog cannot be read at present, so nothing can be judged")));
  }

  @Override
  public long generation() {
    follow();
    return planner.generation();
  }

  @Override
  public boolean isProtected(int relationOid, int columnNumber) {
    return planner.isProtected(relationOid, columnNumber);
  }

  /** Whether the planner is that of the catalog now. */
  private boolean follow() {
    Optional<Catalog> current = catalogs.get();
    if (current.isEmpty()) {
      return false;
    }
    Catalog catalog = current.get();
    if (catalog != planned) {
      planner = factory.apply(catalog);
      planned = catalog;
    }
    return true;
  }
}
