package dev.paravent.cli;

import dev.paravent.catalog.CatalogLoader;
import dev.paravent.catalog.CatalogService;
import dev.paravent.catalog.CatalogSource;
import dev.paravent.config.AnalysisConfig;
import dev.paravent.config.ConfigException;
import dev.paravent.config.ConfigKey;
import dev.paravent.config.Endpoint;
import dev.paravent.config.LoginConfig;
import dev.paravent.config.ServeConfig;
import dev.paravent.config.StartException;
import dev.paravent.config.UpstreamTlsConfig;
import dev.paravent.demo.ProxyStarter;
import dev.paravent.metrics.MetricsServer;
import dev.paravent.metrics.PlanCacheCounts;
import dev.paravent.metrics.ProxyMetrics;
import dev.paravent.metrics.UpstreamProbe;
import dev.paravent.session.Charges;
import dev.paravent.session.ProxyServer;
import dev.paravent.session.ServerSettings;
import dev.paravent.session.TransportSecurity;
import dev.paravent.sql.pg.AnalysisLimits;
import dev.paravent.sql.pg.ParserLimits;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Constructs a proxy of its parts and starts it. */
final class Wiring implements ProxyStarter {
  private static final Duration CATALOG_POLL_INTERVAL = Duration.ofMillis(400);
  // Longer than the interval by enough for a busy database; beyond it statements are refused.
  private static final Duration CATALOG_MAXIMUM_AGE = Duration.ofSeconds(5);

  private static final Duration WATCH_INTERVAL = Duration.ofSeconds(1);
  private static final Duration FILES_INTERVAL = Duration.ofSeconds(5);

  private final PlannerFactory planners;
  private final PlanCacheCounts planCache;
  private final Consumer<String> warnings;

  /**
   * @param warnings takes each warning, one line
   */
  Wiring(PlannerFactory planners, PlanCacheCounts planCache, Consumer<String> warnings) {
    this.planners = planners;
    this.planCache = planCache;
    this.warnings = warnings;
  }

  @Override
  public RunningProxy start(ServeConfig config) throws StartException {
    LogLevels.apply(config.logLevel());
    GovernanceReader reader = new GovernanceReader(config.policies(), config.keys(), warnings);
    GovernanceReader.Read read = reader.read();
    InetSocketAddress listen = resolve(config.listen(), ConfigKey.LISTEN);
    ServerSettings settings =
        ServerSettings.of(
                listen,
                InetSocketAddress.createUnresolved(
                    config.upstream().host(), config.upstream().port()))
            .limited(
                config.limits().maxConnections(),
                config.limits().maxUserConnections(),
                config.limits().loginTimeout(),
                config.limits().idleTimeout(),
                config.limits().drainTimeout());
    if (config.upstreamTls().mode() == UpstreamTlsConfig.Mode.REQUIRE) {
      warnings.accept("warning: upstream-tls: require takes any certificate; use verify-full");
    }
    if (config.login().method() instanceof LoginConfig.Relay
        && config.listenerTls().isPresent()
        && isEncrypted(config.upstreamTls())) {
      warnings.accept(
          "warning: auth: relay with TLS on both legs; PostgreSQL refuses SCRAM from clients that"
              + " bind channels, use scram");
    }
    if (config.login().assertions().isEmpty()
        && read.policy().access().stream().anyMatch(policy -> policy.assertions().isPresent())) {
      warnings.accept(
          "warning: a policy speaks of assertions, but without assertion-keys none counts");
    }
    // An unknown host is a mistake; a database that is away comes back by itself.
    InetSocketAddress upstream = resolve(config.upstream(), ConfigKey.UPSTREAM);
    try {
      config.upstreamTls().requireFor(upstream.getAddress());
    } catch (ConfigException missing) {
      throw new StartException(String.valueOf(missing.getMessage()));
    }
    TransportSecurity security = Encryption.load(config.listenerTls(), config.upstreamTls());

    Closing closing = new Closing();
    try {
      CatalogSource catalog = catalog(config);
      Logins logins = Logins.load(config.login(), catalog, read.keyset(), closing);
      CatalogService catalogs =
          closing.add(
              new CatalogService(
                  new CatalogLoader(catalog), CATALOG_POLL_INTERVAL, CATALOG_MAXIMUM_AGE));
      LivePlanners livePlanners =
          closing.add(
              new LivePlanners(catalogs, planners.within(limits(config.limits().analysis()))));
      ProxyMetrics metrics = new ProxyMetrics(planCache);
      LiveGovernance governance = new LiveGovernance(reader, read, livePlanners, metrics);
      UpstreamProbe probe =
          closing.add(new UpstreamProbe(config.upstream().host(), config.upstream().port()));
      ProxyServer server =
          closing.add(
              new ProxyServer(
                  settings, security, logins.methods(), governance, Charges.FREE, metrics));
      Endpoint listening = new Endpoint(config.listen().host(), bind(server, config.listen()));
      Optional<Endpoint> metricsEndpoint = Optional.empty();
      if (config.metrics().isPresent()) {
        Endpoint wanted = config.metrics().get();
        MetricsServer metricsServer = closing.add(bind(wanted, metrics, probe));
        metricsEndpoint =
            Optional.of(new Endpoint(wanted.host(), metricsServer.address().getPort()));
        probe.start();
      }
      Reloading reloading =
          closing.add(
              new Reloading(
                  () -> {
                    security.reload();
                    logins.reload();
                    if (governance.reload()) {
                      server.governanceChanged();
                    }
                  }));
      reloading.repeat(
          () -> {
            security.reload();
            logins.reload();
          },
          FILES_INTERVAL);
      if (config.reloadsOnChange()) {
        reloading.watch(reader::digest, WATCH_INTERVAL);
      }
      return new RunningProxy(listening, metricsEndpoint, reloading, closing);
    } catch (StartException failed) {
      closing.close();
      throw failed;
    }
  }

  private static AnalysisLimits limits(AnalysisConfig config) {
    return new AnalysisLimits(
        new ParserLimits(
            config.characters(),
            config.tokens(),
            config.depth(),
            ParserLimits.DEFAULTS.parameters()),
        config.steps(),
        config.items(),
        config.time());
  }

  private static boolean isEncrypted(UpstreamTlsConfig config) {
    return switch (config.mode()) {
      case UNSAID, DISABLE -> false;
      case REQUIRE, VERIFY_CA, VERIFY_FULL -> true;
    };
  }

  private static CatalogSource catalog(ServeConfig config) {
    return CatalogSource.of(
            config.upstream().host(),
            config.upstream().port(),
            config.catalogUser(),
            config.catalogPassword().orElse(null))
        .with(Encryption.driverProperties(config.upstreamTls()));
  }

  private static InetSocketAddress resolve(Endpoint endpoint, ConfigKey key) throws StartException {
    try {
      return endpoint.resolve(key);
    } catch (ConfigException unknown) {
      throw new StartException(String.valueOf(unknown.getMessage()));
    }
  }

  private static int bind(ProxyServer server, Endpoint listen) throws StartException {
    try {
      return server.start().getPort();
    } catch (IOException taken) {
      throw cannotListen(ConfigKey.LISTEN, listen, taken);
    }
  }

  private static MetricsServer bind(Endpoint endpoint, ProxyMetrics metrics, UpstreamProbe probe)
      throws StartException {
    try {
      return new MetricsServer(resolve(endpoint, ConfigKey.METRICS), metrics, probe);
    } catch (IOException taken) {
      throw cannotListen(ConfigKey.METRICS, endpoint, taken);
    }
  }

  private static StartException cannotListen(ConfigKey key, Endpoint endpoint, IOException why) {
    Throwable root = why.getCause() == null ? why : why.getCause();
    String reason = String.valueOf(root.getMessage()).lines().findFirst().orElse("unknown reason");
    return new StartException(key.label() + ": cannot listen on " + endpoint + ": " + reason);
  }
}
