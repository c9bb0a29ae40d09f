package dev.paravent.session;

import dev.paravent.crypto.scram.ScramException;
import dev.paravent.session.SessionMetrics.Incident;
import dev.paravent.session.SessionMetrics.LoginRefusal;
import dev.paravent.wire.pg.BackendMessage.Authentication;
import dev.paravent.wire.pg.BackendMessage.NegotiateProtocolVersion;
import dev.paravent.wire.pg.BackendMessage.Report;
import dev.paravent.wire.pg.FrameLimits;
import dev.paravent.wire.pg.FrameSink;
import dev.paravent.wire.pg.MessageReader;
import dev.paravent.wire.pg.PgFrameDecoder;
import dev.paravent.wire.pg.ProtocolException;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database's part of a login: connects, sends a start-up packet, and has the database's
 * authentication answered, by the client or in its place, until the database says OK. Event-loop
 * confined.
 */
final class ServerLogin {
  private static final Logger LOG = LoggerFactory.getLogger(ServerLogin.class);
  private static final String SCRAM_PLUS = "SCRAM-SHA-256-PLUS";

  private final ProxyParts parts;
  private final PgFrameDecoder clientDecoder;
  private final Outbox toClient;
  private final Channel client;
  private final PgFrameDecoder serverDecoder;
  private final Next next;
  private final @Nullable OwnAuthentication own;
  private final Consumer<ByteBuf> startup;
  private final int minorVersion;
  private @Nullable Outbox toServer;
  private boolean passwordAwaited;
  private boolean done;

  /** What becomes of the two connections. */
  interface Next {
    /** The database said OK in this frame, which the client has not got yet. */
    void admitted(Outbox toServer, PgFrameDecoder serverDecoder, ByteBuf in, int index, int length);

    /** Whether a message that came before the OK is for the client as it is. */
    boolean passes(byte type);

    /** What the client is told of the database's error. */
    Report told(Report report);
  }

  /**
   * Prepares for a client.
   *
   * @param startup writes the start-up packet
   * @param minorVersion of protocol 3 that it asks for
   * @param upstream as whom the proxy logs in; null leaves authentication to the client
   */
  ServerLogin(
      ProxyParts parts,
      PgFrameDecoder clientDecoder,
      Outbox toClient,
      Consumer<ByteBuf> startup,
      int minorVersion,
      @Nullable UpstreamLogin upstream,
      Next next) {
    this.parts = parts;
    this.clientDecoder = clientDecoder;
    this.toClient = toClient;
    this.client = toClient.channel();
    this.startup = startup;
    this.minorVersion = minorVersion;
    this.next = next;
    this.own =
        upstream == null
            ? null
            : new OwnAuthentication(
                upstream.secret(), parts.handshakes(), parts.random(), this::refuseOwn);
    this.serverDecoder =
        PgFrameDecoder.ofMessages(
            new ServerSide(), FrameLimits.ofServer(parts.settings().maxRowBytes()));
  }

  /** Connects; the client waits. */
  void begin() {
    clientDecoder.readMessages(FrameLimits.ofUnknownClient());
    clientDecoder.handOverTo(new ClientSide());
    client.config().setAutoRead(false);
    parts
        .upstream()
        .connect(client.eventLoop(), serverDecoder)
        .addListener((Future<Channel> future) -> connected(future));
  }

  private void connected(Future<Channel> future) {
    if (!future.isSuccess()) {
      LOG.warn("event=upstream_unreachable reason=\"{}\"", future.cause().getMessage());
      refuse(Refusal.of("08001", "the database cannot be reached"));
      return;
    }
    if (!client.isActive() || done) {
      future.getNow().close();
      return;
    }
    Outbox outbox = new Outbox(future.getNow());
    toServer = outbox;
    startup.accept(outbox.buffer());
    outbox.flush();
    // the client is read again when it has to answer something, so that nothing piles up here
  }

  private void serverMessage(ByteBuf in, int index, int length) {
    byte type = in.getByte(index);
    switch (type) {
      case 'R' -> authentication(in, index, length);
      case 'E' -> {
        next.told(Report.decode(in, index, length)).encode(toClient.buffer(), 'E');
        close();
      }
      default -> {
        if (next.passes(type)) {
          toClient.buffer().writeBytes(in, index, length);
        } else if (type != 'N' && !(type == 'v' && isOlder(in, index, length))) {
          // a notice is not about this client's statements
          throw new IncidentException(
              Incident.UNEXPECTED_MESSAGE,
              "message 0x%02x during login: nothing asked for it".formatted(type));
        }
      }
    }
  }

  /**
   * Whether the database only says that it speaks an older version: what the proxy has told the
   * client stands, for all that newer ones allow are longer cancel keys.
   */
  private boolean isOlder(ByteBuf in, int index, int length) {
    NegotiateProtocolVersion spoken =
        NegotiateProtocolVersion.decode(MessageReader.ofFrame(in, index, length));
    return spoken.minor() < minorVersion && spoken.unknownOptions().isEmpty();
  }

  private void authentication(ByteBuf in, int index, int length) {
    MessageReader body = MessageReader.ofFrame(in, index, length);
    int code = Authentication.decode(body).code();
    if (code == Authentication.OK) {
      if (isDone()) {
        Outbox server = requireServer();
        done = true;
        next.admitted(server, serverDecoder, in, index, length);
      }
    } else if (own == null) {
      relay(code, in, index, length, body);
    } else {
      try {
        own.answer(code, in, body, requireServer());
      } catch (ScramException unanswerable) {
        refuseOwn(unanswerable);
      }
    }
  }

  private boolean isDone() {
    try {
      if (own != null) {
        own.requireDone();
      }
      return true;
    } catch (ScramException early) {
      refuseOwn(early);
      return false;
    }
  }

  private void refuseOwn(ScramException cause) {
    LOG.error("event=upstream_login_failed reason=\"{}\"", cause.getMessage());
    parts.metrics().loginRefused(LoginRefusal.NO_UPSTREAM_LOGIN);
    refuse(Refusal.of("08004", "the proxy cannot log in at the database for this user"));
  }

  private void relay(int code, ByteBuf in, int index, int length, MessageReader body) {
    switch (code) {
      case Authentication.CLEARTEXT, Authentication.MD5, Authentication.SASL_CONTINUE -> {
        passwordAwaited = true;
        toClient.buffer().writeBytes(in, index, length);
      }
      case Authentication.SASL -> {
        // the channel that the client could bind ends at the proxy
        List<String> mechanisms =
            Authentication.mechanisms(body).stream()
                .filter(mechanism -> !mechanism.equals(SCRAM_PLUS))
                .toList();
        if (mechanisms.isEmpty()) {
          refuse(Refusal.of("28000", "the database asks for an unsupported authentication"));
          return;
        }
        passwordAwaited = true;
        Authentication.encodeSasl(toClient.buffer(), mechanisms);
      }
      case Authentication.SASL_FINAL -> toClient.buffer().writeBytes(in, index, length);
      default -> {
        if (!next.passes((byte) 'R')) {
          refuse(Refusal.of("28000", "the database asks for an unsupported authentication"));
          return;
        }
        passwordAwaited = true;
        toClient.buffer().writeBytes(in, index, length);
      }
    }
    if (!done) {
      client.config().setAutoRead(true);
      clientDecoder.resume();
    }
  }

  private Outbox requireServer() {
    if (toServer == null) {
      throw new IllegalStateException("not connected");
    }
    return toServer;
  }

  private void refuse(Refusal refusal) {
    if (!done) {
      refusal.report("FATAL").encode(toClient.buffer(), 'E');
      close();
    }
  }

  private void close() {
    if (done) {
      return;
    }
    done = true;
    if (toServer != null) {
      toServer.discard();
      toServer.channel().close();
    }
    if (client.isActive()) {
      toClient.close();
    } else {
      toClient.discard();
    }
  }

  private void broken(Throwable cause) {
    if (cause instanceof IncidentException incident) {
      parts.metrics().incident(incident.incident());
    }
    LOG.warn("event=login_failed cause={}", cause.getClass().getSimpleName());
    refuse(
        cause instanceof ProtocolException
            ? Refusal.of("08P01", "protocol violation: " + cause.getMessage())
            : Refusal.of("XX000", "the session cannot be started"));
  }

  private void flush() {
    if (done) {
      return;
    }
    if (toServer != null && toServer.hasPending()) {
      toServer.flush();
    }
    if (toClient.hasPending()) {
      toClient.flush();
    }
  }

  /** The client may only answer what the database asks. */
  private final class ClientSide implements FrameSink {
    @Override
    public boolean frame(ByteBuf in, int index, int length) {
      if (done) {
        return true;
      }
      byte type = in.getByte(index);
      if (type == 'X') {
        close();
        return true;
      }
      if (!passwordAwaited) {
        client.config().setAutoRead(false);
        return false; // early data waits for the session
      }
      if (type != 'p') {
        throw new ProtocolException("message: 0x%02x (expected: a password)".formatted(type));
      }
      passwordAwaited = false;
      requireServer().buffer().writeBytes(in, index, length);
      return true;
    }

    @Override
    public void broken(Throwable cause) {
      ServerLogin.this.broken(cause);
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
      // a few bytes are all that is sent in this phase
    }
  }

  private final class ServerSide implements FrameSink {
    @Override
    public boolean frame(ByteBuf in, int index, int length) {
      if (!done) {
        serverMessage(in, index, length);
      }
      return true;
    }

    @Override
    public void broken(Throwable cause) {
      ServerLogin.this.broken(cause);
    }

    @Override
    public void readComplete() {
      flush();
    }

    @Override
    public void closed() {
      refuse(Refusal.of("08006", "the database closed the connection"));
    }

    @Override
    public void writabilityChanged(boolean writable) {
      // a few bytes are all that is sent in this phase
    }
  }
}
