package dev.paravent.session;

import dev.paravent.decide.SessionCommand;
import dev.paravent.decide.SessionEffect;
import dev.paravent.decide.StatementKind;
import dev.paravent.decide.StatementPlan;
import java.util.List;
import java.util.Set;

/** What the server gets for statements about prepared statements and cursors. Stateless. */
final class CommandPlans {
  /**
   * What the server runs in place of a command that is made of protocol messages: it does nothing,
   * but it fails where the command would, that is in a failed transaction.
   */
  private static final String CARRIER = "UNLISTEN paravent";

  private CommandPlans() {}

  static StatementPlan fetch(SessionCommand.Fetch fetch, Portal cursor) {
    StatementPlan plan = cursor.statement().plan();
    if (plan == null) {
      throw new IllegalStateException("FETCH of an empty text was not refused");
    }
    return new StatementPlan(
            StatementKind.FETCH,
            "%s %s FROM %s"
                .formatted(fetch.move() ? "MOVE" : "FETCH", fetch.direction(), cursor.serverName()),
            0,
            List.of(),
            fetch.move() ? List.of() : plan.outputs(),
            fetch.move() ? 0 : plan.hiddenOutputs(),
            plan.comparesOrGroups(),
            SessionEffect.None.INSTANCE,
            false)
        .failing(plan.failsAlike());
  }

  static StatementPlan declare(SessionCommand.Declare declare, String cursor) {
    StatementPlan plan = declare.plan();
    return new StatementPlan(
            StatementKind.DECLARE,
            "DECLARE %s%s CURSOR %sFOR %s"
                .formatted(
                    cursor, declare.options(), declare.hold() ? "WITH HOLD " : "", plan.sql()),
            plan.clientParameters(),
            plan.parameters(),
            List.of(),
            0,
            plan.comparesOrGroups(),
            SessionEffect.None.INSTANCE,
            false)
        .failing(plan.failsAlike());
  }

  static StatementPlan carrier(SessionCommand command) {
    return new StatementPlan(
        StatementKind.SET,
        CARRIER,
        command.clientParameters(),
        List.of(),
        List.of(),
        0,
        Set.of(),
        SessionEffect.None.INSTANCE,
        false);
  }
}
