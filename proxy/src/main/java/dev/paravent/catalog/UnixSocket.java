package dev.paravent.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A Unix socket in the shape of the sockets that the driver knows; the JDK has them as channels
 * only. One thread may read while another writes or closes.
 */
final class UnixSocket extends Socket {
  private final Path file;
  private volatile @Nullable Open open;
  private volatile int timeoutMillis;
  private volatile boolean closed;

  /** The channel, and what waits for it to be readable and writable. */
  private record Open(SocketChannel channel, Selector readable, Selector writable) {
    static Open to(Path file) throws IOException {
      SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
      try {
        channel.connect(UnixDomainSocketAddress.of(file));
        channel.configureBlocking(false);
        Selector readable = Selector.open();
        Selector writable = Selector.open();
        channel.register(readable, SelectionKey.OP_READ);
        channel.register(writable, SelectionKey.OP_WRITE);
        return new Open(channel, readable, writable);
      } catch (IOException refused) {
        channel.close();
        throw refused;
      }
    }

    void close() throws IOException {
      channel.close();
      readable.close();
      writable.close();
    }
  }

  UnixSocket(Path file) {
    this.file = file;
  }

  /** Connects to the file, whatever the address says; the kernel does not make it wait. */
  @Override
  public void connect(SocketAddress ignored, int timeout) throws IOException {
    open = Open.to(file);
  }

  @Override
  public void connect(SocketAddress ignored) throws IOException {
    connect(ignored, 0);
  }

  private Open require() throws SocketException {
    Open current = open;
    if (closed || current == null) {
      throw new SocketException(closed ? "socket closed" : "socket not connected");
    }
    return current;
  }

  @Override
  public InputStream getInputStream() throws IOException {
    require();
    return new InputStream() {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        return UnixSocket.this.read(ByteBuffer.wrap(bytes, offset, length));
      }

      @Override
      public void close() throws IOException {
        UnixSocket.this.close();
      }
    };
  }

  private int read(ByteBuffer into) throws IOException {
    if (!into.hasRemaining()) {
      return 0;
    }
    Open current = require();
    while (true) {
      int count = current.channel.read(into);
      if (count != 0) {
        return count;
      }
      int limit = timeoutMillis;
      if (await(current.readable, limit) == 0 && limit > 0) {
        throw new SocketTimeoutException("no answer in %d ms".formatted(limit));
      }
      require();
    }
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    require();
    return new OutputStream() {
      @Override
      public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        UnixSocket.this.write(ByteBuffer.wrap(bytes, offset, length));
      }

      @Override
      public void close() throws IOException {
        UnixSocket.this.close();
      }
    };
  }

  private void write(ByteBuffer bytes) throws IOException {
    Open current = require();
    while (bytes.hasRemaining()) {
      if (current.channel.write(bytes) == 0) {
        await(current.writable, 0);
        require();
      }
    }
  }

  private static int await(Selector selector, int millis) throws IOException {
    try {
      int ready = selector.select(millis);
      selector.selectedKeys().clear();
      return ready;
    } catch (ClosedSelectorException ended) {
      throw new SocketException("socket closed");
    }
  }

  @Override
  public void close() throws IOException {
    closed = true;
    Open current = open;
    if (current != null) {
      current.close();
    }
  }

  @Override
  public void setSoTimeout(int millis) {
    timeoutMillis = millis;
  }

  @Override
  public int getSoTimeout() {
    return timeoutMillis;
  }

  @Override
  public boolean isConnected() {
    return open != null;
  }

  @Override
  public boolean isBound() {
    return open != null;
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public @Nullable SocketAddress getRemoteSocketAddress() {
    return open == null ? null : UnixDomainSocketAddress.of(file);
  }

  @Override
  public InetAddress getInetAddress() {
    return InetAddress.getLoopbackAddress();
  }

  // What TCP can be told means nothing here.

  @Override
  public void setTcpNoDelay(boolean on) {}

  @Override
  public void setKeepAlive(boolean on) {}

  @Override
  public void setReceiveBufferSize(int size) {}

  @Override
  public void setSendBufferSize(int size) {}
}
