package dev.paravent.sql.pg;

import java.util.function.LongSupplier;

/** Gives each analysis its {@link Budget}. Immutable, if the clock is; thread-safe. */
public record Budgets(AnalysisLimits limits, LongSupplier nanoClock) {
  /** The default limits by the machine's clock. */
  public static final Budgets DEFAULTS = new Budgets(AnalysisLimits.DEFAULTS, System::nanoTime);

  /** For the analysis of a message. */
  public Budget full() {
    return new Budget(limits, nanoClock);
  }

  /** For a first attempt where others wait. */
  public Budget brief() {
    return new Budget(limits.brief(), nanoClock);
  }
}
