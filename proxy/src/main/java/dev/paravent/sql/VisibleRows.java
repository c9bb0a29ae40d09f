package dev.paravent.sql;

import java.util.List;

/** Which rows of a relation a principal may see. Immutable. */
public sealed interface VisibleRows {
  /** Every row. */
  record All() implements VisibleRows {}

  /** The relation is refused. {@code why} is a sentence for whoever names it. */
  record Refused(String why) implements VisibleRows {}

  /** The rows that pass every condition. */
  record Where(List<RowCondition> conditions) implements VisibleRows {
    public Where {
      conditions = List.copyOf(conditions);
    }
  }

  All ALL = new All();
}
