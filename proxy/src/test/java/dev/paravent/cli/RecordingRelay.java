package dev.paravent.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.NullMarked;

/** Stands between proxy and database and remembers every byte that the database gets. */
@NullMarked
final class RecordingRelay implements AutoCloseable {
  private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final ByteArrayOutputStream recorded = new ByteArrayOutputStream();

  RecordingRelay(int upstream) throws IOException {
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                while (true) {
                  Socket client = listening.accept();
                  Socket server = new Socket(InetAddress.getLoopbackAddress(), upstream);
                  copy(client, server, true);
                  copy(server, client, false);
                }
              } catch (IOException closed) {
                // the test is over
              }
            });
  }

  int port() {
    return listening.getLocalPort();
  }

  private void copy(Socket from, Socket to, boolean isRecorded) {
    Thread.ofVirtual()
        .start(
            () -> {
              byte[] buffer = new byte[8192];
              try (from;
                  to;
                  InputStream in = from.getInputStream();
                  OutputStream out = to.getOutputStream()) {
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                  if (isRecorded) {
                    synchronized (recorded) {
                      recorded.write(buffer, 0, n);
                    }
                  }
                  out.write(buffer, 0, n);
                }
              } catch (IOException closed) {
                // one side has gone
              }
            });
  }

  /** All that the database got, of all connections. */
  String recorded() {
    synchronized (recorded) {
      return recorded.toString(StandardCharsets.ISO_8859_1);
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
