package dev.paravent.benchmarks;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The cheapest client that can receive a result: simple protocol, trust authentication, rows are
 * counted and thrown away. A driver would cost several times what is being measured. Not
 * thread-safe.
 */
final class RowClient implements Closeable {
  private static final int PROTOCOL_3_0 = 3 << 16;
  private static final int READ_LIMIT_MILLIS = 60_000;

  private final DataInputStream in;
  private final DataOutputStream out;
  private final Closeable transport;

  private RowClient(InputStream in, OutputStream out, Closeable transport) {
    this.in = new DataInputStream(new BufferedInputStream(in, 1 << 18));
    this.out = new DataOutputStream(out);
    this.transport = transport;
  }

  static RowClient connect(Address address, String user) throws IOException {
    var socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(READ_LIMIT_MILLIS);
      socket.connect(new InetSocketAddress(address.host(), address.port()), READ_LIMIT_MILLIS);
      return open(socket.getInputStream(), socket.getOutputStream(), socket, user);
    } catch (IOException failed) {
      socket.close();
      throw failed;
    }
  }

  /** Logs in over streams that are already connected; closing the client closes the transport. */
  static RowClient open(InputStream in, OutputStream out, Closeable transport, String user)
      throws IOException {
    var client = new RowClient(in, out, transport);
    var startup = new ByteArrayOutputStream();
    for (String text : List.of("user", user, "database", "postgres", "client_encoding", "UTF8")) {
      startup.writeBytes(text.getBytes(StandardCharsets.UTF_8));
      startup.write(0);
    }
    startup.write(0);
    var message = new ByteArrayOutputStream();
    var fields = new DataOutputStream(message);
    fields.writeInt(8 + startup.size());
    fields.writeInt(PROTOCOL_3_0);
    startup.writeTo(fields);
    message.writeTo(out);
    out.flush();
    client.untilReady(row -> {});
    return client;
  }

  /** Runs {@code sql} and returns the number of rows. */
  long count(String sql) throws IOException {
    long[] rows = {0};
    send(sql);
    untilReady(
        length -> {
          rows[0]++;
          in.skipNBytes(length);
        });
    return rows[0];
  }

  /** Runs {@code sql} and returns the first column of every row as text. */
  List<String> firstColumn(String sql) throws IOException {
    var values = new ArrayList<String>();
    send(sql);
    untilReady(
        length -> {
          in.readShort();
          int size = in.readInt();
          values.add(size < 0 ? "null" : new String(in.readNBytes(size), StandardCharsets.UTF_8));
          in.skipNBytes(length - 6 - Math.max(size, 0));
        });
    return List.copyOf(values);
  }

  private void send(String sql) throws IOException {
    byte[] text = sql.getBytes(StandardCharsets.UTF_8);
    var message = new ByteArrayOutputStream();
    var fields = new DataOutputStream(message);
    fields.writeByte('Q');
    fields.writeInt(4 + text.length + 1);
    fields.write(text);
    fields.writeByte(0);
    message.writeTo(out);
    out.flush();
  }

  /** Hands over each DataRow and returns at ReadyForQuery. */
  private void untilReady(RowReader rows) throws IOException {
    while (true) {
      int type = in.readUnsignedByte();
      int length = in.readInt() - 4;
      if (length < 0) {
        throw new IOException("length: " + length + " (expected: >= 0)");
      }
      switch (type) {
        case 'D' -> rows.read(length);
        case 'Z' -> {
          in.skipNBytes(length);
          return;
        }
        case 'E' -> throw new IOException(error(in.readNBytes(length)));
        case 'R' -> {
          int request = in.readInt();
          in.skipNBytes(length - 4);
          if (request != 0) {
            throw new IOException("authentication: " + request + " (expected: 0, trust)");
          }
        }
        default -> in.skipNBytes(length);
      }
    }
  }

  /** The message field (M) of an ErrorResponse. */
  private static String error(byte[] fields) {
    for (String field : new String(fields, StandardCharsets.UTF_8).split("\0")) {
      if (field.startsWith("M")) {
        return "the server says: " + field.substring(1);
      }
    }
    return "the server sent an error without a message";
  }

  @Override
  public void close() throws IOException {
    transport.close();
  }

  private interface RowReader {
    /** Consumes exactly {@code length} bytes. */
    void read(int length) throws IOException;
  }
}
