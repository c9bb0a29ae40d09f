package dev.paravent.session;

import dev.paravent.wire.pg.BackendMessage.BackendKeyData;
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

/** Opens connections to the database, on the client's event loop. Thread-safe. */
final class Upstream {
  private final ServerSettings settings;
  private final Class<? extends Channel> channelType;

  Upstream(ServerSettings settings, Class<? extends Channel> channelType) {
    this.settings = settings;
    this.channelType = channelType;
  }

  ChannelFuture connect(EventLoop loop, ChannelHandler handler) {
    return new Bootstrap()
        .group(loop)
        .channel(channelType)
        .option(ChannelOption.TCP_NODELAY, true)
        .option(ChannelOption.SO_KEEPALIVE, true)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) settings.connectTimeout().toMillis())
        .handler(handler)
        .connect(settings.upstream());
  }

  /** Sends the server a cancel request with its own key. */
  void cancel(EventLoop loop, BackendKeyData key) {
    send(
        loop,
        channel -> {
          ByteBuf packet = channel.alloc().buffer(16);
          CancelRequest.encode(packet, key.processId(), key.key());
          return packet;
        });
  }

  /** Sends the server a cancel request as the client sent it. Takes over the packet. */
  void cancel(EventLoop loop, ByteBuf packet) {
    send(loop, channel -> packet);
  }

  private interface Packet {
    ByteBuf make(Channel channel);
  }

  private void send(EventLoop loop, Packet packet) {
    ChannelFuture connected = connect(loop, new ChannelInboundHandlerAdapter());
    connected.addListener(
        future -> {
          ByteBuf bytes = packet.make(connected.channel());
          if (future.isSuccess()) {
            connected.channel().writeAndFlush(bytes).addListener(ChannelFutureListener.CLOSE);
          } else {
            bytes.release();
          }
        });
  }
}
