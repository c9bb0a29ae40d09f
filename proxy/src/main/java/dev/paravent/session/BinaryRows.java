package dev.paravent.session;

import dev.paravent.wire.pg.FrontendMessage.Bind;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** Rows in COPY's binary format. PostgreSQL docs, COPY, binary format. Event-loop confined. */
final class BinaryRows implements CopyRows {
  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0
  };
  private static final int HEADER = SIGNATURE.length + 2 * Integer.BYTES;
  private static final int CRITICAL_FLAGS = 0xffff0000;

  /** What is read next. */
  private enum Part {
    HEADER,
    EXTENSION,
    COUNT,
    LENGTH,
    VALUE,
    END
  }

  private final CopyValues values;
  private final int maxRowBytes;
  private final ByteBuf word = Unpooled.buffer(HEADER);
  private Part part = Part.HEADER;
  private int missing = HEADER;
  private int column;
  private int valueStart;
  private long line = 1;
  private boolean complete;

  BinaryRows(int columns, int maxRowBytes) {
    this.values = new CopyValues(columns, true);
    this.maxRowBytes = maxRowBytes;
  }

  @Override
  public boolean next(ByteBuf in) {
    if (complete) {
      complete = false;
      line++;
    }
    while (missing == 0 || in.isReadable()) {
      if (part == Part.END) {
        throw new CopyFormatException("received copy data after EOF marker");
      }
      int taken = Math.min(missing, in.readableBytes());
      switch (part) {
        case EXTENSION -> in.skipBytes(taken);
        case VALUE -> values.bytes().writeBytes(in, taken);
        case HEADER, COUNT, LENGTH -> word.writeBytes(in, taken);
        case END -> {}
      }
      missing -= taken;
      if (missing == 0 && partEnded()) {
        complete = true;
        return true;
      }
    }
    return false;
  }

  /** Decides what is read next; true if the row is complete. */
  private boolean partEnded() {
    switch (part) {
      case HEADER -> header();
      case EXTENSION -> expect(Part.COUNT, Short.BYTES);
      case COUNT -> {
        int count = word.readShort();
        if (count == -1) {
          expect(Part.END, 1);
          return false;
        }
        if (count != values.columns()) {
          throw new CopyFormatException(
              "row field count is %d, expected %d".formatted(count, values.columns()));
        }
        values.clear();
        column = 0;
        return nextColumn();
      }
      case LENGTH -> {
        int length = word.readInt();
        if (length < -1) {
          throw new CopyFormatException("invalid field size");
        }
        if (length == -1) {
          values.putNull(column++);
          return nextColumn();
        }
        valueStart = values.bytes().writerIndex();
        if (length > maxRowBytes - valueStart) {
          throw CopyFormatException.tooLong(maxRowBytes);
        }
        if (length == 0) {
          values.put(column++, valueStart);
          return nextColumn();
        }
        expect(Part.VALUE, length);
      }
      case VALUE -> {
        values.put(column++, valueStart);
        return nextColumn();
      }
      case END -> {}
    }
    return false;
  }

  private void header() {
    for (byte expected : SIGNATURE) {
      if (word.readByte() != expected) {
        throw new CopyFormatException("COPY file signature not recognized");
      }
    }
    // OIDs, which COPY no longer reads, are among these flags
    if ((word.readInt() & CRITICAL_FLAGS) != 0) {
      throw new CopyFormatException("unrecognized critical flags in COPY file header");
    }
    int extension = word.readInt();
    if (extension < 0) {
      throw new CopyFormatException("invalid COPY file header (missing length)");
    }
    if (extension == 0) {
      expect(Part.COUNT, Short.BYTES);
    } else {
      expect(Part.EXTENSION, extension);
    }
  }

  private boolean nextColumn() {
    boolean last = column == values.columns();
    if (last) {
      expect(Part.COUNT, Short.BYTES);
    } else {
      expect(Part.LENGTH, Integer.BYTES);
    }
    return last;
  }

  private void expect(Part next, int bytes) {
    part = next;
    missing = bytes;
    word.clear();
  }

  @Override
  public boolean end() {
    // the trailer may be missing, but no row may be broken off
    if (part != Part.END && part != Part.COUNT) {
      throw new CopyFormatException("unexpected EOF in COPY data");
    }
    return false;
  }

  @Override
  public Bind row() {
    return values.bind();
  }

  @Override
  public long line() {
    return line;
  }
}
