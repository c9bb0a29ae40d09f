package dev.paravent.session;

import dev.paravent.decide.AssertedUser;
import dev.paravent.decide.RefusalCode;
import dev.paravent.wire.pg.FrameSink;
import dev.paravent.wire.pg.FrontendMessage;
import dev.paravent.wire.pg.MessageWriter;
import dev.paravent.wire.pg.PgFrameDecoder;
import dev.paravent.wire.pg.ProtocolException;
import io.netty.buffer.ByteBuf;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One governed client and its server connection, from the first ReadyForQuery on. Requests go one
 * way, responses the other; whatever goes wrong ends both. Event-loop confined.
 */
final class Session implements OpenSessions.OpenSession {
  private static final Logger LOG = LoggerFactory.getLogger(Session.class);

  private final SessionContext context;
  private final SessionState state;
  private final Planning planning;
  private final Renewal renewal;
  private final Requests requests;
  private final Responses responses;
  private final PgFrameDecoder clientDecoder;
  private final Outbox toClient;
  private final Outbox toServer;
  private final Runnable whenClosed;
  private final IdleWatch idleWatch;
  private boolean clientWaits;
  private boolean draining;
  private boolean terminating;
  private boolean closed;

  /**
   * Takes over two channels whose decoders are handed {@link #clientSide} and {@link #serverSide}.
   *
   * @param endUser who was named at login
   * @param inForce the policy and the keys that the session is to follow
   * @param whenClosed called once
   */
  Session(
      SessionContext context,
      SearchPathTracker searchPath,
      Optional<AssertedUser> endUser,
      Supplier<Governance> inForce,
      PgFrameDecoder clientDecoder,
      Outbox toClient,
      Outbox toServer,
      Runnable whenClosed) {
    this.clientDecoder = clientDecoder;
    this.toClient = toClient;
    this.toServer = toServer;
    this.whenClosed = whenClosed;
    this.state = new SessionState(searchPath, endUser);
    this.context = context;
    context.renew(context.governance(), state.temporaries().beside(context.rows()));
    this.planning =
        new Planning(
            context::planner,
            context.planning(),
            state.temporaries(),
            toClient.channel().eventLoop(),
            this::continueAndFlush);
    this.renewal =
        new Renewal(
            context,
            state,
            planning,
            inForce,
            toClient.channel().eventLoop(),
            this::continueAndFlush);
    EndUsers endUsers =
        new EndUsers(context, state, toClient.channel().eventLoop(), this::continueAndFlush);
    this.requests = new Requests(context, state, planning, renewal, endUsers, toClient, toServer);
    this.idleWatch =
        new IdleWatch(
            toClient.channel().eventLoop(),
            context.settings().idleTimeout(),
            this::isIdle,
            () -> fatal(Refusal.of("57P05", "terminating connection due to idle-session timeout")));
    this.responses = new Responses(context, state, toClient, requests::copyFailed);
  }

  /** Whether nothing is owed to the client. */
  boolean isQueueEmpty() {
    return state.queue().isEmpty();
  }

  /** Ends the session as soon as no statement and no transaction runs. On the event loop. */
  @Override
  public void drain() {
    draining = true;
    endIfDrained();
  }

  /** Ends the session now. On the event loop. */
  @Override
  public void end() {
    fatal(Refusal.of("57P01", "terminating connection due to administrator command"));
  }

  /** Another policy is in force: ends the session if it has no place in it. On the event loop. */
  @Override
  public void review() {
    if (!closed && renewal.isDue()) {
      Refusal objection = renewal.objection();
      if (objection != null) {
        LOG.info("event=session_ended reason=policy user={}", context.principal().user());
        fatal(objection);
      }
    }
  }

  private boolean isIdle() {
    return state.queue().isEmpty()
        && !state.isInTransaction()
        && state.copyIn() == SessionState.CopyIn.NONE
        && !planning.isRunning();
  }

  private void endIfDrained() {
    if (draining && !closed && state.queue().isEmpty() && !state.isInTransaction()) {
      end();
    }
  }

  /** Handles the client's waiting message again if what it waited for is there. */
  private void continueClient() {
    if (clientWaits && !closed && requests.canContinue() && !planning.isRunning()) {
      clientWaits = false;
      clientDecoder.resume();
      readClient();
    }
  }

  /** Run by the event loop, which would only log a fault. */
  private void continueAndFlush() {
    try {
      continueClient();
      flush();
    } catch (RuntimeException | Error fault) {
      broken(fault);
    }
  }

  /** The client is read while its messages can be handled and the server takes them. */
  private void readClient() {
    boolean reads = !clientWaits && toServer.channel().isWritable();
    toClient.channel().config().setAutoRead(reads);
  }

  private void flush() {
    if (closed) {
      return;
    }
    if (toServer.hasPending()) {
      toServer.flush();
    }
    if (toClient.hasPending()) {
      if (!settle()) {
        return;
      }
      toClient.flush();
      context.metrics().bytesToClient(toClient.takeWritten());
    }
  }

  /** Completes the rows in the buffer; false if that ended the session. */
  private boolean settle() {
    try {
      responses.settle();
      return true;
    } catch (RuntimeException | Error fault) {
      toClient.discard(); // rows that will never get their tokens
      broken(fault);
      return false;
    }
  }

  /** Tells the client why, and closes both channels. */
  private void fatal(Refusal refusal) {
    if (closed || !settle()) {
      return;
    }
    try {
      refusal.report("FATAL").encode(toClient.buffer(), 'E');
    } finally {
      close();
    }
  }

  /** The server runs what was sent before, answers it, and closes. */
  private void terminate() {
    terminating = true;
    MessageWriter.empty(toServer.buffer(), 'X');
  }

  /** Closes both channels; what the client is owed is sent before. */
  private void close() {
    if (closed) {
      return;
    }
    closed = true;
    idleWatch.stop();
    try {
      toServer.discard();
      if (toServer.channel().isActive()) {
        sayGoodbye();
        toServer.close();
      }
    } finally {
      if (toClient.channel().isActive()) {
        toClient.close();
      } else {
        toClient.discard();
      }
      context.metrics().bytesToClient(toClient.takeWritten());
      whenClosed.run();
    }
  }

  private void sayGoodbye() {
    try {
      MessageWriter.empty(toServer.buffer(), 'X');
    } catch (OutOfMemoryError none) {
      toServer.discard(); // that the connection closes says as much
    }
  }

  /** Ends the session for a reason that the client may know as much of as this says. */
  private void broken(Throwable cause) {
    switch (cause) {
      case IncidentException incident -> {
        context.metrics().incident(incident.incident());
        LOG.error(
            "event=incident kind={} user={} detail=\"{}\"",
            incident.incident().name().toLowerCase(Locale.ROOT),
            context.principal().user(),
            incident.getMessage());
        fatal(
            new Refusal(
                RefusalCode.RESULT_DISAGREES.sqlState(),
                "the result is not what was planned; the connection is closed ["
                    + RefusalCode.RESULT_DISAGREES
                    + "]",
                "",
                0,
                ""));
      }
      case EndingException ending -> fatal(ending.refusal());
      case ProtocolException protocol -> {
        LOG.warn("event=protocol_violation detail=\"{}\"", protocol.getMessage());
        fatal(Refusal.of("08P01", "protocol violation: " + protocol.getMessage()));
      }
      case java.io.IOException lost -> {
        LOG.info("event=connection_lost cause={}", lost.getClass().getSimpleName());
        fatal(Refusal.of("08006", "connection failure"));
      }
      default -> {
        LOG.error(
            "event=internal_fault cause={} at={}",
            cause.getClass().getName(),
            cause.getStackTrace().length == 0 ? "?" : cause.getStackTrace()[0]);
        fatal(Refusal.of("XX000", "internal fault [" + RefusalCode.INTERNAL_FAULT + "]"));
      }
    }
  }

  /** Takes the client's messages. */
  FrameSink clientSide() {
    return new FrameSink() {
      @Override
      public boolean frame(ByteBuf in, int index, int length) {
        if (closed || terminating) {
          return true;
        }
        FrontendMessage message = FrontendMessage.decode(in, index, length);
        if (message instanceof FrontendMessage.Terminate) {
          terminate();
          return true;
        }
        boolean handled = requests.handle(message);
        if (!handled) {
          clientWaits = true;
          readClient();
        }
        return handled;
      }

      @Override
      public void broken(Throwable cause) {
        Session.this.broken(cause);
      }

      @Override
      public void readComplete() {
        flush();
      }

      @Override
      public void closed() {
        close();
      }

      @Override
      public void writabilityChanged(boolean writable) {
        toServer.channel().config().setAutoRead(writable);
      }

      @Override
      public void received(int bytes) {
        context.metrics().bytesFromClient(bytes);
        idleWatch.touch();
      }
    };
  }

  /** Takes the server's messages. */
  FrameSink serverSide() {
    return new FrameSink() {
      @Override
      public boolean frame(ByteBuf in, int index, int length) {
        if (!closed && !responses.handle(in, index, length)) {
          close();
        }
        return true;
      }

      @Override
      public void broken(Throwable cause) {
        Session.this.broken(
            cause instanceof ProtocolException
                ? new IncidentException(
                    SessionMetrics.Incident.UNEXPECTED_MESSAGE, String.valueOf(cause.getMessage()))
                : cause);
      }

      @Override
      public void readComplete() {
        continueClient();
        flush();
        endIfDrained();
        idleWatch.touch();
      }

      @Override
      public void closed() {
        if (terminating) {
          close();
        } else {
          fatal(Refusal.of("08006", "the database closed the connection"));
        }
      }

      @Override
      public void writabilityChanged(boolean writable) {
        readClient();
        if (writable) {
          continueAndFlush(); // rows of a copy may wait for it
        }
      }
    };
  }
}
