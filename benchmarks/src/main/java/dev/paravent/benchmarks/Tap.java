package dev.paravent.benchmarks;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A relay between clients and the proxy that searches all that comes back for needles, and that
 * breaks connections when it is told to. Thread-safe.
 */
final class Tap implements AutoCloseable {
  private final MultiThreadIoEventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final ChannelGroup clients = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong found = new AtomicLong();
  private final Needles needles;
  private final Channel listener;

  Tap(Address proxy, Needles needles) throws InterruptedException {
    this.needles = needles;
    var toProxy =
        new Bootstrap()
            .channel(NioSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.AUTO_READ, false)
            .remoteAddress(proxy.resolve());
    this.listener =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.AUTO_READ, false)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel client) {
                    join(client, toProxy);
                  }
                })
            .bind(new InetSocketAddress("127.0.0.1", 0))
            .sync()
            .channel();
  }

  private void join(Channel client, Bootstrap toProxy) {
    clients.add(client);
    var back =
        new ChannelInitializer<Channel>() {
          @Override
          protected void initChannel(Channel proxy) {
            proxy.pipeline().addLast(new Search(), new RelayHandler(client));
          }
        };
    var connected = toProxy.clone().group(client.eventLoop()).handler(back).connect();
    client.pipeline().addLast(new RelayHandler(connected.channel()));
    connected.addListener(
        done -> {
          if (done.isSuccess()) {
            connected.channel().config().setAutoRead(true);
            client.config().setAutoRead(true);
          } else {
            client.close();
          }
        });
  }

  int port() {
    return ((InetSocketAddress) listener.localAddress()).getPort();
  }

  /** How many bytes came from the proxy. */
  long bytes() {
    return bytes.get();
  }

  /** How often a needle was among them, since the last time it was asked. */
  long takeFound() {
    return found.getAndSet(0);
  }

  /** Closes one connection in the middle of whatever it does; false if there is none. */
  boolean breakOne(Random random) {
    var open = clients.toArray(new Channel[0]);
    if (open.length == 0) {
      return false;
    }
    open[random.nextInt(open.length)].close();
    return true;
  }

  int open() {
    return clients.size();
  }

  @Override
  public void close() {
    listener.close();
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  /** Event-loop confined. */
  private final class Search extends ChannelInboundHandlerAdapter {
    private int state;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      var in = (ByteBuf) message;
      bytes.addAndGet(in.readableBytes());
      in.forEachByte(
          each -> {
            state = needles.step(state, each);
            if (needles.isFound(state)) {
              found.incrementAndGet();
            }
            return true;
          });
      context.fireChannelRead(message);
    }
  }
}
