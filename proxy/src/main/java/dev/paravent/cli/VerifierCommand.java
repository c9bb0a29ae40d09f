package dev.paravent.cli;

import dev.paravent.crypto.scram.ScramVerifier;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code paravent verifier}: what a proxy checks a password with, without knowing it. */
@Command(
    name = "verifier",
    description = "Makes a user's line of --auth-file of a password, which is read from its input.",
    mixinStandardHelpOptions = true)
final class VerifierCommand implements Callable<Integer> {
  private static final int LEAST_ITERATIONS = ScramVerifier.DEFAULT_ITERATIONS;
  private static final int MOST_ITERATIONS = 1_000_000;

  private final InputStream in;

  // Set by picocli before anything runs.
  @SuppressWarnings("NullAway.Init")
  @Spec
  private CommandSpec spec;

  @Option(names = "--user", paramLabel = "USER", required = true, description = "Whose password.")
  @SuppressWarnings("NullAway.Init")
  private String user;

  @Option(
      names = "--iterations",
      paramLabel = "N",
      defaultValue = "4096",
      description =
          "What a guess costs, and a login (default: ${DEFAULT-VALUE}, PostgreSQL's own).")
  private int iterations;

  VerifierCommand(InputStream in) {
    this.in = in;
  }

  @Override
  public Integer call() throws IOException, CommandException {
    if (iterations < LEAST_ITERATIONS || iterations > MOST_ITERATIONS) {
      throw new ParameterException(
          spec.commandLine(),
          "iterations: %d (expected: %d to %d)"
              .formatted(iterations, LEAST_ITERATIONS, MOST_ITERATIONS));
    }
    String password = password();
    if (password == null || password.isEmpty()) {
      throw new CommandException("password: none (expected: one line of input)");
    }
    byte[] salt = new byte[ScramVerifier.DEFAULT_SALT];
    new SecureRandom().nextBytes(salt);
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        "\"%s\" \"%s\""
            .formatted(
                user.replace("\"", "\"\""),
                ScramVerifier.ofPassword(password, salt, iterations).encoded()));
    out.flush();
    return 0;
  }

  private @Nullable String password() throws IOException {
    Console console = System.console();
    if (console != null) {
      char[] typed = console.readPassword("Password: ");
      return typed == null ? null : new String(typed);
    }
    return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).readLine();
  }
}
