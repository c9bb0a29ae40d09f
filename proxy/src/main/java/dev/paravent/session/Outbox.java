package dev.paravent.session;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import org.jspecify.annotations.Nullable;

/** Collects messages for one channel, so that many of them are one write. Event-loop confined. */
final class Outbox {
  private static final int INITIAL = 1024;
  private static final int WRITE_AT = 64 * 1024;

  private final Channel channel;
  private @Nullable ByteBuf pending;
  private long written;

  Outbox(Channel channel) {
    this.channel = channel;
  }

  /** Where the next message is appended. The outbox owns the buffer. */
  ByteBuf buffer() {
    ByteBuf buffer = pending;
    if (buffer != null && buffer.readableBytes() >= WRITE_AT) {
      hand(buffer);
      buffer = null;
    }
    if (buffer == null) {
      buffer = channel.alloc().ioBuffer(INITIAL);
      pending = buffer;
    }
    return buffer;
  }

  /** Whether the next {@link #buffer()} is another one. */
  boolean isFull() {
    return pending != null && pending.readableBytes() >= WRITE_AT;
  }

  /** The buffer that messages were appended to last. */
  ByteBuf last() {
    if (pending == null) {
      throw new IllegalStateException("nothing is pending");
    }
    return pending;
  }

  /** Sends what was collected. */
  void flush() {
    ByteBuf buffer = pending;
    if (buffer != null) {
      hand(buffer);
    }
    channel.flush();
  }

  /** Sends what was collected, then closes the channel. */
  ChannelFuture close() {
    flush();
    return channel.close();
  }

  /** Gives up what was not sent. */
  void discard() {
    if (pending != null) {
      pending.release();
      pending = null;
    }
  }

  /** Bytes sent since the last call. */
  long takeWritten() {
    long bytes = written;
    written = 0;
    return bytes;
  }

  boolean hasPending() {
    return pending != null;
  }

  Channel channel() {
    return channel;
  }

  private void hand(ByteBuf buffer) {
    pending = null;
    written += buffer.readableBytes();
    channel.write(buffer, channel.voidPromise());
  }
}
