package dev.paravent.wire.pg;

import io.netty.buffer.ByteBuf;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a client may send first. PostgreSQL docs 54.7, StartupMessage and its siblings. */
public sealed interface StartupPacket {
  int SSL_REQUEST = 80877103;
  int GSSENC_REQUEST = 80877104;
  int CANCEL_REQUEST = 80877102;
  int PROTOCOL_3 = 3;

  /** Since when cancel keys may be longer than four bytes; 3.1 was never spoken. */
  int MINOR_OF_LONG_KEYS = 2;

  /** Asks for TLS; answered with one byte. */
  record SslRequest() implements StartupPacket {}

  /** Asks for GSSAPI encryption; answered with one byte. */
  record GssEncRequest() implements StartupPacket {}

  /**
   * Asks to cancel what another connection runs.
   *
   * @param key four bytes in protocol 3.0, longer ones are kept as they are
   */
  record CancelRequest(int processId, byte[] key) implements StartupPacket {
    /** Writes the packet. */
    public static void encode(ByteBuf out, int processId, byte[] key) {
      out.writeInt(3 * Integer.BYTES + key.length);
      out.writeInt(CANCEL_REQUEST);
      out.writeInt(processId);
      out.writeBytes(key);
    }

    @Override
    public String toString() {
      return "CancelRequest";
    }
  }

  /**
   * Opens a session.
   *
   * @param parameters in the client's order; a name given twice keeps its last value
   * @param hasRepeatedName whether a name was given twice
   */
  record Startup(int major, int minor, Map<String, String> parameters, boolean hasRepeatedName)
      implements StartupPacket {
    /** Writes a packet of protocol 3. */
    public static void encode(ByteBuf out, int minor, Map<String, String> parameters) {
      int start = out.writerIndex();
      out.writeInt(0);
      out.writeInt(PROTOCOL_3 << 16 | minor);
      parameters.forEach(
          (name, value) -> {
            MessageWriter.text(out, name);
            MessageWriter.text(out, value);
          });
      out.writeByte(0);
      out.setInt(start, out.writerIndex() - start);
    }
  }

  /** Reads the packet at index, whose first four bytes are its length. */
  static StartupPacket decode(ByteBuf in, int index, int length) {
    MessageReader body = new MessageReader(in, index + Integer.BYTES, index + length);
    int code = body.int32();
    StartupPacket packet =
        switch (code) {
          case SSL_REQUEST -> new SslRequest();
          case GSSENC_REQUEST -> new GssEncRequest();
          case CANCEL_REQUEST -> cancel(in, body);
          default -> startup(code, body);
        };
    body.end();
    return packet;
  }

  private static CancelRequest cancel(ByteBuf in, MessageReader body) {
    int processId = body.int32();
    byte[] key = new byte[body.remaining()];
    in.getBytes(body.skip(key.length), key);
    return new CancelRequest(processId, key);
  }

  private static Startup startup(int code, MessageReader body) {
    int major = code >>> 16;
    if (major != PROTOCOL_3) {
      // the rest may be anything; the caller answers by the version alone
      body.skip(body.remaining());
      return new Startup(major, code & 0xffff, Map.of(), false);
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    boolean repeated = false;
    for (String name = body.text(); !name.isEmpty(); name = body.text()) {
      repeated |= parameters.put(name, body.text()) != null;
    }
    return new Startup(major, code & 0xffff, parameters, repeated);
  }
}
