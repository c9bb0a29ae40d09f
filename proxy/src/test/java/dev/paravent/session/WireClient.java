package dev.paravent.session;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** A client that sends what it is told, message by message. */
@NullMarked
final class WireClient implements AutoCloseable {
  private static final byte[] SSL_REQUEST = {0, 0, 0, 8, 4, (byte) 0xd2, 0x16, 0x2f};

  private Socket socket = new Socket();
  private DataInputStream in;
  private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
  int processId;
  int key;

  /** One message of the server. */
  record Message(char type, byte[] body) {
    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    /** A field of an error. */
    String field(char code) {
      for (String part : text().split("\0")) {
        if (!part.isEmpty() && part.charAt(0) == code) {
          return part.substring(1);
        }
      }
      return "";
    }
  }

  WireClient(InetSocketAddress address) throws IOException {
    socket.connect(address, 5_000);
    socket.setSoTimeout(10_000);
    socket.setTcpNoDelay(true);
    in = new DataInputStream(socket.getInputStream());
  }

  /** Asks for TLS and begins it. */
  WireClient encrypt(SSLContext context, String... protocols) throws IOException {
    raw(SSL_REQUEST);
    int answer = nextByte();
    if (answer != 'S') {
      throw new IOException("answer to SSLRequest: " + answer);
    }
    return encryptDirectly(context, protocols);
  }

  /** Begins TLS, with these protocols in ALPN. */
  WireClient encryptDirectly(SSLContext context, String... protocols) throws IOException {
    SSLParameters parameters = context.getDefaultSSLParameters();
    parameters.setApplicationProtocols(protocols);
    return encryptDirectly(context, parameters);
  }

  WireClient encryptDirectly(SSLContext context, SSLParameters parameters) throws IOException {
    SSLSocket encrypted =
        (SSLSocket)
            context
                .getSocketFactory()
                .createSocket(
                    socket, socket.getInetAddress().getHostName(), socket.getPort(), true);
    encrypted.setSSLParameters(parameters);
    socket = encrypted;
    encrypted.startHandshake();
    in = new DataInputStream(encrypted.getInputStream());
    return this;
  }

  SSLSocket encrypted() {
    return (SSLSocket) socket;
  }

  /** The SQLSTATE of the first error, "none" if there is none. */
  static String code(List<Message> messages) {
    return messages.stream()
        .filter(message -> message.type() == 'E')
        .map(message -> message.field('C'))
        .findFirst()
        .orElse("none");
  }

  /** The tags of the statements that completed. */
  static List<String> tags(List<Message> messages) {
    return messages.stream()
        .filter(message -> message.type() == 'C')
        .map(message -> message.text().replace("\0", ""))
        .toList();
  }

  static WireClient login(InetSocketAddress address, String user, String... parameters)
      throws IOException {
    WireClient client = new WireClient(address);
    client.startup(user, parameters);
    client.until('Z');
    return client;
  }

  void startup(String user, String... parameters) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(body);
    out.writeInt(3 << 16);
    for (String word : concat(new String[] {"user", user, "database", "postgres"}, parameters)) {
      out.write(word.getBytes(StandardCharsets.UTF_8));
      out.write(0);
    }
    out.write(0);
    ByteArrayOutputStream packet = new ByteArrayOutputStream();
    new DataOutputStream(packet).writeInt(body.size() + 4);
    body.writeTo(packet);
    raw(packet.toByteArray());
  }

  void raw(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  WireClient add(char type, Object... fields) {
    try {
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(body);
      for (Object field : fields) {
        switch (field) {
          case String text -> {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.write(0);
          }
          case Integer number -> out.writeInt(number);
          case Short number -> out.writeShort(number);
          case Character letter -> out.write(letter);
          case byte[] bytes -> out.write(bytes);
          default -> throw new IllegalArgumentException(field.toString());
        }
      }
      pending.write(type);
      new DataOutputStream(pending).writeInt(body.size() + 4);
      body.writeTo(pending);
      return this;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  WireClient query(String text) {
    return add('Q', text);
  }

  WireClient parse(String name, String text) {
    return add('P', name, text, (short) 0);
  }

  WireClient bind(String portal, String statement, @Nullable String... values) {
    List<Object> fields = new ArrayList<>(List.of(portal, statement, (short) 0));
    fields.add((short) values.length);
    for (String value : values) {
      if (value == null) {
        fields.add(-1);
      } else {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        fields.add(bytes.length);
        fields.add(bytes);
      }
    }
    fields.add((short) 0);
    return add('B', fields.toArray());
  }

  WireClient describe(char target, String name) {
    return add('D', target, name);
  }

  WireClient execute(String portal, int rows) {
    return add('E', portal, rows);
  }

  WireClient sync() {
    return add('S');
  }

  WireClient flush() {
    return add('H');
  }

  void send() throws IOException {
    raw(pending.toByteArray());
    pending.reset();
  }

  Message next() throws IOException {
    char type = (char) in.readUnsignedByte();
    byte[] body = new byte[in.readInt() - 4];
    in.readFully(body);
    refuseClearValues(body);
    if (type == 'K') {
      processId = ByteBuffer.wrap(body).getInt(0);
      key = ByteBuffer.wrap(body).getInt(4);
    }
    return new Message(type, body);
  }

  /** The invariant of every test: no stored value reaches a governed client as it is. */
  private static void refuseClearValues(byte[] body) {
    String text = new String(body, StandardCharsets.ISO_8859_1);
    for (String clear : new String[] {"1840375123456", "2901275654321", "1984-03-14"}) {
      if (text.contains(clear)) {
        throw new AssertionError("a clear value reached the client");
      }
    }
  }

  int nextByte() throws IOException {
    return in.read();
  }

  /**
   * Reads up to and including the first message of the type; stops early when the server closes.
   */
  List<Message> until(char type) throws IOException {
    List<Message> messages = new ArrayList<>();
    try {
      while (messages.isEmpty() || messages.getLast().type() != type) {
        messages.add(next());
      }
    } catch (java.io.EOFException e) {
      messages.add(new Message('!', new byte[0]));
    }
    return messages;
  }

  /** Sends what was added and reads to the n-th ReadyForQuery; the types of what came. */
  String types(int ready) throws IOException {
    return types(exchange(ready));
  }

  List<Message> exchange(int ready) throws IOException {
    send();
    List<Message> messages = new ArrayList<>();
    for (int i = 0; i < ready; i++) {
      messages.addAll(until('Z'));
    }
    return messages;
  }

  static String types(List<Message> messages) {
    StringBuilder types = new StringBuilder();
    for (Message message : messages) {
      types.append(message.type());
      if (message.type() == 'Z') {
        types.append((char) message.body()[0]);
      }
    }
    return types.toString();
  }

  private static String[] concat(String[] first, String[] second) {
    String[] all = new String[first.length + second.length];
    System.arraycopy(first, 0, all, 0, first.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
