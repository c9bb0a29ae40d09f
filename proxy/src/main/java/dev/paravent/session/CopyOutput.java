package dev.paravent.session;

import dev.paravent.decide.CopyFormat;
import dev.paravent.wire.pg.BackendMessage.RowDescription;
import dev.paravent.wire.pg.MessageWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Gives the rows of a query as COPY TO does: the server runs the query, so that its result is
 * checked and its rows are transformed as ever. PostgreSQL docs, COPY, file formats. Event-loop
 * confined.
 */
final class CopyOutput {
  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0
  };
  private static final int FRAME_HEADER = 1 + Integer.BYTES;

  private final CopyFormat format;
  private final List<RowDescription.Field> fields;
  private final byte[] nullText;
  private final ByteBuf row = Unpooled.buffer();
  private byte[] value = new byte[256];
  private long rows;

  CopyOutput(CopyFormat format, RowDescription description, int visible) {
    this.format = format;
    this.fields = description.fields().subList(0, visible);
    this.nullText = format.nullText().getBytes(StandardCharsets.UTF_8);
  }

  /** CopyOutResponse, and what comes before the first row. */
  void begin(ByteBuf out) {
    int start = MessageWriter.begin(out, 'H');
    int code = format.isBinary() ? 1 : 0;
    out.writeByte(code);
    out.writeShort(fields.size());
    fields.forEach(field -> out.writeShort(code));
    MessageWriter.end(out, start);
    if (!format.isBinary() && format.header()) {
      header(out);
    }
  }

  /** As the server does, in the message of the first row, or of the trailer: clients rely on it. */
  private void signature(ByteBuf out) {
    if (rows == 0) {
      out.writeBytes(SIGNATURE);
      out.writeInt(0); // flags
      out.writeInt(0); // length of the header's extension
    }
  }

  private void header(ByteBuf out) {
    int start = MessageWriter.begin(out, 'd');
    for (int i = 0; i < fields.size(); i++) {
      if (i > 0) {
        out.writeByte(format.delimiter());
      }
      byte[] name = fields.get(i).name().getBytes(StandardCharsets.UTF_8);
      if (format.kind() == CopyFormat.Kind.CSV) {
        csv(name, name.length, false, out);
      } else {
        text(name, name.length, out);
      }
    }
    out.writeByte('\n');
    MessageWriter.end(out, start);
  }

  /** One row as the transformer gives it. */
  void row(RowTransformer transformer, ByteBuf in, int index, int length, ByteBuf out) {
    row.clear();
    transformer.row(in, index, length, row);
    transformer.settle(row);
    int start = MessageWriter.begin(out, 'd');
    if (format.isBinary()) {
      signature(out);
      // a tuple is a DataRow's body
      out.writeBytes(row, FRAME_HEADER, row.readableBytes() - FRAME_HEADER);
    } else {
      row.skipBytes(FRAME_HEADER);
      int count = row.readUnsignedShort();
      for (int i = 0; i < count; i++) {
        if (i > 0) {
          out.writeByte(format.delimiter());
        }
        field(i, count, out);
      }
      out.writeByte('\n');
    }
    MessageWriter.end(out, start);
    rows++;
  }

  private void field(int i, int count, ByteBuf out) {
    int length = row.readInt();
    if (length < 0) {
      out.writeBytes(nullText);
      return;
    }
    if (value.length < length) {
      value = new byte[length];
    }
    row.readBytes(value, 0, length);
    if (format.kind() == CopyFormat.Kind.TEXT) {
      text(value, length, out);
    } else {
      boolean quoted =
          format.forceQuote().contains(i) || isNullText(length) || count == 1 && isEnd(length);
      csv(value, length, quoted, out);
    }
  }

  /** What comes behind the last row. */
  void end(ByteBuf out) {
    if (format.isBinary()) {
      int start = MessageWriter.begin(out, 'd');
      signature(out);
      out.writeShort(-1);
      MessageWriter.end(out, start);
    }
    MessageWriter.empty(out, 'c');
  }

  long rows() {
    return rows;
  }

  private void text(byte[] bytes, int length, ByteBuf out) {
    for (int i = 0; i < length; i++) {
      byte b = bytes[i];
      switch (b) {
        case '\b' -> escaped('b', out);
        case '\f' -> escaped('f', out);
        case '\n' -> escaped('n', out);
        case '\r' -> escaped('r', out);
        case '\t' -> escaped('t', out);
        case 0x0b -> escaped('v', out);
        case '\\' -> escaped('\\', out);
        default -> {
          if (b == (byte) format.delimiter()) {
            out.writeByte('\\');
          }
          out.writeByte(b);
        }
      }
    }
  }

  private static void escaped(char letter, ByteBuf out) {
    out.writeByte('\\');
    out.writeByte(letter);
  }

  private void csv(byte[] bytes, int length, boolean force, ByteBuf out) {
    byte quote = (byte) format.quote();
    byte escape = (byte) format.escape();
    boolean quoted = force;
    for (int i = 0; i < length && !quoted; i++) {
      byte b = bytes[i];
      quoted = b == quote || b == (byte) format.delimiter() || b == '\n' || b == '\r';
    }
    if (!quoted) {
      out.writeBytes(bytes, 0, length);
      return;
    }
    out.writeByte(quote);
    for (int i = 0; i < length; i++) {
      if (bytes[i] == quote || bytes[i] == escape) {
        out.writeByte(escape);
      }
      out.writeByte(bytes[i]);
    }
    out.writeByte(quote);
  }

  /** A value that would be read as NULL. */
  private boolean isNullText(int length) {
    return Arrays.equals(value, 0, length, nullText, 0, nullText.length);
  }

  /** A row that would be read as the end of the data. */
  private boolean isEnd(int length) {
    return length == 2 && value[0] == '\\' && value[1] == '.';
  }
}
