package dev.paravent.benchmarks;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/**
 * The baseline: a TCP relay that looks at no byte. What a proxy on Netty costs at least.
 *
 * <p>Both channels of a connection live on one event loop, so no byte changes threads; see {@link
 * RelayHandler} for flushing and back-pressure.
 */
final class BareRelay implements AutoCloseable {
  private final EventLoopGroup loops;
  private final Channel listener;

  private BareRelay(EventLoopGroup loops, Channel listener) {
    this.loops = loops;
    this.listener = listener;
  }

  public static void main(String[] arguments) throws InterruptedException {
    if (arguments.length != 2) {
      System.err.println("usage: BareRelay LISTEN UPSTREAM (each HOST:PORT)");
      System.exit(2);
    }
    var relay = start(Address.parse(arguments[0]), Address.parse(arguments[1]));
    System.out.println("relay ready listen=" + relay.address());
    relay.listener.closeFuture().sync();
  }

  static BareRelay start(Address listen, Address upstream) throws InterruptedException {
    boolean epoll = Epoll.isAvailable();
    IoHandlerFactory polling = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    Class<? extends ServerChannel> accepting =
        epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    Class<? extends Channel> connecting = epoll ? EpollSocketChannel.class : NioSocketChannel.class;
    var loops =
        new MultiThreadIoEventLoopGroup(Runtime.getRuntime().availableProcessors(), polling);
    var toUpstream =
        new Bootstrap()
            .channel(connecting)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.AUTO_READ, false)
            .remoteAddress(upstream.resolve());
    var listener =
        new ServerBootstrap()
            .group(loops)
            .channel(accepting)
            .option(ChannelOption.SO_BACKLOG, 1024)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.AUTO_READ, false)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel client) {
                    join(client, toUpstream);
                  }
                })
            .bind(listen.resolve())
            .sync()
            .channel();
    return new BareRelay(loops, listener);
  }

  /** Reading starts on both sides once both are connected. */
  private static void join(Channel client, Bootstrap toUpstream) {
    var connected =
        toUpstream.clone().group(client.eventLoop()).handler(new RelayHandler(client)).connect();
    var server = connected.channel();
    client.pipeline().addLast(new RelayHandler(server));
    connected.addListener(
        done -> {
          if (done.isSuccess()) {
            server.config().setAutoRead(true);
            client.config().setAutoRead(true);
          } else {
            client.close();
          }
        });
  }

  Address address() {
    var bound = (InetSocketAddress) listener.localAddress();
    return new Address(bound.getAddress().getHostAddress(), bound.getPort());
  }

  @Override
  public void close() {
    listener.close();
    var stopped = loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    stopped.awaitUninterruptibly();
  }
}
