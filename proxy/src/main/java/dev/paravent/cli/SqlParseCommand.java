package dev.paravent.cli;

import dev.paravent.config.ConfigException;
import dev.paravent.sql.pg.PgParser;
import dev.paravent.sql.pg.PgSyntaxException;
import dev.paravent.sql.pg.RoundTrip;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code paravent sql parse}: how many statements of a set of files are read, and how many say the
 * same after they were printed. SELECT INTO in a place where PostgreSQL refuses it after parsing
 * counts as read and not as printed.
 */
@Command(
    name = "parse",
    description = "Parses files of statements separated by a line ';;' and counts them.",
    mixinStandardHelpOptions = true)
final class SqlParseCommand implements Callable<Integer> {
  private static final String SEPARATOR = "\\R;;[ \\t]*(?:\\R|$)";
  private static final int FAILURE = 1;

  @Option(names = "--print", description = "Print each statement as the server would get it.")
  private boolean print;

  // Set by picocli before anything runs.
  @SuppressWarnings("NullAway.Init")
  @Parameters(
      paramLabel = "FILE|DIR",
      arity = "1..*",
      description = "Files, or directories of *.sql.")
  private List<Path> paths;

  @SuppressWarnings("NullAway.Init")
  @Spec
  private CommandSpec spec;

  private final PgParser parser = new PgParser();
  private int statements;
  private int parsed;
  private int misplaced;
  private int equal;

  @Override
  public Integer call() throws ConfigException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    for (Path path : paths) {
      for (Path file : files(path)) {
        String[] texts = read(file).split(SEPARATOR);
        for (int i = 0; i < texts.length; i++) {
          if (!texts[i].isBlank()) {
            statement(texts[i], file + " statement " + (i + 1), out, err);
          }
        }
      }
    }
    if (misplaced > 0) {
      out.println("with INTO where it may not stand: " + misplaced);
    }
    out.printf(
        "parsed %d of %d, printed and re-parsed equal %d of %d%n",
        parsed, statements, equal, parsed);
    return parsed == statements ? 0 : FAILURE;
  }

  private void statement(String text, String place, PrintWriter out, PrintWriter err) {
    statements++;
    RoundTrip read;
    try {
      read = RoundTrip.of(parser, text);
    } catch (PgSyntaxException e) {
      err.println(place + ": " + e.getMessage() + " (character " + e.position() + ")");
      return;
    }
    parsed++;
    if (read.misplacedInto()) {
      misplaced++;
      return;
    }
    if (read.equal()) {
      equal++;
    } else {
      err.println(place + ": says something else when printed");
    }
    if (print) {
      read.printed().forEach(out::println);
      out.println(";;");
    }
  }

  private static List<Path> files(Path path) throws ConfigException {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> files = Files.walk(path)) {
      return files.filter(file -> file.toString().endsWith(".sql")).sorted().toList();
    } catch (IOException e) {
      throw new ConfigException(path + ": cannot be read");
    }
  }

  private static String read(Path file) throws ConfigException {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new ConfigException(file + ": cannot be read");
    }
  }
}
