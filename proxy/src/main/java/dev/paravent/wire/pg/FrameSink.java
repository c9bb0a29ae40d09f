package dev.paravent.wire.pg;

import io.netty.buffer.ByteBuf;

/** Takes the frames of one channel. Event-loop confined. */
public interface FrameSink {
  /**
   * One whole frame: type byte (not in start-up packets), length word, body. The bytes are valid
   * only during the call.
   *
   * @return false to get the same frame again after {@link PgFrameDecoder#resume}
   * @throws ProtocolException if the frame is broken; {@link #broken} is called then
   */
  boolean frame(ByteBuf in, int index, int length);

  /** The channel's bytes are broken, or handling them failed. No frame follows. */
  void broken(Throwable cause);

  /** Everything that was received so far was given to {@link #frame}. */
  void readComplete();

  /** The channel closed. */
  void closed();

  /** The channel's send buffer is full, or has room again. */
  void writabilityChanged(boolean writable);

  /** Bytes were received. */
  default void received(int bytes) {}
}
