package dev.paravent.session;

import dev.paravent.decide.PlanRequest;
import dev.paravent.decide.Reason;
import dev.paravent.decide.RefusalCode;
import dev.paravent.decide.SessionCommand;
import dev.paravent.decide.SessionEffect;
import dev.paravent.decide.StatementPlan;
import dev.paravent.decide.Verdict;
import dev.paravent.wire.pg.FrontendMessage;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs the statements of Query messages, of which each may hold many. Event-loop confined. */
final class SimpleQueries {
  private final SessionState state;
  private final Planning planning;
  private final Renewal renewal;
  private final EndUsers endUsers;
  private final Statements statements;
  private final Commands commands;

  /** What became of a message. */
  enum Outcome {
    DONE,
    /** It must be handled again when its text is analysed. */
    PLANNING,
    /** It must be handled again when nothing is owed any more. */
    AWAITS_ANSWERS
  }

  SimpleQueries(
      SessionState state,
      Planning planning,
      Renewal renewal,
      EndUsers endUsers,
      Statements statements,
      Commands commands) {
    this.state = state;
    this.planning = planning;
    this.renewal = renewal;
    this.endUsers = endUsers;
    this.statements = statements;
    this.commands = commands;
  }

  Outcome run(FrontendMessage.Query query) {
    PlanRequest request =
        new PlanRequest(
            query.text(),
            state.searchPath().effective(),
            List.of(),
            false,
            state.temporaries().current());
    List<Verdict> verdicts = planning.plan(request);
    if (verdicts == null) {
      return Outcome.PLANNING;
    }
    if (!state.queue().isEmpty() && verdicts.stream().anyMatch(this::dependsOnAnswers)) {
      planning.keep(request, verdicts);
      return Outcome.AWAITS_ANSWERS;
    }
    Optional<SessionCommand.Assert> assertion = firstAssertion(verdicts);
    if (assertion.isPresent() && !endUsers.isVerified(assertion.get())) {
      planning.keep(request, verdicts);
      return Outcome.PLANNING;
    }
    state.temporaries().planned(verdicts);
    statements.forgetUnnamed();
    if (verdicts.isEmpty()) {
      statements.sendEmpty();
    }
    run(verdicts, true, planning.generation());
    endUsers.forget();
    return Outcome.DONE;
  }

  /** The only one that can be performed: what stands behind it in the message is refused. */
  private static Optional<SessionCommand.Assert> firstAssertion(List<Verdict> verdicts) {
    for (Verdict verdict : verdicts) {
      if (verdict instanceof Verdict.Perform(SessionCommand.Assert command)) {
        return Optional.of(command);
      }
    }
    return Optional.empty();
  }

  private boolean dependsOnAnswers(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Forward(StatementPlan plan) -> state.hasWrittenClear(plan.comparesOrGroups());
      case Verdict.Perform ignored -> true;
      case Verdict.Refuse ignored -> false;
    };
  }

  /**
   * Sends statements, and Sync behind the last. What stands behind a COPY FROM waits until the
   * client's rows have ended: the server would take it for one of them.
   *
   * @param firstNamesKnown whether names still mean what they were planned to mean
   * @param generation of the planner when they were planned
   */
  private void run(List<Verdict> verdicts, boolean firstNamesKnown, long generation) {
    boolean namesKnown = firstNamesKnown;
    for (int i = 0; i < verdicts.size(); i++) {
      Verdict verdict = verdicts.get(i);
      Refusal refusal = namesKnown ? send(verdict) : behindNames();
      if (refusal != null) {
        statements.fail(refusal);
        break;
      }
      namesKnown &= keepsNames(verdict);
      if (state.copyIn() == SessionState.CopyIn.STARTING) {
        List<Verdict> rest = verdicts.subList(i + 1, verdicts.size());
        boolean known = namesKnown;
        state.continueAfterCopy(() -> resume(rest, known, generation));
        return;
      }
    }
    statements.synchronise();
  }

  /** The copy may have run for hours. */
  private void resume(List<Verdict> rest, boolean namesKnown, long generation) {
    if (rest.isEmpty() || (planning.isStill(generation) && !renewal.isDue())) {
      run(rest, namesKnown, generation);
    } else {
      statements.fail(
          Refusal.of(
              "0A000", "what follows COPY was planned before the database or the policy changed"));
      statements.synchronise();
    }
  }

  /** Sends one statement of a Query; returns why not, or null. */
  private @Nullable Refusal send(Verdict verdict) {
    Reason objection = endUsers.objection(verdict);
    if (objection != null) {
      statements.countRefusal(objection);
      return Refusal.of(objection);
    }
    return switch (verdict) {
      case Verdict.Refuse refuse -> {
        statements.countRefusal(refuse.reason());
        yield Refusal.of(refuse.reason());
      }
      case Verdict.Forward forward -> {
        if (forward.plan().clientParameters() > 0) {
          yield Refusal.of("42P02", "there is no parameter $1");
        }
        yield statements.sendSimple(forward.plan());
      }
      case Verdict.Perform perform -> commands.simple(perform.command());
    };
  }

  private boolean keepsNames(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Forward(StatementPlan plan) -> keepsNames(plan);
      case Verdict.Perform(SessionCommand command) -> !(command instanceof SessionCommand.Assert);
      case Verdict.Refuse ignored -> true;
    };
  }

  /**
   * SET search_path and temporary tables within a message are followed by the planner; what rolls
   * them back is not.
   */
  private boolean keepsNames(StatementPlan plan) {
    return switch (plan.effect()) {
      case SessionEffect.SearchPath ignored -> true;
      case SessionEffect.Commit ignored -> !state.mayChangeNames(plan.effect());
      case SessionEffect.Rollback ignored -> !state.mayChangeNames(plan.effect());
      case SessionEffect.RollbackTo ignored -> !state.mayChangeNames(plan.effect());
      case SessionEffect.Everything ignored -> false;
      case SessionEffect.ActFor ignored -> false;
      case SessionEffect.None ignored -> true;
      case SessionEffect.Begin ignored -> true;
      case SessionEffect.Savepoint ignored -> true;
      case SessionEffect.Release ignored -> true;
      case SessionEffect.CreateTable ignored -> true;
      case SessionEffect.DropTables ignored -> true;
      case SessionEffect.DiscardTables ignored -> true;
    };
  }

  private Refusal behindNames() {
    Reason reason =
        new Reason(
            RefusalCode.UNSUPPORTED_STATEMENT,
            "a statement follows one that may change what names mean, or the end user, in the same"
                + " message",
            "send them one by one",
            0);
    statements.countRefusal(reason);
    return Refusal.of(reason);
  }
}
