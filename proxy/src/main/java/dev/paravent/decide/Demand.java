package dev.paravent.decide;

import dev.paravent.policies.ProtectedClass;

/**
 * What a constant must be before it meets a protected column. Applied at every execution: the kind
 * of value (token, clear, malformed) is not known earlier. Immutable.
 *
 * @param array whether the value is an array, each element of which is treated by itself
 * @param tokenAllowed whether a token may stand here
 * @param clear whether a clear value may stand here
 * @param confirmedBy for {@link Clear#CONFIRM}: the index (from 0) of the server parameter that
 *     must hold a clear NIR in the same execution; otherwise -1
 * @param looksUp whether the value is compared with a column
 * @param writes whether the value enters a column
 * @param subject for a bound date: where the subject key comes from; otherwise {@link Subject#NONE}
 */
public record Demand(
    ProtectedClass protectedClass,
    boolean array,
    boolean tokenAllowed,
    Clear clear,
    int confirmedBy,
    boolean looksUp,
    boolean writes,
    Subject subject) {

  /** Whether a clear value may stand here. */
  public enum Clear {
    REFUSED,
    ALLOWED,
    /** Only beside a clear NIR, see {@link #confirmedBy}. */
    CONFIRM
  }

  /**
   * Where the subject key of a bound date comes from: a server parameter (index from 0), a number
   * in the text, or nowhere.
   */
  public record Subject(int parameter, long literal, boolean isLiteral) {
    public static final Subject NONE = new Subject(-1, 0, false);

    public boolean isKnown() {
      return isLiteral || parameter >= 0;
    }
  }
}
