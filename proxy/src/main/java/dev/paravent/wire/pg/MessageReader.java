package dev.paravent.wire.pg;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * Reads the fields of one message body and insists that they fill it exactly. Does not touch the
 * buffer's own indexes. Confined to one thread.
 */
public final class MessageReader {
  private final ByteBuf in;
  private final int end;
  private int position;

  /** Reads the body of the frame at index: what follows the type and the length word. */
  public static MessageReader ofFrame(ByteBuf in, int index, int length) {
    return new MessageReader(in, index + 1 + Integer.BYTES, index + length);
  }

  MessageReader(ByteBuf in, int start, int end) {
    this.in = in;
    this.position = start;
    this.end = end;
  }

  /** Where the next field begins. */
  public int position() {
    return position;
  }

  public int remaining() {
    return end - position;
  }

  /** Everything up to the end. */
  public byte[] rest() {
    byte[] bytes = new byte[remaining()];
    in.getBytes(position, bytes);
    position = end;
    return bytes;
  }

  public byte int8() {
    require(Byte.BYTES);
    return in.getByte(position++);
  }

  public short int16() {
    require(Short.BYTES);
    position += Short.BYTES;
    return in.getShort(position - Short.BYTES);
  }

  public int int32() {
    require(Integer.BYTES);
    position += Integer.BYTES;
    return in.getInt(position - Integer.BYTES);
  }

  /** A count in two bytes. Clients and servers count to 65,535 here. */
  public int count() {
    return int16() & 0xffff;
  }

  /** Skips a value; returns where it begins. */
  public int skip(int length) {
    require(length);
    position += length;
    return position - length;
  }

  /** Text up to the next NUL, which is read as well. */
  public String text() {
    int nul = in.indexOf(position, end, (byte) 0);
    if (nul < 0) {
      throw new ProtocolException("text: no terminator in %d bytes".formatted(end - position));
    }
    String text = strictUtf8(position, nul - position);
    position = nul + 1;
    return text;
  }

  /** Refuses bytes that no field accounts for. */
  public void end() {
    if (position != end) {
      throw new ProtocolException(
          "message: %d bytes behind its last field".formatted(end - position));
    }
  }

  private String strictUtf8(int start, int length) {
    String text = in.toString(start, length, StandardCharsets.UTF_8);
    if (text.indexOf('\uFFFD') >= 0) {
      byte[] again = text.getBytes(StandardCharsets.UTF_8);
      boolean same = again.length == length;
      for (int i = 0; same && i < length; i++) {
        same = again[i] == in.getByte(start + i);
      }
      if (!same) {
        throw new ProtocolException("text: not valid UTF-8");
      }
    }
    return text;
  }

  private void require(int bytes) {
    if (bytes < 0 || bytes > end - position) {
      throw new ProtocolException(
          "field: %d bytes (expected: 0 to %d)".formatted(bytes, end - position));
    }
  }
}
