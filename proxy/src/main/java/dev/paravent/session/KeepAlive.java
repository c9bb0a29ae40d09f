package dev.paravent.session;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollSocketChannel;

/**
 * How soon the kernel notices that a peer is gone without a word: two minutes after its last one,
 * where the system's own setting usually is two hours. Only epoll's channels can be told.
 */
final class KeepAlive {
  private static final int IDLE_SECONDS = 60;
  private static final int INTERVAL_SECONDS = 10;
  private static final int PROBES = 6;

  private KeepAlive() {}

  /** Sets the times of a connected channel that has SO_KEEPALIVE. */
  static void apply(Channel channel) {
    if (!(channel instanceof EpollSocketChannel)) {
      return;
    }
    try {
      channel.config().setOption(EpollChannelOption.TCP_KEEPIDLE, IDLE_SECONDS);
      channel.config().setOption(EpollChannelOption.TCP_KEEPINTVL, INTERVAL_SECONDS);
      channel.config().setOption(EpollChannelOption.TCP_KEEPCNT, PROBES);
    } catch (ChannelException gone) {
      // its handlers are about to be told
    }
  }
}
