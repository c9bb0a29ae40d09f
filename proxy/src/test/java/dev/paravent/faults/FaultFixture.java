package dev.paravent.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paravent.attest.Account;
import dev.paravent.attest.Answer;
import dev.paravent.attest.CanaryScanner;
import dev.paravent.attest.RawClient;
import dev.paravent.cli.StartedProxy;
import dev.paravent.decide.StatementPlanner;
import dev.paravent.mustnotleak.Canary;
import dev.paravent.mustnotleak.LeakDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * The product before a real PostgreSQL, with a relay between them that does harm to one user's
 * connections. After each test: another session was served all the time, none of the client's own
 * bytes went to the database, every buffer is back, and new sessions are served.
 */
@NullMarked
abstract class FaultFixture {
  static final String VICTIM = "desk_app";
  private static final String OTHER = "desk_owner";

  /** What a session may send: its own search path is the only thing that the proxy asks simply. */
  private static final Set<Character> COMPOSED =
      Set.of('P', 'B', 'D', 'E', 'C', 'S', 'H', 'd', 'c', 'f', 'X', 'p');

  private static final long PATIENCE_MILLIS = 5_000;

  static LeakDatabase database;
  static TamperingRelay relay;
  static StartedProxy proxy;
  static Wiretap wiretap;
  static CanaryScanner scanner;

  /** Goes round the planners of the sessions that log in. */
  static volatile UnaryOperator<StatementPlanner> planners = UnaryOperator.identity();

  private int buffers;
  private @Nullable Bystander bystander;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    LiveBuffers.count();
    database = LeakDatabase.start(directory);
    try (Connection connection = database.connect("postgres");
        Statement statement = connection.createStatement()) {
      statement.execute("set scram_iterations = 16"); // hundreds of sessions log in
      for (String user : List.of(VICTIM, OTHER)) {
        statement.execute("alter role " + user + " password '" + LeakDatabase.PASSWORD + "'");
      }
    }
    relay = new TamperingRelay(database.port());
    proxy =
        StartedProxy.start(
            relay.port(),
            LeakDatabase.CATALOG_USER,
            LeakDatabase.PASSWORD,
            LeakDatabase.folder("policy"),
            planner -> planners.apply(planner));
    wiretap = new Wiretap(proxy.address(), Wiretap.Segments.AS_THEY_COME);
    scanner = Canary.scanner();
    play(Conversation.SIMPLE); // what is made once is made
  }

  @AfterAll
  static void stop() throws IOException {
    wiretap.close();
    proxy.close();
    relay.close();
    database.close();
    assertThat(LiveBuffers.lost()).isEmpty();
  }

  @BeforeEach
  void begin() throws Exception {
    awaitNoClients();
    buffers = LiveBuffers.count();
    bystander = hasBystander() ? new Bystander(directly(OTHER)) : null;
  }

  /** Whether another session goes on all the time. */
  boolean hasBystander() {
    return true;
  }

  @AfterEach
  void othersAreUnharmed() throws Exception {
    relay.against(VICTIM, () -> Fault.NONE);
    Answer answer = play(Conversation.SIMPLE);
    assertThat(answer.types()).as("a new session").endsWith("TDDDDCZ");
    Bystander other = bystander;
    if (other != null) {
      other.close();
      assertThat(other.troubles()).as("the other session").isEmpty();
      assertThat(other.asked()).isGreaterThan(1);
      assertThat(other.longestMillis()).as("the other's longest wait").isLessThan(3_000);
    }
    awaitNoClients();
    assertThat(LiveBuffers.settle(buffers)).as("buffers").isLessThanOrEqualTo(buffers);
    assertThat(LiveBuffers.lost()).isEmpty();
    assertThat(proxy.ready()).isEqualTo("ok");
  }

  private static void awaitNoClients() throws Exception {
    long deadline = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
    while (proxy.metric("paravent_connections") > 0 && System.nanoTime() < deadline) {
      Thread.sleep(10);
    }
    assertThat(proxy.metric("paravent_connections")).as("clients").isZero();
    for (TamperingRelay.Link link : relay.links(VICTIM)) {
      while (!link.isOver() && System.nanoTime() < deadline) {
        Thread.sleep(10);
      }
      assertThat(link.isOver()).as("the connection to the database is closed").isTrue();
    }
    relay.forget();
  }

  static Account account(String user) {
    return LeakDatabase.account(wiretap.address(), user, LeakDatabase.PLANTED);
  }

  static Account directly(String user) {
    return LeakDatabase.account(proxy.address(), user, LeakDatabase.PLANTED);
  }

  /**
   * Logs in as the victim, holds the conversation and says goodbye; returns all that came. Whatever
   * it was, it holds nothing clear, and the database got nothing of the client's.
   */
  static Answer play(Conversation conversation) throws IOException {
    wiretap.takeReturned();
    Answer answer;
    try (RawClient client = RawClient.login(account(VICTIM))) {
      if (!client.answer().isClosed()) {
        conversation.hold(client);
        client.await(conversation.ready());
        client.add('X').send();
      }
      while (!client.answer().isClosed()) {
        client.next();
      }
      answer = client.answer();
    }
    requireHarmless(answer);
    return answer;
  }

  /** The server's answers to a whole conversation, the login's first. */
  static List<Frame> answers(Conversation conversation) throws IOException {
    List<Frame> answers = new CopyOnWriteArrayList<>();
    relay.against(
        VICTIM,
        () ->
            (link, answer) -> {
              answers.add(answer);
              link.toProxy(answer.bytes());
            });
    Answer whole = play(conversation);
    assertThat(ready(whole)).as(whole.types()).isEqualTo(1 + conversation.ready());
    return answers;
  }

  /** How often the client was told that the session is ready. */
  static long ready(Answer answer) {
    return answer.types().chars().filter(type -> type == 'Z').count();
  }

  /** Nothing clear has come back, and nothing went to the database as a client said it. */
  static void requireHarmless(Answer answer) {
    byte[] everything = wiretap.takeReturned();
    assertThat(scanner.scan(everything, answer.text())).as("clear values").isEmpty();
    requireNothingUnanalysed();
    relay.forget();
  }

  static void requireNothingUnanalysed() {
    for (TamperingRelay.Link link : relay.links(VICTIM)) {
      assertThat(link.sent()).doesNotContain(Conversation.MARK);
      for (Frame message : link.messages()) {
        if (message.type() == 'Q') {
          assertThat(new String(message.body(), StandardCharsets.UTF_8))
              .isEqualTo("SELECT pg_catalog.current_schemas(false)::pg_catalog.text[]\0");
        } else {
          assertThat(COMPOSED).contains(message.type());
        }
      }
    }
  }
}
