package dev.paravent.benchmarks;

import io.netty.channel.Channel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures what thousands of idle governed connections hold, and whether logins leave anything. */
@Command(
    name = "capacity",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Memory of idle governed connections, then connecting and disconnecting at a steady rate.",
      "The database is a fake that costs nothing; the catalogs are those of a real one."
    })
final class Capacity implements Callable<Integer> {
  /** Logins under way at a time: what the listener's backlog holds for sure. */
  private static final int UNDER_WAY = 200;

  /** Descriptors of the proxy that are no connections. */
  private static final int OTHER_DESCRIPTORS = 200;

  private static final double GOAL_KIB = 12;
  private static final double MOST_GROWTH_PERCENT = 5;

  /** Shorter churn sees the compiler's memory grow. */
  private static final double MOST_GROWTH_OF_SHORT_RUN_PERCENT = 20;

  private static final int SHORT_RUN_SECONDS = 60;
  private static final String USER = "bench_portal";

  @Option(
      names = "--connections",
      paramLabel = "N",
      description = "idle connections (${DEFAULT-VALUE}); fewer if descriptors do not suffice")
  private int connections = 10_000;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "connects and disconnects a second (${DEFAULT-VALUE})")
  private int rate = 1_000;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "how long (${DEFAULT-VALUE}); 0: not at all")
  private int seconds = 60;

  @Option(names = "--histogram", description = "print the classes that hold the memory")
  private boolean histogram;

  @Option(names = "--save", description = "write the result into benchmarks/results")
  private boolean save;

  private final List<String> arguments;
  private final Path repository;
  private boolean missed; // a goal

  private Capacity(List<String> arguments, Path repository) {
    this.arguments = arguments;
    this.repository = repository;
  }

  public static void main(String[] arguments) {
    var repository = Path.of(System.getProperty("paravent.repository", ".")).toAbsolutePath();
    var capacity = new CommandLine(new Capacity(List.of(arguments), repository.normalize()));
    capacity.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          System.err.println("capacity: " + failure.getMessage());
          return 1;
        });
    System.exit(capacity.execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException, SQLException {
    String loadBefore = Machine.load();
    var scene = new Scene(1);
    try (var stage = Stage.open()) {
      Runtime.getRuntime().addShutdownHook(new Thread(stage::close));
      progress("starting PostgreSQL, the fake upstream and the proxy");
      var database = stage.startDatabase(scene);
      var life = Duration.ofSeconds(600 + 4L * seconds);
      var proxy =
          stage.startBeforeFake(database, scene, repository.resolve("proxy/bin/paravent"), life);
      String idle = idle(proxy);
      String churn = seconds == 0 ? "" : churn(proxy);
      String text =
          """
          Each connection is a governed session that has logged in and is idle; its other half at the
          database is a fake's. Memory is the proxy's, after a full collection.

          %s
          %s
          %s- load average before and after: %s, %s
          """
              .formatted(
                  idle,
                  churn,
                  new Machine(repository, Program.ofPostgres("pgbench"))
                      .describe(database.version(), "capacity", arguments),
                  loadBefore,
                  Machine.load());
      System.out.println(text);
      if (save) {
        var results = Files.createDirectories(repository.resolve("benchmarks/results"));
        var file = results.resolve(LocalDate.now() + "-capacity.md");
        Files.writeString(file, "# Measured on " + LocalDate.now() + "\n\n" + text);
        System.out.println("saved as " + file);
      }
      return missed ? 1 : 0;
    }
  }

  /** Opens connections and compares what the proxy holds before and with them. */
  private String idle(ServedProcess proxy) throws IOException, InterruptedException {
    int count = Math.min(connections, affordable());
    try (var logins = new Logins(proxy.address(), USER)) {
      close(open(logins, Math.min(count, 2_000))); // classes are loaded, pools have their size
      Thread.sleep(2_000);
      var base = ProcessState.of(proxy.java());
      progress("opening " + count + " connections");
      var sessions = open(logins, count);
      Thread.sleep(2_000);
      var full = ProcessState.of(proxy.java());
      if (histogram) {
        ProcessState.largestClasses(proxy.java(), 40).forEach(System.err::println);
      }
      long alive = sessions.stream().filter(Channel::isActive).count();
      close(sessions);
      Thread.sleep(2_000);
      var after = ProcessState.of(proxy.java());
      if (alive < count) {
        throw new IOException("connections: " + alive + " (expected: " + count + ")");
      }
      var table = new Table("", "resident MiB", "live heap MiB", "descriptors");
      row(table, "base", base);
      row(table, String.format(Locale.ROOT, "%,d idle connections", count), full);
      row(table, "all of them closed", after);
      double resident = (double) (full.residentKib() - base.residentKib()) / count;
      double heap = (double) (full.liveHeapKib() - base.liveHeapKib()) / count;
      missed |= resident > GOAL_KIB || after.descriptors() > base.descriptors() + 10;
      return "%s\nA connection holds %.1f KiB of resident memory, %.1f KiB of it on the heap (goal: %.0f KiB).\n"
          .formatted(table, resident, heap, GOAL_KIB);
    }
  }

  /** Connects and disconnects at the rate and compares what the proxy holds before and after. */
  private String churn(ServedProcess proxy) throws IOException, InterruptedException {
    var failures = new AtomicLong();
    var done = new AtomicLong();
    var places = new Semaphore(UNDER_WAY);
    try (var logins = new Logins(proxy.address(), USER)) {
      var before = ProcessState.of(proxy.java());
      var table = new Table("churn", "resident MiB", "live heap MiB", "descriptors");
      row(table, "before", before);
      progress(rate + " connects a second for " + seconds + " s");
      long start = System.nanoTime();
      long total = (long) rate * seconds;
      long peak = 0;
      for (long i = 0; i < total; i++) {
        long due = start + i * 1_000_000_000L / rate;
        while (System.nanoTime() < due) {
          Thread.sleep(1);
        }
        places.acquire();
        logins
            .login()
            .whenComplete(
                (session, failure) -> {
                  if (failure == null) {
                    Logins.logout(session);
                    done.incrementAndGet();
                  } else {
                    failures.incrementAndGet();
                  }
                  places.release();
                });
        if (i % (rate * 5L) == 0) {
          peak = Math.max(peak, ProcessState.resident(Long.toString(proxy.java().pid())));
        }
      }
      places.acquire(UNDER_WAY);
      double took = (System.nanoTime() - start) / 1e9;
      Thread.sleep(2_000);
      var after = ProcessState.of(proxy.java());
      row(table, String.format(Locale.ROOT, "after %,d", done.get()), after);
      double growth = 100.0 * (after.residentKib() - before.residentKib()) / before.residentKib();
      double most =
          seconds < SHORT_RUN_SECONDS ? MOST_GROWTH_OF_SHORT_RUN_PERCENT : MOST_GROWTH_PERCENT;
      missed |=
          failures.get() > 0 || growth > most || after.descriptors() > before.descriptors() + 10;
      return "%s\n%,.0f connects and disconnects a second over %.0f s, %d failed; resident memory grew by %.1f %% (at most %,d MiB on the way).\n"
          .formatted(table, done.get() / took, took, failures.get(), growth, peak / 1024);
    }
  }

  private static List<Channel> open(Logins logins, int count)
      throws IOException, InterruptedException {
    var places = new Semaphore(UNDER_WAY);
    var pending = new ArrayList<CompletableFuture<Channel>>();
    for (int i = 0; i < count; i++) {
      places.acquire();
      pending.add(logins.login().whenComplete((session, failure) -> places.release()));
    }
    var sessions = new ArrayList<Channel>();
    for (var one : pending) {
      try {
        sessions.add(one.join());
      } catch (CompletionException failed) {
        throw new IOException("login " + sessions.size() + ": " + failed.getCause(), failed);
      }
    }
    return sessions;
  }

  private static void close(List<Channel> sessions) {
    sessions.forEach(Logins::logout);
  }

  /** How many connections, each of which needs two descriptors of the proxy, the system allows. */
  private static int affordable() throws IOException, InterruptedException {
    String limit = Program.output("sh", "-c", "ulimit -Hn");
    return limit.equals("unlimited")
        ? Integer.MAX_VALUE
        : (Integer.parseInt(limit) - OTHER_DESCRIPTORS) / 2;
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
    System.err.println("capacity: " + step);
  }
}
