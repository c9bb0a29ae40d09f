package dev.paravent.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paravent.attest.Answer;
import dev.paravent.attest.RawClient;
import dev.paravent.cli.StartedProxy;
import dev.paravent.config.Endpoint;
import dev.paravent.config.LimitsConfig;
import dev.paravent.config.LoginConfig;
import dev.paravent.config.ServeConfig;
import dev.paravent.config.StartException;
import dev.paravent.config.UpstreamConfig;
import dev.paravent.config.UpstreamTlsConfig;
import dev.paravent.mustnotleak.LeakDatabase;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Peers that leave in the middle, or without a word, or never say one. */
@NullMarked
class PeersIT extends FaultFixture {
  private static final String MANY_ROWS =
      "select p.nir, p.birth_date, p.nir15, p.surname, p.note from care.person p,"
          + " generate_series(1, 1500) g";

  private static RawClient login() throws IOException {
    RawClient client = RawClient.login(account(VICTIM));
    client.takeAnswer();
    return client;
  }

  private static long count(String sql) throws SQLException {
    try (Connection connection = database.connect(LeakDatabase.PLANTED);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /** The database has no process for the client any more. */
  private static void awaitNoBackend() throws Exception {
    String backends = "select count(*) from pg_stat_activity where usename = '" + VICTIM + "'";
    long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
    while (count(backends) > 0 && System.nanoTime() < deadline) {
      Thread.sleep(20);
    }
    assertThat(count(backends)).as("processes of the database").isZero();
  }

  private static byte[] line(String text) {
    return (text + "\n").getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void nothingStaysOfACopyWhoseClientDies() throws Exception {
    List<String> copies =
        List.of(
            // the database reads the rows; the proxy makes an INSERT of each
            "copy care.note_box (author, body) from stdin",
            "copy care.dependant (id, person_id, nir, born, kind) from stdin");
    for (String copy : copies) {
      for (int rows : new int[] {0, 1, 40}) {
        try (RawClient client = login()) {
          client.add('Q', copy).send();
          assertThat(client.next().type()).isEqualTo('G');
          for (int row = 0; row < rows; row++) {
            boolean isNote = copy.contains("note_box");
            client.add(
                'd',
                (Object)
                    line(isNote ? "dead\trow" : (770_000 + row) + "\t1\t\\N\t1950-01-01\tdead"));
          }
          client.send();
          // half of a message, and gone
          client.raw(new byte[] {'d', 0, 0, 1, 0, 'd', 'e', 'a', 'd'});
          requireNothingUnanalysed();
        }
        awaitNoBackend();
        assertThat(count("select count(*) from care.note_box where author = 'dead'")).isZero();
        assertThat(count("select count(*) from care.dependant where kind = 'dead'")).isZero();
      }
    }
  }

  @Test
  void aResultThatNobodyReadsEndsWithItsClient() throws Exception {
    for (String sql : List.of(MANY_ROWS, "copy (" + MANY_ROWS + ") to stdout")) {
      try (RawClient client = login()) {
        client.add('Q', sql).send();
        client.next();
        client.next();
        Thread.sleep(300);
        requireHarmless(client.answer());
      }
      awaitNoBackend();
    }
  }

  @Test
  void halfOfAMessageIsNotRun() throws Exception {
    byte[] whole =
        Frame.of('Q', "insert into care.note_box (author) values ('" + Conversation.MARK + "')")
            .bytes();
    for (int length : new int[] {1, 4, 5, 12, whole.length - 1}) {
      try (RawClient client = login()) {
        client.raw(java.util.Arrays.copyOf(whole, length));
        Thread.sleep(20);
      }
      awaitNoBackend();
      requireNothingUnanalysed();
    }
    assertThat(count("select count(*) from care.note_box where author like 'unana%'")).isZero();
  }

  private static StartedProxy impatient() throws StartException {
    return StartedProxy.start(
        new ServeConfig(
            new Endpoint("127.0.0.1", 0),
            UpstreamConfig.of(new Endpoint("127.0.0.1", relay.port())),
            LeakDatabase.CATALOG_USER,
            Optional.of(LeakDatabase.PASSWORD),
            LeakDatabase.folder("policy"),
            Optional.empty(),
            Optional.of(new Endpoint("127.0.0.1", 0)),
            ServeConfig.LogLevel.ERROR,
            Optional.empty(),
            UpstreamTlsConfig.DISABLED,
            LoginConfig.RELAY,
            new LimitsConfig(
                100,
                0,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ZERO,
                LimitsConfig.DEFAULT.analysis()),
            false,
            Optional.empty()));
  }

  private static RawClient loginAt(InetSocketAddress address) throws IOException {
    return RawClient.login(LeakDatabase.account(address, VICTIM, LeakDatabase.PLANTED));
  }

  @Test
  void aDatabaseThatFallsSilentDuringALoginIsNotAwaited() throws Exception {
    List<Frame> answers = answers(Conversation.SIMPLE);
    int login = 0;
    for (int ready = 0; ready < 2; login++) {
      ready += answers.get(login).type() == 'Z' ? 1 : 0;
    }
    try (StartedProxy one = impatient()) {
      for (int behind : new int[] {0, 1, 3, 6, login - 1}) {
        int[] left = {behind};
        relay.against(
            VICTIM,
            () ->
                (link, answer) -> {
                  if (left[0]-- == 0) {
                    link.vanish();
                  }
                  link.toProxy(answer.bytes());
                });
        long before = System.nanoTime();
        try (RawClient client = loginAt(one.address())) {
          assertThat(client.answer().isClosed()).isTrue();
          assertThat(client.answer().isReady()).isFalse();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
        awaitOver();
      }
    }
  }

  private static void awaitOver() throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
    while (!relay.links(VICTIM).stream().allMatch(TamperingRelay.Link::isOver)
        && System.nanoTime() < deadline) {
      Thread.sleep(10);
    }
    assertThat(relay.links(VICTIM)).allMatch(TamperingRelay.Link::isOver);
  }

  @Test
  void aDatabaseThatFallsSilentInASessionCanBeLeft() throws Exception {
    relay.forget();
    try (RawClient client = login()) {
      relay.links(VICTIM).getLast().vanish();
      client.add('Q', "select nir from care.person").send();
      client.drain(300);
      assertThat(client.answer().messages()).isEmpty();
      int before = relay.cancels();
      try (RawClient other = new RawClient(wiretap.address())) {
        other.raw(
            ByteBuffer.allocate(16).putInt(16).putInt(80877102).put(client.cancelKey()).array());
        other.drain(2_000);
        assertThat(other.answer().isClosed()).isTrue();
      }
      long deadline = System.nanoTime() + Duration.ofSeconds(3).toNanos();
      while (relay.cancels() == before && System.nanoTime() < deadline) {
        Thread.sleep(10);
      }
      assertThat(relay.cancels()).isEqualTo(before + 1);
    }
    awaitOver();
  }

  @Test
  void aClientThatFallsSilentIsEnded() throws Exception {
    try (StartedProxy one = impatient();
        RawClient client = loginAt(one.address())) {
      client.takeAnswer();
      client.drain(4_000);
      Answer answer = client.answer();
      assertThat(answer.refusals()).containsExactly("57P05");
      assertThat(answer.isClosed()).isTrue();
    }
    awaitOver();
  }

  /** Half-open connections are for the kernel to notice; it is told to look after a minute. */
  @Test
  void bothSidesAreKeptAlive() throws Exception {
    try (Socket client = new Socket()) {
      client.connect(proxy.address());
      try (RawClient session = login()) {
        Thread.sleep(100);
        assertKeptAlive(proxy.address().getPort(), client.getLocalPort());
        for (int remote : remotePorts(relay.port())) {
          assertKeptAlive(remote, relay.port());
        }
        assertThat(session.answer().isClosed()).isFalse();
      }
    }
  }

  /** The fields of the kernel's lines about connections: 1 and 2 are the local and remote end. */
  private static List<String[]> connections() throws IOException {
    List<String[]> lines = new ArrayList<>();
    for (String table : List.of("tcp", "tcp6")) {
      for (String line : Files.readAllLines(Path.of("/proc/net", table))) {
        lines.add(line.strip().split("\\s+"));
      }
    }
    return lines;
  }

  /** Who is connected to the port: the proxy, with its sessions' sockets. */
  private static List<Integer> remotePorts(int port) throws IOException {
    List<Integer> ports = new ArrayList<>();
    for (String[] line : connections()) {
      boolean isSession = line[1].endsWith(hex(port)) && line[3].equals("01");
      int remote = isSession ? Integer.parseInt(line[2].substring(line[2].length() - 4), 16) : 0;
      boolean isOfDriver =
          relay.links(LeakDatabase.CATALOG_USER).stream()
              .anyMatch(link -> link.proxyPort() == remote);
      if (isSession && !isOfDriver) {
        ports.add(remote);
      }
    }
    assertThat(ports).isNotEmpty();
    return ports;
  }

  private static void assertKeptAlive(int local, int remote) throws Exception {
    String timer = timer(local, remote);
    // while something sent is not acknowledged yet, the kernel shows another timer
    for (int i = 0; i < 100 && !timer.startsWith("02:"); i++) {
      Thread.sleep(50);
      timer = timer(local, remote);
    }
    // the timer's kind, 2 for keep-alive, and in how many hundredths it rings
    assertThat(timer).as("timer").startsWith("02:");
    assertThat(Integer.parseInt(timer.substring(3), 16) / 100.0)
        .as("seconds until it rings")
        .isLessThanOrEqualTo(61);
  }

  private static String timer(int local, int remote) throws IOException {
    for (String[] line : connections()) {
      if (line[1].endsWith(hex(local)) && line[2].endsWith(hex(remote))) {
        return line[5];
      }
    }
    throw new AssertionError("no connection from %d to %d".formatted(local, remote));
  }

  private static String hex(int port) {
    return ":%04X".formatted(port);
  }
}
