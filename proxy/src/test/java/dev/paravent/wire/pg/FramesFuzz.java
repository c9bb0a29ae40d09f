package dev.paravent.wire.pg;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * Any bytes as messages, in segments of any length: they are read, or refused as broken, whatever
 * the segments, and every buffer is released. The first byte says whose messages they are, the
 * second how long the segments are.
 */
@NullMarked
public final class FramesFuzz {
  private static final int MAX_BYTES = 1 << 16;

  private FramesFuzz() {}

  private enum Peer {
    NEW_CLIENT,
    CLIENT,
    SERVER
  }

  /** Notes what it was given as text. */
  private static final class Notes implements FrameSink {
    private final Peer peer;
    private final StringBuilder read = new StringBuilder();
    private @Nullable Throwable cause;

    Notes(Peer peer) {
      this.peer = peer;
    }

    @Override
    public boolean frame(ByteBuf in, int index, int length) {
      read.append(length).append(':').append(message(in, index, length)).append('\n');
      return true;
    }

    private Object message(ByteBuf in, int index, int length) {
      return switch (peer) {
        case NEW_CLIENT ->
            switch (StartupPacket.decode(in, index, length)) {
              case StartupPacket.CancelRequest cancel -> cancel.processId();
              case StartupPacket packet -> packet;
            };
        case CLIENT ->
            // these keep the buffer, which the text must not depend on
            switch (FrontendMessage.decode(in, index, length)) {
              case FrontendMessage.Bind bind -> bind.portal() + '/' + bind.statement();
              case FrontendMessage.Copy copy -> copy.kind();
              case FrontendMessage message -> message;
            };
        case SERVER -> server(in, index, length);
      };
    }

    private static Object server(ByteBuf in, int index, int length) {
      MessageReader body = MessageReader.ofFrame(in, index, length);
      return switch (in.getByte(index)) {
        case 'R' -> BackendMessage.Authentication.decode(body);
        case 'K' -> BackendMessage.BackendKeyData.decode(body).processId();
        case 'S' -> BackendMessage.ParameterStatus.decode(body);
        case 'Z' -> BackendMessage.ReadyForQuery.decode(body);
        case 'T' -> BackendMessage.RowDescription.decode(body);
        case 't' -> BackendMessage.ParameterDescription.decode(body);
        case 'C' -> BackendMessage.CommandComplete.decode(body);
        case 'A' -> BackendMessage.Notification.decode(body);
        case 'E', 'N' -> BackendMessage.Report.decode(in, index, length);
        default -> in.getByte(index);
      };
    }

    @Override
    public void broken(Throwable broken) {
      cause = broken;
    }

    @Override
    public void readComplete() {}

    @Override
    public void closed() {}

    @Override
    public void writabilityChanged(boolean writable) {}
  }

  /** One input, as fuzzers call it. */
  public static void fuzzerTestOneInput(byte[] data) {
    if (data.length < 2) {
      return;
    }
    Peer peer = Peer.values()[(data[0] & 0xff) % Peer.values().length];
    Notes whole = read(peer, data, data.length);
    Notes parts = read(peer, data, 1 + (data[1] & 0xff));
    if (!whole.read.toString().contentEquals(parts.read)
        || (whole.cause == null) != (parts.cause == null)) {
      throw new AssertionError("the segments make a difference");
    }
  }

  private static Notes read(Peer peer, byte[] data, int segment) {
    Notes notes = new Notes(peer);
    PgFrameDecoder decoder =
        switch (peer) {
          case NEW_CLIENT -> PgFrameDecoder.ofStartup(notes);
          case CLIENT -> PgFrameDecoder.ofMessages(notes, FrameLimits.ofClient(MAX_BYTES));
          case SERVER -> PgFrameDecoder.ofMessages(notes, FrameLimits.ofServer(MAX_BYTES));
        };
    EmbeddedChannel channel = new EmbeddedChannel(decoder);
    for (int from = 2; from < data.length; from += segment) {
      ByteBuf bytes = Unpooled.copiedBuffer(data, from, Math.min(segment, data.length - from));
      channel.writeInbound(bytes);
    }
    channel.finishAndReleaseAll();
    if (decoder.pendingBytes() != 0) {
      throw new AssertionError("bytes are kept behind the channel's end");
    }
    Throwable cause = notes.cause;
    if (cause != null && !(cause instanceof ProtocolException)) {
      throw new AssertionError("not a typed error", cause);
    }
    return notes;
  }
}
