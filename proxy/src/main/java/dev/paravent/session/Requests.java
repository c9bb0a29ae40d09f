package dev.paravent.session;

import dev.paravent.decide.PlanRequest;
import dev.paravent.decide.Reason;
import dev.paravent.decide.RefusalCode;
import dev.paravent.decide.SessionEffect;
import dev.paravent.decide.StatementPlan;
import dev.paravent.decide.Verdict;
import dev.paravent.session.Exchange.NameChange;
import dev.paravent.wire.pg.BackendMessage.ParameterDescription;
import dev.paravent.wire.pg.BackendMessage.RowDescription;
import dev.paravent.wire.pg.FrontendMessage;
import dev.paravent.wire.pg.FrontendMessage.Bind;
import dev.paravent.wire.pg.FrontendMessage.Target;
import dev.paravent.wire.pg.MessageWriter;
import dev.paravent.wire.pg.ProtocolException;
import io.netty.buffer.ByteBuf;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns the client's messages into the proxy's own. A handler that returns false wants the same
 * message again, once the server has answered what is in flight. Event-loop confined.
 */
final class Requests {
  /** Answers that a client may leave outstanding before it is no longer read. */
  private static final int MAX_OUTSTANDING = 4096;

  private final SessionState state;
  private final Statements statements;
  private final Planning planning;
  private final Outbox toClient;
  private final Outbox toServer;

  Requests(
      SessionContext context,
      SessionState state,
      Planning planning,
      Outbox toClient,
      Outbox toServer) {
    this.state = state;
    this.planning = planning;
    this.toClient = toClient;
    this.toServer = toServer;
    this.statements = new Statements(context, state, toServer);
  }

  /** Handles one message; Terminate is the session's. */
  boolean handle(FrontendMessage message) {
    if (state.queue().size() >= MAX_OUTSTANDING) {
      return awaitAnswers();
    }
    if (state.isSkipping() && !(message instanceof FrontendMessage.Sync)) {
      return true; // the server skips it as well
    }
    return switch (message) {
      case FrontendMessage.Query query -> query(query);
      case FrontendMessage.Parse parse -> parse(parse);
      case Bind bind -> bind(bind);
      case FrontendMessage.Describe describe -> describe(describe);
      case FrontendMessage.Execute execute -> execute(execute);
      case FrontendMessage.Close close -> close(close);
      case FrontendMessage.Sync() -> {
        synchronise();
        yield true;
      }
      case FrontendMessage.Flush() -> {
        MessageWriter.empty(toServer.buffer(), 'H');
        yield true;
      }
      case FrontendMessage.FunctionCall() -> functionCall();
      case FrontendMessage.Copy() -> true; // outside COPY the server ignores them
      case FrontendMessage.Terminate() -> true;
      case FrontendMessage.Authentication() ->
          throw new ProtocolException("message: a password (expected: none after login)");
    };
  }

  /** Asks for the message again when nothing is owed any more. */
  private boolean awaitAnswers() {
    if (state.queue().isEmpty()) {
      throw new IllegalStateException("waits for answers although none is owed");
    }
    if (state.queue().endsUnsynchronised()) {
      MessageWriter.empty(toServer.buffer(), 'H');
    }
    return false;
  }

  private void synchronise() {
    MessageWriter.empty(toServer.buffer(), 'S');
    state.queue().add(new Exchange.Synchronise(state.batch(), state.nextSequence()));
    state.nextBatch();
    state.skip(false);
  }

  private boolean query(FrontendMessage.Query query) {
    if (state.queue().endsUnsynchronised() || state.isPathUncertain()) {
      return awaitAnswers();
    }
    PlanRequest request =
        new PlanRequest(query.text(), state.searchPath().effective(), List.of(), false);
    List<Verdict> verdicts = planning.plan(request);
    if (verdicts == null) {
      return false;
    }
    if (!state.queue().isEmpty() && verdicts.stream().anyMatch(this::meetsClearWrite)) {
      planning.keep(request, verdicts);
      return awaitAnswers();
    }
    forgetUnnamed();
    if (verdicts.isEmpty()) {
      statements.sendEmpty();
    }
    boolean pathKnown = true;
    for (Verdict verdict : verdicts) {
      Refusal refusal = pathKnown ? simple(verdict) : afterPathChange();
      if (refusal != null) {
        statements.fail(refusal);
        break;
      }
      pathKnown &= !(verdict instanceof Verdict.Forward forward) || keepsPath(forward.plan());
    }
    synchronise();
    return true;
  }

  private boolean meetsClearWrite(Verdict verdict) {
    return verdict instanceof Verdict.Forward forward
        && state.hasWrittenClear(forward.plan().comparesOrGroups());
  }

  /** Sends one statement of a Query; returns why not, or null. */
  private @Nullable Refusal simple(Verdict verdict) {
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
    };
  }

  /** SET search_path within a message is followed by the planner; what rolls it back is not. */
  private boolean keepsPath(StatementPlan plan) {
    return switch (plan.effect()) {
      case SessionEffect.SearchPath ignored -> true;
      case SessionEffect.Commit ignored -> !state.mayChangePath(plan.effect());
      case SessionEffect.Rollback ignored -> !state.mayChangePath(plan.effect());
      case SessionEffect.RollbackTo ignored -> !state.mayChangePath(plan.effect());
      case SessionEffect.Everything ignored -> false;
      case SessionEffect.None ignored -> true;
      case SessionEffect.Begin ignored -> true;
      case SessionEffect.Savepoint ignored -> true;
      case SessionEffect.Release ignored -> true;
    };
  }

  private Refusal afterPathChange() {
    Reason reason =
        new Reason(
            RefusalCode.UNSUPPORTED_STATEMENT,
            "a statement follows one that may change the search path in the same message",
            "send them one by one",
            0);
    statements.countRefusal(reason);
    return Refusal.of(reason);
  }

  /** A Query destroys the unnamed statement and the unnamed portal. */
  private void forgetUnnamed() {
    PreparedStatement statement = state.statements().predicted("");
    if (statement != null) {
      statements.closeStatement(
          statement,
          false,
          new NameChange<>(
              state.statements(), state.statements().predict("", null, state.batch())));
    }
    closeUnnamedPortal();
  }

  private void closeUnnamedPortal() {
    Portal portal = state.portals().predicted("");
    if (portal != null) {
      statements.closePortal(
          portal,
          false,
          new NameChange<>(state.portals(), state.portals().predict("", null, state.batch())));
    }
  }

  private boolean parse(FrontendMessage.Parse parse) {
    String name = parse.name();
    boolean named = !name.isEmpty();
    if (state.isPathUncertain() || (named && state.statements().isUncertain(name, state.batch()))) {
      return awaitAnswers();
    }
    if (named && isKnown(state.statements().predicted(name))) {
      return fail(Refusal.of("42P05", "prepared statement already exists"));
    }
    PlanRequest request =
        new PlanRequest(parse.text(), state.searchPath().effective(), parse.parameterOids(), true);
    List<Verdict> verdicts = planning.plan(request);
    if (verdicts == null) {
      return false;
    }
    PreparedStatement replaced = state.statements().predicted(name);
    if (replaced != null) {
      statements.closeStatement(
          replaced,
          false,
          new NameChange<>(
              state.statements(), state.statements().predict(name, null, state.batch())));
    }
    if (verdicts.size() > 1) {
      return fail(Refusal.of("42601", "cannot insert multiple commands into a prepared statement"));
    }
    StatementPlan plan = null;
    if (!verdicts.isEmpty()) {
      switch (verdicts.get(0)) {
        case Verdict.Refuse refuse -> {
          statements.countRefusal(refuse.reason());
          return fail(Refusal.of(refuse.reason()));
        }
        case Verdict.Forward forward -> plan = forward.plan();
      }
    }
    statements.prepare(name, request, plan, planning.generation());
    return true;
  }

  private static boolean isKnown(@Nullable PreparedStatement statement) {
    return statement != null && !statement.isClosed();
  }

  private boolean bind(Bind bind) {
    if (state.statements().isUncertain(bind.statement(), state.batch())
        || state.portals().isUncertain(bind.portal(), state.batch())) {
      return awaitAnswers();
    }
    PreparedStatement statement = state.statements().predicted(bind.statement());
    if (statement == null || statement.isClosed()) {
      return fail(Refusal.of("26000", "prepared statement does not exist"));
    }
    if (!bind.portal().isEmpty() && state.portals().predicted(bind.portal()) != null) {
      return fail(Refusal.of("42P03", "portal already exists"));
    }
    Refusal refusal = misfit(bind, statement);
    if (refusal == null) {
      refusal = planning.staleness(statement);
    }
    StatementPlan plan = statement.plan();
    if (refusal == null && plan != null && state.hasWrittenClear(plan.comparesOrGroups())) {
      if (!state.queue().isEmpty()) {
        return awaitAnswers();
      }
      refusal = statements.wroteClear();
    }
    if (refusal != null) {
      return fail(refusal);
    }
    if (bind.portal().isEmpty()) {
      closeUnnamedPortal();
    }
    refusal = statements.bind(bind, statement);
    return refusal == null || fail(refusal);
  }

  private static @Nullable Refusal misfit(Bind bind, PreparedStatement statement) {
    StatementPlan plan = statement.plan();
    int expected = statement.clientParameters();
    if (bind.parameterCount() != expected) {
      return Refusal.of(
          "08P01",
          "bind message supplies %d parameters, but the prepared statement requires %d"
              .formatted(bind.parameterCount(), expected));
    }
    if (!bind.hasFittingFormats()) {
      return Refusal.of(
          "08P01",
          "bind message has %d parameter formats but %d parameters"
              .formatted(bind.parameterFormats().length, bind.parameterCount()));
    }
    int visible = plan == null ? 0 : plan.outputs().size() - plan.hiddenOutputs();
    int formats = bind.resultFormats().length;
    return formats <= 1 || formats == visible || (plan != null && plan.outputs().isEmpty())
        ? null
        : Refusal.of(
            "08P01",
            "bind message has %d result formats but query has %d columns"
                .formatted(formats, visible));
  }

  private boolean describe(FrontendMessage.Describe describe) {
    if (describe.target() == Target.PORTAL) {
      if (state.portals().isUncertain(describe.name(), state.batch())) {
        return awaitAnswers();
      }
      Portal portal = state.portals().predicted(describe.name());
      if (portal == null) {
        return fail(Refusal.of("34000", "portal does not exist"));
      }
      FrontendMessage.Describe.encode(toServer.buffer(), Target.PORTAL, portal.serverName());
      state.queue().add(new Exchange.DescribePortal(portal, false));
      return true;
    }
    if (state.statements().isUncertain(describe.name(), state.batch())) {
      return awaitAnswers();
    }
    PreparedStatement statement = state.statements().predicted(describe.name());
    if (statement == null || statement.isClosed()) {
      return fail(Refusal.of("26000", "prepared statement does not exist"));
    }
    state.queue().add(new Exchange.Reply(() -> answerDescribe(statement)));
    return true;
  }

  /** What the server said when the proxy asked, in the client's numbering. */
  private void answerDescribe(PreparedStatement statement) {
    ByteBuf out = toClient.buffer();
    new ParameterDescription(statement.clientTypes()).encode(out);
    RowDescription description = statement.description();
    StatementPlan plan = statement.plan();
    if (description == null || plan == null) {
      MessageWriter.empty(out, 'n');
    } else {
      description.encode(out, plan.outputs().size() - plan.hiddenOutputs());
    }
  }

  private boolean execute(FrontendMessage.Execute execute) {
    if (state.portals().isUncertain(execute.portal(), state.batch())) {
      return awaitAnswers();
    }
    Portal portal = state.portals().predicted(execute.portal());
    if (portal == null) {
      return fail(Refusal.of("34000", "portal does not exist"));
    }
    StatementPlan plan = portal.statement().plan();
    if (plan != null && state.hasWrittenClear(plan.comparesOrGroups())) {
      return state.queue().isEmpty() ? fail(statements.wroteClear()) : awaitAnswers();
    }
    statements.execute(portal, execute.maxRows());
    return true;
  }

  private boolean close(FrontendMessage.Close close) {
    String name = close.name();
    if (close.target() == Target.PORTAL) {
      if (state.portals().isUncertain(name, state.batch())) {
        return awaitAnswers();
      }
      Portal portal = state.portals().predicted(name);
      if (portal != null) {
        statements.closePortal(
            portal,
            true,
            new NameChange<>(state.portals(), state.portals().predict(name, null, state.batch())));
        return true;
      }
    } else {
      if (state.statements().isUncertain(name, state.batch())) {
        return awaitAnswers();
      }
      PreparedStatement statement = state.statements().predicted(name);
      if (statement != null) {
        statements.closeStatement(
            statement,
            true,
            new NameChange<>(
                state.statements(), state.statements().predict(name, null, state.batch())));
        return true;
      }
    }
    // closing what does not exist is no error
    state.queue().add(new Exchange.Reply(() -> MessageWriter.empty(toClient.buffer(), '3')));
    return true;
  }

  private boolean functionCall() {
    if (state.queue().endsUnsynchronised()) {
      return awaitAnswers();
    }
    Reason reason =
        Reason.of(RefusalCode.PROTOCOL_NOT_SUPPORTED, "the function call message is not supported");
    statements.countRefusal(reason);
    statements.fail(Refusal.of(reason));
    synchronise();
    return true;
  }

  /** In the extended protocol everything up to the next Sync goes with the failed message. */
  private boolean fail(Refusal refusal) {
    statements.fail(refusal);
    state.skip(true);
    return true;
  }
}
