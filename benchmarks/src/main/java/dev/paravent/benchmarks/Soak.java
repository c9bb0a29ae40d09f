package dev.paravent.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lets many clients work while connections break on both sides, and looks at what is left. */
@Command(
    name = "soak",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Governed clients of several kinds, random kills of clients and of server sessions, other",
      "policies every few seconds.",
      "Every byte to a client is searched; sessions, descriptors and memory are compared."
    })
final class Soak implements Callable<Integer> {
  private static final int PATIENTS = 500;
  private static final double MOST_GROWTH_PERCENT = 5;

  /** Shorter runs see the compiler's memory grow. */
  private static final double MOST_GROWTH_OF_SHORT_RUN_PERCENT = 20;

  private static final int SHORT_RUN_SECONDS = 300;
  private static final int RELOAD_SECONDS = 4;

  @Option(names = "--seconds", paramLabel = "N", description = "how long (${DEFAULT-VALUE})")
  private int seconds = 600;

  @Option(names = "--clients", paramLabel = "N", description = "at a time (${DEFAULT-VALUE})")
  private int clients = 12;

  @Option(names = "--save", description = "write the result into benchmarks/results")
  private boolean save;

  private final List<String> arguments;
  private final Path repository;
  private final AtomicBoolean over = new AtomicBoolean();
  private final SoakClient.Counts counts = new SoakClient.Counts();
  private final AtomicLong broken = new AtomicLong();
  private final AtomicLong terminated = new AtomicLong();
  private final AtomicLong benches = new AtomicLong();
  private final AtomicLong reloads = new AtomicLong();

  private Soak(List<String> arguments, Path repository) {
    this.arguments = arguments;
    this.repository = repository;
  }

  public static void main(String[] arguments) {
    var repository = Path.of(System.getProperty("paravent.repository", ".")).toAbsolutePath();
    var soak = new CommandLine(new Soak(List.of(arguments), repository.normalize()));
    soak.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          System.err.println("soak: " + failure.getMessage());
          return 1;
        });
    System.exit(soak.execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException, SQLException {
    String loadBefore = Machine.load();
    var scene = new Scene(PATIENTS);
    try (var stage = Stage.open()) {
      Runtime.getRuntime().addShutdownHook(new Thread(stage::close));
      progress("starting PostgreSQL and the proxy");
      var database = stage.startDatabase(scene);
      var launcher = repository.resolve("proxy/bin/paravent");
      var life = Duration.ofSeconds(300 + 2L * seconds);
      var proxy = stage.startProxy(database, scene, launcher, life);
      try (var admin = admin(database);
          var tap = new Tap(proxy.address(), Needles.ofPatients(admin))) {
        control(tap);
        String figures = soak(stage, scene, proxy, tap, admin);
        String text =
            "%s\n%s- load average before and after: %s, %s\n"
                .formatted(
                    figures,
                    new Machine(repository, Program.ofPostgres("pgbench"))
                        .describe(database.version(), "soak", arguments),
                    loadBefore,
                    Machine.load());
        System.out.println(text);
        if (save) {
          var results = Files.createDirectories(repository.resolve("benchmarks/results"));
          var file = results.resolve(LocalDate.now() + "-soak.md");
          Files.writeString(file, "# Measured on " + LocalDate.now() + "\n\n" + text);
          System.out.println("saved as " + file);
        }
        return counts.wrong().isEmpty() ? 0 : 1;
      }
    }
  }

  private static Connection admin(Database database) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://" + database.address() + "/postgres?user=postgres");
  }

  /** A clear role's rows have to be found, or the search would prove nothing. */
  private static void control(Tap tap) throws IOException {
    try (var client = RowClient.connect(new Address("127.0.0.1", tap.port()), "bench_clear")) {
      long rows = client.count("SELECT nir, birth_date FROM payment.patient");
      long found = tap.takeFound();
      if (found < 2 * rows) {
        throw new IOException("the search found " + found + " values of " + rows + " clear rows");
      }
    }
  }

  private String soak(Stage stage, Scene scene, ServedProcess proxy, Tap tap, Connection admin)
      throws IOException, InterruptedException, SQLException {
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < clients; i++) {
      var client = new SoakClient(i, tap.port(), PATIENTS, counts, over::get);
      threads.add(Thread.ofPlatform().name("client " + i).start(client));
    }
    var pgbench = Program.ofPostgres("pgbench");
    var script = scene.writePointQuery(stage.folder());
    threads.add(Thread.ofPlatform().start(() -> benchmark(pgbench, script, tap.port())));
    long start = System.nanoTime();
    var policies = stage.folder().resolve("policies");
    // the heap grows to its size and code is compiled in the first half
    var base = disturb(start, seconds / 2, proxy, tap, admin, policies);
    var last = disturb(start, seconds, proxy, tap, admin, policies);
    over.set(true);
    for (Thread thread : threads) {
      thread.join(TimeUnit.SECONDS.toMillis(60));
      if (thread.isAlive()) {
        counts.wrong("a client is stuck: " + thread.getName());
      }
    }
    int stuck = sessionsLeft(admin, tap);
    if (stuck > 0) {
      counts.wrong("stuck sessions: " + stuck);
    }
    long leaks = tap.takeFound();
    if (leaks > 0) {
      counts.wrong("clear values: " + leaks);
    }
    var after = ProcessState.of(proxy.java());
    double growth = 100.0 * (last.residentKib() - base.residentKib()) / base.residentKib();
    double most =
        seconds < SHORT_RUN_SECONDS ? MOST_GROWTH_OF_SHORT_RUN_PERCENT : MOST_GROWTH_PERCENT;
    if (growth > most) {
      counts.wrong(String.format(Locale.ROOT, "resident memory grew by %.1f %%", growth));
    }
    var table = new Table("", "resident MiB", "live heap MiB", "descriptors");
    row(table, "after half of the time", base);
    row(table, "at the end", last);
    row(table, "all clients gone", after);
    return """
        %,d clients for %,d s: pgjdbc in all its modes, pgbench in its three; %,d operations over %,d
        connections, %,d runs of pgbench. %,d connections were broken towards the client, %,d server
        sessions were terminated, policies were changed %,d times; clients were thrown out %,d times.

        %s
        - clear values among %,d MiB to the clients: %d (the same search finds a clear role's)
        - stuck sessions and clients: %d
        - growth of resident memory: %.1f %% (goal: <= %.0f %%)
        - surprises: %s
        """
        .formatted(
            clients,
            seconds,
            counts.operations().get(),
            counts.connections().get(),
            benches.get(),
            broken.get(),
            terminated.get(),
            reloads.get(),
            counts.thrownOut().get(),
            table,
            tap.bytes() >> 20,
            leaks,
            stuck,
            growth,
            most,
            counts.wrong().isEmpty() ? "none" : counts.wrong());
  }

  /** Breaks connections on both sides until then; returns what the proxy holds at that time. */
  private ProcessState disturb(
      long start, int untilSecond, ServedProcess proxy, Tap tap, Connection admin, Path policies)
      throws IOException, InterruptedException, SQLException {
    var random = new Random(start);
    long end = start + TimeUnit.SECONDS.toNanos(untilSecond);
    long nextReload = System.nanoTime();
    while (System.nanoTime() < end) {
      Thread.sleep(random.nextInt(100, 600));
      if (System.nanoTime() >= nextReload) {
        reload(proxy, policies);
        nextReload += TimeUnit.SECONDS.toNanos(RELOAD_SECONDS);
      }
      if (random.nextBoolean()) {
        broken.addAndGet(tap.breakOne(random) ? 1 : 0);
      } else {
        terminated.addAndGet(terminateOne(admin));
      }
    }
    return ProcessState.of(proxy.java());
  }

  /** Another policy, which says the same of those who work. */
  private void reload(ServedProcess proxy, Path policies) throws IOException, InterruptedException {
    long number = reloads.incrementAndGet();
    Files.writeString(
        policies.resolve("more.yaml"),
        """
        apiVersion: paravent.dev/v1
        kind: AccessPolicy
        metadata: {name: more}
        spec:
          principals: {users: [somebody_%d]}
          access: clear
        """
            .formatted(number));
    Program.output("kill", "-HUP", Long.toString(proxy.java().pid()));
  }

  private static int terminateOne(Connection admin) throws SQLException {
    try (var statement = admin.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT count(*) FILTER (WHERE pg_terminate_backend(pid)) FROM (SELECT pid FROM"
                    + " pg_stat_activity WHERE usename = 'bench_portal' ORDER BY random() LIMIT 1)"
                    + " one")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  /** Those that are left ten seconds after their clients. */
  private static int sessionsLeft(Connection admin, Tap tap)
      throws SQLException, InterruptedException {
    int left = 1;
    for (int i = 0; i < 100 && left > 0; i++) {
      Thread.sleep(100);
      try (var statement = admin.createStatement();
          var rows =
              statement.executeQuery(
                  "SELECT count(*) FROM pg_stat_activity WHERE usename = 'bench_portal'")) {
        rows.next();
        left = rows.getInt(1) + tap.open();
      }
    }
    return left;
  }

  /** pgbench again and again; it ends with an error when its connections break. */
  private void benchmark(Path pgbench, Path script, int port) {
    var modes = List.of("simple", "extended", "prepared");
    try {
      while (!over.get()) {
        String mode = modes.get((int) (benches.getAndIncrement() % modes.size()));
        var command =
            List.of(
                pgbench.toString(),
                "-n",
                "-M",
                mode,
                "-c",
                "4",
                "-j",
                "1",
                "-T",
                "3",
                "-f",
                script.toString(),
                "-h",
                "127.0.0.1",
                "-p",
                Integer.toString(port),
                "-U",
                "bench_portal",
                "postgres");
        try {
          Program.output(command, Map.of("PGSSLMODE", "disable"), Duration.ofSeconds(60));
        } catch (IOException failed) {
          if (String.valueOf(failed.getMessage()).contains("ran longer")) {
            counts.wrong("pgbench is stuck");
          }
          counts.thrownOut().incrementAndGet();
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void row(Table table, String name, ProcessState state) {
    table.add(
        List.of(
            name,
            String.format(Locale.ROOT, "%.1f", state.residentKib() / 1024.0),
            String.format(Locale.ROOT, "%.1f", state.liveHeapKib() / 1024.0),
            Long.toString(state.descriptors())));
  }

  private static void progress(String step) {
    System.err.println("soak: " + step);
  }
}
