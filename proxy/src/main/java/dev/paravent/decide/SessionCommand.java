package dev.paravent.decide;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement that the session performs: one about prepared statements or cursors, whose names only
 * it knows the meaning of, or one whose rows it reads. Immutable.
 */
public sealed interface SessionCommand {
  /** The highest {@code $n} in it. */
  default int clientParameters() {
    return 0;
  }

  /** PREPARE. The request is the prepared statement's own, with the declared types. */
  record Prepare(String name, PlanRequest request, StatementPlan plan) implements SessionCommand {}

  /**
   * UPDATE or DELETE of the row that a cursor is on.
   *
   * @param placeHolder what stands in the plan's text in place of the server's name of the cursor
   */
  record Positioned(String cursor, String placeHolder, StatementPlan plan)
      implements SessionCommand {
    @Override
    public int clientParameters() {
      return plan.clientParameters();
    }

    /** The plan for the cursor that the server knows by that name. */
    public StatementPlan planOn(String serverCursor) {
      return new StatementPlan(
              plan.kind(),
              plan.sql().replace("CURRENT OF " + placeHolder, "CURRENT OF " + serverCursor),
              plan.clientParameters(),
              plan.parameters(),
              plan.outputs(),
              plan.hiddenOutputs(),
              plan.comparesOrGroups(),
              plan.effect(),
              false)
          .failing(plan.failsAlike());
    }
  }

  /** EXECUTE. */
  record Execute(String name, List<Argument> arguments) implements SessionCommand {
    public Execute {
      arguments = List.copyOf(arguments);
    }

    @Override
    public int clientParameters() {
      int highest = 0;
      for (Argument argument : arguments) {
        if (argument instanceof Parameter parameter) {
          highest = Math.max(highest, parameter.index() + 1);
        }
      }
      return highest;
    }
  }

  /** DEALLOCATE; no name is ALL. */
  record Deallocate(@Nullable String name) implements SessionCommand {}

  /**
   * DECLARE.
   *
   * @param options the words between the name and CURSOR, as the server gets them
   * @param hold WITH HOLD
   * @param request the query's own, so that it can be judged anew
   * @param plan of the query
   */
  record Declare(
      String name,
      String options,
      boolean binary,
      boolean hold,
      PlanRequest request,
      StatementPlan plan)
      implements SessionCommand {
    @Override
    public int clientParameters() {
      return plan.clientParameters();
    }
  }

  /** FETCH, or MOVE, which gives no rows; {@code direction} is as the server gets it. */
  record Fetch(boolean move, String direction, String cursor) implements SessionCommand {}

  /** CLOSE; no name is ALL. */
  record Close(@Nullable String cursor) implements SessionCommand {}

  /**
   * COPY FROM STDIN into protected columns, which is an INSERT for each row: so every value is a
   * parameter, and is treated as one of INSERT.
   *
   * @param request the statement's own, so that it can be judged anew
   * @param insert with a client parameter for each column of the source
   */
  record CopyIn(PlanRequest request, StatementPlan insert, CopySource source)
      implements SessionCommand {}

  /**
   * SET or RESET of {@code paravent.assertion}, of which the server never hears.
   *
   * @param assertion in compact form; null for nobody
   * @param local until the end of the transaction
   * @param reset whether RESET says it
   */
  record Assert(@Nullable String assertion, boolean local, boolean reset)
      implements SessionCommand {
    @Override
    public String toString() {
      return "Assert";
    }
  }

  /** A value of EXECUTE. */
  sealed interface Argument {}

  /** A constant as text; null is NULL. */
  record Constant(@Nullable String text) implements Argument {
    @Override
    public String toString() {
      return "Constant";
    }
  }

  /** A parameter of the message around it, from 0. */
  record Parameter(int index) implements Argument {}
}
