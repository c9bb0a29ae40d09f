package dev.paravent.cli;

import dev.paravent.attest.Account;
import dev.paravent.attest.Attestation;
import dev.paravent.attest.AttestationReport;
import dev.paravent.attest.Canaries;
import dev.paravent.config.StartException;
import dev.paravent.policies.Policy;
import dev.paravent.policies.PolicyProblem;
import dev.paravent.policies.PolicyReader;
import dev.paravent.policies.PolicyResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code paravent attest}: does anything planted come back in clear? */
@Command(
    name = "attest",
    description = {
      "Attacks a running deployment as one of its users, searches every byte that comes back for planted",
      "values and reports by class of attack. Each attack runs in a transaction that is rolled back."
    },
    footer = "Exit status: 0 nothing leaks, 3 something leaks, 1 unclear or not run, 2 wrong use.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class AttestCommand implements Callable<Integer> {
  private static final int LEAKS = 3;
  private static final int UNCLEAR = 1;

  // Set by picocli before anything runs.
  @SuppressWarnings("NullAway.Init")
  @Spec
  private CommandSpec spec;

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      description =
          "Where the proxy listens, or for a control the database (default: 127.0.0.1:6432).",
      defaultValue = "127.0.0.1:6432")
  @SuppressWarnings("NullAway.Init")
  private String listen;

  @Option(names = "--user", paramLabel = "USER", required = true, description = "Who attacks.")
  @SuppressWarnings("NullAway.Init")
  private String user;

  @Option(names = "--password-file", paramLabel = "FILE", description = "File of the password.")
  private @Nullable Path passwordFile;

  @Option(
      names = "--database",
      paramLabel = "NAME",
      description = "The database (default: the name of the user).")
  private @Nullable String database;

  @Option(
      names = "--policies",
      paramLabel = "DIR",
      description = "Directory of the policy bundle that names the columns (default: policies).",
      defaultValue = "policies")
  @SuppressWarnings("NullAway.Init")
  private Path policies;

  @Option(
      names = "--canaries",
      paramLabel = "FILE",
      required = true,
      description = "What was planted: lines 'CLASS VALUE' and 'rows SCHEMA.RELATION CONDITION'.")
  @SuppressWarnings("NullAway.Init")
  private Path canaryFile;

  @Option(
      names = "--writes",
      description = "Also attacks that write, in a transaction that is rolled back.")
  private boolean writes;

  @Option(
      names = "--control",
      description = "Against the database itself: every attack has to leak, or it proves nothing.")
  private boolean control;

  @Option(names = "--print", description = "Only print the statements; guesses stay open.")
  private boolean print;

  @Override
  public Integer call() throws StartException, CommandException {
    Canaries canaries = canaries();
    Attestation attestation =
        new Attestation(
            new Account(address(), user, password(), database == null ? user : database),
            policy().classification(),
            canaries,
            LocalDate.now(ZoneOffset.UTC),
            writes);
    PrintWriter out = spec.commandLine().getOut();
    if (print) {
      attestation.print(out::println);
      out.flush();
      return 0;
    }
    AttestationReport report;
    try {
      report = attestation.run();
    } catch (IOException away) {
      throw new CommandException("listen: " + listen + ": " + away.getMessage());
    }
    report.print(out::println);
    if (control) {
      report.silent().forEach(attack -> out.println("silent  " + attack));
      out.flush();
      return report.silent().isEmpty() ? 0 : UNCLEAR;
    }
    out.flush();
    return report.hasLeaked() ? LEAKS : report.isConclusive() ? 0 : UNCLEAR;
  }

  private Canaries canaries() throws StartException {
    try {
      return Canaries.read(Files.readAllLines(canaryFile));
    } catch (IOException unreadable) {
      throw new StartException("canaries: " + canaryFile + ": cannot be read");
    } catch (Canaries.FormatException wrong) {
      throw new StartException("canaries: " + canaryFile + ": " + wrong.getMessage());
    }
  }

  private String password() throws StartException {
    try {
      return passwordFile == null ? "" : Files.readString(passwordFile).stripTrailing();
    } catch (IOException unreadable) {
      throw new StartException("password-file: " + passwordFile + ": cannot be read");
    }
  }

  private Policy policy() throws StartException {
    return switch (PolicyReader.read(policies)) {
      case PolicyResult.Loaded loaded -> loaded.policy();
      case PolicyResult.Rejected rejected ->
          throw new StartException(
              rejected.errors().stream().map(PolicyProblem::toString).toList());
    };
  }

  private InetSocketAddress address() {
    int colon = listen.lastIndexOf(':');
    int port = -1;
    try {
      port = Integer.parseInt(listen.substring(colon + 1));
    } catch (NumberFormatException notANumber) {
      // told below, with what was expected
    }
    if (colon < 1 || port < 1 || port > 65_535) {
      throw new ParameterException(
          spec.commandLine(), "listen: " + listen + " (expected: HOST:PORT)");
    }
    return new InetSocketAddress(listen.substring(0, colon).replaceAll("^\\[|\\]$", ""), port);
  }
}
