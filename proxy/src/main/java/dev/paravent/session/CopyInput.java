package dev.paravent.session;

import dev.paravent.decide.SessionCommand;
import dev.paravent.wire.pg.FrontendMessage;
import dev.paravent.wire.pg.ProtocolException;
import org.jspecify.annotations.Nullable;

/**
 * Takes what a client sends between CopyInResponse and CopyDone or CopyFail: the server gets it as
 * it is, or the rows in it one by one. Event-loop confined.
 */
final class CopyInput {
  private final SessionContext context;
  private final SessionState state;
  private final Statements statements;
  private final Planning planning;
  private final Renewal renewal;
  private final Outbox toClient;
  private final Outbox toServer;

  CopyInput(
      SessionContext context,
      SessionState state,
      Statements statements,
      Planning planning,
      Renewal renewal,
      Outbox toClient,
      Outbox toServer) {
    this.context = context;
    this.state = state;
    this.statements = statements;
    this.planning = planning;
    this.renewal = renewal;
    this.toClient = toClient;
    this.toServer = toServer;
  }

  /** Begins a copy whose rows are read here; returns why not, or null. */
  @Nullable Refusal start(SessionCommand.CopyIn command, boolean inQuery) {
    if (state.hasWrittenClear(command.insert().comparesOrGroups())) {
      return statements.wroteClear();
    }
    RowCopy rows = new RowCopy(command, context, state, statements, planning, toClient, toServer);
    rows.start();
    state.copyStarts(rows, inQuery ? () -> {} : null);
    return null;
  }

  /** Whether a message that had to wait would be taken now. */
  boolean canContinue() {
    RowCopy rows = state.rowCopy();
    return rows == null || rows.canContinue();
  }

  /**
   * Handles a message; false if it must wait. PostgreSQL docs 54.2.6: until the copy ends, Flush
   * and Sync are ignored.
   */
  boolean handle(FrontendMessage message) {
    return switch (message) {
      case FrontendMessage.Copy copy -> copy(copy);
      case FrontendMessage.Flush() -> true;
      case FrontendMessage.Sync() -> true;
      default ->
          throw new ProtocolException(
              "message: %s (expected: CopyData, CopyDone or CopyFail)"
                  .formatted(message.getClass().getSimpleName()));
    };
  }

  private boolean copy(FrontendMessage.Copy message) {
    RowCopy rows = state.rowCopy();
    if (rows == null) {
      message.encode(toServer.buffer());
      switch (message.kind()) {
        case DATA -> {}
        case DONE -> ended();
        case FAIL -> failed();
      }
      return true;
    }
    if (renewal.isDue()) {
      // each row is a Bind of its own; under what, the next statement is told
      refuse(
          rows.located(
              Refusal.of("55000", "the policy or the keys have changed since the copy began")));
      return true;
    }
    try {
      switch (message.kind()) {
        case DATA -> {
          return rows.data(message);
        }
        case DONE -> {
          rows.done();
          ended();
        }
        case FAIL -> refuse(Refusal.of("57014", "COPY from stdin failed"));
      }
    } catch (CopyFormatException broken) {
      refuse(rows.located(broken.refusal()));
    }
    return true;
  }

  private void refuse(Refusal refusal) {
    statements.fail(refusal);
    if (!failed()) {
      state.skip(true);
    }
  }

  /** The copy is over for the client: a Query goes on with what it held back. */
  private void ended() {
    Runnable afterwards = state.copyEnds();
    if (afterwards != null) {
      afterwards.run();
    }
  }

  /**
   * The copy has failed: the server skips everything up to a Sync, which a Query sends by itself.
   * Returns whether it is one.
   */
  boolean failed() {
    boolean inQuery = state.copyEnds() != null;
    if (inQuery) {
      statements.synchronise();
    }
    return inQuery;
  }
}
