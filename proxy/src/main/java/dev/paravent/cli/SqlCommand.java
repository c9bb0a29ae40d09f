package dev.paravent.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code paravent sql}: what the proxy makes of SQL, without a database. */
@Command(
    name = "sql",
    description = "Shows what the proxy makes of SQL.",
    mixinStandardHelpOptions = true)
final class SqlCommand implements Runnable {
  // Set by picocli before anything runs.
  @SuppressWarnings("NullAway.Init")
  @Spec
  private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "expected a command: parse");
  }
}
