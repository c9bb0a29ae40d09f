package dev.paravent.session;

import dev.paravent.session.tls.UpstreamTls;
import dev.paravent.wire.pg.StartupPacket.CancelRequest;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.SocketAddress;
import java.util.Optional;
import java.util.concurrent.Executor;

/** Opens connections to the database, on the client's event loop. Thread-safe. */
final class Upstream {
  private final ServerSettings settings;
  private final Class<? extends Channel> channelType;
  private final Optional<UpstreamTls> tls;
  private final Executor handshakes;
  private final OffLoopResolver resolver;

  Upstream(
      ServerSettings settings,
      Class<? extends Channel> channelType,
      Optional<UpstreamTls> tls,
      Executor handshakes,
      OffLoopResolver resolver) {
    this.settings = settings;
    this.channelType = channelType;
    this.tls = tls;
    this.handshakes = handshakes;
    this.resolver = resolver;
  }

  /** Whether connections to the database are encrypted. */
  boolean isEncrypted() {
    return tls.isPresent();
  }

  /** A channel that is connected, encrypted if it has to be, and has the handler. */
  Future<Channel> connect(EventLoop loop, ChannelHandler handler) {
    return connect(loop, handler, settings.upstream());
  }

  private Future<Channel> connect(EventLoop loop, ChannelHandler handler, SocketAddress address) {
    Promise<Channel> ready = loop.newPromise();
    ChannelHandler first =
        tls.isEmpty()
            ? handler
            : new ServerEncryption(
                tls.get(),
                settings.upstream(),
                settings.connectTimeout(),
                handshakes,
                handler,
                ready);
    ChannelFuture connected =
        new Bootstrap()
            .group(loop)
            .channel(channelType)
            .resolver(resolver)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.SO_KEEPALIVE, true)
            .option(
                ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) settings.connectTimeout().toMillis())
            .handler(first)
            .connect(address);
    connected.addListener(
        future -> {
          if (!future.isSuccess()) {
            ready.tryFailure(future.cause());
          } else if (tls.isEmpty()) {
            ready.trySuccess(connected.channel());
          }
        });
    return ready;
  }

  /** Sends the server process that a session has a cancel request with its own key. */
  void cancel(EventLoop loop, CancelKeys.Target target) {
    connect(loop, new ChannelInboundHandlerAdapter(), target.address())
        .addListener(
            (Future<Channel> future) -> {
              if (future.isSuccess()) {
                Channel channel = future.getNow();
                ByteBuf packet = channel.alloc().buffer();
                CancelRequest.encode(packet, target.server().processId(), target.server().key());
                channel.writeAndFlush(packet).addListener(ChannelFutureListener.CLOSE);
              }
            });
  }
}
