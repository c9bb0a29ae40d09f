package dev.paravent.session;

import dev.paravent.wire.pg.FrontendMessage.Bind;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** The values of one row that is copied in, in one buffer of the heap. Event-loop confined. */
final class CopyValues {
  private final ByteBuf bytes = Unpooled.buffer();
  private final int[] offsets;
  private final int[] lengths;
  private final short[] formats;

  CopyValues(int columns, boolean binary) {
    offsets = new int[columns];
    lengths = new int[columns];
    formats = new short[] {(short) (binary ? 1 : 0)};
  }

  void clear() {
    bytes.clear();
  }

  int columns() {
    return offsets.length;
  }

  /** Where the bytes of the value that is being read go. */
  ByteBuf bytes() {
    return bytes;
  }

  /** The value of a column ends here; it began at the offset. */
  void put(int column, int offset) {
    offsets[column] = offset;
    lengths[column] = bytes.writerIndex() - offset;
  }

  void putNull(int column) {
    offsets[column] = bytes.writerIndex();
    lengths[column] = -1;
  }

  boolean isNull(int column) {
    return lengths[column] < 0;
  }

  /** Whether the value is this text. */
  boolean is(int column, byte[] text) {
    if (lengths[column] != text.length) {
      return false;
    }
    for (int i = 0; i < text.length; i++) {
      if (bytes.getByte(offsets[column] + i) != text[i]) {
        return false;
      }
    }
    return true;
  }

  /** The values as those of a Bind; they live as long as no others are read. */
  Bind bind() {
    return new Bind("", "", formats, bytes, offsets, lengths, Statements.TEXT);
  }
}
