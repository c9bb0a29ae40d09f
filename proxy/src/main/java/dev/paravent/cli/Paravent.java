package dev.paravent.cli;

import dev.paravent.config.ConfigException;
import dev.paravent.config.StartException;
import dev.paravent.crypto.KeysetException;
import dev.paravent.crypto.kek.KekException;
import dev.paravent.demo.DemoCommand;
import java.io.PrintWriter;
import java.util.List;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code paravent}. */
@Command(
    name = "paravent",
    description = "Pseudonyms instead of protected values, for PostgreSQL.",
    version = "paravent 0.1.0",
    mixinStandardHelpOptions = true)
public final class Paravent implements Runnable {
  private static final int FAILURE = 1;
  private static final int USAGE = 2;

  // Set by picocli before anything runs.
  @SuppressWarnings("NullAway.Init")
  @Spec
  private CommandSpec spec;

  private Paravent() {}

  public static void main(String[] arguments) {
    PrintWriter out = new PrintWriter(System.out, true, System.out.charset());
    PrintWriter err = new PrintWriter(System.err, true, System.err.charset());
    System.exit(run(List.of(arguments), out, err));
  }

  /** Runs the command and returns its exit status. */
  static int run(List<String> arguments, PrintWriter out, PrintWriter err) {
    Wiring wiring = Planners.wiring(warning -> complain(err, warning));
    return new CommandLine(new Paravent())
        .addSubcommand(new ServeCommand(wiring))
        .addSubcommand(new DemoCommand(wiring))
        .addSubcommand(KeysCommand.commandLine())
        .addSubcommand(TokenCommand.commandLine(System.in))
        .addSubcommand(new CommandLine(new SqlCommand()).addSubcommand(new SqlParseCommand()))
        .addSubcommand(new AttestCommand())
        .addSubcommand(PolicyCommand.commandLine(warning -> complain(err, warning)))
        .setOut(out)
        .setErr(err)
        .setParameterExceptionHandler((exception, unused) -> usage(err, exception))
        .setExecutionExceptionHandler((exception, command, unused) -> failure(err, exception))
        .execute(arguments.toArray(String[]::new));
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "expected a command: serve, demo, keys, token, policy, attest or sql");
  }

  private static int usage(PrintWriter err, ParameterException exception) {
    String command = exception.getCommandLine().getCommandSpec().qualifiedName();
    complain(err, oneLine(exception) + " (see " + command + " --help)");
    return USAGE;
  }

  private static int failure(PrintWriter err, Exception exception) {
    return switch (exception) {
      case ConfigException mistake -> {
        complain(err, oneLine(mistake));
        yield USAGE;
      }
      case StartException failed -> {
        failed.problems().forEach(problem -> complain(err, problem));
        yield FAILURE;
      }
      case KeysetException failed -> {
        complain(err, oneLine(failed));
        yield FAILURE;
      }
      case KekException failed -> {
        complain(err, oneLine(failed));
        yield FAILURE;
      }
      case CommandException failed -> {
        complain(err, oneLine(failed));
        yield FAILURE;
      }
      default -> {
        LoggerFactory.getLogger(Paravent.class).debug("event=command_failed", exception);
        complain(err, exception.getClass().getSimpleName() + ": " + oneLine(exception));
        yield FAILURE;
      }
    };
  }

  private static String oneLine(Exception exception) {
    return String.valueOf(exception.getMessage()).lines().findFirst().orElse("unknown reason");
  }

  private static void complain(PrintWriter err, String line) {
    err.println("paravent: " + line);
    err.flush();
  }
}
