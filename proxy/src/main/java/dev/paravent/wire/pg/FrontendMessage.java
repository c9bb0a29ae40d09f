package dev.paravent.wire.pg;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/** What a client sends in a session. PostgreSQL docs 54.7. Records never print what they hold. */
public sealed interface FrontendMessage {

  /** A statement or a closed name is meant, or a portal. */
  enum Target {
    STATEMENT('S'),
    PORTAL('P');

    private final char code;

    Target(char code) {
      this.code = code;
    }

    static Target decode(byte code) {
      return switch (code) {
        case 'S' -> STATEMENT;
        case 'P' -> PORTAL;
        default -> throw new ProtocolException("target: 0x%02x (expected: S or P)".formatted(code));
      };
    }
  }

  /** Query: one or more statements. */
  record Query(String text) implements FrontendMessage {
    static Query decode(MessageReader body) {
      return new Query(body.text());
    }

    /** Writes the message. */
    public static void encode(ByteBuf out, String text) {
      int start = MessageWriter.begin(out, 'Q');
      MessageWriter.text(out, text);
      MessageWriter.end(out, start);
    }

    @Override
    public String toString() {
      return "Query";
    }
  }

  /** Parse: names one statement. */
  record Parse(String name, String text, List<Integer> parameterOids) implements FrontendMessage {
    static Parse decode(MessageReader body) {
      String name = body.text();
      String text = body.text();
      int count = body.count();
      List<Integer> oids = new ArrayList<>(Math.min(count, 64));
      for (int i = 0; i < count; i++) {
        oids.add(body.int32());
      }
      return new Parse(name, text, oids);
    }

    /** Writes the message. */
    public static void encode(ByteBuf out, String name, String text, List<Integer> oids) {
      int start = MessageWriter.begin(out, 'P');
      MessageWriter.text(out, name);
      MessageWriter.text(out, text);
      out.writeShort(oids.size());
      for (int oid : oids) {
        out.writeInt(oid);
      }
      MessageWriter.end(out, start);
    }

    @Override
    public String toString() {
      return "Parse";
    }
  }

  /**
   * Bind: gives a statement its values. The values stay in the frame, so the record lives no longer
   * than it.
   *
   * @param parameterFormats none, one for all, or one for each
   * @param offsets where each value begins
   * @param lengths how long each value is, -1 for NULL
   * @param resultFormats none, one for all, or one for each
   */
  record Bind(
      String portal,
      String statement,
      short[] parameterFormats,
      ByteBuf frame,
      int[] offsets,
      int[] lengths,
      short[] resultFormats)
      implements FrontendMessage {
    static Bind decode(ByteBuf frame, MessageReader body) {
      String portal = body.text();
      String statement = body.text();
      short[] parameterFormats = formats(body);
      int count = body.count();
      requireRoom(body, count, Integer.BYTES);
      int[] offsets = new int[count];
      int[] lengths = new int[count];
      for (int i = 0; i < count; i++) {
        int length = body.int32();
        if (length < -1) {
          throw new ProtocolException("value: length %d (expected: >= -1)".formatted(length));
        }
        lengths[i] = length;
        offsets[i] = body.skip(Math.max(length, 0));
      }
      return new Bind(portal, statement, parameterFormats, frame, offsets, lengths, formats(body));
    }

    private static short[] formats(MessageReader body) {
      int count = body.count();
      requireRoom(body, count, Short.BYTES);
      short[] formats = new short[count];
      for (int i = 0; i < count; i++) {
        formats[i] = body.int16();
        if (formats[i] != 0 && formats[i] != 1) {
          throw new ProtocolException("format: %d (expected: 0 or 1)".formatted(formats[i]));
        }
      }
      return formats;
    }

    public int parameterCount() {
      return lengths.length;
    }

    public boolean isNull(int parameter) {
      return lengths[parameter] < 0;
    }

    /** The format code of a parameter. */
    public short parameterFormat(int parameter) {
      return switch (parameterFormats.length) {
        case 0 -> 0;
        case 1 -> parameterFormats[0];
        default -> parameterFormats[parameter];
      };
    }

    /** Whether the number of formats fits the number of parameters. */
    public boolean hasFittingFormats() {
      return parameterFormats.length <= 1 || parameterFormats.length == lengths.length;
    }

    @Override
    public String toString() {
      return "Bind";
    }
  }

  /** Describe. */
  record Describe(Target target, String name) implements FrontendMessage {
    static Describe decode(MessageReader body) {
      return new Describe(Target.decode(body.int8()), body.text());
    }

    /** Writes the message. */
    public static void encode(ByteBuf out, Target target, String name) {
      encodeTarget(out, 'D', target, name);
    }
  }

  /** Close. */
  record Close(Target target, String name) implements FrontendMessage {
    static Close decode(MessageReader body) {
      return new Close(Target.decode(body.int8()), body.text());
    }

    /** Writes the message. */
    public static void encode(ByteBuf out, Target target, String name) {
      encodeTarget(out, 'C', target, name);
    }
  }

  /** Execute: runs a portal; 0 rows or less mean all. */
  record Execute(String portal, int maxRows) implements FrontendMessage {
    static Execute decode(MessageReader body) {
      return new Execute(body.text(), body.int32());
    }

    /** Writes the message. */
    public static void encode(ByteBuf out, String portal, int maxRows) {
      int start = MessageWriter.begin(out, 'E');
      MessageWriter.text(out, portal);
      out.writeInt(maxRows);
      MessageWriter.end(out, start);
    }
  }

  /** Sync. */
  record Sync() implements FrontendMessage {}

  /** Flush. */
  record Flush() implements FrontendMessage {}

  /** Terminate. */
  record Terminate() implements FrontendMessage {}

  /** FunctionCall; its body is not looked at. */
  record FunctionCall() implements FrontendMessage {}

  /**
   * CopyData, CopyDone or CopyFail; the body is not looked at and stays in the frame, so the record
   * lives no longer than it.
   */
  record Copy(ByteBuf in, int index, int length) implements FrontendMessage {
    /** Which of the three it is. */
    public enum Kind {
      DATA,
      DONE,
      FAIL
    }

    public Kind kind() {
      return switch (in.getByte(index)) {
        case 'd' -> Kind.DATA;
        case 'c' -> Kind.DONE;
        default -> Kind.FAIL;
      };
    }

    /** What stands behind type and length; a slice of the frame. */
    public ByteBuf body() {
      return in.slice(index + 1 + Integer.BYTES, length - 1 - Integer.BYTES);
    }

    /** Writes the message as it came. */
    public void encode(ByteBuf out) {
      out.writeBytes(in, index, length);
    }

    @Override
    public String toString() {
      return "Copy";
    }
  }

  /** An answer to an authentication request; the body is not looked at. */
  record Authentication() implements FrontendMessage {}

  /** Reads the message in the frame; a Bind refers to the buffer. */
  static FrontendMessage decode(ByteBuf in, int index, int length) {
    MessageReader body = MessageReader.ofFrame(in, index, length);
    byte type = in.getByte(index);
    FrontendMessage message =
        switch (type) {
          case 'Q' -> Query.decode(body);
          case 'P' -> Parse.decode(body);
          case 'B' -> Bind.decode(in, body);
          case 'D' -> Describe.decode(body);
          case 'C' -> Close.decode(body);
          case 'E' -> Execute.decode(body);
          case 'S' -> new Sync();
          case 'H' -> new Flush();
          case 'X' -> new Terminate();
          case 'F' -> opaque(body, new FunctionCall());
          case 'd', 'c', 'f' -> opaque(body, new Copy(in, index, length));
          case 'p' -> opaque(body, new Authentication());
          default ->
              throw new ProtocolException(
                  "message type: 0x%02x (expected: a known one)".formatted(type));
        };
    body.end();
    return message;
  }

  private static FrontendMessage opaque(MessageReader body, FrontendMessage message) {
    body.skip(body.remaining());
    return message;
  }

  private static void encodeTarget(ByteBuf out, char type, Target target, String name) {
    int start = MessageWriter.begin(out, type);
    out.writeByte(target.code);
    MessageWriter.text(out, name);
    MessageWriter.end(out, start);
  }

  private static void requireRoom(MessageReader body, int count, int each) {
    if (count > body.remaining() / each) {
      throw new ProtocolException(
          "count: %d (expected: <= %d)".formatted(count, body.remaining() / each));
    }
  }
}
