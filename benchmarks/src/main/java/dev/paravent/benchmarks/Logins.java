package dev.paravent.benchmarks;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Logs in by trust and says no more. Connections come from several addresses of the loopback
 * network, for one has ports for 28,000 only. Thread-safe.
 */
final class Logins implements AutoCloseable {
  private static final int PROTOCOL_3_0 = 3 << 16;
  private static final int SOURCES = 20;

  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final AtomicInteger sources = new AtomicInteger();
  private final Address address;
  private final byte[] startup;

  Logins(Address address, String user) {
    this.address = address;
    this.startup = startup(user);
  }

  private static byte[] startup(String user) {
    ByteBuf packet = Unpooled.buffer();
    packet.writeInt(0).writeInt(PROTOCOL_3_0);
    for (String text : List.of("user", user, "database", "postgres")) {
      packet.writeBytes(text.getBytes(StandardCharsets.UTF_8)).writeByte(0);
    }
    packet.writeByte(0);
    packet.setInt(0, packet.readableBytes());
    byte[] bytes = new byte[packet.readableBytes()];
    packet.readBytes(bytes);
    return bytes;
  }

  /** A connection whose session is ready for its first query; fails with what went wrong. */
  CompletableFuture<Channel> login() {
    var ready = new CompletableFuture<Channel>();
    int source = 2 + sources.getAndIncrement() % SOURCES;
    new Bootstrap()
        .group(loops)
        .channel(NioSocketChannel.class)
        .option(ChannelOption.TCP_NODELAY, true)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 10_000)
        .handler(new Greeting(ready))
        .localAddress(new InetSocketAddress("127.0.0." + source, 0))
        .remoteAddress(address.resolve())
        .connect()
        .addListener(
            done -> {
              if (!done.isSuccess()) {
                ready.completeExceptionally(done.cause());
              }
            });
    return ready.orTimeout(30, TimeUnit.SECONDS);
  }

  /** Ends a session as drivers do. */
  static void logout(Channel session) {
    ByteBuf terminate = session.alloc().buffer(5).writeByte('X').writeInt(4);
    session.writeAndFlush(terminate).addListener(done -> session.close());
  }

  @Override
  public void close() {
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  /** Sends the start-up packet and waits for ReadyForQuery, the last message. */
  private final class Greeting extends ChannelInboundHandlerAdapter {
    private static final int READY_LENGTH = 6;

    private final CompletableFuture<Channel> ready;

    Greeting(CompletableFuture<Channel> ready) {
      this.ready = ready;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
      context.writeAndFlush(Unpooled.wrappedBuffer(startup));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      var in = (ByteBuf) message;
      int end = in.writerIndex() - READY_LENGTH;
      if (in.getByte(in.readerIndex()) == 'E') {
        ready.completeExceptionally(
            new IOException("refused: " + in.toString(StandardCharsets.UTF_8).replace('\0', ' ')));
      } else if (end >= in.readerIndex() && in.getByte(end) == 'Z' && in.getInt(end + 1) == 5) {
        ready.complete(context.channel());
      }
      in.release();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      ready.completeExceptionally(new IOException("closed during login"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      ready.completeExceptionally(cause);
      context.close();
    }
  }
}
