package dev.paravent.decide;

import java.util.List;

/**
 * What is to be planned.
 *
 * @param text the client's message: one or more statements
 * @param searchPath effective schemas in order, {@code "$user"} expanded, without pg_catalog
 * @param parameterOids the types the client declared in Parse, 0 where undeclared; may be shorter
 *     than the number of parameters
 * @param singleStatement whether more than one statement is an error (the extended protocol)
 */
public record PlanRequest(
    String text, List<String> searchPath, List<Integer> parameterOids, boolean singleStatement) {
  public PlanRequest {
    searchPath = List.copyOf(searchPath);
    parameterOids = List.copyOf(parameterOids);
  }

  @Override
  public String toString() {
    return "PlanRequest";
  }
}
