package dev.paravent.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a reader needs to know of the machine and the programs to judge a figure. */
record Machine(Path repository, Path pgbench) {
  /** A list in Markdown. */
  String describe(String postgres, List<String> arguments)
      throws IOException, InterruptedException {
    return describe(postgres, "bench", arguments);
  }

  /**
   * The same of another program.
   *
   * @param program its name under {@code benchmarks/bin}
   */
  String describe(String postgres, String program, List<String> arguments)
      throws IOException, InterruptedException {
    return """
        - machine: %d cores, %s, Linux %s
        - JDK: %s
        - PostgreSQL %s, %s
        - git revision: %s
        - command: `benchmarks/bin/%s %s`
        """
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            processorModel(),
            System.getProperty("os.version"),
            Runtime.version(),
            postgres,
            Program.output(pgbench.toString(), "--version"),
            revision(),
            program,
            String.join(" ", arguments));
  }

  /** The load of the last minute: other work on the machine shows here. */
  static String load() throws IOException {
    return Files.readString(Path.of("/proc/loadavg")).split(" ")[0];
  }

  private static String processorModel() throws IOException {
    try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch", "unknown"));
    }
  }

  private String revision() throws InterruptedException {
    var git = List.of("git", "-C", repository.toString());
    try {
      String revision = run(git, List.of("rev-parse", "--short", "HEAD"));
      boolean changed = !run(git, List.of("status", "--porcelain")).isEmpty();
      return changed ? revision + " with uncommitted changes" : revision;
    } catch (IOException noRepository) {
      return "unknown";
    }
  }

  private static String run(List<String> git, List<String> arguments)
      throws IOException, InterruptedException {
    var command = new ArrayList<>(git);
    command.addAll(arguments);
    return Program.output(command, Map.of(), Duration.ofSeconds(20));
  }
}
