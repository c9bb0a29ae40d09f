package dev.paravent.session;

import dev.paravent.crypto.jwt.AssertionException;
import dev.paravent.decide.AssertedUser;
import dev.paravent.decide.Principal;
import dev.paravent.decide.Reason;
import dev.paravent.decide.RefusalCode;
import dev.paravent.decide.SessionCommand;
import dev.paravent.decide.SessionEffect;
import dev.paravent.decide.StatementKind;
import dev.paravent.decide.StatementPlan;
import dev.paravent.decide.Verdict;
import dev.paravent.policies.AssertionGrant;
import dev.paravent.session.auth.Assertions;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verifies the assertions of a session, off the event loop, and says what may run without one.
 * Event-loop confined.
 */
final class EndUsers {
  private static final Logger LOG = LoggerFactory.getLogger(EndUsers.class);

  private final SessionContext context;
  private final SessionState state;
  private final Executor eventLoop;
  private final Runnable whenReady;
  private @Nullable Verification verification;

  /** Who an assertion names, or why it does not count. */
  record Outcome(Optional<AssertedUser> user, boolean local, @Nullable Reason reason) {
    static final Outcome NOBODY = new Outcome(Optional.empty(), false, null);

    private static Outcome refused(RefusalCode code, String sentence) {
      return new Outcome(Optional.empty(), false, Reason.of(code, sentence));
    }

    private Outcome locally(boolean isLocal) {
      return new Outcome(user, isLocal, reason);
    }

    SessionEffect effect() {
      return new SessionEffect.ActFor(user, local);
    }

    @Nullable Refusal refusal() {
      return reason == null ? null : Refusal.of(reason);
    }
  }

  private record Verification(
      String assertion, Optional<AssertionGrant> grant, CompletableFuture<Outcome> outcome) {
    /** The policy may have been replaced meanwhile. */
    boolean isOf(String other, Optional<AssertionGrant> otherGrant) {
      return assertion.equals(other) && grant.equals(otherGrant);
    }
  }

  /** Calls {@code whenReady} on the event loop when a message that had to wait can be handled. */
  EndUsers(SessionContext context, SessionState state, Executor eventLoop, Runnable whenReady) {
    this.context = context;
    this.state = state;
    this.eventLoop = eventLoop;
    this.whenReady = whenReady;
  }

  /** Whether an assertion is being verified. */
  boolean isRunning() {
    return verification != null && !verification.outcome.isDone();
  }

  /** Whether the command can be performed now; if not, its message must be handled again. */
  boolean isVerified(SessionCommand.Assert command) {
    String assertion = command.assertion();
    if (assertion == null) {
      return true;
    }
    Optional<AssertionGrant> grant = context.principal().access().assertions();
    Verification running = verification;
    if (running == null || !running.isOf(assertion, grant)) {
      CompletableFuture<Outcome> outcome =
          verify(assertion, context.principal(), context.assertions(), context.planning());
      running = new Verification(assertion, grant, outcome);
      verification = running;
      if (!outcome.isDone()) {
        outcome.whenComplete((done, failure) -> eventLoop.execute(whenReady));
      }
    }
    return running.outcome.isDone();
  }

  /** What was found out about the command; each time it is performed it is verified anew. */
  Outcome take(SessionCommand.Assert command) {
    if (command.assertion() == null) {
      return Outcome.NOBODY.locally(command.local());
    }
    Verification done = verification;
    verification = null;
    if (done == null || !done.outcome.isDone() || !done.assertion.equals(command.assertion())) {
      throw new IllegalStateException("an assertion is taken before it is verified");
    }
    Outcome outcome = done.outcome.join().locally(command.local());
    if (outcome.reason != null) {
      context.metrics().statement(SessionMetrics.Outcome.REFUSED);
      context.metrics().refused(outcome.reason.code());
    }
    return outcome;
  }

  /** What was found out and not taken is not taken later. */
  void forget() {
    verification = null;
  }

  /** Verifies an assertion for a principal; never fails. */
  static CompletableFuture<Outcome> verify(
      String assertion, Principal principal, Optional<Assertions> assertions, Executor planning) {
    Optional<AssertionGrant> grant = principal.access().assertions();
    if (assertions.isEmpty() || grant.isEmpty()) {
      return CompletableFuture.completedFuture(
          Outcome.refused(
              RefusalCode.ASSERTION_REFUSED, "assertions are not taken here: no issuer is known"));
    }
    try {
      return CompletableFuture.supplyAsync(
          () -> verified(assertion, principal, assertions.get(), grant.get()), planning);
    } catch (RejectedExecutionException busy) {
      return CompletableFuture.completedFuture(
          Outcome.refused(RefusalCode.LIMIT_EXCEEDED, "too many assertions are being verified"));
    }
  }

  private static Outcome verified(
      String assertion, Principal principal, Assertions assertions, AssertionGrant grant) {
    try {
      return new Outcome(Optional.of(assertions.verify(assertion, grant)), false, null);
    } catch (AssertionException refused) {
      LOG.warn(
          "event=assertion_refused problem={} user={} database={}",
          refused.problem(),
          principal.user(),
          principal.database());
      return Outcome.refused(
          RefusalCode.ASSERTION_REFUSED,
          "the assertion does not count: " + refused.problem().sentence());
    } catch (RuntimeException fault) {
      LOG.error("event=internal_fault cause={}", fault.getClass().getName());
      return Outcome.refused(RefusalCode.INTERNAL_FAULT, "the assertion could not be verified");
    }
  }

  /** Why a statement that was judged may not run on behalf of whoever the end user is; or null. */
  @Nullable Reason objection(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Refuse refuse -> null;
      case Verdict.Forward(StatementPlan plan) -> touchesData(plan.kind()) ? objection() : null;
      case Verdict.Perform(SessionCommand command) -> touchesData(command) ? objection() : null;
    };
  }

  /** Why a statement that was prepared may not run; null if it may. */
  @Nullable Reason objection(PreparedStatement statement) {
    StatementPlan plan = statement.plan();
    SessionCommand command = statement.command();
    boolean touchesData =
        command == null ? plan != null && touchesData(plan.kind()) : touchesData(command);
    return touchesData ? objection() : null;
  }

  private @Nullable Reason objection() {
    Optional<AssertionGrant> grant = context.principal().access().assertions();
    if (grant.isEmpty()) {
      return null;
    }
    Optional<AssertedUser> user = state.endUser().effective();
    if (user.isPresent()) {
      boolean counts =
          context.assertions().isPresent()
              && context.assertions().get().now().isBefore(user.get().until());
      return counts
          ? null
          : new Reason(
              RefusalCode.ASSERTION_EXPIRED,
              "the assertion that names the end user has expired",
              "set paravent.assertion to another one",
              0);
    }
    return switch (grant.get().use()) {
      case ALLOWED -> null;
      case REQUIRED ->
          new Reason(
              RefusalCode.ASSERTION_REQUIRED,
              "the account acts for end users only, and none is named",
              "set paravent.assertion to a signed assertion",
              0);
    };
  }

  /** What drivers and pools do before anybody is named reads and writes nothing. */
  private static boolean touchesData(StatementKind kind) {
    return switch (kind) {
      case TRANSACTION, SET, SHOW, DISCARD -> false;
      case SELECT,
          INSERT,
          UPDATE,
          DELETE,
          MERGE,
          EXPLAIN,
          COPY_TO,
          COPY_FROM,
          DECLARE,
          FETCH,
          NOTIFY,
          TWO_PHASE,
          TEMPORARY,
          LOCK ->
          true;
    };
  }

  private static boolean touchesData(SessionCommand command) {
    return switch (command) {
      case SessionCommand.Assert ignored -> false;
      case SessionCommand.Deallocate ignored -> false;
      case SessionCommand.Close ignored -> false;
      case SessionCommand.Prepare ignored -> true;
      case SessionCommand.Execute ignored -> true;
      case SessionCommand.Declare ignored -> true;
      case SessionCommand.Fetch ignored -> true;
      case SessionCommand.Positioned ignored -> true;
      case SessionCommand.CopyIn ignored -> true;
    };
  }
}
