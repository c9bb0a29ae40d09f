package dev.paravent.catalog;

import java.util.List;

/**
 * What makes a row impossible because of other rows: a unique index, an exclusion constraint or a
 * foreign key. Immutable.
 *
 * @param relation whose rows it is about
 * @param columns column numbers of the key, 0 for an expression
 * @param references the relation that a foreign key refers to; 0 for keys of the relation itself
 * @param referenced column numbers there, in the order of {@code columns}
 * @param computed whether expressions or a predicate decide as well
 */
public record KeyConstraint(
    int relation,
    List<Integer> columns,
    int references,
    List<Integer> referenced,
    boolean computed) {
  public KeyConstraint {
    columns = List.copyOf(columns);
    referenced = List.copyOf(referenced);
  }

  public boolean isForeign() {
    return references != 0;
  }
}
