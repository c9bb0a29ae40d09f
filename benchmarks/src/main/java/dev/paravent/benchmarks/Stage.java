package dev.paravent.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that runs during a measurement: the database, the relay and the proxy, in a temporary
 * folder. Closing stops them in reverse order and deletes the folder; it may be called twice.
 * Thread-safe.
 */
final class Stage implements AutoCloseable {
  private static final int DELETE_ATTEMPTS = 20;

  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private final Path folder;
  private boolean closed;

  private Stage(Path folder) {
    this.folder = folder;
    opened.push(() -> delete(folder));
  }

  static Stage open() throws IOException {
    return new Stage(Files.createTempDirectory("paravent-bench"));
  }

  Path folder() {
    return folder;
  }

  Database startDatabase(Scene scene) throws IOException, SQLException {
    return keep(Database.start(folder, scene));
  }

  /**
   * Starts what the routes need.
   *
   * @param paravent the launcher of the proxy
   * @param life after which the processes end by themselves
   */
  List<Target> startTargets(
      Set<Route> routes, Database database, Scene scene, Path paravent, Duration life)
      throws IOException, InterruptedException {
    Optional<ServedProcess> relay =
        routes.contains(Route.RELAY)
            ? Optional.of(keep(ServedProcess.start(relay(database), folder, life)))
            : Optional.empty();
    Optional<ServedProcess> proxy =
        routes.stream().anyMatch(Route::needsParavent)
            ? Optional.of(
                keep(
                    ServedProcess.start(
                        paravent(paravent, database.address(), scene), folder, life)))
            : Optional.empty();
    return routes.stream()
        .map(
            route ->
                switch (route) {
                  case DIRECT -> new Target(route, database.address(), Optional.empty());
                  case RELAY -> new Target(route, relay.orElseThrow().address(), relay);
                  case CLEAR, GOVERNED -> new Target(route, proxy.orElseThrow().address(), proxy);
                })
        .toList();
  }

  /** Starts the proxy alone, before the database. */
  ServedProcess startProxy(Database database, Scene scene, Path paravent, Duration life)
      throws IOException, InterruptedException {
    return keep(ServedProcess.start(paravent(paravent, database.address(), scene), folder, life));
  }

  /**
   * Starts the proxy before a {@link FakeUpstream}.
   *
   * @param life after which the processes end by themselves
   */
  ServedProcess startBeforeFake(Database database, Scene scene, Path paravent, Duration life)
      throws IOException, InterruptedException {
    var fake =
        keep(ServedProcess.start(program(FakeUpstream.class, database, "postgres"), folder, life));
    return keep(ServedProcess.start(paravent(paravent, fake.address(), scene), folder, life));
  }

  /** The relay runs with the flags that {@code proxy/bin/paravent} gives to the proxy. */
  private static List<String> relay(Database database) throws IOException {
    return program(BareRelay.class, database);
  }

  /** A program of this package: where it listens, where the database is, and more. */
  private static List<String> program(Class<?> program, Database database, String... more)
      throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-XX:+UseSerialGC", "-XX:-UsePerfData", "--enable-native-access=ALL-UNNAMED"));
    if (Runtime.version().feature() >= 24) {
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    if (Runtime.version().feature() >= 25) {
      command.add("-XX:+UseCompactObjectHeaders");
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(program.getName());
    command.add(Address.freeOnLoopback().toString());
    command.add(database.address().toString());
    command.addAll(List.of(more));
    return command;
  }

  private List<String> paravent(Path launcher, Address upstream, Scene scene) throws IOException {
    return List.of(
        launcher.toString(),
        "serve",
        "--listen",
        Address.freeOnLoopback().toString(),
        "--upstream",
        upstream.toString(),
        "--catalog-user",
        "postgres",
        "--policies",
        scene.writePolicies(folder.resolve("policies")).toString(),
        "--dev-keys",
        "--metrics",
        Address.freeOnLoopback().toString());
  }

  /** Registers something to close; closes it at once when the stage is closed already. */
  private synchronized <T extends AutoCloseable> T keep(T resource) throws IOException {
    if (closed) {
      closeQuietly(resource);
      throw new IOException("interrupted");
    }
    opened.push(resource);
    return resource;
  }

  @Override
  public synchronized void close() {
    closed = true;
    while (!opened.isEmpty()) {
      closeQuietly(opened.pop());
    }
  }

  private static void closeQuietly(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception failed) {
      System.err.println("bench: while stopping: " + failed);
    }
  }

  /** On Ctrl-C the database may still be writing its last files, so this tries for a while. */
  private static void delete(Path folder) throws InterruptedException {
    for (int attempt = 0; attempt < DELETE_ATTEMPTS; attempt++) {
      try (var paths = Files.walk(folder)) {
        for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(path);
        }
        return;
      } catch (IOException | UncheckedIOException changing) {
        Thread.sleep(250);
      }
    }
    System.err.println("bench: could not delete " + folder);
  }
}
