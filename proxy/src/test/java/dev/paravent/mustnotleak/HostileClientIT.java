package dev.paravent.mustnotleak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paravent.attest.Answer;
import dev.paravent.attest.CanaryScanner;
import dev.paravent.attest.RawClient;
import dev.paravent.cli.StartedProxy;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import io.netty.util.ResourceLeakDetector;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Peers that are slow, rude or dead: their session suffers, no other, and nothing leaks. */
@NullMarked
class HostileClientIT {
  private static final String MANY_ROWS =
      "select p.nir, p.birth_date, p.nir15, p.surname, p.note, p.nir as a, p.birth_date as b"
          + " from care.person p, generate_series(1, 1500) g";
  private static final int FEW_BYTES = 8_000_000;

  private static final ByteBufAllocatorMetricProvider BUFFERS =
      (ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT;

  private static LeakDatabase database;
  private static StartedProxy proxy;
  private static CanaryScanner scanner;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
    database = LeakDatabase.start(directory);
    proxy =
        StartedProxy.start(
            database.port(),
            LeakDatabase.CATALOG_USER,
            LeakDatabase.PASSWORD,
            LeakDatabase.folder("policy"),
            UnaryOperator.identity());
    scanner = Canary.scanner();
  }

  @AfterAll
  static void stop() throws IOException {
    proxy.close();
    database.close();
  }

  private static RawClient login() throws IOException {
    RawClient client =
        RawClient.login(LeakDatabase.account(proxy.address(), "desk_app", LeakDatabase.PLANTED));
    client.takeAnswer();
    return client;
  }

  private static void assertNothingClear(Answer answer) {
    assertThat(scanner.scan(answer.bytes(), answer.text())).isEmpty();
  }

  @AfterEach
  void othersAreServed() throws IOException {
    try (RawClient client = login()) {
      client.add('Q', "select nir from care.person where id = 9001").send();
      client.await(1);
      assertThat(Verdicts.holdsToken(client.answer())).isTrue();
      assertNothingClear(client.answer());
    }
  }

  @Test
  void aClientThatDoesNotReadCostsLittleMemory() throws Exception {
    try (RawClient client = login()) {
      client.add('Q', MANY_ROWS).send();
      Thread.sleep(1500);
      assertThat(BUFFERS.metric().usedDirectMemory() + BUFFERS.metric().usedHeapMemory())
          .isLessThan(FEW_BYTES);
    }
  }

  @Test
  void aClientMayLeaveInTheMiddleOfARow() throws Exception {
    for (int i = 0; i < 5; i++) {
      try (RawClient client = login()) {
        client.add('Q', MANY_ROWS).send();
        for (int row = 0; row < 1 + 50 * i; row++) {
          client.next();
        }
      }
    }
  }

  @Test
  void aServerThatDiesInTheMiddleEndsTheSession() throws Exception {
    try (RawClient client = login();
        Connection connection = database.connect(LeakDatabase.PLANTED);
        Statement statement = connection.createStatement()) {
      client.add('Q', MANY_ROWS).send();
      client.next();
      statement.execute(
          "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'desk_app'");
      while (!client.answer().isClosed() && client.answer().messages().size() < 50_000) {
        client.next();
      }
      if (client.answer().isClosed()) {
        assertThat(client.answer().types()).endsWith("E");
      }
    }
  }

  @Test
  void aStatementOfFiftyMegabytesIsRefusedBeforeItIsRead() throws IOException {
    try (RawClient client = login()) {
      client.raw(new byte[] {'Q', 3, 0, 0, 0});
      client.drain(2_000);
      assertThat(client.answer().types()).isEqualTo("E");
      assertThat(client.answer().isClosed()).isTrue();
    }
  }

  @Test
  void deepNestingIsAnError() throws IOException {
    try (RawClient client = login()) {
      for (String open : new String[] {"(", "- ", "not ", "case when ", "array[", "select ("}) {
        client.add('Q', "select " + open.repeat(100_000) + "1").send();
        client.await(1);
        assertThat(client.takeAnswer().types()).isEqualTo("EZ");
      }
      client.add('Q', "select 1" + " + 1".repeat(100_000)).send();
      client.await(1);
      assertThat(client.takeAnswer().types()).endsWith("Z");
    }
  }

  @Test
  void thousandsOfMessagesWithoutReadingAreAnsweredInOrder() throws IOException {
    int count = 20_000;
    try (RawClient client = login()) {
      for (int i = 0; i < count; i++) {
        client.add('S');
      }
      client.send();
      client.await(count);
      assertThat(client.answer().types()).isEqualTo("Z".repeat(count));
    }
  }

  @Test
  void sixtyFiveThousandParametersAreNoTrouble() throws IOException {
    int count = 65_535;
    StringBuilder sql = new StringBuilder("select id from care.person where id in ($1");
    Object[] bind = new Object[4 + count + 1];
    bind[0] = "";
    bind[1] = "";
    bind[2] = (short) 0;
    bind[3] = (short) count;
    for (int i = 0; i < count; i++) {
      bind[4 + i] = -1;
      sql.append(i == 0 ? "" : ", $" + (i + 1));
    }
    bind[4 + count] = (short) 0;
    try (RawClient client = login()) {
      client.add('P', "", sql + ")", (short) 0).add('B', bind).add('E', "", 0).add('S').send();
      client.await(1);
      assertThat(client.answer().types()).isIn("12CZ", "EZ");
    }
  }

  @Test
  void aUserNameThatOlderServersCutIsRefused() throws IOException {
    try (RawClient client = new RawClient(proxy.address())) {
      client.startup("desk_app" + "x".repeat(60), LeakDatabase.PLANTED);
      client.drain(1_000);
      assertThat(client.answer().types()).isEqualTo("E");
    }
  }
}
