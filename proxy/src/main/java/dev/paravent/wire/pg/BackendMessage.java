package dev.paravent.wire.pg;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a server sends, as far as it is interpreted. PostgreSQL docs 54.7. */
public sealed interface BackendMessage {

  /** Authentication request: its code; what follows the code stays in the frame. */
  record Authentication(int code) implements BackendMessage {
    public static final int OK = 0;
    public static final int CLEARTEXT = 3;
    public static final int MD5 = 5;
    public static final int SASL = 10;
    public static final int SASL_CONTINUE = 11;
    public static final int SASL_FINAL = 12;

    /** Reads the code only. */
    public static Authentication decode(MessageReader body) {
      return new Authentication(body.int32());
    }

    /** Reads the mechanisms that follow the code {@link #SASL}. */
    public static List<String> mechanisms(MessageReader body) {
      List<String> mechanisms = new ArrayList<>();
      for (String name = body.text(); !name.isEmpty(); name = body.text()) {
        mechanisms.add(name);
      }
      body.end();
      return mechanisms;
    }

    /** Writes a message of the mechanism: {@link #SASL_CONTINUE} or {@link #SASL_FINAL}. */
    public static void encode(ByteBuf out, int code, byte[] data) {
      int start = MessageWriter.begin(out, 'R');
      out.writeInt(code);
      out.writeBytes(data);
      MessageWriter.end(out, start);
    }

    /** Writes the request for one of the mechanisms. */
    public static void encodeSasl(ByteBuf out, List<String> mechanisms) {
      int start = MessageWriter.begin(out, 'R');
      out.writeInt(SASL);
      mechanisms.forEach(name -> MessageWriter.text(out, name));
      out.writeByte(0);
      MessageWriter.end(out, start);
    }
  }

  /**
   * BackendKeyData.
   *
   * @param key four bytes in protocol 3.0, up to {@value #LONGEST_KEY} since 3.2
   */
  record BackendKeyData(int processId, byte[] key) implements BackendMessage {
    public static final int LONGEST_KEY = 256;

    public BackendKeyData {
      if (key.length < Integer.BYTES || key.length > LONGEST_KEY) {
        throw new ProtocolException(
            "cancel key: %d bytes (expected: 4 to %d)".formatted(key.length, LONGEST_KEY));
      }
    }

    /** Reads the message. */
    public static BackendKeyData decode(MessageReader body) {
      int processId = body.int32();
      return new BackendKeyData(processId, body.rest());
    }

    /** Writes the message. */
    public void encode(ByteBuf out) {
      int start = MessageWriter.begin(out, 'K');
      out.writeInt(processId);
      out.writeBytes(key);
      MessageWriter.end(out, start);
    }

    @Override
    public String toString() {
      return "BackendKeyData";
    }
  }

  /** ParameterStatus: a setting's value, now or after a change. */
  record ParameterStatus(String name, String value) implements BackendMessage {
    /** Reads the message. */
    public static ParameterStatus decode(MessageReader body) {
      ParameterStatus message = new ParameterStatus(body.text(), body.text());
      body.end();
      return message;
    }

    /** Writes the message. */
    public void encode(ByteBuf out) {
      int start = MessageWriter.begin(out, 'S');
      MessageWriter.text(out, name);
      MessageWriter.text(out, value);
      MessageWriter.end(out, start);
    }
  }

  /** ReadyForQuery: I idle, T in a transaction, E in a failed one. */
  record ReadyForQuery(byte status) implements BackendMessage {
    /** Reads the message. */
    public static ReadyForQuery decode(MessageReader body) {
      byte status = body.int8();
      if (status != 'I' && status != 'T' && status != 'E') {
        throw new ProtocolException("status: 0x%02x (expected: I, T or E)".formatted(status));
      }
      body.end();
      return new ReadyForQuery(status);
    }

    /** Writes the message. */
    public void encode(ByteBuf out) {
      int start = MessageWriter.begin(out, 'Z');
      out.writeByte(status);
      MessageWriter.end(out, start);
    }
  }

  /** RowDescription. */
  record RowDescription(List<Field> fields) implements BackendMessage {
    public RowDescription {
      fields = List.copyOf(fields);
    }

    /**
     * One field of the rows to come.
     *
     * @param tableOid the relation of a plain column, otherwise 0
     * @param column the attribute number of a plain column, otherwise 0
     */
    public record Field(
        String name,
        int tableOid,
        short column,
        int typeOid,
        short typeSize,
        int typeModifier,
        short format) {
      public Field withFormat(short newFormat) {
        return newFormat == format
            ? this
            : new Field(name, tableOid, column, typeOid, typeSize, typeModifier, newFormat);
      }
    }

    /** Reads the message. */
    public static RowDescription decode(MessageReader body) {
      int count = body.count();
      List<Field> fields = new ArrayList<>(Math.min(count, 64));
      for (int i = 0; i < count; i++) {
        fields.add(
            new Field(
                body.text(),
                body.int32(),
                body.int16(),
                body.int32(),
                body.int16(),
                body.int32(),
                body.int16()));
      }
      body.end();
      return new RowDescription(fields);
    }

    /** Writes the message with the first fields only. */
    public void encode(ByteBuf out, int visible) {
      int start = MessageWriter.begin(out, 'T');
      out.writeShort(visible);
      for (int i = 0; i < visible; i++) {
        Field field = fields.get(i);
        MessageWriter.text(out, field.name());
        out.writeInt(field.tableOid());
        out.writeShort(field.column());
        out.writeInt(field.typeOid());
        out.writeShort(field.typeSize());
        out.writeInt(field.typeModifier());
        out.writeShort(field.format());
      }
      MessageWriter.end(out, start);
    }
  }

  /** ParameterDescription. */
  record ParameterDescription(List<Integer> typeOids) implements BackendMessage {
    public ParameterDescription {
      typeOids = List.copyOf(typeOids);
    }

    /** Reads the message. */
    public static ParameterDescription decode(MessageReader body) {
      int count = body.count();
      List<Integer> oids = new ArrayList<>(Math.min(count, 64));
      for (int i = 0; i < count; i++) {
        oids.add(body.int32());
      }
      body.end();
      return new ParameterDescription(oids);
    }

    /** Writes the message. */
    public void encode(ByteBuf out) {
      int start = MessageWriter.begin(out, 't');
      out.writeShort(typeOids.size());
      for (int oid : typeOids) {
        out.writeInt(oid);
      }
      MessageWriter.end(out, start);
    }
  }

  /** CommandComplete. */
  record CommandComplete(String tag) implements BackendMessage {
    /** Reads the message. */
    public static CommandComplete decode(MessageReader body) {
      CommandComplete message = new CommandComplete(body.text());
      body.end();
      return message;
    }

    /** Writes the message. */
    public void encode(ByteBuf out) {
      int start = MessageWriter.begin(out, 'C');
      MessageWriter.text(out, tag);
      MessageWriter.end(out, start);
    }
  }

  /** NotificationResponse. */
  record Notification(int processId, String channel, String payload) implements BackendMessage {
    /** Reads the message. */
    public static Notification decode(MessageReader body) {
      Notification message = new Notification(body.int32(), body.text(), body.text());
      body.end();
      return message;
    }

    /** Writes the message. */
    public void encode(ByteBuf out) {
      int start = MessageWriter.begin(out, 'A');
      out.writeInt(processId);
      MessageWriter.text(out, channel);
      MessageWriter.text(out, payload);
      MessageWriter.end(out, start);
    }

    @Override
    public String toString() {
      return "Notification";
    }
  }

  /**
   * NegotiateProtocolVersion. The documentation calls its number a minor version; servers send the
   * whole one.
   *
   * @param minor the newest minor version of protocol 3 that is spoken
   */
  record NegotiateProtocolVersion(int minor, List<String> unknownOptions)
      implements BackendMessage {
    /** Reads the message. */
    public static NegotiateProtocolVersion decode(MessageReader body) {
      int version = body.int32();
      int count = body.int32();
      if (version >>> 16 != StartupPacket.PROTOCOL_3 || count < 0) {
        throw new ProtocolException("protocol version: %d (expected: one of 3)".formatted(version));
      }
      List<String> options = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        options.add(body.text());
      }
      body.end();
      return new NegotiateProtocolVersion(version & 0xffff, List.copyOf(options));
    }

    /** Writes the message. */
    public void encode(ByteBuf out) {
      int start = MessageWriter.begin(out, 'v');
      out.writeInt(StartupPacket.PROTOCOL_3 << 16 | minor);
      out.writeInt(unknownOptions.size());
      unknownOptions.forEach(option -> MessageWriter.text(out, option));
      MessageWriter.end(out, start);
    }
  }

  /** ErrorResponse or NoticeResponse: its fields by their one-letter codes. */
  record Report(Map<Character, String> fields) implements BackendMessage {
    public static final char SEVERITY = 'S';
    public static final char SEVERITY_PLAIN = 'V';
    public static final char SQL_STATE = 'C';
    public static final char MESSAGE = 'M';
    public static final char HINT = 'H';
    public static final char POSITION = 'P';
    public static final char ROUTINE = 'R';

    /** Reads the message. Early messages may be in any encoding, so text is read leniently. */
    public static Report decode(ByteBuf in, int index, int length) {
      Map<Character, String> fields = new LinkedHashMap<>();
      int position = index + 1 + Integer.BYTES;
      int end = index + length;
      while (position < end && in.getByte(position) != 0) {
        char code = (char) (in.getByte(position) & 0xff);
        int nul = in.indexOf(position + 1, end, (byte) 0);
        if (nul < 0) {
          throw new ProtocolException("report: a field has no terminator");
        }
        fields.put(code, in.toString(position + 1, nul - position - 1, StandardCharsets.UTF_8));
        position = nul + 1;
      }
      return new Report(fields);
    }

    /** A field, or empty text. */
    public String field(char code) {
      return fields.getOrDefault(code, "");
    }

    /** The severity that no locale translates. */
    public String severity() {
      String plain = field(SEVERITY_PLAIN);
      return plain.isEmpty() ? field(SEVERITY) : plain;
    }

    /** Whether the server closes the connection behind this message. */
    public boolean isFatal() {
      return severity().equals("FATAL") || severity().equals("PANIC");
    }

    /** Writes an ErrorResponse (E) or NoticeResponse (N). */
    public void encode(ByteBuf out, char type) {
      int start = MessageWriter.begin(out, type);
      fields.forEach(
          (code, value) -> {
            out.writeByte(code);
            MessageWriter.text(out, value);
          });
      out.writeByte(0);
      MessageWriter.end(out, start);
    }

    @Override
    public String toString() {
      return "Report " + field(SQL_STATE);
    }
  }
}
