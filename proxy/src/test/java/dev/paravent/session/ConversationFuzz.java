package dev.paravent.session;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.NullMarked;
import org.slf4j.LoggerFactory;

/**
 * Any messages of a client that is logged in against any messages of a database: the proxy ends the
 * connection or goes on, without a fault of its own, and serves the next client.
 *
 * <p>An input is a list of turns: whose turn it is and which kind of message (one byte), how long
 * its body is (one byte), the body. One kind of each side is bytes without a frame.
 */
@NullMarked
public final class ConversationFuzz {
  private static final String CLIENT_TYPES = "QPBEDCHSXFdcfp";
  private static final String SERVER_TYPES = "T12CDZEsntIAGHWcdN3SRK";
  private static final int MAX_TURNS = 64;

  private static final AtomicReference<String> FAULT = new AtomicReference<>();
  private static final SynchronousQueue<Script> SCRIPTS = new SynchronousQueue<>();
  private static final InetSocketAddress ADDRESS = start();

  private ConversationFuzz() {}

  /** What the database says once somebody is logged in. */
  private record Script(byte[] bytes) {}

  private static InetSocketAddress start() {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    AppenderBase<ILoggingEvent> faults =
        new AppenderBase<>() {
          @Override
          protected void append(ILoggingEvent event) {
            String text = event.getFormattedMessage();
            if (text.contains("internal_fault") || text.contains("LEAK")) {
              FAULT.compareAndSet(null, text);
            }
          }
        };
    faults.setContext(root.getLoggerContext());
    faults.start();
    root.detachAndStopAllAppenders();
    root.addAppender(faults);
    try {
      ServerSocket listening = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
      Thread.ofPlatform().daemon().start(() -> accept(listening));
      return SessionFixture.server(new InetSocketAddress("127.0.0.1", listening.getLocalPort()))
          .start();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void accept(ServerSocket listening) {
    while (true) {
      try {
        Socket socket = listening.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  /** Lets everybody in, tells the search path, then follows a script. */
  private static void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      DataInputStream in = new DataInputStream(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      in.readNBytes(in.readInt() - Integer.BYTES);
      out.write(message('R', new byte[4]));
      out.write(message('S', text("standard_conforming_strings\0on\0")));
      out.write(message('K', new byte[] {0, 0, 0, 9, 1, 2, 3, 4}));
      out.write(message('Z', text("I")));
      in.readByte();
      in.readNBytes(in.readInt() - Integer.BYTES);
      out.write(message('D', text("\0\1\0\0\0\5{app}")));
      out.write(message('C', text("SELECT 1\0")));
      out.write(message('Z', text("I")));
      Script script = SCRIPTS.poll(5, TimeUnit.SECONDS);
      if (script != null && in.read() >= 0) {
        out.write(script.bytes());
        socket.shutdownOutput();
        in.transferTo(OutputStream.nullOutputStream());
      }
    } catch (IOException e) {
      // the proxy hung up
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One input, as fuzzers call it. */
  public static void fuzzerTestOneInput(byte[] data) throws IOException, InterruptedException {
    ByteBuf input = Unpooled.wrappedBuffer(data);
    ByteBuf client = Unpooled.buffer();
    ByteBuf server = Unpooled.buffer();
    for (int i = 0; i < MAX_TURNS && input.readableBytes() >= 2; i++) {
      int kind = input.readUnsignedByte();
      byte[] body = new byte[Math.min(input.readUnsignedByte(), input.readableBytes())];
      input.readBytes(body);
      if ((kind & 1) == 0) {
        turn(client, CLIENT_TYPES, kind >> 1, body);
      } else {
        turn(server, SERVER_TYPES, kind >> 1, body);
      }
    }
    client.writeBytes(message('S', new byte[0]));
    client.writeBytes(message('X', new byte[0]));
    converse(bytes(client), bytes(server));
    String fault = FAULT.getAndSet(null);
    if (fault != null) {
      throw new AssertionError(fault);
    }
  }

  private static void converse(byte[] client, byte[] server)
      throws IOException, InterruptedException {
    try (Socket socket = new Socket(ADDRESS.getAddress(), ADDRESS.getPort())) {
      socket.setSoTimeout(10_000);
      socket.setTcpNoDelay(true);
      OutputStream out = socket.getOutputStream();
      byte[] parameters = text("\0\3\0\0user\0portal\0database\0postgres\0\0");
      out.write(Unpooled.copyInt(parameters.length + 4).array());
      out.write(parameters);
      InputStream in = socket.getInputStream();
      awaitReady(new DataInputStream(in));
      if (!SCRIPTS.offer(new Script(server), 5, TimeUnit.SECONDS)) {
        throw new AssertionError("the proxy did not log in at the database");
      }
      out.write(client);
      socket.shutdownOutput(); // a message may lack its end
      in.transferTo(OutputStream.nullOutputStream());
    } catch (SocketTimeoutException e) {
      throw new AssertionError("the session hangs", e);
    } catch (IOException e) {
      // the proxy may end the connection with bytes of ours unread
    }
  }

  private static void awaitReady(DataInputStream in) throws IOException {
    byte type;
    do {
      type = in.readByte();
      in.readNBytes(in.readInt() - Integer.BYTES);
      if (type == 'E') {
        throw new AssertionError("the proxy does not let anybody in any more");
      }
    } while (type != 'Z');
  }

  private static void turn(ByteBuf out, String types, int kind, byte[] body) {
    int which = kind % (types.length() + 1);
    out.writeBytes(which == types.length() ? body : message(types.charAt(which), body));
  }

  private static byte[] message(char type, byte[] body) {
    ByteBuf message = Unpooled.buffer();
    message.writeByte(type);
    message.writeInt(body.length + Integer.BYTES);
    message.writeBytes(body);
    return bytes(message);
  }

  private static byte[] bytes(ByteBuf buffer) {
    byte[] bytes = new byte[buffer.readableBytes()];
    buffer.readBytes(bytes);
    return bytes;
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
