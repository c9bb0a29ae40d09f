package dev.paravent.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the proxy end to end beside the database itself and a bare relay. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Point queries and whole-table reads, interleaved over all targets: medians and ratios.")
final class Bench implements Callable<Integer> {
  @Option(names = "--quick", description = "three rounds of 5 s a target (otherwise five of 15 s)")
  private boolean quick;

  @Option(
      names = "--targets",
      split = ",",
      paramLabel = "TARGET",
      description = "some of direct, relay, clear, governed; all by default")
  private Set<Route> routes = EnumSet.allOf(Route.class);

  @Option(names = "--rounds", paramLabel = "N", description = "rounds; 0: by --quick")
  private int rounds;

  @Option(names = "--seconds", paramLabel = "N", description = "pgbench seconds; 0: by --quick")
  private int seconds;

  @Option(
      names = "--clients",
      paramLabel = "N",
      description = "pgbench connections (${DEFAULT-VALUE})")
  private int clients = 8;

  @Option(names = "--rows", paramLabel = "N", description = "rows (${DEFAULT-VALUE})")
  private int rows = 200_000;

  @Option(names = "--save", description = "write the tables into benchmarks/results")
  private boolean save;

  private final List<String> arguments;
  private final Path repository;

  private Bench(List<String> arguments, Path repository) {
    this.arguments = arguments;
    this.repository = repository;
  }

  public static void main(String[] arguments) {
    // The launcher names the root of the repository.
    var repository = Path.of(System.getProperty("paravent.repository", ".")).toAbsolutePath();
    var bench = new CommandLine(new Bench(List.of(arguments), repository.normalize()));
    bench.setCaseInsensitiveEnumValuesAllowed(true);
    bench.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          System.err.println("bench: " + failure.getMessage());
          return 1;
        });
    System.exit(bench.execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException, SQLException {
    var effort =
        new Effort(
            rounds > 0 ? rounds : quick ? 3 : 5,
            seconds > 0 ? seconds : quick ? 5 : 15,
            quick ? 3 : 8,
            clients,
            Math.min(clients, 2),
            rows);
    try (var stage = Stage.open()) {
      // Ctrl-C and System.exit stop everything too.
      Runtime.getRuntime().addShutdownHook(new Thread(stage::close));
      String text = measure(stage, effort);
      System.out.println(text);
      if (save) {
        System.out.println("saved as " + save(text));
      }
    }
    return 0;
  }

  private String measure(Stage stage, Effort effort)
      throws IOException, InterruptedException, SQLException {
    var pgbench = Program.ofPostgres("pgbench");
    var clock = ProcessorTime.ofThisSystem();
    var scene = new Scene(effort.rows());
    String loadBefore = Machine.load();
    progress("starting PostgreSQL with " + effort.rows() + " patients");
    var database = stage.startDatabase(scene);
    var paravent = repository.resolve("proxy/bin/paravent");
    var targets =
        stage.startTargets(EnumSet.copyOf(routes), database, scene, paravent, life(effort));
    for (Target target : targets) {
      target.check();
    }
    var queries = new PointQueries(pgbench, scene.writePointQuery(stage.folder()), effort, clock);
    var points = queries.interleave(targets, effort.rounds(), step -> progress("point " + step));
    var table = new WholeTable(effort, clock);
    var scans = table.interleave(targets, effort.rounds(), step -> progress("table " + step));
    return """
        Medians of %d interleaved rounds; %d s of `pgbench -M prepared -c %d -j %d` a point, %d s of
        `SELECT * FROM payment.patient` (%,d rows, text format) a table.

        %s
        %s
        %s- load average before and after: %s, %s
        """
        .formatted(
            effort.rounds(),
            effort.pointSeconds(),
            effort.clients(),
            effort.threads(),
            effort.scanSeconds(),
            effort.rows(),
            new Report(points).transactions(),
            new Report(scans).rows(),
            new Machine(repository, pgbench).describe(database.version(), arguments),
            loadBefore,
            Machine.load());
  }

  /** Twice what the measurement should take, and a minute. */
  private Duration life(Effort effort) {
    long visits = (long) (effort.rounds() + 1) * routes.size();
    return Duration.ofSeconds(60 + 2 * visits * (effort.pointSeconds() + effort.scanSeconds() + 2));
  }

  private Path save(String text) throws IOException {
    var results = Files.createDirectories(repository.resolve("benchmarks/results"));
    var date = LocalDate.now();
    var file = results.resolve(date + (quick ? "-quick.md" : "-full.md"));
    return Files.writeString(file, "# Measured on " + date + "\n\n" + text);
  }

  private static void progress(String step) {
    System.err.println("bench: " + step);
  }
}
