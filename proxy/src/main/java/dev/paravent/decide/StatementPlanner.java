package dev.paravent.decide;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Judges the statements of one principal. Pure but for its caches, and for a clock that only ends
 * an analysis that takes too long; never throws: a fault is a refusal.
 */
public interface StatementPlanner {
  /**
   * One verdict for each statement of the text, in order; an empty list for a text without
   * statements. A refusal ends the list: what follows it is not planned, as the server would not
   * run it.
   *
   * <p>Because a statement of a message may change the search path for those after it, the planner
   * follows {@link SessionEffect.SearchPath} within the message by itself.
   */
  List<Verdict> plan(PlanRequest request);

  /**
   * As {@link #plan}, where others wait for the thread: null if it would take more than about a
   * millisecond, so that it is to be planned elsewhere.
   */
  default @Nullable List<Verdict> planBriefly(PlanRequest request) {
    return plan(request);
  }

  /** Changes when the policy or the catalog does; plans of another generation must be made anew. */
  long generation();

  /** Whether the server attributes the field to a column that must not leave as it is (G4). */
  boolean isProtected(int relationOid, int columnNumber);
}
