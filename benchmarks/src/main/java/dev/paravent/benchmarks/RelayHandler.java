package dev.paravent.benchmarks;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Passes what one channel reads to its peer: one flush per read-complete, and no reading while the
 * peer's outbound buffer is above its high-water mark. Event-loop confined.
 */
final class RelayHandler extends ChannelInboundHandlerAdapter {
  private final Channel peer;

  RelayHandler(Channel peer) {
    this.peer = peer;
  }

  /** The peer's write releases {@code buffer}. */
  @Override
  public void channelRead(ChannelHandlerContext context, Object buffer) {
    peer.write(buffer, peer.voidPromise());
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    peer.flush();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    peer.config().setAutoRead(context.channel().isWritable());
  }

  /** The peer closes once everything written to it has left. */
  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (peer.isActive()) {
      peer.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    } else {
      peer.close();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close();
  }
}
