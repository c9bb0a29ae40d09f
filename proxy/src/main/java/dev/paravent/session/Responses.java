package dev.paravent.session;

import dev.paravent.decide.CopyFormat;
import dev.paravent.decide.SessionEffect;
import dev.paravent.decide.StatementKind;
import dev.paravent.decide.StatementPlan;
import dev.paravent.session.SessionMetrics.Incident;
import dev.paravent.wire.pg.BackendMessage.CommandComplete;
import dev.paravent.wire.pg.BackendMessage.Notification;
import dev.paravent.wire.pg.BackendMessage.ParameterDescription;
import dev.paravent.wire.pg.BackendMessage.ParameterStatus;
import dev.paravent.wire.pg.BackendMessage.ReadyForQuery;
import dev.paravent.wire.pg.BackendMessage.Report;
import dev.paravent.wire.pg.BackendMessage.RowDescription;
import dev.paravent.wire.pg.MessageReader;
import dev.paravent.wire.pg.MessageWriter;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Turns the server's messages into what the client gets. Each must be what the oldest exchange
 * expects; anything else is an incident. Event-loop confined.
 */
final class Responses {
  private final SessionContext context;
  private final SessionState state;
  private final Outbox toClient;
  private final Runnable copyFailed;
  private @Nullable RowTransformer transformer; // of the Execute at the head, once it has rows
  private @Nullable CopyOutput copy; // of the same, if it is COPY TO
  private byte @Nullable [] completed; // a CommandComplete that waits for its commit

  Responses(SessionContext context, SessionState state, Outbox toClient, Runnable copyFailed) {
    this.context = context;
    this.state = state;
    this.toClient = toClient;
    this.copyFailed = copyFailed;
  }

  /**
   * Handles one message.
   *
   * @return false if the server closes the connection behind it
   */
  boolean handle(ByteBuf in, int index, int length) {
    byte type = in.getByte(index);
    if (type == 'D') {
      row(in, index, length);
      return true;
    }
    settle();
    if (completed != null && type != '3' && type != 'N') {
      committed(type == 'E' && state.queue().head() instanceof Exchange.Synchronise);
    }
    MessageReader body = MessageReader.ofFrame(in, index, length);
    switch (type) {
      case '1' -> parseComplete(body);
      case '2' -> bindComplete(body);
      case '3' -> closeComplete(body);
      case 't' -> parameterDescription(ParameterDescription.decode(body));
      case 'T' -> rowDescription(in, index, length, body);
      case 'n' -> noData(body);
      case 'C' -> {
        CommandComplete complete = CommandComplete.decode(body);
        if (state.queue().head() instanceof Exchange.InsertRow row && row.isBound()) {
          row.copy().inserted(complete);
          state.queue().complete();
          return true;
        }
        if (state.queue().head() instanceof Exchange.Number number) {
          state.settled(number.inFlight());
          state.queue().complete();
          return true;
        }
        Exchange.Execute execute = expectExecute(type);
        complete(execute, in, index, length);
        finish(execute);
        new CompletedEffect(state).apply(execute, complete.tag());
        settle(execute);
      }
      case 's', 'I' -> {
        Exchange.Execute execute = expectExecute(type);
        body.end();
        MessageWriter.empty(toClient.buffer(), (char) type);
        finish(execute);
        settle(execute);
      }
      case 'G' -> copyIn(in, index, length);
      case 'Z' -> ready(ReadyForQuery.decode(body));
      case 'E' -> {
        return error(Report.decode(in, index, length));
      }
      case 'N' -> {
        Report notice = Report.decode(in, index, length);
        if (ServerReports.isForwarded(notice)) {
          ServerReports.scrubbed(notice).encode(toClient.buffer(), 'N');
        }
      }
      case 'A' -> {
        Notification notification = Notification.decode(body);
        if (state.channels().holds(notification.channel())) {
          new Notification(notification.processId(), notification.channel(), "")
              .encode(toClient.buffer());
        }
      }
      case 'S' -> {
        ParameterStatus status = ParameterStatus.decode(body);
        boolean unasked = PinnedSettings.isPath(status.name()) && !state.mayPathHaveChanged();
        if (unasked || !PinnedSettings.allows(status.name(), status.value())) {
          throw new IncidentException(
              Incident.SETTING_CHANGED, "setting " + status.name() + " is no longer as pinned");
        }
        new ParameterStatus(status.name(), PinnedSettings.told(status.value()))
            .encode(toClient.buffer());
      }
      default -> throw unexpected(type);
    }
    return true;
  }

  private void row(ByteBuf in, int index, int length) {
    if (state.queue().head() instanceof Exchange.Number number) {
      state.temporaries().numbered(number.table(), number(in, index, length));
      return;
    }
    RowTransformer current = transformer;
    if (current == null) {
      Portal portal = expectExecute((byte) 'D').portal();
      current = portal.statement().transformer(portal.formats(), context.rows());
      transformer = current;
      beginCopy(portal);
    }
    if (copy != null) {
      copy.row(current, in, index, length, toClient.buffer());
      return;
    }
    if (current.isFull() || toClient.isFull()) {
      settle();
    }
    current.row(in, index, length, toClient.buffer());
  }

  /** The only field of a row, as text. */
  private static int number(ByteBuf in, int index, int length) {
    MessageReader body = MessageReader.ofFrame(in, index, length);
    int fields = body.count();
    int size = body.int32();
    if (fields != 1 || size < 1) {
      throw new IncidentException(Incident.RESULT_DISAGREES, "a table without a number");
    }
    int at = body.skip(size);
    body.end();
    return Integer.parseUnsignedInt(in.toString(at, size, StandardCharsets.US_ASCII));
  }

  private @Nullable CopyOutput beginCopy(Portal portal) {
    CopyFormat format = portal.copy();
    StatementPlan plan = portal.statement().plan();
    RowDescription description = portal.statement().description();
    if (format == null || plan == null) {
      return null;
    }
    if (description == null) {
      throw new IncidentException(
          Incident.UNEXPECTED_MESSAGE, "COPY TO of a query that was not described");
    }
    CopyOutput begun = new CopyOutput(format, description, plan.visibleOutputs());
    begun.begin(toClient.buffer());
    copy = begun;
    return begun;
  }

  private void complete(Exchange.Execute execute, ByteBuf in, int index, int length) {
    if (execute.portal().copy() != null) {
      CopyOutput output = copy == null ? beginCopy(execute.portal()) : copy;
      if (output != null) {
        output.end(toClient.buffer());
        new CommandComplete("COPY " + output.rows()).encode(toClient.buffer());
      }
      return;
    }
    Exchange.NameChange<Portal> change = execute.ending().change();
    if (change != null) {
      change.confirm();
    }
    if (execute.ending().tag() == null
        && execute.ending().ofQuery()
        && state.queue().isHeadLast()) {
      completed = new byte[length];
      in.getBytes(index, completed);
    } else if (execute.ending().tag() == null) {
      toClient.buffer().writeBytes(in, index, length);
    } else {
      new CommandComplete(execute.ending().tag()).encode(toClient.buffer());
    }
  }

  /**
   * Writes the CommandComplete that waits. A simple Query commits before it says that its last
   * statement is complete; the proxy's own Sync, which commits, comes behind.
   */
  private void committed(boolean failed) {
    if (completed != null && !failed) {
      toClient.buffer().writeBytes(completed);
    }
    completed = null;
  }

  /** CopyInResponse. */
  private void copyIn(ByteBuf in, int index, int length) {
    StatementPlan plan = expectExecute((byte) 'G').portal().statement().plan();
    if (plan == null
        || plan.kind() != StatementKind.COPY_FROM
        || state.copyIn() != SessionState.CopyIn.STARTING) {
      throw unexpected((byte) 'G');
    }
    toClient.buffer().writeBytes(in, index, length);
    state.copyRuns();
  }

  /**
   * Writes the tokens that rows wait for: before anything else is written, or what is there is
   * sent.
   */
  void settle() {
    RowTransformer current = transformer;
    if (current != null && toClient.hasPending()) {
      current.settle(toClient.last());
    }
  }

  private void parseComplete(MessageReader body) {
    body.end();
    if (!(state.queue().head() instanceof Exchange.Prepare prepare) || prepare.refusal() != null) {
      throw unexpected((byte) '1');
    }
    if (prepare.change() != null) {
      prepare.change().confirm();
    }
    if (prepare.visible()) {
      MessageWriter.empty(toClient.buffer(), '1');
    }
    state.queue().complete();
  }

  private void bindComplete(MessageReader body) {
    body.end();
    if (state.queue().head() instanceof Exchange.InsertRow row && !row.isBound()) {
      row.bound();
      return;
    }
    if (!(state.queue().head() instanceof Exchange.Bind bind)) {
      throw unexpected((byte) '2');
    }
    if (bind.change() != null) {
      bind.change().confirm();
    }
    if (bind.visible()) {
      MessageWriter.empty(toClient.buffer(), '2');
    }
    state.queue().complete();
  }

  private void closeComplete(MessageReader body) {
    body.end();
    if (!(state.queue().head() instanceof Exchange.Close close)) {
      throw unexpected((byte) '3');
    }
    if (close.statement() != null) {
      close.statement().close();
    }
    if (close.statementChange() != null) {
      close.statementChange().confirm();
    }
    if (close.portalChange() != null) {
      close.portalChange().confirm();
    }
    if (close.visible()) {
      MessageWriter.empty(toClient.buffer(), '3');
    }
    state.queue().complete();
  }

  private void parameterDescription(ParameterDescription description) {
    if (!(state.queue().head() instanceof Exchange.DescribeStatement describe)
        || describe.parametersSeen()) {
      throw unexpected((byte) 't');
    }
    StatementPlan plan = describe.statement().plan();
    int expected = plan == null ? 0 : plan.parameters().size();
    if (description.typeOids().size() != expected) {
      throw new IncidentException(
          Incident.RESULT_DISAGREES,
          "parameters: %d (expected: %d)".formatted(description.typeOids().size(), expected));
    }
    describe.statement().parametersDescribed(description.typeOids());
    describe.seeParameters();
  }

  private void rowDescription(ByteBuf in, int index, int length, MessageReader body) {
    switch (state.queue().head()) {
      case Exchange.DescribeStatement describe when describe.parametersSeen() ->
          check(describe.statement(), RowDescription.decode(body));
      case Exchange.DescribePortal describe -> portalDescription(describe, in, index, length, body);
      case null, default -> throw unexpected((byte) 'T');
    }
    state.queue().complete();
  }

  /** Most portals of a statement are described by the same bytes; they are judged once. */
  private void portalDescription(
      Exchange.DescribePortal describe, ByteBuf in, int index, int length, MessageReader body) {
    PreparedStatement statement = describe.portal().statement();
    if (describe.asker() == Exchange.Asker.PROXY) {
      check(statement, RowDescription.decode(body));
      return;
    }
    long generation = context.planner().generation();
    if (statement.isChecked(in, index, length, generation)) {
      toClient.buffer().writeBytes(in, index, length);
      return;
    }
    RowDescription description = RowDescription.decode(body);
    StatementPlan plan = check(statement, description);
    if (plan.hiddenOutputs() == 0) {
      toClient.buffer().writeBytes(in, index, length);
      statement.checked(in, index, length, generation);
    } else {
      description.encode(toClient.buffer(), plan.outputs().size() - plan.hiddenOutputs());
    }
  }

  private StatementPlan check(PreparedStatement statement, RowDescription description) {
    StatementPlan plan = statement.plan();
    if (plan == null) {
      throw unexpected((byte) 'T');
    }
    ResultShape.check(plan, description, context.planner());
    statement.described(description);
    return plan;
  }

  private void noData(MessageReader body) {
    body.end();
    switch (state.queue().head()) {
      case Exchange.DescribeStatement describe when describe.parametersSeen() ->
          checkNoData(describe.statement());
      case Exchange.DescribePortal describe -> {
        checkNoData(describe.portal().statement());
        if (describe.asker() == Exchange.Asker.CLIENT) {
          MessageWriter.empty(toClient.buffer(), 'n');
        }
      }
      case null, default -> throw unexpected((byte) 'n');
    }
    state.queue().complete();
  }

  private static void checkNoData(PreparedStatement statement) {
    StatementPlan plan = statement.plan();
    if (plan != null) {
      ResultShape.checkNoData(plan);
    }
  }

  private Exchange.Execute expectExecute(byte type) {
    if (state.queue().head() instanceof Exchange.Execute execute) {
      return execute;
    }
    throw unexpected(type);
  }

  private void finish(Exchange.Execute execute) {
    copy = null;
    if (transformer != null) {
      transformer.report(context.metrics());
      transformer = null;
    }
    context.metrics().statementNanos(context.nanoClock().getAsLong() - execute.startNanos());
  }

  private void settle(Exchange.Execute execute) {
    state.settled(execute.inFlight());
    state.queue().complete();
  }

  private void ready(ReadyForQuery ready) {
    if (!(state.queue().head() instanceof Exchange.Synchronise synchronise)) {
      throw unexpected((byte) 'Z');
    }
    boolean idle = ready.status() == 'I';
    if (idle) {
      if (!state.isTransactionFailed()) {
        state.portals().committed(Portal::hold);
      }
      state.portals().forgetUntil(synchronise.batch());
      state.forgetClearWrites(synchronise.sequence());
      state.searchPath().transactionEnded(!state.isTransactionFailed());
      state.temporaries().transactionEnded(!state.isTransactionFailed());
      state.endUser().transactionEnded(!state.isTransactionFailed());
      state.transactionFailed(false);
    }
    state.inTransaction(!idle);
    state.pathReported();
    ready.encode(toClient.buffer());
    state.queue().complete();
  }

  private boolean error(Report report) {
    if (report.isFatal()) {
      ServerReports.scrubbed(report).encode(toClient.buffer(), 'E');
      return false;
    }
    Exchange head = state.queue().head();
    if (head == null) {
      throw unexpected((byte) 'E');
    }
    if (transformer != null) {
      transformer.report(context.metrics());
      transformer = null;
    }
    copy = null;
    state.transactionFailed(true);
    if (head instanceof Exchange.Synchronise) {
      // the commit behind Sync failed; ReadyForQuery follows
      ServerReports.ofCommit(report).encode(toClient.buffer(), 'E');
      return true;
    }
    if (head instanceof Exchange.Prepare prepare && prepare.refusal() != null) {
      prepare.refusal().report("ERROR").encode(toClient.buffer(), 'E');
    } else {
      Report told =
          isCommit(head)
              ? ServerReports.ofCommit(report)
              : ServerReports.ofStatement(report, plan(head));
      (head instanceof Exchange.InsertRow row ? ServerReports.atLine(told, row.line()) : told)
          .encode(toClient.buffer(), 'E');
    }
    for (Exchange dropped : state.queue().fail()) {
      if (dropped instanceof Exchange.Execute execute) {
        state.settled(execute.inFlight());
      } else if (dropped instanceof Exchange.Number number) {
        state.settled(number.inFlight());
      }
    }
    if (state.copyIn() != SessionState.CopyIn.NONE) {
      copyFailed.run();
    }
    if (!state.queue().hasSynchronise()) {
      state.skip(true);
    }
    return true;
  }

  private static boolean isCommit(Exchange failed) {
    return failed instanceof Exchange.Execute execute
        && execute.effect() instanceof SessionEffect.Commit;
  }

  private static @Nullable StatementPlan plan(Exchange failed) {
    return switch (failed) {
      case Exchange.Execute execute -> execute.portal().statement().plan();
      case Exchange.InsertRow row -> row.copy().plan();
      default -> null;
    };
  }

  private static IncidentException unexpected(byte type) {
    return new IncidentException(
        Incident.UNEXPECTED_MESSAGE, "message 0x%02x: nothing asked for it".formatted(type));
  }
}
