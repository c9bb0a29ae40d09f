package dev.paravent.decide;

import dev.paravent.sql.pg.PgTokens;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The verdict on statements of one fingerprint, without the values that differ. Immutable. */
public sealed interface PlanTemplate permits StatementTemplate, FoldedTemplate {
  /**
   * What may be kept of the verdict on one statement.
   *
   * @param tokens of the one statement, after everything that decided was done
   * @return null if it must not be kept
   */
  static @Nullable PlanTemplate of(PgTokens tokens, Decision decision) {
    return StatementTemplate.of(tokens, decision);
  }

  /** Whether the statement, which has the same fingerprint, gets this verdict. */
  boolean isFor(PlanCache.Wanted wanted);

  /** The verdict on the statement. */
  List<Verdict> verdicts(PlanCache.Wanted wanted);

  /** About how many characters it keeps. */
  int size();
}
