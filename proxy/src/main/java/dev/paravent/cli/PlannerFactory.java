package dev.paravent.cli;

import dev.paravent.catalog.Catalog;
import dev.paravent.decide.Principal;
import dev.paravent.decide.StatementPlanner;
import dev.paravent.policies.Policy;

/** Makes the planner of one principal over one catalog snapshot. Thread-safe. */
interface PlannerFactory {
  StatementPlanner create(Policy policy, Catalog catalog, Principal principal);
}
