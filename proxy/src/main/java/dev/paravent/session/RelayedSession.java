package dev.paravent.session;

import dev.paravent.policies.AccessPolicy;
import dev.paravent.session.CancelKeys.Target;
import dev.paravent.wire.pg.BackendMessage.BackendKeyData;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client of a clear role and its server connection. Nothing is changed on the way (G7); the
 * cancel key is noted, and whether the last thing that the server said is that it is ready.
 * Event-loop confined.
 */
final class RelayedSession implements OpenSessions.OpenSession {
  private static final Logger LOG = LoggerFactory.getLogger(RelayedSession.class);

  /** ReadyForQuery outside of a transaction, as it stands in the stream: Z, its length, I. */
  private static final long READY = 0x5a_00_00_00_05_49L;

  private static final int READY_LENGTH = 6;
  private static final long LOW_SIX_BYTES = 0xffff_ffff_ffffL;

  private final String user;
  private final Channel client;
  private final Supplier<Governance> governance;
  private final CancelKeys cancelKeys;
  private final KeyListener keyListener = new KeyListener();
  private final Channel server;
  private @Nullable BackendKeyData key;
  private long tail;
  private boolean clientSpokeLast = true;
  private boolean draining;
  private final IdleWatch idleWatch;

  /**
   * Begins behind the database's OK.
   *
   * @param idleTimeout as of {@link IdleWatch}
   */
  RelayedSession(
      String user,
      Channel client,
      Channel server,
      Supplier<Governance> governance,
      CancelKeys cancelKeys,
      Duration idleTimeout) {
    this.user = user;
    this.client = client;
    this.server = server;
    this.governance = governance;
    this.cancelKeys = cancelKeys;
    this.idleWatch =
        new IdleWatch(
            client.eventLoop(),
            idleTimeout,
            this::isIdle,
            () -> tellAndClose("57P05", "terminating connection due to idle-session timeout"));
  }

  /** Looks at what the server sends, without reading it. */
  void fromServer(ByteBuf bytes) {
    if (keyListener.isListening()) {
      BackendKeyData heard = keyListener.hear(bytes);
      if (heard != null) {
        key = heard;
        cancelKeys.know(new Target(heard, server.remoteAddress()));
      }
    }
    int end = bytes.writerIndex();
    for (int i = Math.max(bytes.readerIndex(), end - READY_LENGTH); i < end; i++) {
      tail = ((tail << Byte.SIZE) | (bytes.getByte(i) & 0xff)) & LOW_SIX_BYTES;
    }
    clientSpokeLast = false;
    idleWatch.touch();
    if (draining && isIdle()) {
      // behind what was just read
      client.eventLoop().execute(this::endIfIdle);
    }
  }

  void fromClient() {
    clientSpokeLast = true;
    idleWatch.touch();
  }

  /** Whether the server waits for the client, outside of a transaction. */
  private boolean isIdle() {
    return !clientSpokeLast && tail == READY;
  }

  @Override
  public void drain() {
    draining = true;
    endIfIdle();
  }

  private void endIfIdle() {
    if (isIdle() && client.isActive()) {
      tellAndClose("57P01", "terminating connection due to administrator command");
    }
  }

  /** Only behind a ReadyForQuery: elsewhere it would stand in the middle of a message. */
  private void tellAndClose(String sqlState, String why) {
    Outbox outbox = new Outbox(client);
    Refusal.of(sqlState, why).report("FATAL").encode(outbox.buffer(), 'E');
    outbox.close();
  }

  @Override
  public void end() {
    client.close(); // in the middle of a message nothing can be said
  }

  @Override
  public void review() {
    boolean isClear =
        governance
            .get()
            .policy()
            .forUser(user)
            .map(access -> access.access() == AccessPolicy.Access.CLEAR)
            .orElse(false);
    if (!isClear) {
      LOG.info("event=session_ended reason=policy user={}", user);
      client.close();
      server.close();
    }
  }

  /** The client is gone. */
  void closed() {
    idleWatch.stop();
    if (key != null) {
      cancelKeys.revoke(key);
    }
  }
}
