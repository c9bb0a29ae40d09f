package dev.paravent.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

@Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
class BareRelayTest {
  private static final int SIZE = 4 << 20;

  @Test
  void relaysEveryByteBothWaysAndTheEnd() throws Exception {
    byte[] sent = new byte[SIZE];
    new Random(1).nextBytes(sent);
    try (var upstream = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var relay =
            BareRelay.start(
                new Address("127.0.0.1", 0), new Address("127.0.0.1", upstream.getLocalPort()))) {
      var echo = CompletableFuture.runAsync(() -> echo(upstream), Thread::startVirtualThread);
      try (var client = new Socket("127.0.0.1", relay.address().port())) {
        var writing =
            CompletableFuture.runAsync(() -> write(client, sent), Thread::startVirtualThread);
        byte[] received = client.getInputStream().readNBytes(SIZE);

        assertThat(received).isEqualTo(sent);
        assertThat(client.getInputStream().read()).as("end of stream").isEqualTo(-1);
        writing.join();
      }
      echo.join();
    }
  }

  @Test
  void closesTheClientWhenTheUpstreamIsAway() throws Exception {
    Address nobody = Address.freeOnLoopback();
    try (var relay = BareRelay.start(new Address("127.0.0.1", 0), nobody);
        var client = new Socket("127.0.0.1", relay.address().port())) {
      assertThat(client.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void refusesAnAddressWithoutPort() {
    assertThatThrownBy(() -> Address.parse("127.0.0.1"))
        .hasMessage("address: 127.0.0.1 (expected: HOST:PORT)");
    assertThatThrownBy(() -> Address.parse("127.0.0.1:70000"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(Address.parse("[::1]:5432").port()).isEqualTo(5432);
  }

  /** Sends back {@link #SIZE} bytes and closes. */
  private static void echo(ServerSocket upstream) {
    try (var accepted = upstream.accept()) {
      byte[] buffer = new byte[8192];
      int rest = SIZE;
      while (rest > 0) {
        int read = accepted.getInputStream().read(buffer);
        accepted.getOutputStream().write(buffer, 0, read);
        rest -= read;
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static void write(Socket client, byte[] bytes) {
    try {
      client.getOutputStream().write(bytes);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
