package dev.paravent.catalog;

/**
 * An operator. Immutable.
 *
 * @param leftType 0 for a prefix operator
 * @param language the language of the function behind it
 */
public record OperatorDefinition(
    String schema, String name, int leftType, int rightType, int resultType, String language) {}
