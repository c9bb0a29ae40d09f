package dev.paravent.metrics;

import dev.paravent.decide.RefusalCode;
import dev.paravent.policies.ProtectedClass;
import dev.paravent.session.SessionMetrics;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.datapoints.GaugeDataPoint;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Everything that is counted, as Prometheus series in a registry. Thread-safe. */
public final class ProxyMetrics implements SessionMetrics {
  private static final double NANOS_PER_SECOND = 1e9;

  private enum Direction {
    FROM_CLIENT,
    TO_CLIENT
  }

  private enum Reload {
    SUCCESS,
    FAILURE
  }

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final GaugeDataPoint connections;
  private final DistributionDataPoint statementSeconds;
  private final ClosedCounter<Role> sessions;
  private final ClosedCounter<LoginRefusal> loginRefusals;
  private final ClosedCounter<Outcome> statements;
  private final ClosedCounter<RefusalCode> refusals;
  private final ClosedCounter<ProtectedClass> tokenised;
  private final ClosedCounter<ProtectedClass> detokenised;
  private final ClosedCounter<ProtectedClass> clearValues;
  private final ClosedCounter<ProtectedClass> sentinelHits;
  private final ClosedCounter<Incident> incidents;
  private final ClosedCounter<Direction> bytes;
  private final ClosedCounter<Reload> reloads;
  private final GaugeDataPoint lastReloadSuccessful;
  private final GaugeDataPoint lastReloadSeconds;

  public ProxyMetrics(PlanCacheCounts planCache) {
    connections =
        Gauge.builder()
            .name("paravent_connections")
            .help("Clients that are connected, those that are logging in included.")
            .register(registry);
    statementSeconds =
        Histogram.builder()
            .name("paravent_query_seconds")
            .help("From forwarding a statement to its last row.")
            .classicOnly()
            .classicUpperBounds(
                0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1,
                2.5, 5, 10, 60)
            .register(registry);
    sessions = counter("paravent_sessions_total", "Accepted sessions.", "role", Role.class);
    loginRefusals =
        counter(
            "paravent_logins_refused_total",
            "Logins that the proxy refused, by reason.",
            "reason",
            LoginRefusal.class);
    statements =
        counter(
            "paravent_statements_total",
            "Statements of governed roles, by what became of them.",
            "verdict",
            Outcome.class);
    refusals =
        new ClosedCounter<>(
            registry,
            "paravent_refusals_total",
            "Refused statements, by reason.",
            "code",
            RefusalCode.class,
            RefusalCode::name);
    tokenised = byClass("paravent_values_tokenised_total", "Stored values that left as tokens.");
    detokenised =
        byClass(
            "paravent_values_detokenised_total", "Tokens of clients resolved for the database.");
    clearValues =
        byClass("paravent_clear_values_total", "Clear values that clients compared or wrote.");
    sentinelHits =
        byClass("paravent_sentinel_hits_total", "Clear values found in fields that were to pass.");
    incidents =
        counter(
            "paravent_incidents_total",
            "Disagreements between plan and result; the connection was closed.",
            "kind",
            Incident.class);
    bytes =
        counter(
            "paravent_bytes_total", "Bytes of client connections.", "direction", Direction.class);
    reloads =
        counter(
            "paravent_reloads_total",
            "Readings of policies and keys anew.",
            "outcome",
            Reload.class);
    lastReloadSuccessful =
        gauge(
            "paravent_last_reload_successful",
            "1 if policies and keys could be used when they were read last, else 0.");
    lastReloadSeconds =
        gauge(
            "paravent_last_reload_success_timestamp_seconds",
            "When policies and keys were read last that could be used, in Unix time.");
    lastReloadSuccessful.set(1);
    lastReloadSeconds.set(System.currentTimeMillis() / 1e3);
    callback("paravent_plan_cache_hits_total", "Plans found in the cache.", planCache::hits);
    callback("paravent_plan_cache_misses_total", "Plans made anew.", planCache::misses);
    registerJvm();
  }

  PrometheusRegistry registry() {
    return registry;
  }

  private <E extends Enum<E>> ClosedCounter<E> counter(
      String name, String help, String label, Class<E> values) {
    return new ClosedCounter<>(
        registry, name, help, label, values, value -> value.name().toLowerCase(Locale.ROOT));
  }

  private GaugeDataPoint gauge(String name, String help) {
    return Gauge.builder().name(name).help(help).register(registry);
  }

  private ClosedCounter<ProtectedClass> byClass(String name, String help) {
    return new ClosedCounter<>(
        registry, name, help, "class", ProtectedClass.class, ProtectedClass::label);
  }

  private void callback(String name, String help, LongSupplier count) {
    CounterWithCallback.builder()
        .name(name)
        .help(help)
        .callback(callback -> callback.call(count.getAsLong()))
        .register(registry);
  }

  /** The two figures of the process that tell most; the rest is the platform's to measure. */
  private void registerJvm() {
    var memory = ManagementFactory.getMemoryMXBean();
    var process = ProcessHandle.current();
    GaugeWithCallback.builder()
        .name("jvm_memory_used_bytes")
        .help("Memory in use.")
        .labelNames("area")
        .callback(callback -> callback.call(memory.getHeapMemoryUsage().getUsed(), "heap"))
        .register(registry);
    CounterWithCallback.builder()
        .name("process_cpu_seconds_total")
        .help("Processor time of the process, user and system.")
        .callback(
            callback ->
                process
                    .info()
                    .totalCpuDuration()
                    .ifPresent(cpu -> callback.call(cpu.toNanos() / NANOS_PER_SECOND)))
        .register(registry);
  }

  /** Policies and keys were read anew; whether they could be used. */
  public void reloaded(boolean successful) {
    reloads.add(successful ? Reload.SUCCESS : Reload.FAILURE, 1);
    lastReloadSuccessful.set(successful ? 1 : 0);
    if (successful) {
      lastReloadSeconds.set(System.currentTimeMillis() / 1e3);
    }
  }

  @Override
  public void connectionOpened() {
    connections.inc();
  }

  @Override
  public void connectionClosed() {
    connections.dec();
  }

  @Override
  public void sessionStarted(Role role) {
    sessions.add(role, 1);
  }

  @Override
  public void loginRefused(LoginRefusal reason) {
    loginRefusals.add(reason, 1);
  }

  @Override
  public void statement(Outcome outcome) {
    statements.add(outcome, 1);
  }

  @Override
  public void refused(RefusalCode code) {
    refusals.add(code, 1);
  }

  @Override
  public void tokenised(ProtectedClass protectedClass, int values) {
    tokenised.add(protectedClass, values);
  }

  @Override
  public void detokenised(ProtectedClass protectedClass, int values) {
    detokenised.add(protectedClass, values);
  }

  @Override
  public void clearValues(ProtectedClass protectedClass, int values) {
    clearValues.add(protectedClass, values);
  }

  @Override
  public void sentinelHits(int values) {
    sentinelHits.add(ProtectedClass.FR_NIR, values);
  }

  @Override
  public void incident(Incident incident) {
    incidents.add(incident, 1);
  }

  @Override
  public void bytesFromClient(long count) {
    bytes.add(Direction.FROM_CLIENT, count);
  }

  @Override
  public void bytesToClient(long count) {
    bytes.add(Direction.TO_CLIENT, count);
  }

  @Override
  public void statementNanos(long nanos) {
    statementSeconds.observe(nanos / NANOS_PER_SECOND);
  }
}
