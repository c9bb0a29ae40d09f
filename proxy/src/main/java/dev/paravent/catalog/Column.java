package dev.paravent.catalog;

import java.util.List;

/**
 * A column of a relation (not dropped, not a system column). Immutable.
 *
 * @param number pg_attribute.attnum, from 1
 * @param typeOid declared type, a domain's own OID included
 * @param typeModifier pg_attribute.atttypmod, -1 if none
 * @param generatedFrom numbers of the columns a generated column is computed from; empty otherwise
 * @param generated whether it is GENERATED ALWAYS AS (..), so that it cannot be written
 * @param deterministicCollation false for a nondeterministic collation
 */
public record Column(
    String name,
    int number,
    int typeOid,
    int typeModifier,
    boolean notNull,
    boolean hasDefault,
    boolean generated,
    List<Integer> generatedFrom,
    boolean deterministicCollation) {
  public Column {
    generatedFrom = List.copyOf(generatedFrom);
  }
}
