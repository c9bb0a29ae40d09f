package dev.paravent.policies;

/** What columns of a class show in place of their values. Immutable. */
public sealed interface Shown {
  /** The value's token. */
  record Token() implements Shown {}

  /** NULL, whatever the value. */
  record Null() implements Shown {}

  /**
   * The same text for everybody, as a value of the column's type; also where the column is NULL.
   */
  record Constant(String text) implements Shown {}

  /** A coarser date; NULL where the column holds no date of the class. */
  record Generalised(Generalisation generalisation) implements Shown {}

  Shown TOKEN = new Token();
  Shown NULL = new Null();

  /** Whether conditions, joins and groups see the value itself, by way of tokens. */
  default boolean isToken() {
    return this instanceof Token;
  }

  /**
   * What shows no more than either. A token and a date made coarser tell different things, so both
   * together are NULL.
   */
  static Shown both(Shown left, Shown right) {
    if (left.equals(right)) {
      return left;
    }
    if (left instanceof Constant && !(right instanceof Null || right instanceof Constant)) {
      return left;
    }
    if (right instanceof Constant && !(left instanceof Null || left instanceof Constant)) {
      return right;
    }
    if (left instanceof Generalised a && right instanceof Generalised b) {
      if (a.generalisation().isCoarserThan(b.generalisation())) {
        return left;
      }
      if (b.generalisation().isCoarserThan(a.generalisation())) {
        return right;
      }
    }
    return NULL;
  }
}
