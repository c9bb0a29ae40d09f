package dev.paravent.session;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.function.Supplier;

/**
 * Looks at the first byte of a connection and goes: a client that begins with TLS, unasked, gets
 * its handler. PostgreSQL docs 54.2.11, direct negotiation. Event-loop confined.
 */
final class DirectTls extends ChannelInboundHandlerAdapter {
  /** A TLS record of the handshake. A start-up packet is too short to begin so. */
  private static final byte HANDSHAKE_RECORD = 0x16;

  private final Supplier<ChannelHandler> tls;

  DirectTls(Supplier<ChannelHandler> tls) {
    this.tls = tls;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    if (!bytes.isReadable()) {
      bytes.release();
      return;
    }
    if (bytes.getByte(bytes.readerIndex()) == HANDSHAKE_RECORD) {
      context.pipeline().replace(this, null, tls.get());
    } else {
      context.pipeline().remove(this);
    }
    context.fireChannelRead(bytes);
  }
}
