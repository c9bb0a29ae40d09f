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
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.util.AttributeKey;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.ConnectException;
import java.net.SocketAddress;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Opens connections to the database, on the client's event loop. Thread-safe. */
final class Upstream {
  private static final AttributeKey<UpstreamHost> HOST = AttributeKey.valueOf("paravent.upstream");
  private static final long FIRST_PAUSE_MILLIS = 100;

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

  /** The server that a channel was connected to. */
  static UpstreamHost hostOf(Channel channel) {
    UpstreamHost host = channel.attr(HOST).get();
    if (host == null) {
      throw new IllegalStateException("no channel to the database");
    }
    return host;
  }

  /**
   * A channel that is connected, encrypted if it has to be, and has the handler. Servers that suit
   * are tried in turn; while none of them listens, all of them again after growing pauses, until
   * the time for connecting is over.
   */
  Future<Channel> connect(EventLoop loop, ChannelHandler handler) {
    Promise<Channel> ready = loop.newPromise();
    new Rounds(loop, handler, ready).begin();
    return ready;
  }

  /** The attempts of one session. Event-loop confined. */
  private final class Rounds {
    private final EventLoop loop;
    private final ChannelHandler handler;
    private final Promise<Channel> ready;
    private final long deadline = System.nanoTime() + settings.connectTimeout().toNanos();
    private Iterator<UpstreamHost> left = List.<UpstreamHost>of().iterator();
    private long pauseMillis = FIRST_PAUSE_MILLIS;
    private boolean mayComeBack;
    private @Nullable Throwable last;

    Rounds(EventLoop loop, ChannelHandler handler, Promise<Channel> ready) {
      this.loop = loop;
      this.handler = handler;
      this.ready = ready;
    }

    void begin() {
      List<UpstreamHost> candidates = settings.upstream().candidates();
      left = candidates.iterator();
      mayComeBack = candidates.isEmpty();
      if (candidates.isEmpty()) {
        last = new ConnectException("no server of the database suits at present");
      }
      next();
    }

    private void next() {
      if (left.hasNext()) {
        UpstreamHost host = left.next();
        Upstream.this
            .connect(loop, handler, host, host.address())
            .addListener((Future<Channel> tried) -> tried(host, tried));
        return;
      }
      long pause = TimeUnit.MILLISECONDS.toNanos(pauseMillis);
      if (mayComeBack && System.nanoTime() + pause < deadline) {
        pauseMillis *= 2;
        var unused = loop.schedule(this::begin, pause, TimeUnit.NANOSECONDS);
      } else {
        ready.tryFailure(last == null ? new ConnectException("not tried") : last);
      }
    }

    private void tried(UpstreamHost host, Future<Channel> connected) {
      if (connected.isSuccess()) {
        if (!ready.trySuccess(connected.getNow())) {
          connected.getNow().close();
        }
        return;
      }
      last = connected.cause();
      settings.upstream().unreachable(host);
      // what was said about encryption will be said again
      mayComeBack |= last instanceof ConnectException;
      next();
    }
  }

  private Future<Channel> connect(
      EventLoop loop, ChannelHandler handler, UpstreamHost host, SocketAddress address) {
    Promise<Channel> ready = loop.newPromise();
    boolean encrypted = tls.isPresent() && !host.isSocket();
    Bootstrap bootstrap =
        new Bootstrap()
            .group(loop)
            .attr(HOST, host)
            .option(
                ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) settings.connectTimeout().toMillis())
            .handler(
                encrypted
                    ? new ServerEncryption(
                        tls.get(), host, settings.connectTimeout(), handshakes, handler, ready)
                    : new ChannelInboundHandlerAdapter());
    if (host.isSocket()) {
      bootstrap.channel(EpollDomainSocketChannel.class);
    } else {
      bootstrap
          .channel(channelType)
          .resolver(resolver)
          .option(ChannelOption.TCP_NODELAY, true)
          .option(ChannelOption.SO_KEEPALIVE, true);
    }
    ChannelFuture connected = bootstrap.connect(address);
    connected.addListener(
        future -> {
          if (!future.isSuccess()) {
            ready.tryFailure(future.cause());
            return;
          }
          KeepAlive.apply(connected.channel());
          if (!encrypted) {
            // only now: a handler may be in one pipeline, and this attempt may have failed
            connected.channel().pipeline().addLast(handler);
            ready.trySuccess(connected.channel());
          }
        });
    return ready;
  }

  /** Sends the server process that a session has a cancel request with its own key. */
  void cancel(EventLoop loop, CancelKeys.Target target) {
    connect(loop, new ChannelInboundHandlerAdapter(), target.host(), target.address())
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
