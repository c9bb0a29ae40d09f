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
 * @param temporaries the session's temporary tables
 */
public record PlanRequest(
    String text,
    List<String> searchPath,
    List<Integer> parameterOids,
    boolean singleStatement,
    Temporaries temporaries) {
  public PlanRequest {
    searchPath = List.copyOf(searchPath);
    parameterOids = List.copyOf(parameterOids);
  }

  /** A request of a session without temporary tables. */
  public PlanRequest(
      String text, List<String> searchPath, List<Integer> parameterOids, boolean singleStatement) {
    this(text, searchPath, parameterOids, singleStatement, Temporaries.NONE);
  }

  /** The same in a session that has other tables now; what it creates keeps its name. */
  public PlanRequest amid(Temporaries now) {
    return new PlanRequest(
        text,
        searchPath,
        parameterOids,
        singleStatement,
        new Temporaries(now.tables(), temporaries.next()));
  }

  @Override
  public String toString() {
    return "PlanRequest";
  }
}
