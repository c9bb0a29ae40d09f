package dev.paravent.decide;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The kept verdicts on statements with one fingerprint that differ in tied literals. Few: a
 * statement with ever other values of a tied literal pushes its own older verdicts out. Immutable.
 */
public final class PlanVariants {
  private static final int MOST = 8;

  private final PlanTemplate[] newestFirst;

  private PlanVariants(PlanTemplate[] newestFirst) {
    this.newestFirst = newestFirst;
  }

  public static PlanVariants of(PlanTemplate template) {
    return new PlanVariants(new PlanTemplate[] {template});
  }

  /** These and one more. */
  public PlanVariants with(PlanTemplate template) {
    PlanTemplate[] more = new PlanTemplate[Math.min(newestFirst.length + 1, MOST)];
    more[0] = template;
    System.arraycopy(newestFirst, 0, more, 1, more.length - 1);
    return new PlanVariants(more);
  }

  /** The verdict on the statement; null if none is for it. */
  public @Nullable List<Verdict> verdicts(PlanCache.Wanted wanted) {
    for (PlanTemplate template : newestFirst) {
      if (template.isFor(wanted)) {
        return template.verdicts(wanted);
      }
    }
    return null;
  }

  /** About how many characters it keeps. */
  public int size() {
    int size = 0;
    for (PlanTemplate template : newestFirst) {
      size += template.size();
    }
    return size;
  }
}
