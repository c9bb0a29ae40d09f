package dev.paravent.session;

import dev.paravent.session.tls.UpstreamTls;
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
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.util.Optional;
import java.util.concurrent.Executor;

/** Opens connections to the database, on the client's event loop. Thread-safe. */
final class Upstream {
  private final ServerSettings settings;
  private final Class<? extends Channel> channelType;
  private final Optional<UpstreamTls> tls;
  private final Executor handshakes;

  Upstream(
      ServerSettings settings,
      Class<? extends Channel> channelType,
      Optional<UpstreamTls> tls,
      Executor handshakes) {
    this.settings = settings;
    this.channelType = channelType;
    this.tls = tls;
    this.handshakes = handshakes;
  }

  /** Whether connections to the database are encrypted. */
  boolean isEncrypted() {
    return tls.isPresent();
  }

  /** A channel that is connected, encrypted if it has to be, and has the handler. */
  Future<Channel> connect(EventLoop loop, ChannelHandler handler) {
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
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.SO_KEEPALIVE, true)
            .option(
                ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) settings.connectTimeout().toMillis())
            .handler(first)
            .connect(settings.upstream());
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

  /** Sends the server a cancel request with its own key. */
  void cancel(EventLoop loop, BackendKeyData key) {
    send(
        loop,
        channel -> {
          ByteBuf packet = channel.alloc().buffer(16);
          CancelRequest.encode(packet, key.processId(), key.key());
          return packet;
        },
        () -> {});
  }

  /** Sends the server a cancel request as the client sent it. Takes over the packet. */
  void cancel(EventLoop loop, ByteBuf packet) {
    send(loop, channel -> packet, packet::release);
  }

  private interface Packet {
    ByteBuf make(Channel channel);
  }

  private void send(EventLoop loop, Packet packet, Runnable otherwise) {
    connect(loop, new ChannelInboundHandlerAdapter())
        .addListener(
            (Future<Channel> future) -> {
              if (future.isSuccess()) {
                Channel channel = future.getNow();
                channel
                    .writeAndFlush(packet.make(channel))
                    .addListener(ChannelFutureListener.CLOSE);
              } else {
                otherwise.run();
              }
            });
  }
}
