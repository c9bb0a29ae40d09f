package dev.paravent.cli;

import dev.paravent.decide.PlanRequest;
import dev.paravent.decide.Reason;
import dev.paravent.decide.RefusalCode;
import dev.paravent.decide.StatementPlanner;
import dev.paravent.decide.Verdict;
import dev.paravent.metrics.PlanCacheCounts;
import java.util.List;
import java.util.function.Consumer;

/** The one place that says which planner judges statements. */
final class Planners {
  private Planners() {}

  static Wiring wiring(Consumer<String> warnings) {
    return new Wiring((policy, catalog, principal) -> REFUSES_ALL, NO_CACHE, warnings);
  }

  private static final StatementPlanner REFUSES_ALL =
      new StatementPlanner() {
        @Override
        public List<Verdict> plan(PlanRequest request) {
          return List.of(
              new Verdict.Refuse(
                  Reason.of(RefusalCode.UNSUPPORTED_STATEMENT, "no planner is wired yet")));
        }

        @Override
        public long generation() {
          return 0;
        }

        @Override
        public boolean isProtected(int relationOid, int columnNumber) {
          return true;
        }
      };

  private static final PlanCacheCounts NO_CACHE =
      new PlanCacheCounts() {
        @Override
        public long hits() {
          return 0;
        }

        @Override
        public long misses() {
          return 0;
        }
      };
}
