package dev.paravent.session;

import dev.paravent.session.SessionMetrics.LoginRefusal;
import dev.paravent.session.tls.ListenerTls;
import dev.paravent.wire.pg.FrameSink;
import dev.paravent.wire.pg.PgFrameDecoder;
import dev.paravent.wire.pg.ProtocolException;
import dev.paravent.wire.pg.StartupPacket;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.ScheduledFuture;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A client that has not said who it is: reads start-up packets only. Event-loop confined. */
final class Handshake implements FrameSink {
  private static final Logger LOG = LoggerFactory.getLogger(Handshake.class);
  private static final int MAX_ENCRYPTION_REQUESTS = 2;
  private static final int MAX_NAME_BYTES = 63; // NAMEDATALEN - 1

  private final ProxyParts parts;
  private final Channel client;
  private final boolean overloaded;
  private final Outbox toClient;
  private final PgFrameDecoder decoder = PgFrameDecoder.ofStartup(this);
  private final ScheduledFuture<?> timeout;
  private int encryptionRequests;
  private @Nullable SslHandler tls;
  private boolean isDirect;
  private boolean closed;

  /** Begins with an accepted channel. */
  Handshake(ProxyParts parts, Channel client, boolean overloaded) {
    this.parts = parts;
    this.client = client;
    this.overloaded = overloaded;
    this.toClient = new Outbox(client);
    this.timeout =
        client
            .eventLoop()
            .schedule(
                () -> {
                  client.close();
                },
                parts.settings().loginTimeout().toMillis(),
                TimeUnit.MILLISECONDS);
    client.closeFuture().addListener(future -> timeout.cancel(false));
  }

  /** Puts the handlers in place. */
  void begin() {
    if (parts.listenerTls().isPresent()) {
      ListenerTls listener = parts.listenerTls().get();
      client
          .pipeline()
          .addLast(
              new DirectTls(
                  () -> {
                    isDirect = true;
                    return encryption(listener);
                  }));
    }
    client.pipeline().addLast(decoder);
  }

  @Override
  public boolean frame(ByteBuf in, int index, int length) {
    if (closed) {
      return true;
    }
    if (isDirect && tls != null && !ListenerTls.hasAgreedOnProtocol(tls)) {
      // a peer of another protocol may have been led here: it gets no bytes to misread
      LOG.warn("event=tls_refused reason=no_alpn");
      closed = true;
      client.close();
      return true;
    }
    switch (StartupPacket.decode(in, index, length)) {
      case StartupPacket.SslRequest() -> encrypt(length);
      case StartupPacket.GssEncRequest() -> declineEncryption(length);
      case StartupPacket.CancelRequest request -> cancel(request);
      case StartupPacket.Startup startup -> start(startup, in, index, length);
    }
    return true;
  }

  private void encrypt(int length) {
    if (parts.listenerTls().isEmpty()) {
      declineEncryption(length);
      return;
    }
    requireEncryptionRequest(length);
    toClient.buffer().writeByte('S');
    toClient.flush();
    client.pipeline().addFirst(encryption(parts.listenerTls().get()));
  }

  private void declineEncryption(int length) {
    requireEncryptionRequest(length);
    toClient.buffer().writeByte('N');
  }

  /** Bytes behind the request could be taken for ones that came encrypted (CVE-2021-23214). */
  private void requireEncryptionRequest(int length) {
    if (decoder.pendingBytes() > length) {
      throw new ProtocolException("bytes behind an encryption request (expected: none)");
    }
    if (tls != null || ++encryptionRequests > MAX_ENCRYPTION_REQUESTS) {
      throw new ProtocolException("encryption request: again (expected: a start-up packet)");
    }
  }

  private SslHandler encryption(ListenerTls listener) {
    SslHandler handler = listener.handler(client.alloc(), parts.handshakes());
    // the time-out of the whole login ends slow handshakes as well
    handler.setHandshakeTimeoutMillis(0);
    handler
        .handshakeFuture()
        .addListener(
            handshake -> {
              if (!handshake.isSuccess()) {
                LOG.info("event=tls_failed cause={}", handshake.cause().getClass().getSimpleName());
              }
            });
    tls = handler;
    return handler;
  }

  private void cancel(StartupPacket.CancelRequest request) {
    // no answer in any case, as PostgreSQL gives none: it would tell which keys exist
    parts
        .cancelKeys()
        .find(request)
        .ifPresent(target -> parts.upstream().cancel(client.eventLoop(), target));
    closed = true;
    client.close();
  }

  private void start(StartupPacket.Startup startup, ByteBuf in, int index, int length) {
    if (startup.major() != StartupPacket.PROTOCOL_3) {
      refuse(
          Refusal.of(
              "0A000",
              "unsupported frontend protocol %d.%d: the proxy supports 3.0 and 3.2"
                  .formatted(startup.major(), startup.minor())));
      return;
    }
    if (overloaded) {
      refuse(Refusal.of("53300", "sorry, too many clients already"));
      return;
    }
    if (tls == null && parts.listenerTls().map(ListenerTls::isRequired).orElse(false)) {
      new LoginRefuser(parts.metrics(), this::refuse)
          .refuse(
              LoginRefusal.NO_ENCRYPTION,
              "28000",
              "connections have to be encrypted: use sslmode=verify-full");
      return;
    }
    String user = startup.parameters().getOrDefault("user", "");
    if (user.isEmpty()) {
      refuse(Refusal.of("28000", "no PostgreSQL user name specified in startup packet"));
      return;
    }
    if (user.getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES) {
      // older servers cut it, and so would know another user than the policy
      refuse(Refusal.of("28000", "the user name is longer than a name can be"));
      return;
    }
    LoginRefuser refuser = new LoginRefuser(parts.metrics(), this::refuse);
    new LoginRoute(parts, decoder, toClient, timeout, tls, refuser)
        .take(startup, user, in, index, length);
  }

  private void refuse(Refusal refusal) {
    if (!closed) {
      closed = true;
      refusal.report("FATAL").encode(toClient.buffer(), 'E');
      toClient.close();
    }
  }

  @Override
  public void broken(Throwable cause) {
    if (cause instanceof ProtocolException) {
      LOG.warn("event=protocol_violation phase=startup detail=\"{}\"", cause.getMessage());
      refuse(Refusal.of("08P01", "protocol violation: " + cause.getMessage()));
    } else if (cause instanceof java.io.IOException) {
      client.close();
    } else {
      LOG.error("event=internal_fault phase=startup cause={}", cause.getClass().getName());
      refuse(Refusal.of("XX000", "internal fault"));
    }
  }

  @Override
  public void readComplete() {
    if (!closed && toClient.hasPending()) {
      toClient.flush();
    }
  }

  @Override
  public void closed() {
    closed = true;
    toClient.discard();
  }

  @Override
  public void writabilityChanged(boolean writable) {
    // a few bytes are all that is sent in this phase
  }
}
