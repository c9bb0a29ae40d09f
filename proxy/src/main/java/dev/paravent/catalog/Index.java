package dev.paravent.catalog;

import java.util.List;

/**
 * An index. Immutable.
 *
 * @param keyColumns column numbers of the key, in order, 0 for an expression
 * @param includedColumns column numbers that it holds beside its key (INCLUDE)
 * @param expressionColumns columns that key expressions and the predicate read
 * @param unique whether it is unique, valid, immediate and without a predicate, so that equality on
 *     all key columns finds at most one row
 * @param partial whether it has a predicate
 */
public record Index(
    String name,
    List<Integer> keyColumns,
    List<Integer> includedColumns,
    List<Integer> expressionColumns,
    boolean unique,
    boolean partial) {
  public Index {
    keyColumns = List.copyOf(keyColumns);
    includedColumns = List.copyOf(includedColumns);
    expressionColumns = List.copyOf(expressionColumns);
  }

  Index notUnique() {
    return new Index(name, keyColumns, includedColumns, expressionColumns, false, partial);
  }
}
