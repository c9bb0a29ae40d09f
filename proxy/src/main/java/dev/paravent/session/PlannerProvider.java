package dev.paravent.session;

import dev.paravent.decide.Principal;
import dev.paravent.decide.StatementPlanner;
import java.util.concurrent.CompletableFuture;

/** Finds the planner of a principal. Thread-safe. */
public interface PlannerProvider {
  /**
   * The planner for a new session; must not block. Completes exceptionally when the catalog of the
   * principal's database cannot be loaded; the session is refused then.
   *
   * @param server that the session is connected to: what a standby has may be older
   */
  CompletableFuture<StatementPlanner> plannerFor(Principal principal, UpstreamHost server);
}
