package dev.paravent.session;

import dev.paravent.crypto.scram.ScramException;
import dev.paravent.crypto.scram.ScramKeys;
import dev.paravent.crypto.scram.ScramServer;
import dev.paravent.crypto.scram.ScramVerifier;
import dev.paravent.session.SessionMetrics.LoginRefusal;
import dev.paravent.session.auth.ClientLogin;
import dev.paravent.session.auth.VerifierSource;
import dev.paravent.wire.pg.BackendMessage.Authentication;
import dev.paravent.wire.pg.FrameLimits;
import dev.paravent.wire.pg.FrameSink;
import dev.paravent.wire.pg.MessageReader;
import dev.paravent.wire.pg.PgFrameDecoder;
import dev.paravent.wire.pg.ProtocolException;
import dev.paravent.wire.pg.SaslInitialResponse;
import dev.paravent.wire.pg.SaslResponse;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a client prove that it knows its user's password. The database hears nothing of it. A user
 * that does not exist gets the same messages as one whose password is wrong. Event-loop confined.
 */
final class ScramAdmission implements FrameSink {
  private static final Logger LOG = LoggerFactory.getLogger(ScramAdmission.class);

  private enum Phase {
    FINDING,
    FIRST,
    LAST,
    DONE
  }

  private final ClientLogin.Scram login;
  private final String user;
  private final InetAddress source;
  private final Optional<byte[]> binding;
  private final PgFrameDecoder decoder;
  private final Outbox toClient;
  private final Channel client;
  private final SecureRandom random;
  private final LoginRefuser refuser;
  private final Consumer<ScramKeys> admitted;
  private Phase phase = Phase.FINDING;
  private @Nullable ScramServer exchange;

  /**
   * Prepares for a user.
   *
   * @param binding the hash of the certificate that the client was shown; empty without TLS
   * @param admitted gets the keys of a client that proved itself
   */
  ScramAdmission(
      ClientLogin.Scram login,
      String user,
      InetAddress source,
      Optional<byte[]> binding,
      PgFrameDecoder decoder,
      Outbox toClient,
      SecureRandom random,
      LoginRefuser refuser,
      Consumer<ScramKeys> admitted) {
    this.login = login;
    this.user = user;
    this.source = source;
    this.binding = binding;
    this.decoder = decoder;
    this.toClient = toClient;
    this.client = toClient.channel();
    this.random = random;
    this.refuser = refuser;
    this.admitted = admitted;
  }

  /** Takes over the decoder, which is paused, and offers the mechanisms. */
  void begin() {
    decoder.readMessages(FrameLimits.ofUnknownClient());
    decoder.handOverTo(this);
    if (login.limiter().isExhausted(source, user)) {
      refuseExhausted();
      return;
    }
    client.config().setAutoRead(false);
    login
        .verifiers()
        .find(user)
        .whenComplete(
            (verifier, failure) -> {
              if (client.eventLoop().inEventLoop()) {
                found(verifier, failure);
              } else {
                client.eventLoop().execute(() -> found(verifier, failure));
              }
            });
  }

  private void found(@Nullable Optional<ScramVerifier> verifier, @Nullable Throwable failure) {
    if (phase != Phase.FINDING) {
      return; // closed meanwhile
    }
    if (verifier == null || failure != null) {
      LOG.error("event=verifiers_unavailable");
      refuse(LoginRefusal.NO_VERIFIERS, "58000", "logins cannot be checked now");
      return;
    }
    ScramServer server = new ScramServer(verifier.orElseGet(this::mock), binding, random);
    exchange = server;
    phase = Phase.FIRST;
    Authentication.encodeSasl(toClient.buffer(), server.mechanisms());
    toClient.flush();
    client.config().setAutoRead(true);
    decoder.resume();
    readComplete(); // nobody else flushes what came of bytes that were kept
  }

  private ScramVerifier mock() {
    VerifierSource.Shape shape = login.verifiers().usualShape();
    return ScramVerifier.mock(login.mockSecret(), user, shape.iterations(), shape.saltLength());
  }

  @Override
  public boolean frame(ByteBuf in, int index, int length) {
    if (phase == Phase.DONE) {
      return true;
    }
    byte type = in.getByte(index);
    if (type == 'X') {
      end();
      client.close();
      return true;
    }
    if (type != 'p') {
      throw new ProtocolException("message: 0x%02x (expected: a password)".formatted(type));
    }
    MessageReader body = MessageReader.ofFrame(in, index, length);
    try {
      switch (phase) {
        case FIRST -> first(SaslInitialResponse.decode(in, body));
        case LAST -> last(SaslResponse.decode(in, body));
        case FINDING, DONE -> throw new ProtocolException("a password that nobody asked for");
      }
    } catch (ScramException broken) {
      login.limiter().failed(source, user);
      refuse(LoginRefusal.BROKEN_EXCHANGE, sqlState(broken), String.valueOf(broken.getMessage()));
    }
    return true;
  }

  private void first(SaslInitialResponse message) throws ScramException {
    phase = Phase.LAST;
    Authentication.encode(
        toClient.buffer(),
        Authentication.SASL_CONTINUE,
        exchange().first(message.mechanism(), message.data()));
  }

  private void last(SaslResponse message) throws ScramException {
    if (login.limiter().isExhausted(source, user)) {
      // others of the same source may have failed since this exchange began
      refuseExhausted();
      return;
    }
    Optional<ScramServer.Proven> proven = exchange().last(message.data());
    if (proven.isEmpty()) {
      login.limiter().failed(source, user);
      refuse(
          LoginRefusal.WRONG_PASSWORD,
          "28P01",
          "password authentication failed for user \"" + user + "\"");
      return;
    }
    login.limiter().succeeded(source, user);
    Authentication.encode(toClient.buffer(), Authentication.SASL_FINAL, proven.get().serverFinal());
    end();
    decoder.pause();
    admitted.accept(proven.get().keys());
  }

  private static String sqlState(ScramException broken) {
    return switch (broken.kind()) {
      case MALFORMED -> "08P01";
      case UNSUPPORTED -> "0A000";
      case CHANNEL_BINDING, SERVER_UNPROVEN -> "28000";
    };
  }

  private ScramServer exchange() {
    if (exchange == null) {
      throw new IllegalStateException("no exchange began");
    }
    return exchange;
  }

  private void refuseExhausted() {
    refuse(LoginRefusal.TOO_MANY_FAILURES, "28000", "too many failed logins; try again later");
  }

  private void refuse(LoginRefusal reason, String sqlState, String message) {
    if (phase != Phase.DONE) {
      end();
      refuser.refuse(reason, sqlState, message);
    }
  }

  private void end() {
    phase = Phase.DONE;
    exchange = null;
  }

  @Override
  public void broken(Throwable cause) {
    if (cause instanceof ProtocolException) {
      LOG.warn("event=protocol_violation phase=login detail=\"{}\"", cause.getMessage());
      refuse(LoginRefusal.BROKEN_EXCHANGE, "08P01", "protocol violation: " + cause.getMessage());
    } else if (cause instanceof java.io.IOException) {
      end();
      client.close();
    } else {
      LOG.error("event=internal_fault phase=login cause={}", cause.getClass().getName());
      refuse(LoginRefusal.BROKEN_EXCHANGE, "XX000", "internal fault");
    }
  }

  @Override
  public void readComplete() {
    if (toClient.hasPending() && client.isActive()) {
      toClient.flush();
    }
  }

  @Override
  public void closed() {
    end();
    toClient.discard();
  }

  @Override
  public void writabilityChanged(boolean writable) {
    // a few bytes are all that is sent in this phase
  }
}
