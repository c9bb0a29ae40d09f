package dev.paravent.mustnotleak;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/** Stands between a client and PostgreSQL and notes the SQL of Query and Parse. Thread-safe. */
@NullMarked
final class StatementRecorder implements AutoCloseable {
  private final ServerSocket server;
  private final int upstream;
  private final Set<String> statements = new LinkedHashSet<>();

  StatementRecorder(int upstream) throws IOException {
    this.upstream = upstream;
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  /** Every text so far, each once, in the order of its first arrival. */
  List<String> statements() {
    synchronized (statements) {
      return List.copyOf(statements);
    }
  }

  private void accept() {
    try {
      while (!server.isClosed()) {
        Socket client = server.accept();
        Socket database = new Socket(InetAddress.getLoopbackAddress(), upstream);
        client.setTcpNoDelay(true);
        database.setTcpNoDelay(true);
        Thread.ofVirtual().start(() -> relayAnswers(database, client));
        Thread.ofVirtual().start(() -> relayQuestions(client, database));
      }
    } catch (SocketException closed) {
      // the test is over
    } catch (IOException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private static void relayAnswers(Socket database, Socket client) {
    try (database;
        client;
        InputStream in = database.getInputStream();
        OutputStream out = client.getOutputStream()) {
      in.transferTo(out);
    } catch (IOException gone) {
      // either side has closed
    }
  }

  private void relayQuestions(Socket client, Socket database) {
    try (client;
        database;
        DataInputStream in = new DataInputStream(client.getInputStream());
        DataOutputStream out =
            new DataOutputStream(new BufferedOutputStream(database.getOutputStream()))) {
      boolean asking = true;
      while (asking) {
        byte[] packet = body(in);
        out.writeInt(packet.length + 4);
        out.write(packet);
        out.flush();
        // SSLRequest and GSSENCRequest, which the server declines; what follows is StartupMessage.
        asking = packet.length == 4;
      }
      while (true) {
        int type = in.readUnsignedByte();
        byte[] body = body(in);
        note(type, body);
        out.writeByte(type);
        out.writeInt(body.length + 4);
        out.write(body);
        out.flush();
      }
    } catch (EOFException end) {
      // the client has closed
    } catch (IOException gone) {
      // the database has closed
    }
  }

  private static byte[] body(DataInputStream in) throws IOException {
    return in.readNBytes(in.readInt() - 4);
  }

  private void note(int type, byte[] body) {
    if (type != 'Q' && type != 'P') {
      return;
    }
    String[] texts = new String(body, StandardCharsets.UTF_8).split("\0", -1);
    String sql = type == 'Q' ? texts[0] : texts[1];
    synchronized (statements) {
      statements.add(sql.strip());
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
