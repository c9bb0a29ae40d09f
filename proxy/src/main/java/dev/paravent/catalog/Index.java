package dev.paravent.catalog;

import java.util.List;

/**
 * An index. Immutable.
 *
 * @param keyColumns column numbers of the key, in order, 0 for an expression; INCLUDE columns are
 *     not here
 * @param expressionColumns columns that key expressions and the predicate read
 * @param unique whether it is unique, valid, immediate and without a predicate, so that equality on
 *     all key columns finds at most one row
 */
public record Index(
    String name, List<Integer> keyColumns, List<Integer> expressionColumns, boolean unique) {
  public Index {
    keyColumns = List.copyOf(keyColumns);
    expressionColumns = List.copyOf(expressionColumns);
  }
}
