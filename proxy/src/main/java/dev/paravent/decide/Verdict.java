package dev.paravent.decide;

/** What becomes of one statement. */
public sealed interface Verdict {
  /** It runs as planned. */
  record Forward(StatementPlan plan) implements Verdict {}

  /** The session performs it, by what it knows of prepared statements and cursors. */
  record Perform(SessionCommand command) implements Verdict {}

  /** It does not run. */
  record Refuse(Reason reason) implements Verdict {}
}
