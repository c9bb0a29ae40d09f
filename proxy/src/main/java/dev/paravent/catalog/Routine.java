package dev.paravent.catalog;

import java.util.List;

/**
 * A function, aggregate, window function or procedure. Immutable.
 *
 * @param kind pg_proc.prokind: f function, a aggregate, w window, p procedure
 * @param argumentTypes types of the input arguments
 * @param variadic whether the last argument is VARIADIC
 * @param defaults how many trailing arguments have a default
 * @param outputNames names of the columns a FROM item of it has (OUT, INOUT, TABLE), empty
 *     otherwise
 * @param outputTypes their types
 * @param language pg_language.lanname
 */
public record Routine(
    int oid,
    String schema,
    String name,
    char kind,
    List<Integer> argumentTypes,
    boolean variadic,
    int defaults,
    int returnType,
    boolean returnsSet,
    boolean leakproof,
    List<String> outputNames,
    List<Integer> outputTypes,
    String language) {
  public Routine {
    argumentTypes = List.copyOf(argumentTypes);
    outputNames = List.copyOf(outputNames);
    outputTypes = List.copyOf(outputTypes);
  }
}
