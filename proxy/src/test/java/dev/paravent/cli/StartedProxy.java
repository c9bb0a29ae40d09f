package dev.paravent.cli;

import dev.paravent.config.ConfigKey;
import dev.paravent.config.Endpoint;
import dev.paravent.config.ServeConfig;
import dev.paravent.config.StartException;
import dev.paravent.decide.StatementPlanner;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;

/** A proxy in this JVM, put together as {@code paravent serve} does. */
@NullMarked
public final class StartedProxy implements AutoCloseable {
  private final RunningProxy proxy;

  private StartedProxy(RunningProxy proxy) {
    this.proxy = proxy;
  }

  /**
   * Starts on free ports, with the development keys.
   *
   * @param planners goes round each planner; identity for the product as it is
   */
  public static StartedProxy start(
      int upstreamPort,
      String catalogUser,
      String catalogPassword,
      Path policies,
      UnaryOperator<StatementPlanner> planners)
      throws StartException {
    Planners real = new Planners();
    PlannerFactory factory =
        (policy, catalog, principal) -> planners.apply(real.create(policy, catalog, principal));
    Wiring wiring = new Wiring(factory, new NoCounts(), warning -> {});
    return new StartedProxy(
        wiring.start(
            new ServeConfig(
                new Endpoint("127.0.0.1", 0),
                new Endpoint("127.0.0.1", upstreamPort),
                catalogUser,
                Optional.of(catalogPassword),
                policies,
                Optional.empty(),
                Optional.of(new Endpoint("127.0.0.1", 0)),
                ServeConfig.LogLevel.ERROR)));
  }

  /**
   * Keys of a configuration on free ports, with development keys, for end users whom assertions in
   * the name of {@code https://portal} for {@code paravent} name.
   */
  static Map<ConfigKey, String> forEndUsers(int upstreamPort, Path policies, Path issuerKeys) {
    Map<ConfigKey, String> values = new EnumMap<>(ConfigKey.class);
    values.put(ConfigKey.LISTEN, "127.0.0.1:0");
    values.put(ConfigKey.METRICS, "127.0.0.1:0");
    values.put(ConfigKey.UPSTREAM, "127.0.0.1:" + upstreamPort);
    values.put(ConfigKey.CATALOG_USER, "postgres");
    values.put(ConfigKey.POLICIES, policies.toString());
    values.put(ConfigKey.DEV_KEYS, "true");
    values.put(ConfigKey.ASSERTION_KEYS, issuerKeys.toString());
    values.put(ConfigKey.ASSERTION_ISSUER, "https://portal");
    values.put(ConfigKey.ASSERTION_AUDIENCE, "paravent");
    values.put(ConfigKey.ASSERTION_CLOCK_SKEW, "0");
    return values;
  }

  /** Starts the product as it is with this configuration. */
  public static StartedProxy start(ServeConfig config) throws StartException {
    return new StartedProxy(
        new Wiring(new Planners(), new NoCounts(), warning -> {}).start(config));
  }

  /** Reads policies and keys again, as SIGHUP does. */
  public void reload() {
    proxy.reload();
  }

  /** What /readyz says. */
  public String ready() throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(
                    URI.create("http://" + proxy.metrics().orElseThrow() + "/readyz"))
                .build(),
            HttpResponse.BodyHandlers.ofString())
        .body()
        .strip();
  }

  /** The value of a series without labels, or with these: {@code name{label="value"}}. */
  public double metric(String series) throws IOException, InterruptedException {
    return metrics()
        .lines()
        .filter(line -> line.startsWith(series + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
        .sum();
  }

  private record NoCounts() implements dev.paravent.metrics.PlanCacheCounts {
    @Override
    public long hits() {
      return 0;
    }

    @Override
    public long misses() {
      return 0;
    }
  }

  public InetSocketAddress address() {
    return new InetSocketAddress("127.0.0.1", proxy.listen().port());
  }

  /** How many incidents of this kind the metrics count. */
  public long incidents(String kind) throws IOException, InterruptedException {
    String text = metrics();
    return Pattern.compile(
            "(?m)^paravent_incidents_total\\{[^}]*\"" + kind + "\"[^}]*\\} ([0-9.]+)$")
        .matcher(text)
        .results()
        .mapToLong(match -> (long) Double.parseDouble(match.group(1)))
        .sum();
  }

  private String metrics() throws IOException, InterruptedException {
    Endpoint metrics = proxy.metrics().orElseThrow();
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://" + metrics + "/metrics")).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  @Override
  public void close() {
    proxy.close();
  }
}
