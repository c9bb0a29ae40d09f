package dev.paravent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import picocli.CommandLine;

/** What a command said and how it ended. */
public record CommandRun(int status, String out, String err) {

  public static CommandRun of(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status =
        Paravent.run(List.of(arguments), new PrintWriter(out, true), new PrintWriter(err, true));
    return new CommandRun(status, out.toString(), err.toString());
  }

  /** Runs a command by itself; its failure is told as the exception's name and message. */
  static CommandRun of(CommandLine command, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    PrintWriter errors = new PrintWriter(err, true);
    int status =
        command
            .setOut(new PrintWriter(out, true))
            .setErr(errors)
            .setExecutionExceptionHandler(
                (exception, unused, parsed) -> {
                  errors.println(exception.getMessage());
                  return 1;
                })
            .execute(arguments);
    return new CommandRun(status, out.toString(), err.toString());
  }

  CommandRun succeeds() {
    assertThat(err).isEmpty();
    assertThat(status).isZero();
    return this;
  }

  CommandRun fails(String message) {
    assertThat(out).isEmpty();
    assertThat(err).contains(message).hasLineCount(1);
    assertThat(status).isNotZero();
    return this;
  }

  static Path secretFile(Path file, String content) throws IOException {
    Files.write(file, content.getBytes(StandardCharsets.UTF_8));
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }
}
