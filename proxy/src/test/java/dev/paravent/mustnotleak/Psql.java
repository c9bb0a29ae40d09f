package dev.paravent.mustnotleak;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullMarked;

/** The psql of this machine. Immutable. */
@NullMarked
final class Psql {
  private static final long SECONDS = 60;

  private final Path program;

  private Psql(Path program) {
    this.program = program;
  }

  /** What a command printed, standard error included. */
  record Answer(boolean succeeded, String text) {}

  /** Empty if there is none. */
  static Optional<Psql> find() {
    for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      Path program = Path.of(folder, "psql");
      if (!folder.isEmpty() && Files.isExecutable(program)) {
        return Optional.of(new Psql(program));
      }
    }
    return Optional.empty();
  }

  /** The first words of a statement file name: psql and its major version. */
  String version() throws IOException, InterruptedException {
    String printed = run(List.of(program.toString(), "--version")).text();
    return printed.replaceAll("(?s)^psql \\(PostgreSQL\\) ([0-9]+).*", "$1");
  }

  Answer run(int port, String user, String command) throws IOException, InterruptedException {
    return run(
        List.of(
            program.toString(),
            "-X",
            "-h",
            "127.0.0.1",
            "-p",
            Integer.toString(port),
            "-U",
            user,
            "-d",
            LeakDatabase.PLANTED,
            "-v",
            "ON_ERROR_STOP=1",
            "-c",
            command));
  }

  private static Answer run(List<String> words) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().put("PGPASSWORD", LeakDatabase.PASSWORD);
    builder.environment().put("PGCLIENTENCODING", "UTF8");
    builder.environment().put("PSQL_PAGER", "cat");
    builder.environment().put("LC_ALL", "C.UTF-8");
    Process process = builder.start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("psql does not end: " + words.getLast());
    }
    return new Answer(process.exitValue() == 0, text);
  }

  /** The commands of psql-commands.txt, each in every form that its line gives. */
  static List<String> commands() throws IOException {
    List<String> commands = new ArrayList<>();
    for (String line : LeakDatabase.resource("psql-commands.txt").lines().toList()) {
      if (!line.isBlank() && !line.startsWith("#")) {
        commands.add(line.strip());
      }
    }
    return commands;
  }
}
