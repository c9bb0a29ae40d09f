package dev.paravent.mustnotleak;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.NullMarked;

/** A client that keeps every byte it receives. */
@NullMarked
final class LeakClient implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 20_000;
  private static final int AUTHENTICATION_SASL = 10;
  private static final int AUTHENTICATION_SASL_CONTINUE = 11;

  private final Socket socket = new Socket();
  private final DataInputStream in;
  private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
  private Answer answer = new Answer();
  private byte[] cancelKey = new byte[8];

  LeakClient(InetSocketAddress address) throws IOException {
    socket.connect(address, TIMEOUT_MILLIS);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    socket.setTcpNoDelay(true);
    in = new DataInputStream(socket.getInputStream());
  }

  static LeakClient login(
      InetSocketAddress address, String user, String database, String... parameters)
      throws IOException {
    LeakClient client = new LeakClient(address);
    client.startup(user, database, parameters);
    client.authenticate();
    return client;
  }

  void startup(String user, String database, String... parameters) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(body);
    out.writeInt(3 << 16);
    for (String word : new String[] {"user", user, "database", database}) {
      out.write((word + "\0").getBytes(StandardCharsets.UTF_8));
    }
    for (String word : parameters) {
      out.write((word + "\0").getBytes(StandardCharsets.UTF_8));
    }
    out.write(0);
    raw(ByteBuffer.allocate(4).putInt(body.size() + 4).array());
    raw(body.toByteArray());
  }

  /** Answers what is asked until the session is ready or over. */
  void authenticate() throws IOException {
    while (!answer.isClosed() && !answer.isReady()) {
      Answer.Message message = next();
      if (message.type() != 'R') {
        continue;
      }
      ByteBuffer body = ByteBuffer.wrap(message.body());
      switch (body.getInt()) {
        case AUTHENTICATION_SASL -> {
          String first = Scram.first();
          add('p', "SCRAM-SHA-256", first.length(), first.getBytes(StandardCharsets.US_ASCII));
          send();
        }
        case AUTHENTICATION_SASL_CONTINUE -> {
          String challenge = StandardCharsets.US_ASCII.decode(body).toString();
          add(
              'p',
              (Object)
                  Scram.last(challenge, LeakDatabase.PASSWORD).getBytes(StandardCharsets.US_ASCII));
          send();
        }
        default -> {
          // trust, or done
        }
      }
    }
  }

  /** Appends a message: strings end with NUL, numbers are big-endian. */
  LeakClient add(char type, Object... fields) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(body);
    for (Object field : fields) {
      switch (field) {
        case String text -> out.write((text + "\0").getBytes(StandardCharsets.UTF_8));
        case Integer number -> out.writeInt(number);
        case Short number -> out.writeShort(number);
        case Character letter -> out.write(letter);
        case byte[] bytes -> out.write(bytes);
        default -> throw new IllegalArgumentException(field.toString());
      }
    }
    pending.write(type);
    pending.writeBytes(ByteBuffer.allocate(4).putInt(body.size() + 4).array());
    body.writeTo(pending);
    return this;
  }

  void send() throws IOException {
    byte[] bytes = pending.toByteArray();
    pending.reset();
    raw(bytes);
  }

  /** A peer that has closed already is no failure of the test. */
  void raw(byte[] bytes) throws IOException {
    try {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
    } catch (java.net.SocketException closed) {
      answer.close();
    }
  }

  /** Reads one message into the answer. */
  Answer.Message next() throws IOException {
    try {
      int type = in.readUnsignedByte();
      byte[] body = new byte[in.readInt() - 4];
      in.readFully(body);
      if (type == 'K') {
        cancelKey = Arrays.copyOf(body, body.length);
      }
      return answer.add((char) type, body);
    } catch (java.io.EOFException | java.net.SocketException closed) {
      answer.close();
      return new Answer.Message('!', new byte[0]);
    }
  }

  /** Reads up to the n-th ReadyForQuery, or to the end of the connection. */
  void await(int ready) throws IOException {
    for (int seen = 0; seen < ready && !answer.isClosed(); ) {
      if (next().type() == 'Z') {
        seen++;
      }
    }
  }

  /** Reads whatever comes within the time; for what no ReadyForQuery ends. */
  void drain(int millis) throws IOException {
    socket.setSoTimeout(millis);
    try {
      while (!answer.isClosed()) {
        next();
      }
    } catch (java.net.SocketTimeoutException quiet) {
      // that was all
    } finally {
      socket.setSoTimeout(TIMEOUT_MILLIS);
    }
  }

  /** Process and secret, as BackendKeyData gave them. */
  byte[] cancelKey() {
    return cancelKey.clone();
  }

  Answer answer() {
    return answer;
  }

  /** Begins a new answer; returns the one so far. */
  Answer takeAnswer() {
    Answer taken = answer;
    answer = new Answer();
    return taken;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
