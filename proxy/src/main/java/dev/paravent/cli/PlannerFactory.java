package dev.paravent.cli;

import dev.paravent.catalog.Catalog;
import dev.paravent.decide.Principal;
import dev.paravent.decide.StatementPlanner;
import dev.paravent.policies.Policy;
import dev.paravent.sql.pg.AnalysisLimits;

/** Makes the planner of one principal over one catalog snapshot. Thread-safe. */
interface PlannerFactory {
  StatementPlanner create(Policy policy, Catalog catalog, Principal principal);

  /** The same with other limits of the analysis; itself where it sets none. */
  default PlannerFactory within(AnalysisLimits limits) {
    return this;
  }
}
