package dev.paravent.sql;

/**
 * The column of one range variable that a value was read from unchanged. Two values are of the same
 * row when {@code variable} and {@code inner} agree.
 *
 * @param variable the range variable of the statement
 * @param inner the range variable inside a view, 0 for a table
 * @param relation pg_class.oid of the relation
 * @param column number of the column
 */
public record Origin(int variable, int inner, int relation, int column) {}
