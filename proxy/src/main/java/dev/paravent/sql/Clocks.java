package dev.paravent.sql;

import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/**
 * What of a statement tells when the server came to it: calls such as nextval, statements inside it
 * that write. A common table with one is computed when the first row asks for it, so that two of
 * them tell which row came first. Confined to one analysis.
 */
final class Clocks {
  private int count;
  private @Nullable SqlNode late;

  /** Notes what moves a clock or shows one. */
  void count(int more) {
    count += more;
  }

  /** How many there are so far. */
  int counted() {
    return count;
  }

  /** Forgets what was noted since there were so many, for it is analysed once more. */
  void forget(int since) {
    count = since;
  }

  /** Notes that rows in an order that could tell ask for such a table. */
  void noteLate(SqlNode at) {
    late = at;
  }

  /** Refuses such a table where another clock could tell when it was computed. */
  void refuseLate() {
    if (late != null && count > 1) {
      throw new FlowException(
          Violation.PROTECTED_ORDER,
          "when this table is computed would tell the order of protected values",
          late);
    }
  }
}
