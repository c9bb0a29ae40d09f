package dev.paravent.session;

import dev.paravent.decide.AssertedUser;
import dev.paravent.decide.EndUser;
import dev.paravent.decide.Principal;
import dev.paravent.decide.StatementPlanner;
import dev.paravent.policies.AccessPolicy;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a session follow the policy and the keys in force, and its end user. It changes over as a
 * whole, between two messages, when the server owes nothing: what is in flight ends under what it
 * began under. Event-loop confined.
 */
final class Renewal {
  private static final Logger LOG = LoggerFactory.getLogger(Renewal.class);

  private final SessionContext context;
  private final SessionState state;
  private final Planning planning;
  private final Supplier<Governance> inForce;
  private final Executor eventLoop;
  private final Runnable whenReady;
  private @Nullable Governance wanted;
  private @Nullable CompletableFuture<StatementPlanner> planner;

  /** Calls {@code whenReady} on the event loop when a message that had to wait can be handled. */
  Renewal(
      SessionContext context,
      SessionState state,
      Planning planning,
      Supplier<Governance> inForce,
      Executor eventLoop,
      Runnable whenReady) {
    this.context = context;
    this.state = state;
    this.planning = planning;
    this.inForce = inForce;
    this.eventLoop = eventLoop;
    this.whenReady = whenReady;
  }

  /** Whether another policy or other keys are in force than the session is governed by. */
  boolean isDue() {
    return context.governance() != inForce.get();
  }

  /** Whether the session is still governed as that of somebody else than its end user. */
  boolean isActingForAnother() {
    return !context.principal().endUser().equals(endUser());
  }

  private Optional<EndUser> endUser() {
    return state.endUser().effective().map(AssertedUser::user);
  }

  /**
   * The session acts for its end user from now on, with that user's tokens and charges; the server
   * owes nothing. Portals of another one are closed: they stand for rows that were found with
   * another's tokens. Plans hold nobody's.
   */
  void actForEndUser() {
    Governance governance = context.governance();
    Principal principal = context.principal().actingFor(endUser());
    context.renew(
        governance,
        new RowTransformer.Context(
            principal,
            context.planner(),
            new SessionCodecs(governance.codecs().codecsFor(principal))));
    planning.forget();
    state.governanceChanged(true);
    LOG.info(
        "event=acting_for user={} database={} end_user={}",
        principal.user(),
        principal.database(),
        principal.endUser().map(Renewal::quoted).orElse("-"));
  }

  /** A subject holds no control characters. */
  private static String quoted(EndUser user) {
    return '"' + user.subject().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /** Whether the new planner is not there yet. */
  boolean isRunning() {
    return planner != null && !planner.isDone();
  }

  /**
   * Why the policy in force has no place for this session; null if it has. A role that became clear
   * has to connect again: what was refused here is not to be re-interpreted on the way.
   */
  @Nullable Refusal objection() {
    Governance now = inForce.get();
    return objection(now, access(now));
  }

  private Optional<AccessPolicy> access(Governance governance) {
    return governance.policy().forUser(context.principal().user());
  }

  private @Nullable Refusal objection(Governance now, Optional<AccessPolicy> access) {
    if (access.isEmpty() || access.get().access() != AccessPolicy.Access.GOVERNED) {
      return ended("no access policy governs this user any more");
    }
    AccessPolicy before = context.principal().access();
    if (!before.searchPath().stream().allMatch(access.get()::allowsSchema)) {
      // the session's path may hold a schema whose operators the policy no longer trusts
      return ended("the search_path that the policy allows has changed");
    }
    if (!access.get().assertions().equals(before.assertions()) && endUser().isPresent()) {
      return ended("what the policy takes of an assertion has changed");
    }
    boolean sameRules =
        isAlike(before, access.get())
            && context.governance().policy().classification().equals(now.policy().classification());
    // what was written into them was public by rules that are gone, and nothing tells what it was
    return sameRules || !state.temporaries().areAny()
        ? null
        : ended("the policy has changed while there are temporary tables");
  }

  /** Whether they say the same about a session, whatever they are called and whoever has them. */
  private static boolean isAlike(AccessPolicy before, AccessPolicy now) {
    return before.equals(
        new AccessPolicy(
            before.name(),
            before.owner(),
            before.users(),
            now.access(),
            now.domain(),
            now.classes(),
            now.onRefusal(),
            now.searchPath(),
            now.assertions(),
            now.rows()));
  }

  private static Refusal ended(String why) {
    return Refusal.of("57P01", "terminating connection: " + why);
  }

  /**
   * Changes over; the server owes nothing. False if the message must be handled again.
   *
   * @throws EndingException if the session may not go on
   */
  boolean renew() {
    Governance now = inForce.get();
    Optional<AccessPolicy> access = access(now);
    Refusal objection = objection(now, access);
    if (objection != null) {
      throw new EndingException(objection);
    }
    Principal before = context.principal();
    Principal principal =
        new Principal(
            before.user(),
            before.database(),
            access.orElseThrow(),
            before.databaseUser(),
            before.endUser());
    CompletableFuture<StatementPlanner> promised = planner;
    if (promised == null || wanted != now) {
      promised = now.planners().plannerFor(principal, context.server());
      wanted = now;
      planner = promised;
      if (!promised.isDone()) {
        promised.whenComplete((found, failure) -> eventLoop.execute(whenReady));
      }
    }
    if (!promised.isDone()) {
      return false;
    }
    planner = null;
    wanted = null;
    if (promised.isCompletedExceptionally()) {
      LOG.error("event=catalog_unavailable database={}", principal.database());
      throw new EndingException(
          Refusal.of("57P03", "the catalog of this database is not available"));
    }
    changeOver(now, principal, promised.join());
    return true;
  }

  private void changeOver(Governance now, Principal principal, StatementPlanner found) {
    boolean sameCodecs =
        context.governance().codecs() == now.codecs()
            && context.principal().access().domain().equals(principal.access().domain());
    SessionCodecs codecs =
        sameCodecs ? context.codecs() : new SessionCodecs(now.codecs().codecsFor(principal));
    context.renew(
        now, state.temporaries().beside(new RowTransformer.Context(principal, found, codecs)));
    planning.forget();
    state.governanceChanged(!sameCodecs);
  }

  /** Why a portal may not give rows any more; null if its verdict, domain and keys are the same. */
  @Nullable Refusal staleness(Portal portal) {
    boolean right =
        switch (state.age(portal)) {
          case CURRENT -> true;
          case OTHER_POLICY -> planning.staleness(portal.statement()) == null;
          case OTHER_KEYS -> false;
        };
    if (right) {
      state.foundRight(portal);
      return null;
    }
    return Refusal.of(
        "55000",
        "the portal is closed: the end user, the policy or the keys have changed since it was"
            + " opened");
  }
}
