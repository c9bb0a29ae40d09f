package dev.paravent.session;

import dev.paravent.crypto.scram.ScramClient;
import dev.paravent.crypto.scram.ScramException;
import dev.paravent.crypto.scram.ScramSecret;
import dev.paravent.wire.pg.BackendMessage.Authentication;
import dev.paravent.wire.pg.MessageReader;
import dev.paravent.wire.pg.SaslInitialResponse;
import dev.paravent.wire.pg.SaslResponse;
import io.netty.buffer.ByteBuf;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Answers the database's authentication requests in place of the client, by SCRAM-SHA-256 only: a
 * server that asks for the password itself, or its MD5, gets neither. Event-loop confined.
 */
final class OwnAuthentication {
  private final Optional<ScramSecret> secret;
  private final Executor slow;
  private final SecureRandom random;
  private final Consumer<ScramException> whenRefused;
  private @Nullable ScramClient exchange;
  private boolean isProven;

  /**
   * Begins with a connection that was made.
   *
   * @param slow computes the keys of passwords
   * @param whenRefused told on the event loop if an answer cannot be given after all
   */
  OwnAuthentication(
      Optional<ScramSecret> secret,
      Executor slow,
      SecureRandom random,
      Consumer<ScramException> whenRefused) {
    this.secret = secret;
    this.slow = slow;
    this.random = random;
    this.whenRefused = whenRefused;
  }

  /**
   * Answers a request other than OK.
   *
   * @param body what follows the code
   * @throws ScramException if there is no answer to it
   */
  void answer(int code, ByteBuf in, MessageReader body, Outbox toServer) throws ScramException {
    switch (code) {
      case Authentication.SASL -> {
        if (secret.isEmpty() || exchange != null) {
          throw refused("the database asks for a password, and there is none for it");
        }
        ScramClient client =
            new ScramClient(secret.get(), ChannelBinding.ofPeer(toServer.channel()), random);
        String mechanism = client.choose(Authentication.mechanisms(body));
        exchange = client;
        new SaslInitialResponse(mechanism, client.first()).encode(toServer.buffer());
      }
      case Authentication.SASL_CONTINUE -> {
        ScramClient client = exchange();
        byte[] first = rest(in, body);
        compute(client, first, toServer);
      }
      case Authentication.SASL_FINAL -> {
        exchange().verify(rest(in, body));
        isProven = true;
      }
      default ->
          throw refused("the database asks for something else than SCRAM-SHA-256: code " + code);
    }
  }

  /**
   * The database says OK.
   *
   * @throws ScramException if it left out to prove that it knows the secret
   */
  void requireDone() throws ScramException {
    if (exchange != null && !isProven) {
      throw refused("the database ended the SCRAM exchange early");
    }
  }

  private void compute(ScramClient client, byte[] first, Outbox toServer) {
    var loop = toServer.channel().eventLoop();
    try {
      slow.execute(
          () -> {
            try {
              byte[] last = client.last(first);
              loop.execute(() -> send(last, toServer));
            } catch (ScramException unanswerable) {
              loop.execute(() -> whenRefused.accept(unanswerable));
            }
          });
    } catch (RejectedExecutionException busy) {
      whenRefused.accept(refused("too many logins at once"));
    }
  }

  private static void send(byte[] last, Outbox toServer) {
    if (toServer.channel().isActive()) {
      new SaslResponse(last).encode(toServer.buffer());
      toServer.flush();
    }
  }

  private ScramClient exchange() throws ScramException {
    ScramClient client = exchange;
    if (client == null || isProven) {
      throw refused("the database continues a SCRAM exchange that did not begin");
    }
    return client;
  }

  private static byte[] rest(ByteBuf in, MessageReader body) {
    byte[] bytes = new byte[body.remaining()];
    in.getBytes(body.skip(bytes.length), bytes);
    return bytes;
  }

  private static ScramException refused(String message) {
    return new ScramException(ScramException.Kind.UNSUPPORTED, message);
  }
}
