package dev.paravent.cli;

import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code paravent policy}. */
@Command(name = "policy", description = "Says what a policy does.", mixinStandardHelpOptions = true)
final class PolicyCommand implements Runnable {
  // Set by picocli before anything runs.
  @SuppressWarnings("NullAway.Init")
  @Spec
  private CommandSpec spec;

  private PolicyCommand() {}

  static CommandLine commandLine(Consumer<String> warnings) {
    return new CommandLine(new PolicyCommand()).addSubcommand(new PolicyExplainCommand(warnings));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "expected a command: explain");
  }
}
