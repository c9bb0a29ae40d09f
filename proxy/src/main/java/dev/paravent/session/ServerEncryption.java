package dev.paravent.session;

import dev.paravent.session.tls.UpstreamTls;
import dev.paravent.wire.pg.StartupPacket;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks the database for TLS and puts it in place; only then does the connection's own handler see
 * anything. Whatever is not a plain yes ends the connection: a server's word before TLS is
 * anybody's. Event-loop confined.
 */
final class ServerEncryption extends ChannelInboundHandlerAdapter {
  private static final int REQUEST_LENGTH = 8;

  private final UpstreamTls tls;
  private final UpstreamHost server;
  private final Duration timeout;
  private final Executor handshakes;
  private final ChannelHandler next;
  private final Promise<Channel> secured;
  private @Nullable Future<?> waiting;

  /**
   * @param next is added to the pipeline behind TLS
   * @param secured gets the channel once TLS is in place
   */
  ServerEncryption(
      UpstreamTls tls,
      UpstreamHost server,
      Duration timeout,
      Executor handshakes,
      ChannelHandler next,
      Promise<Channel> secured) {
    this.tls = tls;
    this.server = server;
    this.timeout = timeout;
    this.handshakes = handshakes;
    this.next = next;
    this.secured = secured;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    ByteBuf request = context.alloc().buffer(REQUEST_LENGTH);
    request.writeInt(REQUEST_LENGTH);
    request.writeInt(StartupPacket.SSL_REQUEST);
    context.writeAndFlush(request, context.voidPromise());
    waiting =
        context
            .executor()
            .schedule(
                () -> fail(context, "the database does not answer the request for TLS"),
                timeout.toMillis(),
                TimeUnit.MILLISECONDS);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf answer = (ByteBuf) message;
    int length = answer.readableBytes();
    byte first = length == 0 ? 0 : answer.getByte(answer.readerIndex());
    answer.release();
    if (length == 0) {
      return;
    }
    if (length > 1 && first == 'S') {
      fail(context, "the database sent bytes behind its answer to the request for TLS");
    } else if (first == 'S') {
      encrypt(context);
    } else if (first == 'N') {
      fail(context, "the database offers no TLS");
    } else {
      fail(context, "the database answered the request for TLS with something else");
    }
  }

  private void encrypt(ChannelHandlerContext context) {
    stopWaiting();
    SslHandler handler = tls.handler(context.alloc(), server.host(), server.port(), handshakes);
    handler.setHandshakeTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
    Channel channel = context.channel();
    handler
        .handshakeFuture()
        .addListener(
            handshake -> {
              if (handshake.isSuccess()) {
                channel.pipeline().addLast(next);
                secured.trySuccess(channel);
              } else {
                secured.tryFailure(handshake.cause());
                channel.close();
              }
            });
    context.pipeline().replace(this, null, handler);
  }

  private void fail(ChannelHandlerContext context, String reason) {
    stopWaiting();
    secured.tryFailure(new IOException(reason));
    context.close();
  }

  private void stopWaiting() {
    if (waiting != null) {
      waiting.cancel(false);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    fail(context, "the database closed the connection instead of answering the request for TLS");
  }

  @Override
  @SuppressWarnings("deprecation") // Netty's own handlers override it as well
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    stopWaiting();
    secured.tryFailure(cause);
    context.close();
  }
}
