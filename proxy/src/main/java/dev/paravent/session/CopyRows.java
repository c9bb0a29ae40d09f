package dev.paravent.session;

import dev.paravent.decide.CopySource;
import dev.paravent.wire.pg.FrontendMessage.Bind;
import io.netty.buffer.ByteBuf;

/**
 * Splits what a client copies in into rows, as far as it came. PostgreSQL docs, COPY, file formats.
 * Event-loop confined.
 */
interface CopyRows {
  /**
   * Reads on; true if a row is complete, false if everything was read.
   *
   * @throws CopyFormatException if what comes is no row
   */
  boolean next(ByteBuf in);

  /**
   * Nothing comes any more; true if that completes a row.
   *
   * @throws CopyFormatException if a row is broken off
   */
  boolean end();

  /** The row that is complete, as values for the statement; valid until the next is read. */
  Bind row();

  /** The line that is read, or the row in binary format, from 1. */
  long line();

  /** Reads rows of at most so many bytes. */
  static CopyRows of(CopySource source, int maxRowBytes) {
    return source.isBinary()
        ? new BinaryRows(source.columns().size(), maxRowBytes)
        : new TextRows(source, maxRowBytes);
  }
}
