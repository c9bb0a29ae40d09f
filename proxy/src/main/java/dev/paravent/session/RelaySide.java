package dev.paravent.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Passes the bytes of one channel to another as they are (G7). Event-loop confined. */
final class RelaySide extends ChannelInboundHandlerAdapter {
  private final Channel peer;
  private final Consumer<ByteBuf> observer;

  /**
   * Passes to the peer.
   *
   * @param observer looks at the bytes before they go, and leaves them alone
   */
  RelaySide(Channel peer, Consumer<ByteBuf> observer) {
    this.peer = peer;
    this.observer = observer;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    observer.accept((ByteBuf) message);
    peer.write(message, peer.voidPromise());
  }

  /** Passes what came before this was in place. Takes it over. */
  void pass(@Nullable ByteBuf earlier) {
    if (earlier != null) {
      observer.accept(earlier);
      peer.writeAndFlush(earlier, peer.voidPromise());
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    peer.flush();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    peer.config().setAutoRead(context.channel().isWritable());
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (peer.isActive()) {
      peer.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }
  }

  @Override
  @SuppressWarnings("deprecation") // Netty's own handlers override it as well
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close();
  }
}
