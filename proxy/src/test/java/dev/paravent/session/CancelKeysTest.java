package dev.paravent.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paravent.session.CancelKeys.Target;
import dev.paravent.wire.pg.BackendMessage.BackendKeyData;
import dev.paravent.wire.pg.StartupPacket.CancelRequest;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.Arrays;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class CancelKeysTest {
  private final CancelKeys keys = new CancelKeys(new SecureRandom());

  private static Target target(int processId, int port, int... key) {
    byte[] bytes = new byte[key.length];
    for (int i = 0; i < key.length; i++) {
      bytes[i] = (byte) key[i];
    }
    return new Target(
        new BackendKeyData(processId, bytes), InetSocketAddress.createUnresolved("db", port));
  }

  private static CancelRequest request(BackendKeyData key) {
    return new CancelRequest(key.processId(), key.key());
  }

  @Test
  void findsTheServerBehindAnIssuedKeyUntilItIsRevoked() {
    Target server = target(5, 1, 1, 2, 3, 4);
    for (boolean isLong : new boolean[] {false, true}) {
      BackendKeyData issued = keys.issue(server, isLong);
      assertThat(issued.key()).hasSize(isLong ? 32 : 4);
      assertThat(issued.processId()).isEqualTo(server.server().processId());
      assertThat(keys.find(request(issued))).contains(server);
      assertThat(keys.find(request(server.server()))).isEmpty();
      byte[] part = Arrays.copyOf(issued.key(), issued.key().length - 1);
      assertThat(keys.find(new CancelRequest(issued.processId(), part))).isEmpty();
      assertThat(keys.find(new CancelRequest(issued.processId(), new byte[0]))).isEmpty();
      keys.revoke(issued);
      assertThat(keys.find(request(issued))).isEmpty();
    }
  }

  @Test
  void tellsServersWithTheSameProcessNumberApart() {
    Target one = target(9, 1, 1, 1, 1, 1);
    Target other = target(9, 2, 2, 2, 2, 2);
    keys.know(one);
    keys.know(other);
    assertThat(keys.find(request(one.server()))).contains(one);
    assertThat(keys.find(request(other.server()))).contains(other);
    keys.revoke(one.server());
    assertThat(keys.find(request(one.server()))).isEmpty();
    assertThat(keys.find(request(other.server()))).contains(other);
  }

  @Test
  void countsTheConnectionsOfEachUser() {
    UserConnections connections = new UserConnections(2);
    assertThat(connections.tryAcquire("a")).isTrue();
    assertThat(connections.tryAcquire("a")).isTrue();
    assertThat(connections.tryAcquire("a")).isFalse();
    assertThat(connections.tryAcquire("b")).isTrue();
    connections.release("a");
    assertThat(connections.tryAcquire("a")).isTrue();
    assertThat(connections.tryAcquire("a")).isFalse();
    assertThat(new UserConnections(0).tryAcquire("a")).isTrue();
  }
}
