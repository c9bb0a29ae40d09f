package dev.paravent.cli;

import dev.paravent.config.ConfigException;
import dev.paravent.config.ConfigFile;
import dev.paravent.config.ConfigKey;
import dev.paravent.config.ServeConfig;
import dev.paravent.config.ServeConfigReader;
import dev.paravent.config.StartException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import sun.misc.Signal;

/** {@code paravent serve}. */
@Command(
    name = "serve",
    description = {
      "Serves clients until it is told to stop.",
      "Every flag is also a key of the configuration file; a flag beats the file."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ServeCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

  private final Wiring wiring;

  // Set by picocli before anything runs.
  @SuppressWarnings("NullAway.Init")
  @Spec
  private CommandSpec spec;

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      description = "Where clients connect (default: 127.0.0.1:6432).")
  private @Nullable String listen;

  @Mixin private final LoginFlags login = new LoginFlags();

  @Mixin private final AssertionFlags assertions = new AssertionFlags();

  @Mixin private final ListenerTlsFlags listenerTls = new ListenerTlsFlags();

  @Option(
      names = "--upstream",
      paramLabel = "HOST:PORT",
      description = "Where PostgreSQL listens (default: 127.0.0.1:5432).")
  private @Nullable String upstream;

  @Mixin private final UpstreamTlsFlags upstreamTls = new UpstreamTlsFlags();

  @Option(
      names = "--catalog-user",
      paramLabel = "USER",
      description = "Database user that reads the system catalogs; needs CONNECT only.")
  private @Nullable String catalogUser;

  @Option(
      names = "--catalog-password-file",
      paramLabel = "FILE",
      description = "File that holds its password.")
  private @Nullable String catalogPasswordFile;

  @Option(names = "--policies", paramLabel = "DIR", description = "Directory of the policy bundle.")
  private @Nullable String policies;

  @Option(names = "--keys", paramLabel = "FILE", description = "Keyset file.")
  private @Nullable String keys;

  @Option(
      names = "--dev-keys",
      arity = "0",
      description = "Keys that everybody knows, to try things out.")
  private boolean developmentKeys;

  @Mixin private final KekFlags kek = new KekFlags();

  @Mixin private final AnalysisFlags analysis = new AnalysisFlags();

  @Option(
      names = "--reload-on-change",
      arity = "0",
      description = "Reads policies and keys again when their files change, not on SIGHUP alone.")
  private boolean reloadOnChange;

  @Mixin private final LimitFlags limits = new LimitFlags();

  @Option(
      names = "--metrics",
      paramLabel = "HOST:PORT",
      description = "Where /metrics, /livez and /readyz are served (default: nowhere).")
  private @Nullable String metrics;

  @Option(
      names = "--log-level",
      paramLabel = "LEVEL",
      description = "error, warn, info, debug or trace (default: info, or PARAVENT_LOG_LEVEL).")
  private @Nullable String logLevel;

  @Option(names = "--config", paramLabel = "FILE", description = "YAML configuration file.")
  private @Nullable Path config;

  ServeCommand(Wiring wiring) {
    this.wiring = wiring;
  }

  @Override
  public Integer call() throws ConfigException, StartException, InterruptedException {
    Map<ConfigKey, String> file = config == null ? Map.of() : ConfigFile.read(config);
    ServeConfig serveConfig = ServeConfigReader.read(flags(), withEnvironment(file));
    RunningProxy proxy = wiring.start(serveConfig);
    // SIGTERM and SIGINT: sessions end their statements, then the JVM leaves with the signal's
    // status.
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(proxy::close));
    reloadOnHangUp(proxy);
    PrintWriter out = spec.commandLine().getOut();
    out.println("paravent ready listen=" + proxy.listen());
    out.flush();
    new CountDownLatch(1).await();
    return 0;
  }

  /**
   * The JDK has no other way to hear of a signal. With -Xrs, which leaves them alone, nobody does.
   */
  private static void reloadOnHangUp(RunningProxy proxy) {
    try {
      var unused = Signal.handle(new Signal("HUP"), signal -> proxy.reload());
    } catch (IllegalArgumentException taken) {
      LOG.warn("event=no_reload_on_sighup reason=\"{}\"", taken.getMessage());
    }
  }

  private Map<ConfigKey, String> flags() {
    Map<ConfigKey, String> flags = new EnumMap<>(ConfigKey.class);
    Flags.put(flags, ConfigKey.LISTEN, listen);
    Flags.put(flags, ConfigKey.UPSTREAM, upstream);
    Flags.put(flags, ConfigKey.CATALOG_USER, catalogUser);
    Flags.put(flags, ConfigKey.CATALOG_PASSWORD_FILE, catalogPasswordFile);
    Flags.put(flags, ConfigKey.POLICIES, policies);
    Flags.put(flags, ConfigKey.KEYS, keys);
    Flags.put(flags, ConfigKey.DEV_KEYS, developmentKeys ? "true" : null);
    flags.putAll(kek.values());
    flags.putAll(login.values());
    flags.putAll(assertions.values());
    flags.putAll(listenerTls.values());
    flags.putAll(upstreamTls.values());
    flags.putAll(analysis.values());
    Flags.put(flags, ConfigKey.RELOAD_ON_CHANGE, reloadOnChange ? "true" : null);
    flags.putAll(limits.values());
    Flags.put(flags, ConfigKey.METRICS, metrics);
    Flags.put(flags, ConfigKey.LOG_LEVEL, logLevel);
    return flags;
  }

  /** The log level of the environment is the weakest of the three. */
  private static Map<ConfigKey, String> withEnvironment(Map<ConfigKey, String> file) {
    Map<ConfigKey, String> values = new EnumMap<>(ConfigKey.class);
    Flags.put(values, ConfigKey.LOG_LEVEL, System.getenv("PARAVENT_LOG_LEVEL"));
    values.putAll(file);
    return values;
  }
}
