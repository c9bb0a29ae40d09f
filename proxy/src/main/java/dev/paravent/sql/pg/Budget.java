package dev.paravent.sql.pg;

import java.util.function.LongSupplier;

/**
 * What one analysis may still do. Every stage from the tokens to the printed text charges it where
 * it loops or keeps something, so that whatever a stage does to a statement is bounded, whoever
 * wrote the statement. Confined to one analysis.
 */
public final class Budget {
  /** How many steps are taken between two looks at the clock. */
  public static final int STEPS_BETWEEN_LOOKS = 1 << 14;

  /** Characters of printed text that count as one item: about as many bytes. */
  private static final int CHARACTERS_OF_ITEM = 64;

  private final AnalysisLimits limits;
  private final LongSupplier nanoClock;
  private final long printable;
  private long steps;
  private long items;
  private long nextLook;
  private boolean begun;
  private long beginning;

  /**
   * Creates a budget that nothing is spent of.
   *
   * @param nanoClock nanoseconds from any origin
   */
  public Budget(AnalysisLimits limits, LongSupplier nanoClock) {
    this.limits = limits;
    this.nanoClock = nanoClock;
    this.printable = Math.min(limits.items(), Integer.MAX_VALUE) * CHARACTERS_OF_ITEM;
    this.nextLook = Math.min(STEPS_BETWEEN_LOOKS, limits.steps() + 1);
  }

  /** A budget of steps and items only: for text of the database's owner, and for tests. */
  public static Budget untimed(AnalysisLimits limits) {
    return new Budget(limits, () -> 0);
  }

  public AnalysisLimits limits() {
    return limits;
  }

  /**
   * Takes steps.
   *
   * @throws LimitException if there are not as many left, or the time is over
   */
  public void step(long count) {
    steps += count;
    if (steps >= nextLook) {
      look();
    }
  }

  /**
   * Keeps items; each is a step as well.
   *
   * @throws LimitException if there are not as many left
   */
  public void keep(long count) {
    items += count;
    if (items > limits.items()) {
      throw new LimitException(LimitException.Limit.ITEMS);
    }
    step(count);
  }

  /**
   * Says how long the printed text is by now.
   *
   * @throws LimitException if it is longer than what may be kept
   */
  void printed(int characters) {
    if (characters > printable) {
      throw new LimitException(LimitException.Limit.ITEMS);
    }
  }

  /** How many characters may be printed. */
  public long printable() {
    return printable;
  }

  /** How many steps were taken. */
  public long steps() {
    return steps;
  }

  /** How many items are kept. */
  public long items() {
    return items;
  }

  private void look() {
    if (steps > limits.steps()) {
      throw new LimitException(LimitException.Limit.STEPS);
    }
    long now = nanoClock.getAsLong();
    if (!begun) {
      begun = true;
      beginning = now;
    } else if (now - beginning > limits.time().toNanos()) {
      throw new LimitException(LimitException.Limit.TIME);
    }
    nextLook = Math.min(steps + STEPS_BETWEEN_LOOKS, limits.steps() + 1);
  }
}
