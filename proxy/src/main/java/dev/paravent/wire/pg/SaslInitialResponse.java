package dev.paravent.wire.pg;

import io.netty.buffer.ByteBuf;

/** SASLInitialResponse: the mechanism that the client chose, and its first message. */
public record SaslInitialResponse(String mechanism, byte[] data) {
  /** Reads the message, which has to hold the mechanism's first one. */
  public static SaslInitialResponse decode(ByteBuf in, MessageReader body) {
    String mechanism = body.text();
    int length = body.int32();
    if (length != body.remaining()) {
      throw new ProtocolException(
          "SASL response: length %d (expected: %d)".formatted(length, body.remaining()));
    }
    byte[] data = new byte[length];
    in.getBytes(body.skip(length), data);
    body.end();
    return new SaslInitialResponse(mechanism, data);
  }

  /** Writes the message. */
  public void encode(ByteBuf out) {
    int start = MessageWriter.begin(out, 'p');
    MessageWriter.text(out, mechanism);
    out.writeInt(data.length);
    out.writeBytes(data);
    MessageWriter.end(out, start);
  }

  @Override
  public String toString() {
    return "SaslInitialResponse";
  }
}
