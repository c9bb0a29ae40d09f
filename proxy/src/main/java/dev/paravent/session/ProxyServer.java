package dev.paravent.session;

import dev.paravent.policies.Policy;
import java.net.InetSocketAddress;
import java.util.function.Supplier;

/** The proxy: accepts clients and pairs each with a connection to the database. Thread-safe. */
public final class ProxyServer implements AutoCloseable {
  private final ServerSettings settings;
  private final Supplier<Policy> policy;
  private final PlannerProvider planners;
  private final CodecsProvider codecs;
  private final Charges charges;
  private final SessionMetrics metrics;

  /**
   * Creates a server that does not listen yet.
   *
   * @param policy the policy in force, asked at every login
   */
  public ProxyServer(
      ServerSettings settings,
      Supplier<Policy> policy,
      PlannerProvider planners,
      CodecsProvider codecs,
      Charges charges,
      SessionMetrics metrics) {
    this.settings = settings;
    this.policy = policy;
    this.planners = planners;
    this.codecs = codecs;
    this.charges = charges;
    this.metrics = metrics;
  }

  /**
   * Listens.
   *
   * @return the address, with the port that was taken
   * @throws java.io.IOException if the address cannot be bound
   */
  public InetSocketAddress start() throws java.io.IOException {
    throw new java.io.IOException(
        "not built yet: " + settings.listen() + policy + planners + codecs + charges + metrics);
  }

  /** Stops accepting, lets running statements end within the drain time-out, then closes. */
  @Override
  public void close() {}
}
