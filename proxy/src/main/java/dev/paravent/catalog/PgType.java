package dev.paravent.catalog;

/**
 * A data type. Immutable.
 *
 * @param kind pg_type.typtype: b base, c composite, d domain, e enum, p pseudo, r range, m
 *     multirange
 * @param category pg_type.typcategory, such as S for strings
 * @param baseType for a domain, the type under it (which may be a domain again); otherwise 0
 * @param baseModifier for a domain, its type modifier; otherwise -1
 * @param elementType for an array type, the type of its elements; otherwise 0
 * @param arrayType the array type of this type, 0 if none
 * @param relation for a composite type, its pg_class.oid; otherwise 0
 * @param runsCode whether making a value of it runs a function that a user wrote: its input, a
 *     check of a domain, what a range is made canonical by. Immutable functions in C are the
 *     extension's, not the user's; the types that it is made of are not looked at
 */
public record PgType(
    int oid,
    String schema,
    String name,
    char kind,
    char category,
    boolean preferred,
    int baseType,
    int baseModifier,
    int elementType,
    int arrayType,
    int relation,
    boolean runsCode) {
  public boolean isDomain() {
    return kind == 'd';
  }

  public boolean isBuiltIn() {
    return schema.equals("pg_catalog");
  }
}
