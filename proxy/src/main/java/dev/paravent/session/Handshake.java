package dev.paravent.session;

import dev.paravent.policies.AccessPolicy;
import dev.paravent.session.SessionMetrics.Role;
import dev.paravent.wire.pg.BackendMessage.NegotiateProtocolVersion;
import dev.paravent.wire.pg.FrameSink;
import dev.paravent.wire.pg.PgFrameDecoder;
import dev.paravent.wire.pg.ProtocolException;
import dev.paravent.wire.pg.StartupPacket;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.util.concurrent.ScheduledFuture;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
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

  PgFrameDecoder decoder() {
    return decoder;
  }

  @Override
  public boolean frame(ByteBuf in, int index, int length) {
    if (closed) {
      return true;
    }
    switch (StartupPacket.decode(in, index, length)) {
      case StartupPacket.SslRequest() -> declineEncryption(length);
      case StartupPacket.GssEncRequest() -> declineEncryption(length);
      case StartupPacket.CancelRequest request -> cancel(request);
      case StartupPacket.Startup startup -> start(startup, in, index, length);
    }
    return true;
  }

  private void declineEncryption(int length) {
    if (decoder.pendingBytes() > length) {
      throw new ProtocolException("bytes behind an encryption request (expected: none)");
    }
    if (++encryptionRequests > MAX_ENCRYPTION_REQUESTS) {
      throw new ProtocolException("encryption request: again (expected: a start-up packet)");
    }
    toClient.buffer().writeByte('N');
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
    Governance governance = parts.governance().get();
    Optional<AccessPolicy> access = governance.policy().forUser(user);
    if (access.isEmpty()) {
      LOG.info("event=login_refused reason=no_policy");
      refuse(Refusal.of("28000", "no access policy names this user"));
      return;
    }
    decoder.pause();
    switch (access.get().access()) {
      case CLEAR -> relay(user, in.copy(index, length));
      case GOVERNED -> govern(startup, governance, access.get());
    }
  }

  private void govern(
      StartupPacket.Startup startup, Governance governance, AccessPolicy access) {
    switch (StartupVetting.vet(startup, access)) {
      case StartupVetting.Outcome.Refused refused -> refuse(refused.refusal());
      case StartupVetting.Outcome.Accepted accepted -> {
        int minor = Math.min(startup.minor(), StartupPacket.MINOR_OF_LONG_KEYS);
        if (startup.minor() > minor || !accepted.unknownOptions().isEmpty()) {
          new NegotiateProtocolVersion(minor, accepted.unknownOptions())
              .encode(toClient.buffer());
        }
        new Login(parts, governance, minor, accepted, access, decoder, toClient, timeout).begin();
      }
    }
  }

  /** Takes over the packet. */
  private void relay(String user, ByteBuf packet) {
    if (!parts.userConnections().tryAcquire(user)) {
      packet.release();
      refuse(Refusal.tooManyOf(user));
      return;
    }
    client.closeFuture().addListener(future -> parts.userConnections().release(user));
    parts.metrics().sessionStarted(Role.CLEAR);
    RelayedSession session =
        new RelayedSession(user, client, parts.governance(), parts.cancelKeys());
    RelaySide fromServer =
        new RelaySide(
            client,
            bytes -> {
              parts.metrics().bytesToClient(bytes.readableBytes());
              session.fromServer(bytes);
            });
    ChannelFuture connected = parts.upstream().connect(client.eventLoop(), fromServer);
    Channel server = connected.channel();
    client.config().setAutoRead(false);
    connected.addListener(
        future -> {
          if (!future.isSuccess() || !client.isActive()) {
            packet.release();
            server.close();
            refuse(Refusal.of("08001", "the database cannot be reached"));
            return;
          }
          timeout.cancel(false);
          session.connected(server, parts.settings().idleTimeout());
          parts.sessions().add(client, session);
          client
              .closeFuture()
              .addListener(
                  closing -> {
                    parts.sessions().remove(client);
                    session.closed();
                  });
          server.write(packet);
          ByteBuf rest = decoder.detach();
          if (rest != null) {
            server.write(rest);
          }
          server.flush();
          RelaySide fromClient =
              new RelaySide(
                  server,
                  bytes -> {
                    parts.metrics().bytesFromClient(bytes.readableBytes());
                    session.fromClient();
                  });
          client.pipeline().replace(decoder, "relay", fromClient);
          client.config().setAutoRead(true);
          session.review(); // the policy may have been replaced meanwhile
        });
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
