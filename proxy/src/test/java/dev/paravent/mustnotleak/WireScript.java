package dev.paravent.mustnotleak;

import dev.paravent.attest.Account;
import dev.paravent.attest.Answer;
import dev.paravent.attest.RawClient;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.NullMarked;

/**
 * Plays a wire case: one message a line, fields between bars.
 *
 * <pre>
 * login [name | value ..]       connects; the following lines are this connection's
 * startup name | value ..       a start-up packet, without waiting for what comes
 * query SQL                     parse NAME | SQL [| OID ..]
 * bind PORTAL | STATEMENT | binary or text [| value or \N ..]
 * describe S or P NAME          execute PORTAL | ROWS          close S or P NAME
 * sync   flush   terminate      text TYPE BODY with \\0 \\t \\n   raw HEX
 * send                          sends what was collected
 * ready [COUNT]                 sends what was collected, reads to the COUNT-th ReadyForQuery
 * read                          sends what was collected, reads what comes in a short while
 * other                         a second connection, or the first again
 * cancel                        cancels what the other connection runs
 * </pre>
 */
@NullMarked
final class WireScript implements AutoCloseable {
  private static final int SHORT_WHILE = 250;

  private final InetSocketAddress address;
  private final String user;
  private final String database;
  private final Map<Integer, RawClient> clients = new TreeMap<>();
  private int current;

  private WireScript(InetSocketAddress address, String user, String database) {
    this.address = address;
    this.user = user;
    this.database = database;
  }

  /** Plays the lines; the answer holds what all connections received. */
  static Answer run(InetSocketAddress address, String user, String database, List<String> steps)
      throws IOException {
    Answer all = new Answer();
    try (WireScript script = new WireScript(address, user, database)) {
      for (String step : steps) {
        for (String line : step.split("\n")) {
          script.play(line.strip());
        }
      }
      for (RawClient client : script.clients.values()) {
        client.answer().messages().forEach(message -> all.add(message.type(), message.body()));
        if (client.answer().isClosed()) {
          all.close();
        }
      }
    }
    return all;
  }

  private Account account() {
    return LeakDatabase.account(address, user, database);
  }

  private RawClient client() throws IOException {
    RawClient client = clients.get(current);
    if (client == null) {
      client = RawClient.login(account());
      client.takeAnswer();
      clients.put(current, client);
    }
    return client;
  }

  private void play(String line) throws IOException {
    int space = line.indexOf(' ');
    String verb = space < 0 ? line : line.substring(0, space);
    String rest = space < 0 ? "" : line.substring(space + 1);
    String[] fields = rest.split("\\s*(?<!\\|)\\|(?!\\|)\\s*", -1);
    switch (verb) {
      case "" -> {
        // an empty line
      }
      case "login" -> clients.put(current, RawClient.login(account(), fields));
      case "startup" -> {
        RawClient client = new RawClient(address);
        clients.put(current, client);
        client.startup(user, database, fields);
      }
      case "authenticate" -> client().authenticate(account());
      case "connect" -> clients.put(current, new RawClient(address));
      case "query" -> client().add('Q', rest);
      case "parse" -> parse(fields);
      case "bind" -> bind(fields);
      case "describe" -> client().add('D', rest.charAt(0), rest.substring(1).strip());
      case "close" -> client().add('C', rest.charAt(0), rest.substring(1).strip());
      case "execute" -> client().add('E', fields[0], Integer.valueOf(fields[1]));
      case "sync" -> client().add('S');
      case "flush" -> client().add('H');
      case "terminate" -> client().add('X');
      case "text" -> client().add(rest.charAt(0), (Object) body(rest.substring(1).strip()));
      case "raw" -> client().raw(HexFormat.of().parseHex(rest.replace(" ", "")));
      case "send" -> client().send();
      case "ready" -> {
        client().send();
        client().await(rest.isEmpty() ? 1 : Integer.parseInt(rest));
      }
      case "read" -> {
        client().send();
        client().drain(SHORT_WHILE);
      }
      case "other" -> current = 1 - current;
      case "cancel" -> cancel();
      default -> throw new IllegalArgumentException("line: " + line);
    }
  }

  private static byte[] body(String text) {
    return text.replace("\\0", "\0")
        .replace("\\t", "\t")
        .replace("\\n", "\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  private void parse(String[] fields) throws IOException {
    List<Object> message = new ArrayList<>(List.of(fields[0], fields[1]));
    message.add((short) (fields.length - 2));
    for (int i = 2; i < fields.length; i++) {
      message.add(Integer.valueOf(fields[i]));
    }
    client().add('P', message.toArray());
  }

  private void bind(String[] fields) throws IOException {
    List<Object> message = new ArrayList<>(List.of(fields[0], fields[1], (short) 0));
    message.add((short) (fields.length - 3));
    for (int i = 3; i < fields.length; i++) {
      if (fields[i].equals("\\N")) {
        message.add(-1);
      } else {
        byte[] value = fields[i].getBytes(StandardCharsets.UTF_8);
        message.add(value.length);
        message.add(value);
      }
    }
    String[] formats = fields[2].split(" ");
    message.add((short) formats.length);
    for (String format : formats) {
      message.add((short) (format.equals("binary") ? 1 : 0));
    }
    client().add('B', message.toArray());
  }

  private void cancel() throws IOException {
    byte[] key = client().cancelKey();
    try (RawClient canceller = new RawClient(address)) {
      canceller.raw(HexFormat.of().parseHex("0000001004d2162e"));
      canceller.raw(key);
      canceller.drain(SHORT_WHILE);
    }
  }

  @Override
  public void close() throws IOException {
    for (RawClient client : clients.values()) {
      client.close();
    }
  }
}
