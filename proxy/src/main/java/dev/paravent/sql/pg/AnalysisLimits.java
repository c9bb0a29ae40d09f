package dev.paravent.sql.pg;

import java.time.Duration;

/**
 * How much the analysis of one message may take before it is refused. Immutable.
 *
 * @param text of the text and its tree
 * @param steps of work: a column that a name is compared with, a node that is labelled or printed
 * @param items that are kept at once: tokens, columns, facts, nodes; each takes about 100 bytes
 * @param time of what takes more than {@link Budget#STEPS_BETWEEN_LOOKS} steps: the clock is not
 *     read before, so that a machine that pauses refuses no statement that is small
 */
public record AnalysisLimits(ParserLimits text, long steps, long items, Duration time) {
  /**
   * Five million steps, which take about a quarter of a second, two million items, and a second for
   * machines that are slow.
   */
  public static final AnalysisLimits DEFAULTS =
      new AnalysisLimits(ParserLimits.DEFAULTS, 5_000_000, 2_000_000, Duration.ofSeconds(1));

  private static final long BRIEF_STEPS = 10_000;

  public AnalysisLimits {
    if (steps < 1 || items < 1 || time.isNegative() || time.isZero()) {
      throw new IllegalArgumentException("analysis limits out of range");
    }
  }

  /** What may be done where others wait: about a millisecond. */
  public AnalysisLimits brief() {
    return new AnalysisLimits(text, Math.min(steps, BRIEF_STEPS), items, time);
  }
}
