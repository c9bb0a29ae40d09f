package dev.paravent.faults;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.NullMarked;

/**
 * Stands between the proxy and PostgreSQL: keeps every byte that the proxy sends, and does to the
 * answers to some users what it is told. Thread-safe.
 */
@NullMarked
public final class TamperingRelay implements AutoCloseable {
  private static final int CANCEL_REQUEST = 80877102;

  private final ServerSocket listening =
      new ServerSocket(0, 200, InetAddress.getByName("127.0.0.1"));
  private final int upstream;
  private final Map<String, Supplier<Fault>> faults = new ConcurrentHashMap<>();
  private final List<Link> links = new CopyOnWriteArrayList<>();
  private final AtomicInteger cancels = new AtomicInteger();

  public TamperingRelay(int upstream) throws IOException {
    this.upstream = upstream;
    Thread.ofVirtual().start(this::accept);
  }

  public int port() {
    return listening.getLocalPort();
  }

  /** What becomes of a user's connections from now on, each by a fault of its own. */
  public void against(String user, Supplier<Fault> fault) {
    faults.put(user, fault);
  }

  /** All connections of a user so far, oldest first. */
  public List<Link> links(String user) {
    return links.stream().filter(link -> link.user.equals(user)).toList();
  }

  /** Forgets connections that are over. */
  public void forget() {
    links.removeIf(Link::isOver);
  }

  /** How many cancel requests came. */
  public int cancels() {
    return cancels.get();
  }

  private void accept() {
    try {
      while (true) {
        Socket proxy = listening.accept();
        Thread.ofVirtual().start(() -> serve(proxy));
      }
    } catch (IOException closed) {
      // the test is over
    }
  }

  private void serve(Socket proxy) {
    try (proxy;
        Socket server = new Socket(InetAddress.getByName("127.0.0.1"), upstream)) {
      proxy.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      DataInputStream in = new DataInputStream(proxy.getInputStream());
      int length = in.readInt();
      byte[] packet = new byte[length];
      ByteBuffer.wrap(packet).putInt(length);
      in.readFully(packet, 4, length - 4);
      if (ByteBuffer.wrap(packet).getInt(4) == CANCEL_REQUEST) {
        cancels.incrementAndGet();
        server.getOutputStream().write(packet);
        return;
      }
      String user = user(packet);
      Link link = new Link(user, proxy, server);
      links.add(link);
      Fault fault = faults.getOrDefault(user, () -> Fault.NONE).get();
      link.sent.write(packet);
      server.getOutputStream().write(packet);
      Thread.ofVirtual().start(() -> answers(link, fault));
      while (true) {
        Frame message = Frame.read(in);
        link.messages.add(message);
        synchronized (link.sent) {
          link.sent.write(message.bytes());
        }
        if (!link.silent) {
          server.getOutputStream().write(message.bytes());
        }
      }
    } catch (IOException over) {
      // either side has closed
    } finally {
      links.stream().filter(link -> link.proxy == proxy).forEach(Link::cut);
    }
  }

  private static void answers(Link link, Fault fault) {
    try {
      DataInputStream in = new DataInputStream(link.server.getInputStream());
      while (true) {
        fault.answer(link, Frame.read(in));
      }
    } catch (IOException over) {
      if (!link.silent) {
        link.cut();
      }
    }
  }

  private static String user(byte[] packet) {
    String[] words = new String(packet, 8, packet.length - 8, StandardCharsets.UTF_8).split("\0");
    for (int i = 0; i + 1 < words.length; i += 2) {
      if (words[i].equals("user")) {
        return words[i + 1];
      }
    }
    return "";
  }

  @Override
  public void close() throws IOException {
    listening.close();
    links.forEach(Link::cut);
  }

  /** One connection of the proxy's. */
  public static final class Link {
    private final String user;
    private final Socket proxy;
    private final Socket server;
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream(); // guarded by itself
    private final List<Frame> messages = new CopyOnWriteArrayList<>();
    private volatile boolean silent;

    private Link(String user, Socket proxy, Socket server) {
      this.user = user;
      this.proxy = proxy;
      this.server = server;
    }

    /** Sends to the proxy. */
    public void toProxy(byte[] bytes) throws IOException {
      if (!silent) {
        proxy.getOutputStream().write(bytes);
        proxy.getOutputStream().flush();
      }
    }

    /** Both connections end, as if the server's process had. */
    public void cut() {
      close(server);
      close(proxy);
    }

    /** The proxy is told that the connection is reset. */
    public void reset() {
      try {
        proxy.setSoLinger(true, 0);
      } catch (IOException closed) {
        // then it cannot be reset
      }
      cut();
    }

    /** Nothing comes any more, and nothing is taken, but nobody closes: the host is gone. */
    public void vanish() {
      silent = true;
    }

    /** The port that the proxy has taken for it. */
    public int proxyPort() {
      return proxy.getPort();
    }

    /** Whether the proxy's side is closed. */
    public boolean isOver() {
      return proxy.isClosed();
    }

    /** What the proxy has sent behind its start-up packet. */
    public List<Frame> messages() {
      return new ArrayList<>(messages);
    }

    /** Every byte that the proxy has sent. */
    public String sent() {
      synchronized (sent) {
        return sent.toString(StandardCharsets.ISO_8859_1);
      }
    }

    private static void close(Socket socket) {
      try {
        socket.close();
      } catch (IOException closed) {
        // it is
      }
    }
  }
}
