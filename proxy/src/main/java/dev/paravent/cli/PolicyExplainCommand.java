package dev.paravent.cli;

import dev.paravent.catalog.Catalog;
import dev.paravent.catalog.CatalogLoader;
import dev.paravent.catalog.CatalogSource;
import dev.paravent.catalog.CatalogUnavailableException;
import dev.paravent.catalog.FunctionInventory;
import dev.paravent.catalog.SystemRelations;
import dev.paravent.config.ConfigException;
import dev.paravent.config.ConfigKey;
import dev.paravent.config.Endpoint;
import dev.paravent.config.StartException;
import dev.paravent.config.UpstreamTlsConfig;
import dev.paravent.decide.Explanation;
import dev.paravent.decide.PlanCache;
import dev.paravent.decide.Planner;
import dev.paravent.decide.Principal;
import dev.paravent.decide.RowRules;
import dev.paravent.policies.AccessPolicy;
import dev.paravent.policies.Policy;
import dev.paravent.policies.PolicyProblem;
import dev.paravent.policies.PolicyReader;
import dev.paravent.policies.PolicyResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code paravent policy explain}: what would this user see for this SQL, and why. */
@Command(
    name = "explain",
    description = "Says what becomes of a user's statements, and why. Runs none of them.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class PolicyExplainCommand implements Callable<Integer> {
  private final Consumer<String> warnings;

  // Set by picocli before anything runs.
  @SuppressWarnings("NullAway.Init")
  @Spec
  private CommandSpec spec;

  @Option(names = "--as", paramLabel = "USER", required = true, description = "Whose statements.")
  @SuppressWarnings("NullAway.Init")
  private String user;

  @Option(
      names = "--policies",
      paramLabel = "DIR",
      description = "Directory of the policy bundle (default: policies).",
      defaultValue = "policies")
  @SuppressWarnings("NullAway.Init")
  private Path policies;

  @Option(
      names = "--upstream",
      paramLabel = "HOST:PORT",
      description = "Where PostgreSQL listens (default: 127.0.0.1:5432).",
      defaultValue = "127.0.0.1:5432")
  @SuppressWarnings("NullAway.Init")
  private String upstream;

  @Mixin private final UpstreamTlsFlags upstreamTls = new UpstreamTlsFlags();

  @Option(
      names = "--database",
      paramLabel = "NAME",
      description = "The database (default: the name of the catalog user).")
  private @Nullable String database;

  @Option(
      names = "--catalog-user",
      paramLabel = "USER",
      required = true,
      description = "Database user that reads the system catalogs; needs CONNECT only.")
  @SuppressWarnings("NullAway.Init")
  private String catalogUser;

  @Option(
      names = "--catalog-password-file",
      paramLabel = "FILE",
      description = "File that holds its password.")
  private @Nullable Path catalogPasswordFile;

  @ArgGroup(multiplicity = "1")
  @SuppressWarnings("NullAway.Init")
  private Source source;

  /** Where the statements are. */
  static final class Source {
    @Option(names = "--sql", paramLabel = "TEXT", description = "Statements.")
    private @Nullable String sql;

    @Option(names = "--file", paramLabel = "FILE", description = "File of statements.")
    private @Nullable Path file;
  }

  PolicyExplainCommand(Consumer<String> warnings) {
    this.warnings = warnings;
  }

  @Override
  public Integer call() throws StartException {
    String text = source.sql == null ? read("file", source.file) : source.sql;
    Policy policy = policy();
    Optional<AccessPolicy> access = policy.forUser(user);
    if (access.isEmpty()) {
      throw new StartException("as: no AccessPolicy names the user " + user);
    }
    PrintWriter out = spec.commandLine().getOut();
    if (access.get().access() == AccessPolicy.Access.CLEAR) {
      out.println("user " + user + " is relayed as it is: " + access.get().name());
      out.flush();
      return 0;
    }
    Catalog catalog = catalog();
    Planner planner =
        new Planner(
            new Principal(user, catalog.database(), access.get()),
            policy.classification(),
            catalog,
            () -> Optional.of(catalog),
            FunctionInventory.load(),
            SystemRelations.load(),
            PlanCache.NONE);
    List<String> path = access.get().searchPath().stream().filter(catalog::hasSchema).toList();
    ExplanationPrinter printer = new ExplanationPrinter(out);
    for (Explanation explanation : planner.explain(text, path)) {
      printer.print(explanation);
    }
    out.flush();
    return 0;
  }

  private Policy policy() throws StartException {
    return switch (PolicyReader.read(policies)) {
      case PolicyResult.Loaded loaded -> {
        loaded.warnings().forEach(warning -> warnings.accept("warning: " + warning));
        List<String> problems = RowRules.problems(loaded.policy());
        if (!problems.isEmpty()) {
          throw new StartException(problems);
        }
        yield loaded.policy();
      }
      case PolicyResult.Rejected rejected ->
          throw new StartException(
              rejected.errors().stream().map(PolicyProblem::toString).toList());
    };
  }

  private Catalog catalog() throws StartException {
    int colon = upstream.lastIndexOf(':');
    int port = -1;
    try {
      port = Integer.parseInt(upstream.substring(colon + 1));
    } catch (NumberFormatException notANumber) {
      // told below, with what was expected
    }
    if (colon < 1 || port < 1 || port > 65_535) {
      throw new ParameterException(
          spec.commandLine(), "upstream: " + upstream + " (expected: HOST:PORT)");
    }
    String password =
        catalogPasswordFile == null
            ? null
            : read("catalog-password-file", catalogPasswordFile).stripTrailing();
    String host = upstream.substring(0, colon).replaceAll("^\\[|\\]$", "");
    try {
      UpstreamTlsConfig tls = UpstreamTlsConfig.read(upstreamTls.values());
      Endpoint server = new Endpoint(host, port);
      if (!server.isSocket()) {
        tls.requireFor(server.resolve(ConfigKey.UPSTREAM).getAddress());
      }
      return new CatalogLoader(
              CatalogSource.of(host, port, catalogUser, password)
                  .with(Encryption.driverProperties(tls)))
          .load(database == null ? catalogUser : database);
    } catch (ConfigException wrong) {
      throw new StartException(String.valueOf(wrong.getMessage()));
    } catch (CatalogUnavailableException away) {
      throw new StartException(String.valueOf(away.getMessage()));
    }
  }

  private static String read(String flag, @Nullable Path file) throws StartException {
    try {
      return file == null ? "" : Files.readString(file);
    } catch (IOException unreadable) {
      throw new StartException(flag + ": " + file + ": cannot be read");
    }
  }
}
