package dev.paravent.wire.pg;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Splits the bytes of one channel into frames. Frames are handed over where they lie, so rows cost
 * no object. The sink may pause the decoder; what arrives then is kept. Event-loop confined.
 */
public final class PgFrameDecoder extends ChannelInboundHandlerAdapter {
  /** PostgreSQL's MAX_STARTUP_PACKET_LENGTH. */
  public static final int MAX_STARTUP_PACKET = 10_000;

  private FrameSink sink;
  private @Nullable FrameLimits limits; // null while start-up packets, which have no type, are read
  private @Nullable ByteBuf cumulation;
  private boolean paused;
  private boolean decoding;
  private boolean done;
  private int awaited;

  private PgFrameDecoder(FrameSink sink, @Nullable FrameLimits limits) {
    this.sink = sink;
    this.limits = limits;
  }

  /** Reads start-up packets until {@link #readMessages}. */
  public static PgFrameDecoder ofStartup(FrameSink sink) {
    return new PgFrameDecoder(sink, null);
  }

  /** Reads messages. */
  public static PgFrameDecoder ofMessages(FrameSink sink, FrameLimits limits) {
    return new PgFrameDecoder(sink, limits);
  }

  /** From the next frame on there are messages within these limits. */
  public void readMessages(FrameLimits newLimits) {
    limits = newLimits;
  }

  /** From the next frame on another sink takes them. */
  public void handOverTo(FrameSink newSink) {
    sink = newSink;
  }

  /** No frame is handed over until {@link #resume}. */
  public void pause() {
    paused = true;
  }

  /** Continues with what was kept. */
  public void resume() {
    paused = false;
    decode();
  }

  public boolean isPaused() {
    return paused;
  }

  /** How many received bytes were not handed over yet, the frame being handled included. */
  public int pendingBytes() {
    return cumulation == null ? 0 : cumulation.readableBytes();
  }

  /** Ends decoding. The caller owns, and releases, what was not handed over; null if nothing. */
  public @Nullable ByteBuf detach() {
    ByteBuf rest = cumulation;
    cumulation = null;
    done = true;
    return rest;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    if (done) {
      bytes.release();
      return;
    }
    sink.received(bytes.readableBytes());
    append(context.alloc(), bytes);
    decode();
  }

  /** Takes over the bytes. */
  private void append(ByteBufAllocator allocator, ByteBuf bytes) {
    ByteBuf kept = cumulation;
    if (kept == null) {
      cumulation = bytes;
      return;
    }
    try {
      append(allocator, kept, bytes);
    } finally {
      bytes.release();
    }
  }

  private void append(ByteBufAllocator allocator, ByteBuf former, ByteBuf bytes) {
    ByteBuf kept = former;
    int added = bytes.readableBytes();
    if (kept.refCnt() > 1 || kept.isReadOnly() || kept.writableBytes() < added) {
      int needed = kept.readableBytes() + added;
      // doubled, but not to what a peer merely announces
      int roomy = Math.max(needed, Math.min(awaited, 2 * needed));
      ByteBuf larger = allocator.ioBuffer(roomy);
      larger.writeBytes(kept);
      kept.release();
      cumulation = larger;
      kept = larger;
    }
    kept.writeBytes(bytes);
  }

  private void decode() {
    if (decoding) {
      return;
    }
    decoding = true;
    try {
      while (!paused && next()) {
        // each turn hands one frame over
      }
    } catch (RuntimeException | Error e) { // whoever resumes has nobody to tell
      done = true;
      sink.broken(e);
    } finally {
      decoding = false;
      releaseIfRead();
    }
  }

  private boolean next() {
    ByteBuf in = cumulation;
    if (done || in == null) {
      return false;
    }
    FrameLimits current = limits;
    int start = in.readerIndex();
    int typeBytes = current == null ? 0 : 1;
    if (in.readableBytes() < typeBytes + Integer.BYTES) {
      return false;
    }
    int announced = in.getInt(start + typeBytes);
    if (current == null) {
      requireLength(announced, 2 * Integer.BYTES, MAX_STARTUP_PACKET);
    } else {
      requireLength(announced, Integer.BYTES, maxLength(current, in.getByte(start)));
    }
    int total = typeBytes + announced;
    if (in.readableBytes() < total) {
      awaited = total;
      return false;
    }
    if (!sink.frame(in, start, total)) {
      paused = true;
      return false;
    }
    if (!done) {
      in.readerIndex(start + total);
    } else if (cumulation == in) {
      in.readerIndex(in.writerIndex());
    }
    return true;
  }

  private static int maxLength(FrameLimits limits, byte type) {
    int max = limits.maxLength(type);
    if (max == FrameLimits.UNKNOWN_TYPE) {
      throw new ProtocolException("message type: 0x%02x (expected: a known one)".formatted(type));
    }
    return max;
  }

  private static void requireLength(int length, int min, int max) {
    if (length < min || length > max) {
      throw new ProtocolException("length: %d (expected: %d to %d)".formatted(length, min, max));
    }
  }

  private void releaseIfRead() {
    ByteBuf kept = cumulation;
    if (kept != null && (done || !kept.isReadable())) {
      kept.release();
      cumulation = null;
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    sink.readComplete();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    sink.writabilityChanged(context.channel().isWritable());
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    done = true;
    sink.closed();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    done = true;
    if (!decoding) {
      releaseIfRead();
    }
  }

  @Override
  @SuppressWarnings("deprecation") // Netty's own handlers override it as well
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    done = true;
    // what TLS throws comes wrapped; it is a failure of the connection like any other
    Throwable inner = cause instanceof DecoderException ? cause.getCause() : null;
    sink.broken(inner instanceof IOException ? inner : cause);
  }
}
