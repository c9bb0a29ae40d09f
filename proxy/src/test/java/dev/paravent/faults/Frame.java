package dev.paravent.faults;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.NullMarked;

/**
 * One message as it goes over the wire.
 *
 * @param bytes type and length word included
 */
@NullMarked
public record Frame(byte[] bytes) {
  private static final int HEADER = 5;

  /** Makes a message: strings end with NUL, numbers are big-endian. */
  public static Frame of(char type, Object... fields) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(body);
    try {
      for (Object field : fields) {
        switch (field) {
          case String text -> out.write((text + "\0").getBytes(StandardCharsets.UTF_8));
          case Integer number -> out.writeInt(number);
          case Short number -> out.writeShort(number);
          case Character letter -> out.write(letter);
          case byte[] bytes -> out.write(bytes);
          default -> throw new IllegalArgumentException(field.toString());
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return of(type, body.toByteArray());
  }

  private static Frame of(char type, byte[] body) {
    return new Frame(
        ByteBuffer.allocate(HEADER + body.length)
            .put((byte) type)
            .putInt(4 + body.length)
            .put(body)
            .array());
  }

  static Frame read(DataInputStream in) throws IOException {
    byte type = in.readByte();
    int length = in.readInt();
    byte[] bytes = ByteBuffer.allocate(1 + length).put(type).putInt(length).array();
    in.readFully(bytes, HEADER, length - 4);
    return new Frame(bytes);
  }

  public char type() {
    return (char) bytes[0];
  }

  public byte[] body() {
    return Arrays.copyOfRange(bytes, HEADER, bytes.length);
  }

  /** The same with another length word. */
  public Frame announcing(int length) {
    byte[] changed = bytes.clone();
    ByteBuffer.wrap(changed).putInt(1, length);
    return new Frame(changed);
  }

  /** The same with another body. */
  public Frame holding(byte[] body) {
    return of(type(), body);
  }
}
