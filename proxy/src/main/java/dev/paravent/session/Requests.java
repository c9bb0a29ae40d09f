package dev.paravent.session;

import dev.paravent.decide.PlanRequest;
import dev.paravent.decide.Reason;
import dev.paravent.decide.RefusalCode;
import dev.paravent.decide.SessionCommand;
import dev.paravent.decide.StatementKind;
import dev.paravent.decide.StatementPlan;
import dev.paravent.decide.Verdict;
import dev.paravent.session.Exchange.Ending;
import dev.paravent.session.Exchange.NameChange;
import dev.paravent.wire.pg.FrontendMessage;
import dev.paravent.wire.pg.FrontendMessage.Bind;
import dev.paravent.wire.pg.FrontendMessage.Target;
import dev.paravent.wire.pg.MessageWriter;
import dev.paravent.wire.pg.ProtocolException;
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
  private final Commands commands;
  private final CopyInput copies;
  private final SimpleQueries queries;
  private final Planning planning;
  private final Renewal renewal;
  private final EndUsers endUsers;
  private final Outbox toClient;
  private final Outbox toServer;

  Requests(
      SessionContext context,
      SessionState state,
      Planning planning,
      Renewal renewal,
      EndUsers endUsers,
      Outbox toClient,
      Outbox toServer) {
    this.state = state;
    this.planning = planning;
    this.renewal = renewal;
    this.endUsers = endUsers;
    this.toClient = toClient;
    this.toServer = toServer;
    this.statements = new Statements(context, state, toClient, toServer);
    this.copies = new CopyInput(context, state, statements, planning, renewal, toClient, toServer);
    this.commands = new Commands(state, planning, renewal, endUsers, statements, copies);
    this.queries = new SimpleQueries(state, planning, renewal, endUsers, statements, commands);
  }

  /** Handles one message; Terminate is the session's. */
  boolean handle(FrontendMessage message) {
    switch (state.copyIn()) {
      case STARTING -> {
        return false; // whose the next message is, the server is about to tell
      }
      case RUNNING -> {
        return copies.handle(message);
      }
      case NONE -> {
        // the next message is a request
      }
    }
    if (state.queue().size() >= MAX_OUTSTANDING) {
      return awaitAnswers();
    }
    if (state.isSkipping() && !(message instanceof FrontendMessage.Sync)) {
      return true; // the server skips it as well
    }
    if (renewal.isDue()) {
      if (!state.queue().isEmpty()) {
        return awaitAnswers();
      }
      if (!renewal.renew()) {
        return false;
      }
    }
    if (isActing(message) && (state.isEndUserUncertain() || renewal.isActingForAnother())) {
      if (!state.queue().isEmpty()) {
        return awaitAnswers();
      }
      renewal.actForEndUser();
    }
    return switch (message) {
      case FrontendMessage.Query query -> query(query);
      case FrontendMessage.Parse parse -> parse(parse);
      case Bind bind -> bind(bind);
      case FrontendMessage.Describe describe -> describe(describe);
      case FrontendMessage.Execute execute -> execute(execute);
      case FrontendMessage.Close close -> close(close);
      case FrontendMessage.Sync() -> {
        statements.synchronise();
        yield true;
      }
      case FrontendMessage.Flush() -> {
        MessageWriter.empty(toServer.buffer(), 'H');
        yield true;
      }
      case FrontendMessage.FunctionCall() -> functionCall();
      case FrontendMessage.Copy ignored -> true; // outside COPY the server ignores them
      case FrontendMessage.Terminate() -> true;
      case FrontendMessage.Authentication() ->
          throw new ProtocolException("message: a password (expected: none after login)");
    };
  }

  /** Whether it matters to the message on whose behalf the session acts. */
  private static boolean isActing(FrontendMessage message) {
    return switch (message) {
      case FrontendMessage.Query q -> true;
      case FrontendMessage.Parse p -> true;
      case Bind b -> true;
      case FrontendMessage.Describe d -> true;
      case FrontendMessage.Execute e -> true;
      case FrontendMessage.FunctionCall f -> true;
      case FrontendMessage.Close c -> false;
      case FrontendMessage.Sync s -> false;
      case FrontendMessage.Flush f -> false;
      case FrontendMessage.Copy c -> false;
      case FrontendMessage.Terminate t -> false;
      case FrontendMessage.Authentication a -> false;
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

  /** Whether a message that was not taken would be taken now. */
  boolean canContinue() {
    return switch (state.copyIn()) {
      case STARTING -> false;
      case RUNNING -> copies.canContinue();
      case NONE -> state.queue().isEmpty() && !renewal.isRunning() && !endUsers.isRunning();
    };
  }

  /** The server has failed COPY FROM. It skips what follows up to a Sync, so a Query sends that. */
  void copyFailed() {
    copies.failed();
  }

  private boolean query(FrontendMessage.Query query) {
    if (state.queue().endsUnsynchronised() || state.areNamesUncertain()) {
      return awaitAnswers();
    }
    return switch (queries.run(query)) {
      case DONE -> true;
      case PLANNING -> false;
      case AWAITS_ANSWERS -> awaitAnswers();
    };
  }

  private boolean parse(FrontendMessage.Parse parse) {
    String name = parse.name();
    boolean named = !name.isEmpty();
    if (state.areNamesUncertain()
        || (named && state.statements().isUncertain(name, state.batch()))) {
      return awaitAnswers();
    }
    if (named && isKnown(state.statements().predicted(name))) {
      return fail(Refusal.of("42P05", "prepared statement already exists"));
    }
    PlanRequest request =
        new PlanRequest(
            parse.text(),
            state.searchPath().effective(),
            parse.parameterOids(),
            true,
            state.temporaries().current());
    List<Verdict> verdicts = planning.plan(request);
    if (verdicts == null) {
      return false;
    }
    state.temporaries().planned(verdicts);
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
      Reason objection = endUsers.objection(verdicts.get(0));
      if (objection != null) {
        statements.countRefusal(objection);
        return fail(Refusal.of(objection));
      }
      switch (verdicts.get(0)) {
        case Verdict.Perform(SessionCommand command) -> {
          statements.prepare(name, true, commands.prepared(request, command));
          return true;
        }
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
    if (state.areTablesUncertain()
        || state.statements().isUncertain(bind.statement(), state.batch())
        || state.portals().isUncertain(bind.portal(), state.batch())) {
      return awaitAnswers();
    }
    PreparedStatement statement = state.statements().predicted(bind.statement());
    if (statement == null || statement.isClosed()) {
      return fail(Refusal.of("26000", "prepared statement does not exist"));
    }
    if (!bind.portal().isEmpty() && state.portals().isTaken(bind.portal())) {
      if (state.queue().hasSynchronise()) {
        // the Sync on its way may end the transaction, and the portal with it
        return awaitAnswers();
      }
      return fail(Refusal.of("42P03", "portal already exists"));
    }
    if (commands.isUncertain(statement.command())) {
      return awaitAnswers();
    }
    Refusal refusal = misfit(bind, statement.clientParameters());
    if (refusal == null) {
      refusal = objection(statement);
    }
    if (refusal == null) {
      refusal = planning.staleness(statement);
    }
    if (refusal == null) {
      refusal = commands.misuse(statement, bind);
    }
    StatementPlan plan = refusal == null ? commands.plan(statement) : null;
    if (refusal == null) {
      refusal = misfit(bind, plan);
    }
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
      statements.closeUnnamedPortal();
    }
    Commands.Resolved resolved = commands.resolve(statement, bind);
    refusal = statements.bind(resolved.bind(), resolved.statement());
    if (resolved.temporary()) {
      statements.closeStatement(resolved.statement(), false, null);
    }
    return refusal == null || fail(refusal);
  }

  private @Nullable Refusal objection(PreparedStatement statement) {
    Reason objection = endUsers.objection(statement);
    if (objection == null) {
      return null;
    }
    statements.countRefusal(objection);
    return Refusal.of(objection);
  }

  private static @Nullable Refusal misfit(Bind bind, int expected) {
    if (bind.parameterCount() != expected) {
      return Refusal.of(
          "08P01",
          "bind message supplies %d parameters, but the prepared statement requires %d"
              .formatted(bind.parameterCount(), expected));
    }
    return bind.hasFittingFormats()
        ? null
        : Refusal.of(
            "08P01",
            "bind message has %d parameter formats but %d parameters"
                .formatted(bind.parameterFormats().length, bind.parameterCount()));
  }

  private static @Nullable Refusal misfit(Bind bind, @Nullable StatementPlan plan) {
    int visible = plan == null ? 0 : plan.visibleOutputs();
    int formats = bind.resultFormats().length;
    boolean rows = plan == null || (!plan.outputs().isEmpty() && plan.copy() == null);
    return formats <= 1 || formats == visible || !rows
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
      Refusal stale = renewal.staleness(portal);
      if (stale != null) {
        return fail(stale);
      }
      if (portal.copy() != null) {
        state.queue().add(new Exchange.Reply(() -> MessageWriter.empty(toClient.buffer(), 'n')));
      } else {
        statements.describe(portal, Exchange.Asker.CLIENT);
      }
      return true;
    }
    if (state.statements().isUncertain(describe.name(), state.batch())) {
      return awaitAnswers();
    }
    PreparedStatement statement = state.statements().predicted(describe.name());
    if (statement == null || statement.isClosed()) {
      return fail(Refusal.of("26000", "prepared statement does not exist"));
    }
    if (commands.isUncertain(statement.command())) {
      return awaitAnswers();
    }
    Refusal refusal = commands.undescribed(statement);
    if (refusal != null) {
      return fail(refusal);
    }
    PreparedStatement described = commands.described(statement);
    state.queue().add(new Exchange.Reply(() -> Commands.answer(statement, described, toClient)));
    return true;
  }

  private boolean execute(FrontendMessage.Execute execute) {
    if (state.portals().isUncertain(execute.portal(), state.batch())) {
      return awaitAnswers();
    }
    Portal portal = state.portals().predicted(execute.portal());
    if (portal == null) {
      return fail(Refusal.of("34000", "portal does not exist"));
    }
    Refusal stale = renewal.staleness(portal);
    if (stale == null) {
      stale = objection(portal.statement());
    }
    if (stale != null) {
      return fail(stale);
    }
    StatementPlan plan = portal.statement().plan();
    if (plan != null && state.hasWrittenClear(plan.comparesOrGroups())) {
      return state.queue().isEmpty() ? fail(statements.wroteClear()) : awaitAnswers();
    }
    SessionCommand command = portal.statement().command();
    if (command != null) {
      if (commands.isUncertain(command)) {
        return awaitAnswers();
      }
      if (command instanceof SessionCommand.Assert assertion && !endUsers.isVerified(assertion)) {
        return false;
      }
      Refusal refusal = commands.execute(portal, command, execute.maxRows());
      return refusal == null || fail(refusal);
    }
    if (portal.origin() != Portal.Origin.BIND) {
      statements.describe(portal, Exchange.Asker.PROXY);
    }
    statements.execute(portal, portal.copy() == null ? execute.maxRows() : 0, Ending.PLAIN);
    if (plan != null && plan.kind() == StatementKind.COPY_FROM) {
      state.copyStarts(null, null);
    }
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
    statements.synchronise();
    return true;
  }

  /** In the extended protocol everything up to the next Sync goes with the failed message. */
  private boolean fail(Refusal refusal) {
    statements.fail(refusal);
    state.skip(true);
    return true;
  }
}
