package dev.paravent.session;

import dev.paravent.session.SessionMetrics.Role;
import dev.paravent.wire.pg.BackendMessage.Report;
import dev.paravent.wire.pg.PgFrameDecoder;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * A clear client whose authentication cannot pass as it is. From the database's OK on its bytes do
 * (G7). Event-loop confined.
 */
final class ClearLogin implements ServerLogin.Next {
  private final ProxyParts parts;
  private final PgFrameDecoder clientDecoder;
  private final Outbox toClient;
  private final Future<?> timeout;
  private final boolean isRelayed;

  /**
   * Prepares for a client.
   *
   * @param isRelayed whether the database's negotiation of the protocol is the client's own
   */
  ClearLogin(
      ProxyParts parts,
      PgFrameDecoder clientDecoder,
      Outbox toClient,
      Future<?> timeout,
      boolean isRelayed) {
    this.parts = parts;
    this.clientDecoder = clientDecoder;
    this.toClient = toClient;
    this.timeout = timeout;
    this.isRelayed = isRelayed;
  }

  @Override
  public void admitted(
      Outbox toServer, PgFrameDecoder serverDecoder, ByteBuf in, int index, int length) {
    timeout.cancel(false);
    parts.metrics().sessionStarted(Role.CLEAR);
    Channel client = toClient.channel();
    Channel server = toServer.channel();
    toServer.flush();
    toClient.flush();
    // what the decoders keep goes on first; the server's begins with this very frame
    forward(serverDecoder.detach(), client);
    forward(clientDecoder.detach(), server);
    server
        .pipeline()
        .replace(serverDecoder, "relay", new RelaySide(client, parts.metrics()::bytesToClient));
    client
        .pipeline()
        .replace(clientDecoder, "relay", new RelaySide(server, parts.metrics()::bytesFromClient));
    client.config().setAutoRead(true);
  }

  private static void forward(@Nullable ByteBuf rest, Channel to) {
    if (rest != null) {
      to.writeAndFlush(rest, to.voidPromise());
    }
  }

  @Override
  public boolean passes(byte type) {
    return type == 'N' || (type == 'v' && isRelayed);
  }

  @Override
  public Report told(Report report) {
    return report;
  }
}
