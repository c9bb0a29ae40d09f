package dev.paravent.sql;

import org.jspecify.annotations.Nullable;

/** Something a statement does with protected values that a policy may allow or not. Immutable. */
public sealed interface Fact {
  /** 1-based character in the client's text, 0 if unknown. */
  int position();

  /**
   * A constant is compared with a column.
   *
   * @param origin the column, null if not a plain one
   * @param block the query block; two look-ups are conjuncts of one row only within a block
   * @param conjunct whether it is a plain equality and a conjunct of WHERE or of an inner join
   */
  record LookUp(
      Slot slot,
      String valueClass,
      @Nullable Origin origin,
      int block,
      boolean conjunct,
      int position)
      implements Fact {}

  /** Columns of the class are compared with each other. */
  record CompareColumns(String valueClass, int position) implements Fact {}

  /** Rows are grouped, partitioned or de-duplicated by the class. */
  record Group(String valueClass, int position) implements Fact {}

  /** Rows are ordered by the class. */
  record Order(String valueClass, int position) implements Fact {}

  /** The least or the greatest of values of the class is taken. */
  record MinMax(String valueClass, int position) implements Fact {}

  /**
   * A constant enters a column.
   *
   * @param row in an UPDATE, the column that it replaces; null otherwise
   * @param block the query block; what the statement says of the row stands there
   * @param member whether it is a document that may hold a value of the class, which only its text
   *     tells
   */
  record Write(
      Slot slot,
      String valueClass,
      WriteTarget target,
      @Nullable Origin row,
      int block,
      boolean member,
      int position)
      implements Fact {}

  /** A column's value is copied into another column of the class. */
  record Copy(String valueClass, int position) implements Fact {}

  /** A column of the class leaves. */
  record Read(String valueClass, int position) implements Fact {}

  /** Where a constant is written. */
  enum WriteTarget {
    /** Guarded by the registry. */
    INSERT,
    /** Guarded by the registry or the row's own value. */
    UPDATE,
    /** Where no guard can stand: tokens are refused. */
    UNGUARDED
  }
}
