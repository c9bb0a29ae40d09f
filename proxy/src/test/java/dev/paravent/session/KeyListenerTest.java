package dev.paravent.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paravent.wire.pg.BackendMessage.BackendKeyData;
import dev.paravent.wire.pg.BackendMessage.ParameterStatus;
import dev.paravent.wire.pg.BackendMessage.ReadyForQuery;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class KeyListenerTest {
  private static byte[] key(int length) {
    byte[] key = new byte[length];
    Arrays.fill(key, (byte) 'K'); // looks like the message's type
    return key;
  }

  private static ByteBuf login(int keyLength) {
    ByteBuf bytes = Unpooled.buffer();
    new ParameterStatus("K", "Z").encode(bytes);
    new BackendKeyData(77, key(keyLength)).encode(bytes);
    new ReadyForQuery((byte) 'I').encode(bytes);
    new BackendKeyData(78, key(4)).encode(bytes); // after login it is no key
    return bytes;
  }

  private static List<BackendKeyData> heard(ByteBuf bytes, int pieces) {
    KeyListener listener = new KeyListener();
    List<BackendKeyData> heard = new ArrayList<>();
    for (int at = 0; at < bytes.writerIndex(); at += pieces) {
      BackendKeyData key =
          listener.hear(bytes.slice(at, Math.min(pieces, bytes.writerIndex() - at)));
      if (key != null) {
        heard.add(key);
      }
    }
    return heard;
  }

  @Test
  void hearsKeysOfEveryLengthInPiecesOfEverySize() {
    for (int length : new int[] {4, 32, 256}) {
      for (int pieces : new int[] {1, 2, 3, 5, 7, 64, 1000}) {
        List<BackendKeyData> heard = heard(login(length), pieces);
        assertThat(heard).as(length + " in " + pieces).hasSize(1);
        assertThat(heard.getFirst().processId()).isEqualTo(77);
        assertThat(heard.getFirst().key()).isEqualTo(key(length));
      }
    }
  }

  @Test
  void stopsListeningToWhatIsNotTheProtocol() {
    for (int length : new int[] {0, 4, 8, 11, 300, Integer.MAX_VALUE, -1}) {
      ByteBuf bytes = Unpooled.buffer();
      bytes.writeByte('K').writeInt(length).writeBytes(new byte[400]);
      KeyListener listener = new KeyListener();
      assertThat(listener.hear(bytes)).as("%d", length).isNull();
      assertThat(listener.isListening()).isFalse();
    }
  }
}
