package dev.paravent.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/** Takes connections at one port to another, as a server that has come back there. */
@NullMarked
final class Forwarder implements AutoCloseable {
  private final ServerSocket listening;
  private final int target;
  private final List<Socket> sockets = new ArrayList<>(); // guarded by this

  Forwarder(int port, int target) throws IOException {
    this.listening = new ServerSocket(port, 50, InetAddress.getByName("127.0.0.1"));
    this.target = target;
    Thread.ofPlatform().daemon().start(this::serve);
  }

  private void serve() {
    try {
      while (true) {
        Socket near = listening.accept();
        Socket far = new Socket(InetAddress.getByName("127.0.0.1"), target);
        synchronized (this) {
          sockets.add(near);
          sockets.add(far);
        }
        Thread.ofPlatform().daemon().start(() -> pass(near, far));
        Thread.ofPlatform().daemon().start(() -> pass(far, near));
      }
    } catch (IOException closed) {
      // the end
    }
  }

  private static void pass(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException closed) {
      // either side may end it
    }
  }

  synchronized int connections() {
    return sockets.size() / 2;
  }

  @Override
  public synchronized void close() throws IOException {
    listening.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
