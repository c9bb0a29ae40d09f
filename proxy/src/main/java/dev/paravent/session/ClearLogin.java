package dev.paravent.session;

import dev.paravent.session.SessionMetrics.Role;
import dev.paravent.wire.pg.BackendMessage.Report;
import dev.paravent.wire.pg.PgFrameDecoder;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;

/**
 * A clear client: from the database's OK on its bytes pass as they are (G7). Event-loop confined.
 */
final class ClearLogin implements ServerLogin.Next {
  private final ProxyParts parts;
  private final String user;
  private final PgFrameDecoder clientDecoder;
  private final Outbox toClient;
  private final Future<?> timeout;
  private final boolean isRelayed;

  /**
   * Prepares for a client.
   *
   * @param user whom the policy knows
   * @param isRelayed whether what database and client agree on before the OK is theirs alone
   */
  ClearLogin(
      ProxyParts parts,
      String user,
      PgFrameDecoder clientDecoder,
      Outbox toClient,
      Future<?> timeout,
      boolean isRelayed) {
    this.parts = parts;
    this.user = user;
    this.clientDecoder = clientDecoder;
    this.toClient = toClient;
    this.timeout = timeout;
    this.isRelayed = isRelayed;
  }

  @Override
  public void admitted(
      Outbox toServer, PgFrameDecoder serverDecoder, ByteBuf in, int index, int length) {
    timeout.cancel(false);
    Channel client = toClient.channel();
    Channel server = toServer.channel();
    if (!parts.userConnections().tryAcquire(user)) {
      Refusal.tooManyOf(user).report("FATAL").encode(toClient.buffer(), 'E');
      toClient.close();
      toServer.discard();
      server.close();
      return;
    }
    parts.metrics().sessionStarted(Role.CLEAR);
    RelayedSession session =
        new RelayedSession(
            user,
            client,
            server,
            parts.governance(),
            parts.cancelKeys(),
            parts.settings().idleTimeout());
    parts.sessions().add(client, session);
    client
        .closeFuture()
        .addListener(
            closing -> {
              parts.userConnections().release(user);
              parts.sessions().remove(client);
              session.closed();
            });
    toServer.flush();
    toClient.flush();
    RelaySide fromServer =
        new RelaySide(
            client,
            bytes -> {
              parts.metrics().bytesToClient(bytes.readableBytes());
              session.fromServer(bytes);
            });
    RelaySide fromClient =
        new RelaySide(
            server,
            bytes -> {
              parts.metrics().bytesFromClient(bytes.readableBytes());
              session.fromClient();
            });
    // what the decoders keep goes on first; the server's begins with this very frame
    fromServer.pass(serverDecoder.detach());
    fromClient.pass(clientDecoder.detach());
    server.pipeline().replace(serverDecoder, "relay", fromServer);
    client.pipeline().replace(clientDecoder, "relay", fromClient);
    client.config().setAutoRead(true);
    session.review(); // the policy may have been replaced meanwhile
  }

  @Override
  public boolean passes(byte type) {
    return type == 'N' || ((type == 'v' || type == 'R') && isRelayed);
  }

  @Override
  public Report told(Report report) {
    return report;
  }
}
