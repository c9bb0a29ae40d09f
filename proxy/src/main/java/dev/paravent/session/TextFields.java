package dev.paravent.session;

import dev.paravent.decide.CopyFormat;
import dev.paravent.decide.CopySource;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Takes a line of COPY's text or csv format apart, as PostgreSQL's CopyReadAttributesText and
 * CopyReadAttributesCSV do. Event-loop confined.
 */
final class TextFields {
  private final CopySource source;
  private final byte delimiter;
  private final byte quote;
  private final byte escape;
  private final byte[] nullText;
  private final CopyValues values;
  private final ByteBuf out;

  TextFields(CopySource source) {
    this.source = source;
    this.delimiter = (byte) source.delimiter();
    this.quote = (byte) source.quote();
    this.escape = (byte) source.escape();
    this.nullText = source.nullText().getBytes(StandardCharsets.UTF_8);
    this.values = new CopyValues(source.columns().size(), false);
    this.out = values.bytes();
  }

  CopyValues values() {
    return values;
  }

  /** Reads the fields of a row. */
  void read(byte[] line, int length) {
    int count = fields(line, length);
    if (count > values.columns()) {
      throw new CopyFormatException("extra data after last expected column");
    }
    if (count < values.columns()) {
      throw new CopyFormatException(
          "missing data for column \"%s\"".formatted(source.columns().get(count)));
    }
  }

  /** Compares the fields of a first line with the names of the columns. */
  void requireHeader(byte[] line, int length) {
    int count = fields(line, length);
    if (count != values.columns()) {
      throw new CopyFormatException(
          "wrong number of fields in header line: got %d, expected %d"
              .formatted(count, values.columns()));
    }
    for (int i = 0; i < count; i++) {
      byte[] name = source.columns().get(i).getBytes(StandardCharsets.UTF_8);
      if (values.isNull(i) || !values.is(i, name)) {
        throw new CopyFormatException("column name mismatch in header line field " + (i + 1));
      }
    }
  }

  /** The number of fields; those that no column awaits are not kept. */
  private int fields(byte[] line, int length) {
    values.clear();
    boolean csv = source.kind() == CopyFormat.Kind.CSV;
    int column = 0;
    int at = 0;
    do {
      at = csv ? csv(line, at, length, column) : text(line, at, length, column);
      column++;
    } while (at >= 0);
    return column;
  }

  /** Reads a field; where the next begins, or -1 if there is none. */
  private int text(byte[] in, int start, int end, int column) {
    int first = out.writerIndex();
    int at = start;
    int rawEnd = end;
    boolean more = false;
    while (at < end && !more) {
      byte next = in[at++];
      if (next == delimiter) {
        more = true;
        rawEnd = at - 1;
      } else if (next != '\\') {
        out.writeByte(next);
      } else if (at == end) {
        rawEnd = at - 1; // a backslash behind which nothing stands is dropped
      } else {
        at = escaped(in, at, end);
      }
    }
    put(column, first, isNullText(in, start, rawEnd));
    return more ? at : -1;
  }

  /** Reads what stands behind a backslash; where it ends. */
  private int escaped(byte[] in, int start, int end) {
    byte next = in[start];
    int at = start + 1;
    switch (next) {
      case 'b' -> out.writeByte('\b');
      case 'f' -> out.writeByte('\f');
      case 'n' -> out.writeByte('\n');
      case 'r' -> out.writeByte('\r');
      case 't' -> out.writeByte('\t');
      case 'v' -> out.writeByte(0x0b);
      case '0', '1', '2', '3', '4', '5', '6', '7' -> {
        int value = next - '0';
        while (at < end && at < start + 3 && in[at] >= '0' && in[at] <= '7') {
          value = value << 3 | in[at++] - '0';
        }
        out.writeByte(value);
      }
      case 'x' -> {
        int value = 0;
        while (at < end && at < start + 3 && Character.digit(in[at], 16) >= 0) {
          value = value << 4 | Character.digit(in[at++], 16);
        }
        out.writeByte(at == start + 1 ? 'x' : value);
      }
      default -> out.writeByte(next);
    }
    return at;
  }

  private int csv(byte[] in, int start, int end, int column) {
    int first = out.writerIndex();
    int at = start;
    boolean quoted = false;
    while (at < end && in[at] != delimiter) {
      byte next = in[at++];
      if (next == quote) {
        quoted = true;
        at = quoted(in, at, end);
      } else {
        out.writeByte(next);
      }
    }
    boolean isNull = !quoted && isNullText(in, start, at);
    if (isNull) {
      isNull = !source.forceNotNull().contains(column);
    } else if (source.forceNull().contains(column)) {
      isNull = isNullText(out.array(), first, out.writerIndex());
    }
    put(column, first, isNull);
    return at < end ? at + 1 : -1;
  }

  /** Reads to behind the closing quote. */
  private int quoted(byte[] in, int start, int end) {
    int at = start;
    while (at < end) {
      byte next = in[at++];
      boolean escapes = next == escape && at < end && (in[at] == escape || in[at] == quote);
      if (escapes) {
        out.writeByte(in[at++]);
      } else if (next == quote) {
        return at;
      } else {
        out.writeByte(next);
      }
    }
    throw new CopyFormatException("unterminated CSV quoted field");
  }

  private void put(int column, int first, boolean isNull) {
    if (column >= values.columns()) {
      out.writerIndex(first);
    } else if (isNull) {
      out.writerIndex(first);
      values.putNull(column);
    } else {
      values.put(column, first);
    }
  }

  private boolean isNullText(byte[] in, int start, int end) {
    return Arrays.equals(in, start, end, nullText, 0, nullText.length);
  }
}
