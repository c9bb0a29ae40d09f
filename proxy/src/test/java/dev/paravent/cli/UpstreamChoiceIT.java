package dev.paravent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paravent.config.Endpoint;
import dev.paravent.config.ListenSocketConfig;
import dev.paravent.config.UpstreamConfig.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** A primary and a standby of it behind one proxy, and Unix sockets on both sides. */
@NullMarked
class UpstreamChoiceIT extends ClusterFixture {
  @Test
  void givesSessionsAServerOfTheKindThatIsAskedFor() throws Exception {
    for (Target target : List.of(Target.READ_WRITE, Target.PRIMARY)) {
      try (StartedProxy proxy = proxy(target, at(standby), at(primary))) {
        assertThat(ask(proxy, "keeper", IN_RECOVERY)).as("%s", target).isEqualTo("f");
        assertThat(ask(proxy, "portal", "select nir from payment.patient")).startsWith("9");
      }
    }
    for (Target target : List.of(Target.STANDBY, Target.PREFER_STANDBY)) {
      try (StartedProxy proxy = proxy(target, at(primary), at(standby))) {
        assertThat(ask(proxy, "keeper", IN_RECOVERY)).as("%s", target).isEqualTo("t");
        assertThat(ask(proxy, "portal", "select nir from payment.patient")).startsWith("9");
        assertThat(proxy.ready()).isEqualTo("ok");
      }
    }
    try (StartedProxy proxy = proxy(Target.PREFER_STANDBY, dead(), at(primary))) {
      assertThat(ask(proxy, "keeper", IN_RECOVERY)).isEqualTo("f");
    }
  }

  @Test
  void passesOverServersThatAreAway() throws Exception {
    Endpoint away = dead();
    try (StartedProxy proxy = proxy(Target.ANY, away, at(primary))) {
      assertThat(ask(proxy, "keeper", IN_RECOVERY)).isEqualTo("f");
      assertThat(ask(proxy, "portal", "select note from payment.patient")).isEqualTo("note");
    }
    try (StartedProxy proxy = proxy(Target.STANDBY, away, at(primary))) {
      assertThat(proxy.ready())
          .contains("no server that is standby", away + " UNREACHABLE", "WRITABLE");
      assertThatThrownBy(() -> ask(proxy, "keeper", IN_RECOVERY))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08001"));
    }
  }

  /** What the primary has done and the standby has not is no fact about the standby. */
  @Test
  void judgesByTheCatalogOfTheServerThatRuns() throws Exception {
    on(
        primary.getPort(),
        "create view payment.shown as select id, note as what from payment.patient;"
            + " grant select on payment.shown to public");
    try (StartedProxy before = proxy(Target.PRIMARY, at(primary), at(standby));
        StartedProxy behind = proxy(Target.STANDBY, at(primary), at(standby))) {
      assertThat(ask(before, "portal", "select what from payment.shown")).isEqualTo("note");
      assertThatThrownBy(() -> ask(behind, "portal", "select what from payment.shown"))
          .hasMessageContaining("UNKNOWN_RELATION");
    } finally {
      on(primary.getPort(), "drop view payment.shown");
    }
  }

  @Test
  void waitsForAServerThatComesBack() throws Exception {
    int port = dead().port();
    try (StartedProxy proxy = proxy(Target.ANY, new Endpoint("127.0.0.1", port))) {
      Callable<String> asking = () -> ask(proxy, "keeper", IN_RECOVERY);
      CompletableFuture<String> answer =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return asking.call();
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              });
      Thread.sleep(700);
      assertThat(answer).isNotDone();
      try (Forwarder forwarder = new Forwarder(port, primary.getPort())) {
        assertThat(answer.get()).isEqualTo("f");
        assertThat(forwarder.connections()).isPositive();
      }
    }
  }

  @Test
  void listensAndConnectsAtUnixSockets() throws Exception {
    Path sockets = Files.createDirectory(directory.resolve("sockets"));
    ListenSocketConfig socket =
        new ListenSocketConfig(sockets, PosixFilePermissions.fromString("rwxrwx---"));
    Endpoint server = new Endpoint(directory.toString(), primary.getPort());
    Path file;
    try (StartedProxy proxy = proxy(Target.PRIMARY, Optional.of(socket), server)) {
      file = sockets.resolve(".s.PGSQL." + proxy.address().getPort());
      assertThat(Files.getPosixFilePermissions(file)).isEqualTo(socket.mode());
      try (Stream<Path> all = Files.list(sockets)) {
        assertThat(all).containsExactly(file);
      }
      String url =
          "jdbc:postgresql://localhost/postgres?sslmode=disable&user=%s"
              + "&socketFactory=dev.paravent.catalog.UnixSocketFactory&socketFactoryArg="
              + file;
      assertThat(ask(url.formatted("keeper"), "select inet_client_addr() is null")).isEqualTo("t");
      assertThat(ask(url.formatted("portal"), "select nir from payment.patient")).startsWith("9");
      try (Connection connection = DriverManager.getConnection(url.formatted("keeper"));
          Statement statement = connection.createStatement()) {
        statement.setQueryTimeout(1);
        assertThatThrownBy(() -> statement.execute("select pg_sleep(20)"))
            .isInstanceOfSatisfying(
                SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("57014"));
      }
    }
    assertThat(file).doesNotExist();
  }
}
