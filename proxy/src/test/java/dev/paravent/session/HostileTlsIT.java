package dev.paravent.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paravent.session.tls.TlsEngine;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients that are slow or rude before and while TLS begins. */
@NullMarked
class HostileTlsIT extends TlsFixture {
  private static final byte[] SSL_REQUEST = {0, 0, 0, 8, 4, (byte) 0xd2, 0x16, 0x2f};
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final int FEW_BYTES = 16_000_000;

  private InetSocketAddress impatientProxy(TlsEngine engine) throws IOException {
    return start(towardsClients(listener(engine)), impatient(PATIENCE, 300));
  }

  private static void assertServes(InetSocketAddress address) throws IOException {
    try (WireClient client = new WireClient(address).encrypt(certificates.client(null))) {
      client.startup("portal");
      assertThat(client.until('Z').getLast().type()).isEqualTo('Z');
    }
  }

  /** The first flight of a real client. */
  private static byte[] clientHello() throws Exception {
    SSLEngine engine = certificates.client(null).createSSLEngine("localhost", 5432);
    engine.setUseClientMode(true);
    engine.beginHandshake();
    java.nio.ByteBuffer out = java.nio.ByteBuffer.allocate(32_768);
    engine.wrap(java.nio.ByteBuffer.allocate(0), out);
    return Arrays.copyOf(out.array(), out.position());
  }

  private static Socket connected(InetSocketAddress address) throws IOException {
    Socket socket = new Socket();
    socket.connect(address, 5_000);
    socket.setSoTimeout(10_000);
    socket.setTcpNoDelay(true);
    return socket;
  }

  /** Reads until the peer closes or resets. */
  private static void assertEnds(Socket socket) {
    byte[] buffer = new byte[4096];
    try {
      while (socket.getInputStream().read(buffer) >= 0) {
        // what is said before the end does not matter
      }
    } catch (java.net.SocketTimeoutException late) {
      throw new AssertionError("the connection is still open", late);
    } catch (IOException reset) {
      // ended as well
    }
  }

  @ParameterizedTest
  @EnumSource(TlsEngine.class)
  void endsHandshakesThatTakeTooLong(TlsEngine engine) throws Exception {
    InetSocketAddress address = impatientProxy(engine);
    byte[] hello = clientHello();
    List<Socket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < 100; i++) {
        Socket socket = connected(address);
        sockets.add(socket);
        OutputStream out = socket.getOutputStream();
        switch (i % 4) {
          case 0 -> out.write(SSL_REQUEST); // and then silence
          case 1 -> out.write(hello); // direct, and then silence
          case 2 -> out.write(hello, 0, 40); // half a record
          default -> {
            out.write(SSL_REQUEST);
            assertThat(socket.getInputStream().read()).isEqualTo('S');
            out.write(hello, 0, hello.length / 2);
          }
        }
      }
      assertServes(address); // the others are served meanwhile
      long begin = System.nanoTime();
      for (Socket socket : sockets) {
        assertEnds(socket);
      }
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(PATIENCE.multipliedBy(3));
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
    assertServes(address);
  }

  @ParameterizedTest
  @EnumSource(TlsEngine.class)
  void endsAHandshakeThatComesByteByByte(TlsEngine engine) throws Exception {
    InetSocketAddress address = impatientProxy(engine);
    byte[] hello = clientHello();
    try (Socket socket = connected(address)) {
      OutputStream out = socket.getOutputStream();
      assertThatThrownBy(
              () -> {
                for (byte next : hello) {
                  out.write(next);
                  out.flush();
                  Thread.sleep(50); // longer than the proxy's patience in all
                }
                for (int i = 0; i < 100; i++) {
                  out.write(0);
                  Thread.sleep(50);
                }
              })
          .isInstanceOf(IOException.class);
    }
    assertServes(address);
  }

  @ParameterizedTest
  @EnumSource(TlsEngine.class)
  void endsWhatIsNotTls(TlsEngine engine) throws Exception {
    InetSocketAddress address = impatientProxy(engine);
    byte[][] rubbish = {
      {0x16, 3, 1, (byte) 0xff, (byte) 0xff},
      {0x16, 3, 1, 0x40, 0, 1, 0, 0x3f, (byte) 0xfc},
      {0x16, 0, 0, 0, 0},
      {0x16},
      {0x17, 3, 3, 0, 5, 1, 2, 3, 4, 5},
      {0x15, 3, 3, 0, 2, 2, 0},
      "GET / HTTP/1.1\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII),
      {0, 0, 0, 9, 0, 3, 0, 0, 0},
    };
    for (byte[] bytes : rubbish) {
      for (boolean asks : new boolean[] {false, true}) {
        try (Socket socket = connected(address)) {
          if (asks) {
            socket.getOutputStream().write(SSL_REQUEST);
            assertThat(socket.getInputStream().read()).isEqualTo('S');
          }
          socket.getOutputStream().write(bytes);
          assertEnds(socket);
        }
      }
    }
    assertServes(address);
  }

  @Test
  void keepsLittleOfUnfinishedHandshakes() throws Exception {
    InetSocketAddress address = impatientProxy(TlsEngine.JDK);
    ByteBufAllocatorMetricProvider buffers =
        (ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT;
    byte[] large = new byte[16_000];
    large[0] = 0x16;
    large[1] = 3;
    large[2] = 1;
    large[3] = 0x40; // a record of 16,384 bytes that never ends
    List<Socket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < 200; i++) {
        Socket socket = connected(address);
        socket.getOutputStream().write(large);
        sockets.add(socket);
      }
      Thread.sleep(500);
      assertThat(buffers.metric().usedDirectMemory() + buffers.metric().usedHeapMemory())
          .isLessThan(FEW_BYTES);
      assertServes(address);
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(TlsEngine.class)
  void refusesToNegotiateAnew(TlsEngine engine) throws Exception {
    InetSocketAddress address = impatientProxy(engine);
    SSLContext context = certificates.client(null);
    try (WireClient client = new WireClient(address)) {
      client.raw(SSL_REQUEST);
      assertThat(client.nextByte()).isEqualTo('S');
      javax.net.ssl.SSLParameters parameters = context.getDefaultSSLParameters();
      parameters.setProtocols(new String[] {"TLSv1.2"});
      client.encryptDirectly(context, parameters);
      client.startup("portal");
      client.until('Z');
      assertThat(client.query("select 1").types(1)).isEqualTo("TDCZI");
      String before = Arrays.toString(client.encrypted().getSession().getId());
      assertThatThrownBy(
              () -> {
                client.encrypted().startHandshake();
                client.query("select 1").types(1);
                String after = Arrays.toString(client.encrypted().getSession().getId());
                assertThat(after).as("session").isEqualTo(before);
                throw new IOException("the request was ignored");
              })
          .isInstanceOf(IOException.class);
    }
    assertServes(address);
  }
}
