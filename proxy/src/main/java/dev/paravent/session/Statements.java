package dev.paravent.session;

import dev.paravent.decide.PlanRequest;
import dev.paravent.decide.Reason;
import dev.paravent.decide.RefusalCode;
import dev.paravent.decide.ServerParameter;
import dev.paravent.decide.SessionEffect;
import dev.paravent.decide.StatementKind;
import dev.paravent.decide.StatementPlan;
import dev.paravent.decide.TemporaryTable;
import dev.paravent.policies.ProtectedClass;
import dev.paravent.session.Exchange.Ending;
import dev.paravent.session.Exchange.NameChange;
import dev.paravent.wire.pg.FrontendMessage;
import dev.paravent.wire.pg.FrontendMessage.Bind;
import dev.paravent.wire.pg.FrontendMessage.Target;
import dev.paravent.wire.pg.MessageWriter;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sends statements to the server under names of the proxy's own, and queues what the server owes
 * for them. Event-loop confined.
 */
final class Statements {
  /**
   * What is sent in place of a refused statement, so that the server fails where the client must.
   */
  static final String FAILING_TEXT = "paravent refused";

  static final short[] TEXT = {};
  static final short[] BINARY = {1};

  private final SessionContext context;
  private final SessionState state;
  private final Outbox toClient;
  private final Outbox toServer;
  private ParameterTransformer parameters;
  private RowTransformer.Context parametersFor;
  private @Nullable Refusal refusal; // of the last simple portal

  Statements(SessionContext context, SessionState state, Outbox toClient, Outbox toServer) {
    this.context = context;
    this.state = state;
    this.toClient = toClient;
    this.toServer = toServer;
    this.parameters =
        new ParameterTransformer(
            context.principal(), context.codecs(), context.settings().maxArrayElements());
    this.parametersFor = context.rows();
  }

  /** Of what governs the session now. */
  private ParameterTransformer transformer() {
    return new ParameterTransformer(
        context.principal(), context.codecs(), context.settings().maxArrayElements());
  }

  /** Makes the server fail here, and answers the refusal in its place. */
  void fail(Refusal refusal) {
    FrontendMessage.Parse.encode(toServer.buffer(), state.nextName(), FAILING_TEXT, List.of());
    state.queue().add(new Exchange.Prepare(refusal, false, null));
  }

  /** Sends Sync: the batch ends, and with it what is skipped after an error. */
  void synchronise() {
    MessageWriter.empty(toServer.buffer(), 'S');
    state.queue().add(new Exchange.Synchronise(state.batch(), state.nextSequence()));
    state.nextBatch();
    state.skip(false);
  }

  void countRefusal(Reason reason) {
    context.metrics().statement(SessionMetrics.Outcome.REFUSED);
    context.metrics().refused(reason.code());
  }

  Refusal wroteClear() {
    Reason reason =
        Reason.of(
            RefusalCode.TRANSACTION_WROTE_CLEAR,
            "the transaction wrote a clear value of the class, so it may not compare or group by"
                + " its columns before it ends");
    countRefusal(reason);
    return Refusal.of(reason);
  }

  /** A Query without statements is answered by the server with EmptyQueryResponse. */
  void sendEmpty() {
    PreparedStatement statement =
        new PreparedStatement(
            state.nextName(), new PlanRequest("", List.of(), List.of(), true), null, 0);
    ByteBuf out = toServer.buffer();
    FrontendMessage.Parse.encode(out, statement.serverName(), "", List.of());
    Portal portal = new Portal(state.nextName(), statement, TEXT, Set.of());
    encodeBind(out, portal.serverName(), statement.serverName());
    FrontendMessage.Execute.encode(out, portal.serverName(), 0);
    state.queue().add(new Exchange.Prepare(null, false, null));
    state.queue().add(new Exchange.Bind(false, null));
    queueExecute(portal, SessionEffect.None.INSTANCE, Ending.PLAIN);
    closePortal(portal, false, null);
    closeStatement(statement, false, null);
  }

  /** Sends one statement of a simple Query; returns why not, or null. */
  @Nullable Refusal sendSimple(StatementPlan plan) {
    return sendSimple(plan, TEXT, Ending.PLAIN);
  }

  /** The same, with its results' formats and its ending. */
  @Nullable Refusal sendSimple(StatementPlan plan, short[] formats, Ending ending) {
    PreparedStatement statement = unnamed(plan);
    ByteBuf out = toServer.buffer();
    int mark = out.writerIndex();
    FrontendMessage.Parse.encode(
        out, statement.serverName(), plan.sql(), serverOids(plan, List.of()));
    Portal portal =
        simplePortal(
            out, statement, plan, new ParameterTransformer.Source(plan, List.of(), null), formats);
    if (portal == null) {
      out.writerIndex(mark);
      return lastRefusal();
    }
    state.queue().add(new Exchange.Prepare(null, false, null));
    run(portal, plan, ending, () -> closeStatement(statement, false, null));
    return null;
  }

  /** Sends a statement that the server has, within a simple Query; returns why not, or null. */
  @Nullable Refusal sendBound(PreparedStatement statement, StatementPlan plan, Bind values) {
    ByteBuf out = toServer.buffer();
    int mark = out.writerIndex();
    Portal portal =
        simplePortal(
            out,
            statement,
            plan,
            new ParameterTransformer.Source(plan, statement.declaredOids(), values),
            TEXT);
    if (portal == null) {
      out.writerIndex(mark);
      return lastRefusal();
    }
    run(portal, plan, Ending.PLAIN, () -> {});
    return null;
  }

  /** Sends one row of a copy; returns why not, or null. */
  @Nullable Refusal insert(
      PreparedStatement statement, StatementPlan plan, Bind row, RowCopy copy, long line) {
    ByteBuf out = toServer.buffer();
    int mark = out.writerIndex();
    Refusal refused =
        bind(out, "", statement, new ParameterTransformer.Source(plan, List.of(), row), TEXT);
    if (refused != null) {
      out.writerIndex(mark);
      return refused;
    }
    FrontendMessage.Execute.encode(out, "", 0);
    state.writesClear(parameters.clearWrites(), state.nextSequence());
    state.queue().add(new Exchange.InsertRow(copy, line));
    return null;
  }

  /** A statement that no name of the client's leads to. */
  PreparedStatement unnamed(StatementPlan plan) {
    return new PreparedStatement(
        state.nextName(), new PlanRequest("", List.of(), List.of(), true), plan, 0);
  }

  /** Writes a Bind; null if the statement may not run, for the {@link #lastRefusal}. */
  private @Nullable Portal simplePortal(
      ByteBuf out,
      PreparedStatement statement,
      StatementPlan plan,
      ParameterTransformer.Source source,
      short[] clientFormats) {
    short[] formats = serverFormats(wantedFormats(clientFormats, plan), plan);
    String name = state.nextName();
    refusal =
        state.hasWrittenClear(plan.comparesOrGroups())
            ? wroteClear()
            : bind(out, name, statement, source, formats);
    return refusal == null
        ? new Portal(name, statement, formats, Set.copyOf(parameters.clearWrites()))
        : null;
  }

  private Refusal lastRefusal() {
    if (refusal == null) {
      throw new IllegalStateException("nothing was refused");
    }
    return refusal;
  }

  /** Queues the Bind that was written, and sends what follows it in a simple Query. */
  private void run(Portal portal, StatementPlan plan, Ending ending, Runnable closeStatement) {
    state.queue().add(new Exchange.Bind(false, null));
    tell(plan);
    if (plan.returnsRows()) {
      describe(portal, plan.copy() == null ? Exchange.Asker.QUERY : Exchange.Asker.PROXY);
    }
    execute(portal, 0, ending.inQuery());
    Runnable close =
        () -> {
          closePortal(portal, false, null);
          closeStatement.run();
        };
    if (plan.kind() == StatementKind.COPY_FROM) {
      state.copyStarts(null, close);
    } else {
      close.run();
    }
  }

  /** A Query destroys the unnamed statement and the unnamed portal. */
  void forgetUnnamed() {
    PreparedStatement statement = state.statements().predicted("");
    if (statement != null) {
      closeStatement(
          statement,
          false,
          new NameChange<>(
              state.statements(), state.statements().predict("", null, state.batch())));
    }
    closeUnnamedPortal();
  }

  void closeUnnamedPortal() {
    Portal portal = state.portals().predicted("");
    if (portal != null) {
      closePortal(
          portal,
          false,
          new NameChange<>(state.portals(), state.portals().predict("", null, state.batch())));
    }
  }

  void describe(Portal portal, Exchange.Asker asker) {
    FrontendMessage.Describe.encode(toServer.buffer(), Target.PORTAL, portal.serverName());
    state.queue().add(new Exchange.DescribePortal(portal, asker));
  }

  /**
   * Sends Parse and the proxy's own Describe.
   *
   * @param generation of the planner, as of before the plan was made
   */
  void prepare(
      String clientName, PlanRequest request, @Nullable StatementPlan plan, long generation) {
    prepare(clientName, true, new PreparedStatement(state.nextName(), request, plan, generation));
  }

  /** The same for a statement that is there; {@code visible} if the client awaits ParseComplete. */
  void prepare(String clientName, boolean visible, PreparedStatement statement) {
    prepare(
        visible,
        statement,
        new NameChange<>(
            state.statements(), state.statements().predict(clientName, statement, state.batch())));
  }

  /** The same for a statement that gets this name, or none. */
  void prepare(
      boolean visible,
      PreparedStatement statement,
      @Nullable NameChange<PreparedStatement> change) {
    StatementPlan plan = statement.plan();
    ByteBuf out = toServer.buffer();
    FrontendMessage.Parse.encode(
        out,
        statement.serverName(),
        plan == null ? "" : plan.sql(),
        plan == null ? List.of() : serverOids(plan, statement.declaredOids()));
    FrontendMessage.Describe.encode(out, Target.STATEMENT, statement.serverName());
    state.queue().add(new Exchange.Prepare(null, visible, change));
    state.queue().add(new Exchange.DescribeStatement(statement));
  }

  /** Sends a Bind with the client's values; returns why not, or null. */
  @Nullable Refusal bind(Bind bind, PreparedStatement statement) {
    StatementPlan plan = statement.plan();
    short[] formats = serverFormats(wantedFormats(bind.resultFormats(), plan), plan);
    String name = state.nextName();
    ByteBuf out = toServer.buffer();
    Portal portal;
    if (plan == null) {
      portal = new Portal(name, statement, TEXT, Set.of());
      encodeBind(out, portal.serverName(), statement.serverName());
    } else {
      int mark = out.writerIndex();
      Refusal refusal =
          bind(
              out,
              name,
              statement,
              new ParameterTransformer.Source(plan, statement.declaredOids(), bind),
              formats);
      if (refusal != null) {
        out.writerIndex(mark);
        return refusal;
      }
      portal = new Portal(name, statement, formats, Set.copyOf(parameters.clearWrites()));
    }
    state
        .queue()
        .add(
            new Exchange.Bind(
                true,
                new NameChange<>(
                    state.portals(),
                    state.portals().predict(bind.portal(), portal, state.batch()))));
    tell(plan);
    return null;
  }

  /** Tells the client what a plan has to say, behind BindComplete: once for every portal. */
  private void tell(@Nullable StatementPlan plan) {
    if (plan != null && !plan.notices().isEmpty()) {
      state
          .queue()
          .add(new Exchange.Reply(() -> Notices.encode(plan.notices(), toClient.buffer())));
    }
  }

  void execute(Portal portal, int maxRows, Ending ending) {
    StatementPlan plan = portal.statement().plan();
    execute(portal, plan == null ? SessionEffect.None.INSTANCE : plan.effect(), maxRows, ending);
  }

  /** The same for an execution that has an effect of its own. */
  void execute(Portal portal, SessionEffect effect, int maxRows, Ending ending) {
    FrontendMessage.Execute.encode(toServer.buffer(), portal.serverName(), maxRows);
    context.metrics().statement(SessionMetrics.Outcome.FORWARDED);
    queueExecute(portal, effect, ending);
  }

  private void queueExecute(Portal portal, SessionEffect effect, Ending ending) {
    long sequence = state.nextSequence();
    SessionState.InFlight inFlight = state.effectSent(effect);
    if (endsCursors(effect)) {
      state.portals().doubt();
    }
    state.writesClear(portal.clearWrites(), sequence);
    state.channels().sent(portal.statement().plan());
    long now = context.nanoClock().getAsLong();
    state.queue().add(new Exchange.Execute(portal, effect, inFlight, sequence, now, ending));
    if (effect instanceof SessionEffect.CreateTable(TemporaryTable table)) {
      askNumber(table);
    }
  }

  private static boolean endsCursors(SessionEffect effect) {
    return switch (effect) {
      case SessionEffect.Commit ignored -> true;
      case SessionEffect.Rollback ignored -> true;
      case SessionEffect.RollbackTo ignored -> true;
      case SessionEffect.Everything ignored -> true;
      case SessionEffect.None ignored -> false;
      case SessionEffect.Begin ignored -> false;
      case SessionEffect.SearchPath ignored -> false;
      case SessionEffect.Savepoint ignored -> false;
      case SessionEffect.Release ignored -> false;
      case SessionEffect.ActFor ignored -> false;
      case SessionEffect.CreateTable ignored -> false;
      case SessionEffect.DropTables ignored -> false;
      case SessionEffect.DiscardTables ignored -> false;
    };
  }

  /** Asks what the server numbers a table with, for so it says where a field comes from. */
  private void askNumber(TemporaryTable table) {
    ByteBuf out = toServer.buffer();
    String text =
        "SELECT CAST(CAST('pg_temp.%s' AS \"pg_catalog\".\"regclass\") AS \"pg_catalog\".\"oid\")"
            .formatted(table.serverName());
    FrontendMessage.Parse.encode(out, "", text, List.of());
    encodeBind(out, "", "");
    FrontendMessage.Execute.encode(out, "", 0);
    state.queue().add(new Exchange.Prepare(null, false, null));
    state.queue().add(new Exchange.Bind(false, null));
    state.queue().add(new Exchange.Number(table, state.numberAsked()));
  }

  void closePortal(Portal portal, boolean visible, @Nullable NameChange<Portal> change) {
    FrontendMessage.Close.encode(toServer.buffer(), Target.PORTAL, portal.serverName());
    state.queue().add(new Exchange.Close(visible, null, null, change));
  }

  void closeStatement(
      PreparedStatement statement,
      boolean visible,
      @Nullable NameChange<PreparedStatement> change) {
    FrontendMessage.Close.encode(toServer.buffer(), Target.STATEMENT, statement.serverName());
    state.queue().add(new Exchange.Close(visible, statement, change, null));
  }

  private @Nullable Refusal bind(
      ByteBuf out,
      String portal,
      PreparedStatement statement,
      ParameterTransformer.Source source,
      short[] formats) {
    if (parametersFor != context.rows()) {
      parameters = transformer();
      parametersFor = context.rows();
    }
    Reason reason = parameters.bind(out, portal, statement.serverName(), source, formats);
    if (reason == null) {
      reason = charge();
    }
    if (reason != null) {
      countRefusal(reason);
      return Refusal.of(reason);
    }
    parameters
        .tokens()
        .forEach((protectedClass, count) -> context.metrics().detokenised(protectedClass, count));
    return null;
  }

  /** Charges before anything is forwarded; what was charged stays charged. */
  private @Nullable Reason charge() {
    Reason refused = null;
    for (Map.Entry<ProtectedClass, Integer> entry : parameters.clearValues().entrySet()) {
      context.metrics().clearValues(entry.getKey(), entry.getValue());
      Optional<Reason> reason =
          context.charges().charge(context.principal(), entry.getKey(), entry.getValue());
      refused = refused == null ? reason.orElse(null) : refused;
    }
    return refused;
  }

  private static void encodeBind(ByteBuf out, String portal, String statement) {
    int start = MessageWriter.begin(out, 'B');
    MessageWriter.text(out, portal);
    MessageWriter.text(out, statement);
    out.writeShort(0);
    out.writeShort(0);
    out.writeShort(0);
    MessageWriter.end(out, start);
  }

  /** A slot's own type, or what the client declared for its parameter. */
  private static List<Integer> serverOids(StatementPlan plan, List<Integer> declared) {
    List<Integer> oids = new ArrayList<>(plan.parameters().size());
    for (ServerParameter parameter : plan.parameters()) {
      int oid = parameter.typeOid();
      if (oid == TypeOid.UNSPECIFIED
          && parameter.source() instanceof ServerParameter.Client client
          && client.index() < declared.size()) {
        oid = declared.get(client.index());
      }
      oids.add(oid);
    }
    return oids;
  }

  /** COPY TO has its own formats, whatever the client asks for. */
  private static short[] wantedFormats(short[] client, @Nullable StatementPlan plan) {
    if (plan == null || plan.copy() == null) {
      return client;
    }
    return plan.copy().isBinary() ? BINARY : TEXT;
  }

  /** The client's formats for what it sees, text for what it does not. */
  private static short[] serverFormats(short[] client, @Nullable StatementPlan plan) {
    if (plan == null || plan.hiddenOutputs() == 0 || client.length == 0) {
      return client;
    }
    int visible = plan.outputs().size() - plan.hiddenOutputs();
    short[] all = Arrays.copyOf(client, plan.outputs().size());
    if (client.length == 1) {
      Arrays.fill(all, 0, visible, client[0]);
    }
    Arrays.fill(all, visible, all.length, (short) 0);
    return all;
  }
}
