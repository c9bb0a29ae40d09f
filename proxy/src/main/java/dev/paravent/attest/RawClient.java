package dev.paravent.attest;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A client that keeps every byte it receives. Confined to one thread. */
public final class RawClient implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 20_000;
  private static final int AUTHENTICATION_CLEARTEXT = 3;
  private static final int AUTHENTICATION_MD5 = 5;
  private static final int AUTHENTICATION_SASL = 10;
  private static final int AUTHENTICATION_SASL_CONTINUE = 11;
  private static final int MD5_SALT = 4;

  private final Scram scram = new Scram(Scram.newNonce());
  private final Socket socket = new Socket();
  private final DataInputStream in;
  private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
  private Answer answer = new Answer();
  private byte[] cancelKey = new byte[8];

  /** Connects and says nothing. */
  public RawClient(InetSocketAddress address) throws IOException {
    socket.connect(address, TIMEOUT_MILLIS);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    socket.setTcpNoDelay(true);
    in = new DataInputStream(socket.getInputStream());
  }

  /**
   * Logs in.
   *
   * @param parameters names and values of the start-up packet
   */
  public static RawClient login(Account account, String... parameters) throws IOException {
    RawClient client = new RawClient(account.address());
    client.startup(account.user(), account.database(), parameters);
    client.authenticate(account);
    return client;
  }

  public void startup(String user, String database, String... parameters) throws IOException {
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
  public void authenticate(Account account) throws IOException {
    while (!answer.isClosed() && !answer.isReady()) {
      Answer.Message message = next();
      if (message.type() != 'R') {
        continue;
      }
      ByteBuffer body = ByteBuffer.wrap(message.body());
      switch (body.getInt()) {
        case AUTHENTICATION_CLEARTEXT -> {
          add('p', account.password());
          send();
        }
        case AUTHENTICATION_MD5 -> {
          byte[] salt = new byte[MD5_SALT];
          body.get(salt);
          add('p', Md5Password.of(account.user(), account.password(), salt));
          send();
        }
        case AUTHENTICATION_SASL -> {
          String first = scram.first();
          add('p', "SCRAM-SHA-256", first.length(), first.getBytes(StandardCharsets.US_ASCII));
          send();
        }
        case AUTHENTICATION_SASL_CONTINUE -> {
          String challenge = StandardCharsets.US_ASCII.decode(body).toString();
          add(
              'p',
              (Object)
                  scram.last(challenge, account.password()).getBytes(StandardCharsets.US_ASCII));
          send();
        }
        default -> {
          // trust, or done
        }
      }
    }
  }

  /** Appends a message: strings end with NUL, numbers are big-endian. */
  public RawClient add(char type, Object... fields) throws IOException {
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

  public void send() throws IOException {
    byte[] bytes = pending.toByteArray();
    pending.reset();
    raw(bytes);
  }

  /** A peer that has closed already is no failure of the test. */
  public void raw(byte[] bytes) throws IOException {
    try {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
    } catch (java.net.SocketException closed) {
      answer.close();
    }
  }

  /** Reads one message into the answer. */
  public Answer.Message next() throws IOException {
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
  public void await(int ready) throws IOException {
    for (int seen = 0; seen < ready && !answer.isClosed(); ) {
      if (next().type() == 'Z') {
        seen++;
      }
    }
  }

  /** Reads whatever comes within the time; for what no ReadyForQuery ends. */
  public void drain(int millis) throws IOException {
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
  public byte[] cancelKey() {
    return cancelKey.clone();
  }

  public Answer answer() {
    return answer;
  }

  /** Begins a new answer; returns the one so far. */
  public Answer takeAnswer() {
    Answer taken = answer;
    answer = new Answer();
    return taken;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
