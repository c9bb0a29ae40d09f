package dev.paravent.policies;

/**
 * What one person is in a relation: a column that identifies the person, or ({@code via}) a column
 * that leads to a relation that has one.
 */
public record Subject(String column, boolean via) {}
