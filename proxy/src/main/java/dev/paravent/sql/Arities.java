package dev.paravent.sql;

import dev.paravent.catalog.Routine;
import dev.paravent.sql.pg.PgCall;
import java.util.List;
import org.apache.calcite.sql.SqlDynamicParam;
import org.jspecify.annotations.Nullable;

/**
 * With how many arguments the server may call a function. It drops each argument that is a bare
 * parameter of type void, which is how JDBC's calls name what comes out (PostgreSQL parse_func.c,
 * ParseFuncOrColumn). Whether a parameter is of that type is not known here: the client may declare
 * it, and so may another use of it. So the call is judged as each of the functions that it may be.
 * Stateless.
 */
final class Arities {
  private Arities() {}

  /** What becomes of the call; REFUSED where that differs between what it may be. */
  static Surroundings.FunctionUse use(
      Surroundings surroundings, Calls.Found found, PgCall.Function call) {
    int given = given(call);
    Surroundings.FunctionUse use = null;
    for (int arguments = given; arguments >= fewest(call); arguments--) {
      if (arguments != given && !areTaken(found.candidates(), arguments)) {
        continue;
      }
      Surroundings.FunctionUse other =
          surroundings.functionUse(found.schema(), found.name(), arguments);
      boolean none = arguments == given && !areTaken(found.candidates(), given);
      use = none ? null : merged(use, other, arguments == given);
    }
    return use == null ? Surroundings.FunctionUse.REFUSED : use;
  }

  private static Surroundings.FunctionUse merged(
      Surroundings.@Nullable FunctionUse use, Surroundings.FunctionUse other, boolean whole) {
    if (use != null) {
      return use == other ? use : Surroundings.FunctionUse.REFUSED;
    }
    // the places of arguments that have to be constants are those of the whole call
    return whole || other == Surroundings.FunctionUse.SAFE
        ? other
        : Surroundings.FunctionUse.REFUSED;
  }

  /** Whether the server may call the routine. */
  static boolean mayBe(Routine routine, PgCall.Function call) {
    for (int arguments = given(call); arguments >= fewest(call); arguments--) {
      if (Types.takes(routine, arguments)) {
        return true;
      }
    }
    return false;
  }

  private static boolean areTaken(List<Routine> candidates, int arguments) {
    return candidates.stream().anyMatch(routine -> Types.takes(routine, arguments));
  }

  private static int given(PgCall.Function call) {
    return call.arguments.size() + call.withinGroup.size();
  }

  private static int fewest(PgCall.Function call) {
    return given(call)
        - (int) call.arguments.stream().filter(SqlDynamicParam.class::isInstance).count();
  }
}
