package dev.paravent.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paravent.session.WireClient.Message;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** How many clients there may be, for how long, and whose statements they may cancel. */
@NullMarked
class ConnectionLimitsIT extends SessionFixture {
  private static ProxyServer limited(int connections, int ofUser, Duration login, Duration idle) {
    return new ProxyServer(
        ServerSettings.of(new InetSocketAddress("127.0.0.1", 0), database.address())
            .limited(connections, ofUser, login, idle, Duration.ofSeconds(5)),
        () -> GOVERNANCE,
        (principal, protectedClass, count) -> Optional.empty(),
        SessionMetrics.NONE);
  }

  private static Message refusal(InetSocketAddress at, String user) throws IOException {
    try (WireClient client = new WireClient(at)) {
      client.startup(user);
      List<Message> messages = client.until('E');
      return messages.getLast();
    }
  }

  @Test
  void refusesMoreClientsThanItMayHave() throws IOException {
    Duration minute = Duration.ofMinutes(1);
    try (ProxyServer server = limited(2, 0, minute, Duration.ZERO)) {
      InetSocketAddress at = server.start();
      try (WireClient one = WireClient.login(at, "portal");
          WireClient two = WireClient.login(at, "postgres")) {
        Message refused = refusal(at, "portal");
        assertThat(refused.field('C')).isEqualTo("53300");
        assertThat(refused.field('M')).isEqualTo("sorry, too many clients already");
      }
    }
  }

  @Test
  void refusesMoreClientsOfAUserThanItMayHave() throws Exception {
    Duration minute = Duration.ofMinutes(1);
    try (ProxyServer server = limited(100, 1, minute, Duration.ZERO)) {
      InetSocketAddress at = server.start();
      for (String user : new String[] {"portal", "postgres"}) {
        try (WireClient one = WireClient.login(at, user)) {
          Message refused = refusal(at, user);
          assertThat(refused.field('C')).isEqualTo("53300");
          assertThat(refused.field('M'))
              .isEqualTo("too many connections for role \"" + user + "\"");
          assertThat(one.query("select 1").types(1)).isEqualTo("TDCZI");
        }
        Thread.sleep(200);
        WireClient.login(at, user).close();
      }
    }
  }

  @Test
  void endsClientsThatAreSilentOutsideOfATransaction() throws Exception {
    Duration second = Duration.ofSeconds(1);
    try (ProxyServer server = limited(100, 0, Duration.ofMinutes(1), second)) {
      InetSocketAddress at = server.start();
      for (String user : new String[] {"portal", "postgres"}) {
        try (WireClient busy = WireClient.login(at, user);
            WireClient open = WireClient.login(at, user);
            WireClient silent = WireClient.login(at, user)) {
          assertThat(open.query("begin").types(1)).isEqualTo("CZT");
          assertThat(silent.query("select 1").types(1)).isEqualTo("TDCZI");
          assertThat(busy.query("select pg_sleep(2.5)").types(1)).as(user).isEqualTo("TDCZI");
          List<Message> told = silent.until('E');
          assertThat(told.getLast().field('C')).isEqualTo("57P05");
          assertThat(silent.nextByte()).isEqualTo(-1);
          assertThat(open.query("commit").types(1)).isEqualTo("CZI");
        }
      }
    }
  }

  @Test
  void endsClientsThatDoNotLogIn() throws IOException {
    try (ProxyServer server = limited(100, 0, Duration.ofSeconds(1), Duration.ZERO)) {
      try (WireClient silent = new WireClient(server.start())) {
        assertThat(silent.nextByte()).isEqualTo(-1);
      }
    }
  }

  @Test
  void drainsStatementsOfBothRoles() throws Exception {
    ProxyServer server = limited(100, 0, Duration.ofMinutes(1), Duration.ZERO);
    InetSocketAddress at = server.start();
    try (WireClient governed = WireClient.login(at, "portal");
        WireClient clear = WireClient.login(at, "postgres")) {
      governed.query("select pg_sleep(1)").send();
      clear.query("select pg_sleep(1)").send();
      Thread.sleep(200);
      server.close();
      for (WireClient client : List.of(governed, clear)) {
        assertThat(WireClient.types(client.until('Z'))).isEqualTo("TDCZI");
        assertThat(client.until('E').getLast().field('C')).isEqualTo("57P01");
      }
    }
  }

  @Test
  void cancelsOnlyWhatAClientOfItsOwnHasTheKeyOf() throws Exception {
    // straight to the server: a key that no client of the proxy has
    try (WireClient direct = WireClient.login(database.address(), "postgres");
        WireClient clear = WireClient.login(address, "postgres");
        WireClient governed = WireClient.login(address, "portal")) {
      for (WireClient client : List.of(direct, clear, governed)) {
        client.query("select pg_sleep(2)").send();
      }
      Thread.sleep(300);
      cancel(direct.processId, ByteBuffer.allocate(4).putInt(direct.key).array());
      cancel(clear.processId, ByteBuffer.allocate(4).putInt(clear.key).array());
      cancel(governed.processId, ByteBuffer.allocate(4).putInt(governed.key + 1).array());
      assertThat(WireClient.types(direct.until('Z'))).isEqualTo("TDCZI");
      assertThat(WireClient.types(clear.until('Z'))).endsWith("EZI");
      assertThat(WireClient.types(governed.until('Z'))).isEqualTo("TDCZI");
    }
  }

  @Test
  void speaksProtocol32WithLongKeys() throws Exception {
    for (String user : new String[] {"portal", "postgres"}) {
      try (WireClient client = new WireClient(address)) {
        client.raw(startup(2, user));
        List<Message> messages = client.until('Z');
        assertThat(WireClient.types(messages)).as(user).doesNotContain("v").endsWith("KZI");
        byte[] body = messages.get(messages.size() - 2).body();
        assertThat(body).as(user).hasSize(36);
        client.query("select pg_sleep(5)").send();
        Thread.sleep(300);
        int processId = ByteBuffer.wrap(body).getInt();
        byte[] key = Arrays.copyOfRange(body, 4, body.length);
        cancel(processId, Arrays.copyOf(key, 4)); // a part of it is not it
        Thread.sleep(300);
        long before = System.nanoTime();
        cancel(processId, key);
        assertThat(WireClient.types(client.until('Z'))).as(user).endsWith("EZI");
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
      }
    }
  }

  @Test
  void negotiatesNewerVersionsAndUnknownOptions() throws IOException {
    try (WireClient client = new WireClient(address)) {
      client.raw(startup(9, "portal", "_pq_.future", "on"));
      Message first = client.next();
      assertThat(first.type()).isEqualTo('v');
      ByteBuffer body = ByteBuffer.wrap(first.body());
      assertThat(body.getInt()).isEqualTo(3 << 16 | 2);
      assertThat(body.getInt()).isEqualTo(1);
      assertThat(first.text()).endsWith("_pq_.future\0");
      List<Message> rest = client.until('Z');
      assertThat(rest.get(rest.size() - 2).body()).hasSize(36);
    }
    try (WireClient client = WireClient.login(address, "portal", "_pq_.future", "on")) {
      assertThat(client.query("select 1").types(1)).isEqualTo("TDCZI");
    }
  }

  @Test
  void relaysFunctionCallsOfClearRolesOnly() throws IOException {
    int pi = 1610; // pg_proc: pi()
    for (String user : new String[] {"portal", "postgres"}) {
      try (WireClient client = WireClient.login(address, user)) {
        String types = client.add('F', pi, (short) 0, (short) 0, (short) 0).types(1);
        assertThat(types).as(user).isEqualTo(user.equals("portal") ? "EZI" : "VZI");
      }
    }
  }

  private static void cancel(int processId, byte[] key) throws IOException {
    try (WireClient request = new WireClient(address)) {
      ByteBuffer packet = ByteBuffer.allocate(12 + key.length);
      packet.putInt(12 + key.length).putInt(80877102).putInt(processId).put(key);
      request.raw(packet.array());
      assertThat(request.nextByte()).isEqualTo(-1);
    }
  }

  private static byte[] startup(int minor, String user, String... parameters) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(body);
    out.writeInt(3 << 16 | minor);
    for (String word : new String[] {"user", user, "database", "postgres"}) {
      out.write((word + "\0").getBytes(StandardCharsets.UTF_8));
    }
    for (String word : parameters) {
      out.write((word + "\0").getBytes(StandardCharsets.UTF_8));
    }
    out.write(0);
    return ByteBuffer.allocate(4 + body.size())
        .putInt(4 + body.size())
        .put(body.toByteArray())
        .array();
  }
}
