package dev.paravent.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.postgresql.PGConnection;

/**
 * One governed client that does what applications do, at random, until it is told to stop. It is
 * used to being thrown out. Confined to its thread, apart from the counts that clients share.
 */
final class SoakClient implements Runnable {
  private static final List<String> MODES =
      List.of("simple", "extended", "extendedForPrepared", "extendedCacheEverything");

  /** What a broken connection, a killed session, a reload, a cancelled or aborted one say. */
  private static final Set<String> EXPECTED =
      Set.of("08006", "08003", "08001", "08000", "57P01", "57014", "25P02", "57P03", "55000");

  private static final int OPERATIONS_A_CONNECTION = 60;

  /** What all clients did together. Thread-safe. */
  record Counts(
      AtomicLong operations,
      AtomicLong connections,
      AtomicLong thrownOut,
      Map<Integer, String> tokens,
      Map<String, AtomicLong> wrong) {
    Counts() {
      this(
          new AtomicLong(),
          new AtomicLong(),
          new AtomicLong(),
          new ConcurrentHashMap<>(),
          new ConcurrentHashMap<>());
    }

    void wrong(String what) {
      wrong.computeIfAbsent(what, ignored -> new AtomicLong()).incrementAndGet();
    }
  }

  private final int number;
  private final int port;
  private final int patients;
  private final Counts counts;
  private final BooleanSupplier isOver;
  private final Random random;
  private int serial;

  SoakClient(int number, int port, int patients, Counts counts, BooleanSupplier isOver) {
    this.number = number;
    this.port = port;
    this.patients = patients;
    this.counts = counts;
    this.isOver = isOver;
    this.random = new Random(number);
  }

  @Override
  public void run() {
    while (!isOver.getAsBoolean()) {
      try (Connection connection = connect()) {
        counts.connections().incrementAndGet();
        for (int i = 0; i < OPERATIONS_A_CONNECTION && !isOver.getAsBoolean(); i++) {
          operation(connection);
          counts.operations().incrementAndGet();
        }
      } catch (SQLException failed) {
        judge(failed);
      } catch (IOException failed) {
        counts.thrownOut().incrementAndGet();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void judge(SQLException failed) {
    String state = Objects.requireNonNullElse(failed.getSQLState(), "none");
    if (EXPECTED.contains(state)) {
      counts.thrownOut().incrementAndGet();
    } else {
      counts.wrong(state + " " + failed.getMessage());
    }
  }

  private Connection connect() throws SQLException {
    String mode = MODES.get(random.nextInt(MODES.size()));
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:%d/postgres?user=bench_portal&sslmode=disable&socketTimeout=30&loginTimeout=30&preferQueryMode=%s&prepareThreshold=%d&binaryTransfer=%b"
            .formatted(port, mode, random.nextInt(1, 4), random.nextBoolean()));
  }

  private void operation(Connection connection)
      throws SQLException, IOException, InterruptedException {
    switch (random.nextInt(9)) {
      case 0, 1, 2 -> read(connection);
      case 3 -> stream(connection);
      case 4 -> copyOut(connection);
      case 5 -> write(connection);
      case 6 -> fail(connection);
      case 7 -> temporary(connection);
      default -> cancel(connection);
    }
  }

  /** A token is the same whoever asks and however often. */
  private void read(Connection connection) throws SQLException {
    int id = random.nextInt(1, patients + 1);
    try (var query =
        connection.prepareStatement("SELECT nir, birth_date FROM payment.patient WHERE id = ?")) {
      query.setInt(1, id);
      for (int i = 0; i < 3; i++) {
        try (var rows = query.executeQuery()) {
          rows.next();
          String seen = rows.getString(1) + " " + rows.getString(2);
          String known = counts.tokens().putIfAbsent(id, seen);
          if (!seen.startsWith("9") || known != null && !known.equals(seen)) {
            counts.wrong("another token for the same person");
          }
        }
      }
    }
  }

  private void stream(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(50);
      int count = 0;
      try (var rows =
          statement.executeQuery("SELECT id, nir, birth_date, last_name FROM payment.patient")) {
        while (rows.next()) {
          count += rows.getString(2).startsWith("9") ? 1 : 0;
        }
      }
      if (count != patients) {
        counts.wrong("rows of a stream: " + count);
      }
      connection.commit();
    }
    connection.setAutoCommit(true);
  }

  private void copyOut(Connection connection) throws SQLException, IOException {
    String format = random.nextBoolean() ? "csv" : "binary";
    connection
        .unwrap(PGConnection.class)
        .getCopyAPI()
        .copyOut(
            "COPY (SELECT id, nir, last_name FROM payment.patient) TO STDOUT (FORMAT "
                + format
                + ")",
            OutputStream.nullOutputStream());
  }

  private void write(Connection connection) throws SQLException, IOException {
    connection.setAutoCommit(false);
    try (var insert =
        connection.prepareStatement("INSERT INTO payment.note (label, body) VALUES (?, ?)")) {
      for (int i = 0; i < 10; i++) {
        insert.setString(1, label());
        insert.setString(2, "x".repeat(random.nextInt(2_000)));
        insert.addBatch();
      }
      insert.executeBatch();
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn(
              "COPY payment.note (label, body) FROM STDIN",
              new StringReader(label() + "\tone\n" + label() + "\ttwo\n"));
    }
    if (random.nextBoolean()) {
      connection.commit();
    } else {
      connection.rollback();
    }
    connection.setAutoCommit(true);
  }

  private String label() {
    return "client " + number + " note " + serial++;
  }

  private void fail(Connection connection) throws SQLException {
    for (String sql :
        List.of(
            "SELECT substring(nir, 1, 5) FROM payment.patient",
            "SELECT nir::bigint FROM payment.patient",
            "SELECT 1 / 0",
            "SELECT no_column FROM payment.patient",
            "SELEC")) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(sql);
        counts.wrong("runs: " + sql);
      } catch (SQLException refused) {
        if (EXPECTED.contains(refused.getSQLState())) {
          throw refused;
        }
        if (connection.isClosed()) {
          // it was broken between the answer and now
          throw new SQLException("the connection is closed", "08003", refused);
        }
      }
    }
  }

  private static void temporary(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TEMP TABLE mine (id int4, v text)");
      statement.execute("INSERT INTO mine SELECT g, 'v' || g FROM generate_series(1, 20) g");
      statement.execute("DROP TABLE mine");
    }
  }

  private void cancel(Connection connection) throws SQLException, InterruptedException {
    try (Statement statement = connection.createStatement()) {
      var canceller =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      TimeUnit.MILLISECONDS.sleep(20);
                      statement.cancel();
                    } catch (SQLException | InterruptedException gone) {
                      counts.thrownOut().incrementAndGet();
                    }
                  });
      try {
        statement.execute("SELECT count(*) FROM generate_series(1, 1000000000) g");
        counts.wrong("a cancelled statement came to its end");
      } catch (SQLException cancelled) {
        if (!"57014".equals(cancelled.getSQLState())) {
          throw cancelled;
        }
      } finally {
        canceller.join();
      }
    }
  }
}
