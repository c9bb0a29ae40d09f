package dev.paravent.wire.pg;

import io.netty.buffer.ByteBuf;

/** SASLResponse: a later message of the mechanism. */
public record SaslResponse(byte[] data) {
  /** Reads the message. */
  public static SaslResponse decode(ByteBuf in, MessageReader body) {
    byte[] data = new byte[body.remaining()];
    in.getBytes(body.skip(data.length), data);
    body.end();
    return new SaslResponse(data);
  }

  /** Writes the message. */
  public void encode(ByteBuf out) {
    int start = MessageWriter.begin(out, 'p');
    out.writeBytes(data);
    MessageWriter.end(out, start);
  }

  @Override
  public String toString() {
    return "SaslResponse";
  }
}
