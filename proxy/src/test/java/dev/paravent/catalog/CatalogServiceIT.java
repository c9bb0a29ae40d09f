package dev.paravent.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Snapshots follow a real PostgreSQL through definitions, absence and return. */
class CatalogServiceIT {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration AGE = Duration.ofSeconds(1);

  private static EmbeddedPostgres postgres;

  @BeforeAll
  static void start() throws IOException {
    postgres = EmbeddedPostgres.builder().start();
  }

  @AfterAll
  static void stop() throws IOException {
    postgres.close();
  }

  @Test
  void followsDefinitionsWithinTwoSeconds() throws Exception {
    List<Catalog> announced = new CopyOnWriteArrayList<>();
    try (CatalogService service = new CatalogService(loader(postgres.getPort()), POLL, AGE)) {
      service.onChange(announced::add);
      assertThat(service.current("postgres")).isEmpty();
      Catalog before = service.catalog("postgres").get(10, TimeUnit.SECONDS);
      assertThat(service.current("postgres")).containsSame(before);
      run(postgres, "create table patient (id int, nir text)");
      waitUntil(
          2,
          () ->
              service
                  .current("postgres")
                  .flatMap(catalog -> catalog.relation("public", "patient"))
                  .isPresent());
      Catalog after = service.current("postgres").orElseThrow();
      assertThat(after.generation()).isNotEqualTo(before.generation());
      run(
          postgres,
          "insert into patient values (1, 'a'); analyze; grant select on patient to public");
      Thread.sleep(600);
      assertThat(service.lastKnown("postgres")).containsSame(after);
      run(postgres, "alter table patient rename column nir to number");
      waitUntil(2, () -> announced.size() == 3);
      assertThat(service.current("postgres")).containsSame(announced.get(2));
    }
  }

  @Test
  void asksOneFutureForOneLoad() throws Exception {
    List<Catalog> announced = new CopyOnWriteArrayList<>();
    try (CatalogService service = new CatalogService(loader(postgres.getPort()), POLL, AGE)) {
      service.onChange(announced::add);
      var first = service.catalog("template1");
      var second = service.catalog("template1");
      assertThat(first.get(10, TimeUnit.SECONDS)).isSameAs(second.get(10, TimeUnit.SECONDS));
      assertThat(announced).hasSize(1);
    }
  }

  @Test
  void failsWithOneClearLineAndForgetsAnUnknownDatabase() {
    try (CatalogService service = new CatalogService(loader(postgres.getPort()), POLL, AGE)) {
      assertThatThrownBy(() -> service.catalog("absent").get(10, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .cause()
          .isInstanceOf(CatalogUnavailableException.class)
          .hasMessageContaining("\"absent\"")
          .hasMessageNotContaining("secret")
          .hasMessageNotContaining("\n");
      assertThat(service.lastKnown("absent")).isEmpty();
    }
  }

  @Test
  void recoversAfterTheDatabaseWasAway() throws Exception {
    int port = freePort();
    try (CatalogService service = new CatalogService(loader(port), POLL, AGE)) {
      assertThatThrownBy(() -> service.catalog("postgres").get(10, TimeUnit.SECONDS))
          .hasCauseInstanceOf(CatalogUnavailableException.class);
      Catalog first;
      try (EmbeddedPostgres other = EmbeddedPostgres.builder().setPort(port).start()) {
        first = service.catalog("postgres").get(10, TimeUnit.SECONDS);
        assertThat(service.isFresh("postgres")).isTrue();
      }
      waitUntil(() -> !service.isFresh("postgres"));
      assertThat(service.lastKnown("postgres")).containsSame(first);
      assertThatThrownBy(() -> service.catalog("postgres").get(10, TimeUnit.SECONDS))
          .hasCauseInstanceOf(CatalogUnavailableException.class);
      try (EmbeddedPostgres other = EmbeddedPostgres.builder().setPort(port).start()) {
        run(other, "create table patient (id int)");
        // a poll may have come between the start and the new table
        waitUntil(
            () ->
                service
                    .current("postgres")
                    .flatMap(catalog -> catalog.relation("public", "patient"))
                    .isPresent());
      }
    }
  }

  @Test
  void reconnectsWhenItsConnectionIsCut() throws Exception {
    try (CatalogService service = new CatalogService(loader(postgres.getPort()), POLL, AGE)) {
      Catalog before = service.catalog("postgres").get(10, TimeUnit.SECONDS);
      run(
          postgres,
          "select pg_terminate_backend(pid) from pg_stat_activity"
              + " where application_name = 'paravent-catalog'");
      Thread.sleep(AGE.toMillis());
      waitUntil(() -> service.isFresh("postgres"));
      assertThat(service.current("postgres")).containsSame(before);
    }
  }

  @Test
  void stopsPollingWhatNobodyAsksForAndWakesUp() throws Exception {
    try (CatalogService service =
        new CatalogService(loader(postgres.getPort()), POLL, AGE, Duration.ofMillis(300))) {
      Catalog before = service.catalog("postgres").get(10, TimeUnit.SECONDS);
      Thread.sleep(2000);
      assertThat(Thread.getAllStackTraces().keySet())
          .extracting(Thread::getName)
          .doesNotContain("catalog-postgres");
      assertThat(service.current("postgres")).isEmpty();
      assertThat(service.catalog("postgres").get(10, TimeUnit.SECONDS)).isSameAs(before);
      assertThat(service.isFresh("postgres")).isTrue();
    }
  }

  @Test
  void answersNobodyAfterClose() {
    CatalogService service = new CatalogService(loader(postgres.getPort()), POLL, AGE);
    service.close();
    assertThat(service.catalog("postgres")).isCompletedExceptionally();
  }

  private static CatalogLoader loader(int port) {
    return new CatalogLoader(CatalogSource.of("localhost", port, "postgres", "secret"));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static void run(EmbeddedPostgres server, String sql) throws SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void waitUntil(BooleanSupplier condition) throws InterruptedException {
    waitUntil(10, condition);
  }

  private static void waitUntil(int seconds, BooleanSupplier condition)
      throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
      Thread.sleep(20);
    }
  }
}
