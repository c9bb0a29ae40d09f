package dev.paravent.session;

import dev.paravent.wire.pg.BackendMessage.BackendKeyData;
import dev.paravent.wire.pg.MessageReader;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * Hears the cancel key that a server tells a client at login, in bytes that pass in pieces of any
 * size. Event-loop confined.
 */
final class KeyListener {
  private static final int HEADER = 1 + Integer.BYTES;
  private static final int SHORTEST = HEADER + 2 * Integer.BYTES;
  private static final int LONGEST = HEADER + Integer.BYTES + BackendKeyData.LONGEST_KEY;

  private final ByteBuf frame = Unpooled.buffer(HEADER, LONGEST);
  private long skip;
  private boolean listening = true;

  /** Whether the key may still come. */
  boolean isListening() {
    return listening;
  }

  private static boolean isKey(int total) {
    return total >= SHORTEST && total <= LONGEST;
  }

  /** Looks at more bytes, without reading them; the key, when it is complete. */
  @Nullable BackendKeyData hear(ByteBuf bytes) {
    int end = bytes.writerIndex();
    for (int i = bytes.readerIndex(); i < end && listening; i++) {
      if (skip > 0) {
        long step = Math.min(skip, end - i);
        skip -= step;
        i += (int) step - 1;
        continue;
      }
      frame.writeByte(bytes.getByte(i));
      if (frame.readableBytes() < HEADER) {
        continue;
      }
      int total = 1 + frame.getInt(1);
      byte type = frame.getByte(0);
      // ReadyForQuery ends the login; a length that cannot be is not this protocol
      listening = total >= HEADER && type != 'Z' && (type != 'K' || isKey(total));
      if (listening && type != 'K') {
        skip = total - HEADER;
        frame.clear();
      } else if (listening && frame.readableBytes() == total) {
        listening = false;
        return BackendKeyData.decode(MessageReader.ofFrame(frame, 0, total));
      }
    }
    return null;
  }
}
