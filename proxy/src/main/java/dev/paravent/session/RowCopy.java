package dev.paravent.session;

import dev.paravent.decide.SessionCommand;
import dev.paravent.decide.StatementPlan;
import dev.paravent.wire.pg.BackendMessage.CommandComplete;
import dev.paravent.wire.pg.FrontendMessage;
import dev.paravent.wire.pg.MessageWriter;
import io.netty.buffer.ByteBuf;

/**
 * COPY FROM STDIN whose rows the proxy reads and the server inserts one by one, all in one batch:
 * an error undoes all of them, as it does in COPY. Event-loop confined.
 */
final class RowCopy {
  /** Rows that the server may owe an answer for. */
  private static final int MAX_OUTSTANDING = 512;

  private static final String INSERTED = "INSERT 0 ";

  private final SessionState state;
  private final Statements statements;
  private final Planning planning;
  private final Outbox toClient;
  private final Outbox toServer;
  private final SessionCommand.CopyIn command;
  private final PreparedStatement insert;
  private final CopyRows rows;
  private long inserted;
  private int consumed; // bytes of the message that is handled, if a part of it had to wait

  RowCopy(
      SessionCommand.CopyIn command,
      SessionContext context,
      SessionState state,
      Statements statements,
      Planning planning,
      Outbox toClient,
      Outbox toServer) {
    this.command = command;
    this.state = state;
    this.statements = statements;
    this.planning = planning;
    this.toClient = toClient;
    this.toServer = toServer;
    // the server's unnamed statement needs no closing, whatever fails
    this.insert =
        new PreparedStatement("", command.request(), command.insert(), planning.generation())
            .performing(command);
    this.rows = CopyRows.of(command.source(), context.settings().maxMessageBytes());
  }

  /** Tells the client to begin once the server has the statement. */
  void start() {
    statements.prepare(false, insert, null);
    state.queue().add(new Exchange.Reply(this::begin));
    MessageWriter.empty(toServer.buffer(), 'H');
  }

  /** CopyInResponse. */
  private void begin() {
    ByteBuf out = toClient.buffer();
    int start = MessageWriter.begin(out, 'G');
    int format = command.source().isBinary() ? 1 : 0;
    int columns = command.source().columns().size();
    out.writeByte(format);
    out.writeShort(columns);
    for (int i = 0; i < columns; i++) {
      out.writeShort(format);
    }
    MessageWriter.end(out, start);
    state.copyRuns();
  }

  /** How each row is inserted. */
  StatementPlan plan() {
    return command.insert();
  }

  /** Whether more rows may be sent. */
  boolean canContinue() {
    return state.queue().size() < MAX_OUTSTANDING && toServer.channel().isWritable();
  }

  /** Sends the rows of a CopyData; false if a part of it must wait until {@link #canContinue}. */
  boolean data(FrontendMessage.Copy message) {
    ByteBuf body = message.body();
    int length = body.readableBytes();
    body.skipBytes(consumed);
    while (canContinue() && rows.next(body)) {
      row();
    }
    boolean waits = body.isReadable();
    consumed = waits ? length - body.readableBytes() : 0;
    if (waits) {
      MessageWriter.empty(toServer.buffer(), 'H'); // it keeps short answers until it is asked
    }
    return !waits;
  }

  /** The client has sent everything: the server's last answer completes the copy. */
  void done() {
    if (rows.end()) {
      row();
    }
    state.queue().add(new Exchange.Reply(this::complete));
  }

  private void row() {
    Refusal refusal = planning.staleness(insert);
    if (refusal == null) {
      refusal = statements.insert(insert, command.insert(), rows.row(), this, rows.line());
    }
    if (refusal != null) {
      throw new CopyFormatException(refusal);
    }
  }

  /** The server has taken a row, or a trigger has dropped it. */
  void inserted(CommandComplete complete) {
    String tag = complete.tag();
    if (!tag.startsWith(INSERTED)) {
      throw new IncidentException(
          SessionMetrics.Incident.UNEXPECTED_MESSAGE, "a row was not inserted, but something else");
    }
    inserted += Long.parseLong(tag.substring(INSERTED.length()));
  }

  private void complete() {
    new CommandComplete("COPY " + inserted).encode(toClient.buffer());
  }

  /** The refusal with the line that it is about. */
  Refusal located(Refusal refusal) {
    return refusal.atLine(rows.line());
  }
}
