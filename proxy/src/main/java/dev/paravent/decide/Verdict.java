package dev.paravent.decide;

/** What becomes of one statement. */
public sealed interface Verdict {
  /** It runs as planned. */
  record Forward(StatementPlan plan) implements Verdict {}

  /** It does not run. */
  record Refuse(Reason reason) implements Verdict {}
}
