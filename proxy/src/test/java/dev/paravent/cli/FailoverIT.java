package dev.paravent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paravent.config.Endpoint;
import dev.paravent.config.UpstreamConfig.Target;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The primary dies, its streaming standby is promoted, the old one comes back. */
@NullMarked
class FailoverIT extends ClusterFixture {
  private static final String TOKEN = "select nir from payment.patient where id = 1";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** A standby that follows the primary. */
  private static EmbeddedPostgres follower(String name) throws Exception {
    // copied from the other standby's files, which are those of the primary at rest
    Path data = directory.resolve(name);
    copy(directory.resolve("seed"), data);
    Files.writeString(
        data.resolve("postgresql.auto.conf"),
        "primary_conninfo = 'host=127.0.0.1 port=%d user=postgres'\n".formatted(primary.getPort()),
        StandardOpenOption.APPEND);
    Files.createFile(data.resolve("standby.signal"));
    return server(name);
  }

  private static void await(Callable<Boolean> what) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!what.call()) {
      assertThat(System.nanoTime()).as("time is up").isLessThan(deadline);
      Thread.sleep(50);
    }
  }

  private static String stateOf(SQLException error) {
    return String.valueOf(error.getSQLState());
  }

  @Test
  void sessionsFollowThePromotionOfAStandby() throws Exception {
    try (EmbeddedPostgres standby = follower("follower")) {
      int front = dead().port();
      Forwarder toPrimary = new Forwarder(front, primary.getPort());
      Endpoint first = new Endpoint("127.0.0.1", front);
      try (StartedProxy writers = proxy(Target.READ_WRITE, first, at(standby));
          StartedProxy readers = proxy(Target.PREFER_STANDBY, first, at(standby))) {
        String token = ask(writers, "portal", TOKEN);
        assertThat(token).startsWith("9");
        assertThat(ask(readers, "portal", TOKEN)).isEqualTo(token);
        try (Connection open =
                DriverManager.getConnection(url(writers.address().getPort(), "portal"));
            Connection aside =
                DriverManager.getConnection(url(readers.address().getPort(), "portal"));
            Statement opened = open.createStatement();
            Statement other = aside.createStatement()) {
          opened.execute("update payment.patient set note = 'streamed' where id = 1");
          await(
              () -> ask(readers, "portal", "select note from payment.patient").equals("streamed"));

          toPrimary.close(); // the primary is gone
          assertThatThrownBy(() -> opened.executeQuery(TOKEN))
              .isInstanceOfSatisfying(
                  SQLException.class, lost -> assertThat(stateOf(lost)).startsWith("08"));
          await(() -> writers.ready().contains("no server that is read-write"));
          assertThat(writers.ready()).contains(first + " UNREACHABLE", at(standby) + " STANDBY");
          // who reads from the standby does not notice
          assertThat(readers.ready()).isEqualTo("ok");
          try (ResultSet rows = other.executeQuery(TOKEN)) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo(token);
          }

          // a client that comes now waits for what is about to be promoted
          CompletableFuture<String> waiting =
              CompletableFuture.supplyAsync(
                  () -> {
                    try {
                      return ask(writers, "portal", TOKEN);
                    } catch (SQLException e) {
                      throw new IllegalStateException(e);
                    }
                  });
          Thread.sleep(300);
          assertThat(waiting).isNotDone();
          on(standby.getPort(), "select pg_promote(true, 10)");
          assertThat(waiting.get()).isEqualTo(token);
          assertThat(writers.ready()).isEqualTo("ok");
          assertThat(ask(writers, "keeper", IN_RECOVERY)).isEqualTo("f");
          assertThat(ask(writers, "portal", "select note from payment.patient"))
              .isEqualTo("streamed");
          // a session of the standby stays on it, and may write now
          other.execute("update payment.patient set note = 'promoted' where id = 1");
          assertThat(ask(writers, "portal", "select note from payment.patient"))
              .isEqualTo("promoted");
        }
      } finally {
        toPrimary.close();
      }
    }
  }

  @Test
  void aServerThatDiesAndComesBackIsUsedAgain() throws Exception {
    int front = dead().port();
    Endpoint first = new Endpoint("127.0.0.1", front);
    Forwarder forwarder = new Forwarder(front, primary.getPort());
    try (StartedProxy any = proxy(Target.ANY, first, at(standby));
        Connection open = DriverManager.getConnection(url(any.address().getPort(), "keeper"));
        Statement opened = open.createStatement()) {
      assertThat(ask(any, "keeper", IN_RECOVERY)).isEqualTo("f");
      forwarder.close();
      assertThatThrownBy(() -> opened.execute("select 1")).isInstanceOf(SQLException.class);
      for (int i = 0; i < 10; i++) { // at once, before anybody has asked that server again
        assertThat(ask(any, "keeper", IN_RECOVERY)).isEqualTo("t");
        assertThat(ask(any, "portal", TOKEN)).startsWith("9");
      }
      assertThat(any.ready()).isEqualTo("ok");
      forwarder = new Forwarder(front, primary.getPort());
      await(() -> ask(any, "keeper", IN_RECOVERY).equals("f"));
    } finally {
      forwarder.close();
    }
  }

  /** A dead server is asked less and less often, a session does not wait for it. */
  @Test
  void aServerThatStaysAwayIsLeftAlone() throws Exception {
    int front = dead().port();
    try (StartedProxy proxy =
        proxy(Target.PREFER_STANDBY, new Endpoint("127.0.0.1", front), at(primary))) {
      Thread.sleep(2_500); // half a second, one, two, four ...
      try (CountingListener closed = new CountingListener(front)) {
        for (int i = 0; i < 20; i++) {
          assertThat(ask(proxy, "portal", TOKEN)).startsWith("9");
        }
        Thread.sleep(1_500);
        assertThat(closed.connections()).isLessThanOrEqualTo(2);
      }
    }
  }
}
