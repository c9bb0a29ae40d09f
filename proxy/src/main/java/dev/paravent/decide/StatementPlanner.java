package dev.paravent.decide;

import java.util.List;

/**
 * Judges the statements of one principal. Pure but for its caches; never throws: a fault is a
 * refusal.
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

  /** Changes when the policy or the catalog does; plans of another generation must be made anew. */
  long generation();

  /** Whether the server attributes the field to a column that must not leave as it is (G4). */
  boolean isProtected(int relationOid, int columnNumber);
}
