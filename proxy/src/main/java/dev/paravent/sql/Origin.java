package dev.paravent.sql;

/**
 * The column of one range variable that a value was read from unchanged. Two values are of the same
 * row when {@code variable} and {@code inner} agree.
 *
 * @param variable the range variable of the statement
 * @param inner the range variable inside a view, 0 for a table
 * @param relation pg_class.oid of the relation
 * @param column number of the column
 * @param member whether it is a value inside the column's document, not the column's own
 */
public record Origin(int variable, int inner, int relation, int column, boolean member) {
  /** A column's own value. */
  Origin(int variable, int inner, int relation, int column) {
    this(variable, inner, relation, column, false);
  }

  /** A value inside the document that is here. */
  Origin asMember() {
    return new Origin(variable, inner, relation, column, true);
  }
}
