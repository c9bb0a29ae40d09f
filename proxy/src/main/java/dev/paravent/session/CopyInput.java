package dev.paravent.session;

import dev.paravent.wire.pg.FrontendMessage;
import dev.paravent.wire.pg.ProtocolException;

/** Relays what a client sends while the server takes the rows of COPY FROM STDIN. */
final class CopyInput {
  private CopyInput() {}

  /** PostgreSQL docs 54.2.6: until the copy ends, Flush and Sync are ignored. */
  static void handle(
      FrontendMessage message, SessionState state, Statements statements, Outbox toServer) {
    switch (message) {
      case FrontendMessage.Copy copy -> {
        copy.encode(toServer.buffer());
        if (copy.isLast()) {
          end(state, statements);
        }
      }
      case FrontendMessage.Flush() -> {}
      case FrontendMessage.Sync() -> {}
      default ->
          throw new ProtocolException(
              "message: %s (expected: CopyData, CopyDone or CopyFail)"
                  .formatted(message.getClass().getSimpleName()));
    }
  }

  /** The copy is over for the client: a Query sends what it held back. */
  private static void end(SessionState state, Statements statements) {
    Runnable afterwards = state.copyEnds();
    if (afterwards != null) {
      afterwards.run();
      statements.synchronise();
    }
  }
}
