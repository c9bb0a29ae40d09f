package dev.paravent.session;

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
import java.net.SocketAddress;

/** Opens connections to the database, on the client's event loop. Thread-safe. */
final class Upstream {
  private final ServerSettings settings;
  private final Class<? extends Channel> channelType;
  private final OffLoopResolver resolver;

  Upstream(ServerSettings settings, Class<? extends Channel> channelType, OffLoopResolver resolver) {
    this.settings = settings;
    this.channelType = channelType;
    this.resolver = resolver;
  }

  ChannelFuture connect(EventLoop loop, ChannelHandler handler) {
    return connect(loop, handler, settings.upstream());
  }

  private ChannelFuture connect(EventLoop loop, ChannelHandler handler, SocketAddress address) {
    return new Bootstrap()
        .group(loop)
        .channel(channelType)
        .resolver(resolver)
        .option(ChannelOption.TCP_NODELAY, true)
        .option(ChannelOption.SO_KEEPALIVE, true)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) settings.connectTimeout().toMillis())
        .handler(handler)
        .connect(address);
  }

  /** Sends the server process that a session has a cancel request with its own key. */
  void cancel(EventLoop loop, CancelKeys.Target target) {
    ChannelFuture connected =
        connect(loop, new ChannelInboundHandlerAdapter(), target.address());
    connected.addListener(
        future -> {
          if (future.isSuccess()) {
            Channel channel = connected.channel();
            ByteBuf packet = channel.alloc().buffer();
            CancelRequest.encode(packet, target.server().processId(), target.server().key());
            channel.writeAndFlush(packet).addListener(ChannelFutureListener.CLOSE);
          }
        });
  }
}
