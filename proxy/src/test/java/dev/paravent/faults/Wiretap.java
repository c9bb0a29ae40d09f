package dev.paravent.faults;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.NullMarked;

/**
 * Passes bytes between two machines, and keeps what comes back: halves of messages too. With {@link
 * Segments#OF_ONE_BYTE} each byte travels alone. Thread-safe.
 */
@NullMarked
public final class Wiretap implements AutoCloseable {
  private static final long BETWEEN_BYTES_NANOS = 20_000;

  /** How bytes are passed on. */
  public enum Segments {
    AS_THEY_COME,
    OF_ONE_BYTE
  }

  private final ServerSocket listening =
      new ServerSocket(0, 200, InetAddress.getByName("127.0.0.1"));
  private final InetSocketAddress target;
  private final Segments segments;
  private final ByteArrayOutputStream returned = new ByteArrayOutputStream(); // guarded by itself
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();

  public Wiretap(InetSocketAddress target, Segments segments) throws IOException {
    this.target = target;
    this.segments = segments;
    Thread.ofPlatform().daemon().start(this::accept);
  }

  public InetSocketAddress address() {
    return new InetSocketAddress("127.0.0.1", listening.getLocalPort());
  }

  /** Everything that came back since the last call. */
  public byte[] takeReturned() {
    synchronized (returned) {
      byte[] bytes = returned.toByteArray();
      returned.reset();
      return bytes;
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket near = listening.accept();
        Socket far = new Socket(target.getAddress(), target.getPort());
        sockets.add(near);
        sockets.add(far);
        Thread.ofPlatform().daemon().start(() -> pass(near, far, false));
        Thread.ofPlatform().daemon().start(() -> pass(far, near, true));
      }
    } catch (IOException closed) {
      // the test is over
    }
  }

  private void pass(Socket from, Socket to, boolean isKept) {
    byte[] buffer = new byte[segments == Segments.OF_ONE_BYTE ? 1 : 8192];
    try (from;
        to) {
      to.setTcpNoDelay(true);
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        if (isKept) {
          synchronized (returned) {
            returned.write(buffer, 0, count);
          }
        }
        out.write(buffer, 0, count);
        if (segments == Segments.OF_ONE_BYTE) {
          LockSupport.parkNanos(BETWEEN_BYTES_NANOS);
        }
      }
    } catch (IOException over) {
      // either side may end it
    } finally {
      sockets.remove(from);
      sockets.remove(to);
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
