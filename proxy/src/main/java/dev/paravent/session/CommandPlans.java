package dev.paravent.session;

import dev.paravent.decide.SessionCommand;
import dev.paravent.decide.SessionEffect;
import dev.paravent.decide.StatementKind;
import dev.paravent.decide.StatementPlan;
import java.util.List;
import java.util.Set;

/**
 * What the server gets for statements about prepared statements, cursors and end users. Stateless.
 */
final class CommandPlans {
  /**
   * What the server runs in place of a command that is made of protocol messages, or is none of its
   * business: it does nothing, but it fails where the command would, that is in a failed
   * transaction.
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
    return carrier(command.clientParameters(), SessionEffect.None.INSTANCE);
  }

  /** A carrier whose completion changes something in the session. */
  static StatementPlan carrier(SessionEffect effect) {
    return carrier(0, effect);
  }

  private static StatementPlan carrier(int parameters, SessionEffect effect) {
    return new StatementPlan(
        StatementKind.SET, CARRIER, parameters, List.of(), List.of(), 0, Set.of(), effect, false);
  }

  /** The command tag that the client gets. */
  static String tag(SessionCommand command) {
    return switch (command) {
      case SessionCommand.Prepare p -> "PREPARE";
      case SessionCommand.Deallocate d -> d.name() == null ? "DEALLOCATE ALL" : "DEALLOCATE";
      case SessionCommand.Close c -> c.cursor() == null ? "CLOSE CURSOR ALL" : "CLOSE CURSOR";
      case SessionCommand.Execute e -> "EXECUTE";
      case SessionCommand.Declare d -> "DECLARE CURSOR";
      case SessionCommand.Fetch f -> "FETCH";
      case SessionCommand.Positioned p -> p.plan().kind().name();
      case SessionCommand.CopyIn c -> "COPY";
      case SessionCommand.Assert a -> a.reset() ? "RESET" : "SET";
    };
  }
}
