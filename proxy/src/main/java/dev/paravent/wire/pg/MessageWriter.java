package dev.paravent.wire.pg;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** Writes the frame around a message body. */
public final class MessageWriter {
  private MessageWriter() {}

  /** Writes type and room for the length; the result goes to {@link #end}. */
  public static int begin(ByteBuf out, char type) {
    out.writeByte(type);
    int start = out.writerIndex();
    out.writeInt(0);
    return start;
  }

  /** Fills in the length of the message that began there. */
  public static void end(ByteBuf out, int start) {
    out.setInt(start, out.writerIndex() - start);
  }

  /** Text and its NUL. */
  public static void text(ByteBuf out, String text) {
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("text holds a NUL");
    }
    out.writeCharSequence(text, StandardCharsets.UTF_8);
    out.writeByte(0);
  }

  /** A message without a body. */
  public static void empty(ByteBuf out, char type) {
    out.writeByte(type);
    out.writeInt(Integer.BYTES);
  }
}
