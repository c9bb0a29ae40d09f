package dev.paravent.session;

import dev.paravent.session.auth.LoginMethods;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The proxy: accepts clients and pairs each with a connection to the database. Thread-safe. */
public final class ProxyServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ProxyServer.class);
  private static final int PLANNING_QUEUE = 64;
  private static final int RESOLVER_THREADS = 4;
  private static final int RESOLVER_QUEUE = 1024;
  private static final int HANDSHAKE_QUEUE = 1024;
  private static final int BACKLOG = 1024;

  private final ServerSettings settings;
  private final MultiThreadIoEventLoopGroup loops;
  private final ExecutorService planning;
  private final ExecutorService resolving;
  private final ExecutorService handshakes;
  private final OpenSessions sessions = new OpenSessions();
  private final ChannelGroup clients = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final ProxyParts parts;
  private final Class<? extends ServerChannel> serverChannel;
  private @Nullable Channel listening; // guarded by this, as what follows
  private @Nullable Channel listeningAtSocket;
  private @Nullable SocketFile socketFile;

  /** Creates a server without TLS that does not listen yet. */
  public ProxyServer(
      ServerSettings settings,
      Supplier<Governance> governance,
      Charges charges,
      SessionMetrics metrics) {
    this(settings, TransportSecurity.NONE, LoginMethods.RELAY, governance, charges, metrics);
  }

  /**
   * Creates a server that does not listen yet.
   *
   * @param governance what is in force, asked at every login and message; must not block
   */
  public ProxyServer(
      ServerSettings settings,
      TransportSecurity security,
      LoginMethods login,
      Supplier<Governance> governance,
      Charges charges,
      SessionMetrics metrics) {
    boolean epoll = Epoll.isAvailable();
    IoHandlerFactory handlers = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    int threads =
        settings.eventLoops() > 0
            ? settings.eventLoops()
            : Runtime.getRuntime().availableProcessors();
    SecureRandom random = new SecureRandom();
    this.settings = settings;
    this.loops = new MultiThreadIoEventLoopGroup(threads, handlers);
    this.planning = threads(PLANNING_QUEUE);
    this.handshakes = threads(HANDSHAKE_QUEUE);
    this.resolving = resolverThreads();
    this.serverChannel = epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    this.parts =
        new ProxyParts(
            settings,
            security.listener(),
            login,
            handshakes,
            governance,
            charges,
            metrics,
            new Upstream(
                settings,
                epoll ? EpollSocketChannel.class : NioSocketChannel.class,
                security.upstream(),
                handshakes,
                new OffLoopResolver(resolving)),
            new CancelKeys(random),
            planning,
            sessions,
            new UserConnections(settings.maxUserConnections()),
            new AtomicInteger(),
            random,
            InstantSource.system());
  }

  /**
   * Few threads and a short queue for what would hold up an event loop: the analysis of long
   * statements, the private-key operations of TLS. A flood of either is refused.
   */
  private static ExecutorService threads(int queue) {
    int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    return new ThreadPoolExecutor(
        threads, threads, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(queue));
  }

  /** They wait for the name server, not for the processor; idle ones end. */
  private static ExecutorService resolverThreads() {
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            RESOLVER_THREADS,
            RESOLVER_THREADS,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(RESOLVER_QUEUE),
            task -> Thread.ofPlatform().daemon().name("resolver").unstarted(task));
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  /**
   * Listens.
   *
   * @return the address, with the port that was taken
   * @throws IOException if the address cannot be bound
   */
  public synchronized InetSocketAddress start() throws IOException {
    ChannelFuture bound =
        new ServerBootstrap()
            .group(loops)
            .channel(serverChannel)
            .option(ChannelOption.SO_REUSEADDR, true)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.SO_KEEPALIVE, true)
            .childHandler(acceptor())
            .bind(settings.listen())
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      close(); // its threads would keep the process alive
      throw new IOException("cannot listen on " + settings.listen(), bound.cause());
    }
    listening = bound.channel();
    InetSocketAddress address = (InetSocketAddress) bound.channel().localAddress();
    if (settings.socket().isPresent()) {
      try {
        listenAt(SocketFile.prepare(settings.socket().get(), address.getPort()));
      } catch (IOException unusable) {
        close();
        throw new IOException("cannot listen on a Unix socket", unusable);
      }
    }
    return address;
  }

  private void listenAt(SocketFile file) throws IOException {
    socketFile = file;
    if (serverChannel != EpollServerSocketChannel.class) {
      throw new IOException("Unix sockets need epoll");
    }
    ChannelFuture bound =
        new ServerBootstrap()
            .group(loops)
            .channel(EpollServerDomainSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .childHandler(acceptor())
            .bind(new DomainSocketAddress(file.temporary()))
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException(String.valueOf(bound.cause().getMessage()), bound.cause());
    }
    listeningAtSocket = bound.channel();
    file.publish();
  }

  private ChannelInitializer<Channel> acceptor() {
    return new ChannelInitializer<Channel>() {
      @Override
      protected void initChannel(Channel client) {
        accept(client);
      }
    };
  }

  private void accept(Channel client) {
    int count = parts.connections().incrementAndGet();
    parts.metrics().connectionOpened();
    client
        .closeFuture()
        .addListener(
            future -> {
              parts.connections().decrementAndGet();
              parts.metrics().connectionClosed();
            });
    if (count > 2 * settings.maxConnections()) {
      client.close(); // not even told why
      return;
    }
    clients.add(client);
    KeepAlive.apply(client);
    Handshake handshake = new Handshake(parts, client, count > settings.maxConnections());
    handshake.begin();
  }

  /**
   * Tells the open sessions that another policy or other keys are in force: those of users that it
   * does not treat alike end, the others change over with their next message.
   */
  public void governanceChanged() {
    sessions.review();
  }

  /** Stops accepting, lets running statements end within the drain time-out, then closes. */
  @Override
  public synchronized void close() {
    if (listening != null) {
      listening.close().awaitUninterruptibly();
      listening = null;
    }
    if (listeningAtSocket != null) {
      listeningAtSocket.close().awaitUninterruptibly();
      listeningAtSocket = null;
    }
    if (socketFile != null) {
      socketFile.remove();
      socketFile = null;
    }
    sessions.drain();
    long deadline = System.nanoTime() + settings.drainTimeout().toNanos();
    while (!sessions.isEmpty() && System.nanoTime() < deadline) {
      try {
        TimeUnit.MILLISECONDS.sleep(10);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    sessions.end();
    clients.close().awaitUninterruptibly(1, TimeUnit.SECONDS);
    planning.shutdownNow();
    resolving.shutdownNow();
    handshakes.shutdownNow();
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(3, TimeUnit.SECONDS);
    LOG.info("event=proxy_closed");
  }
}
