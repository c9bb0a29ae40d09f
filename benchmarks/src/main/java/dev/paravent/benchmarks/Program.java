package dev.paravent.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program that runs to its end and whose output is wanted. */
final class Program {
  private Program() {}

  static String output(String... command) throws IOException, InterruptedException {
    return output(List.of(command), Map.of(), Duration.ofSeconds(10));
  }

  /**
   * Runs a program and returns what it wrote to standard output and standard error.
   *
   * @throws IOException when it cannot start, fails or takes longer than {@code limit}
   */
  static String output(List<String> command, Map<String, String> environment, Duration limit)
      throws IOException, InterruptedException {
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    var process = builder.start();
    try {
      process.getOutputStream().close();
      var output =
          CompletableFuture.supplyAsync(() -> read(process), Thread.ofPlatform().daemon()::start);
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException(command.getFirst() + " ran longer than " + limit.toSeconds() + " s");
      }
      String text = output.join().strip();
      if (process.exitValue() != 0) {
        throw new IOException(
            command.getFirst() + " ended with status " + process.exitValue() + ": " + text);
      }
      return text;
    } finally {
      process.destroyForcibly();
    }
  }

  private static String read(Process process) {
    try {
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /**
   * Where a PostgreSQL client program is: on PATH, or the newest of {@code /usr/lib/postgresql}.
   */
  static Path ofPostgres(String name) throws IOException {
    var onPath =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
            .filter(folder -> !folder.isEmpty())
            .map(folder -> Path.of(folder, name));
    var installed = Path.of("/usr/lib/postgresql");
    List<Path> versions = List.of();
    if (Files.isDirectory(installed)) {
      try (var folders = Files.list(installed)) {
        versions = folders.sorted(Comparator.reverseOrder()).toList();
      }
    }
    return Stream.concat(onPath, versions.stream().map(version -> version.resolve("bin/" + name)))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new IOException(name + " is neither on PATH nor under " + installed));
  }
}
