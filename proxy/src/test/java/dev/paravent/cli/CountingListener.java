package dev.paravent.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.NullMarked;

/** Takes connections and ends them. Thread-safe. */
@NullMarked
final class CountingListener implements AutoCloseable {
  private final ServerSocket listening;
  private final AtomicInteger connections = new AtomicInteger();

  CountingListener(int port) throws IOException {
    listening = new ServerSocket(port, 50, InetAddress.getByName("127.0.0.1"));
    Thread.ofPlatform().daemon().start(this::serve);
  }

  private void serve() {
    try {
      while (true) {
        listening.accept().close();
        connections.incrementAndGet();
      }
    } catch (IOException closed) {
      // the end
    }
  }

  int connections() {
    return connections.get();
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
