package dev.paravent.session;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.jspecify.annotations.NullMarked;

/** A server that says one thing to the first bytes of whoever comes, and keeps what it was sent. */
@NullMarked
final class FakeServer implements AutoCloseable {
  private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();
  private final byte[] answer;
  private final boolean hangsUp;

  /**
   * Starts.
   *
   * @param answer may be empty
   * @param hangsUp whether it closes behind its answer
   */
  FakeServer(byte[] answer, boolean hangsUp) throws IOException {
    this.answer = answer;
    this.hangsUp = hangsUp;
    Thread.ofPlatform().daemon().start(this::serve);
  }

  InetSocketAddress address() {
    return new InetSocketAddress("127.0.0.1", listening.getLocalPort());
  }

  byte[] received() {
    synchronized (received) {
      return received.toByteArray();
    }
  }

  private void serve() {
    while (!listening.isClosed()) {
      try (Socket socket = listening.accept()) {
        byte[] buffer = new byte[8192];
        boolean answered = false;
        for (int count = socket.getInputStream().read(buffer);
            count > 0;
            count = socket.getInputStream().read(buffer)) {
          synchronized (received) {
            received.write(buffer, 0, count);
          }
          if (!answered) {
            socket.getOutputStream().write(answer);
            socket.getOutputStream().flush();
            answered = true;
            if (hangsUp) {
              break;
            }
          }
        }
      } catch (IOException e) {
        // the next one
      }
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
