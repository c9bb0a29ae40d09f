package dev.paravent.metrics;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Connects to the database now and then and remembers how it went. Thread-safe. */
public final class UpstreamProbe implements Readiness, AutoCloseable {
  private static final Duration INTERVAL = Duration.ofSeconds(2);
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private final String host;
  private final int port;
  private final ScheduledExecutorService scheduler =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("upstream-probe").unstarted(task));
  private volatile Optional<String> obstacle = Optional.of("upstream not probed yet");

  public UpstreamProbe(String host, int port) {
    this.host = host;
    this.port = port;
  }

  /** Probes at once and then every other second. */
  public void start() {
    var unused =
        scheduler.scheduleWithFixedDelay(
            this::probe, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public Optional<String> obstacle() {
    return obstacle;
  }

  private void probe() {
    // The name is resolved anew each time: a database may move.
    InetSocketAddress address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      obstacle = Optional.of("upstream host unknown: " + host);
      return;
    }
    try (Socket socket = new Socket()) {
      socket.connect(address, (int) TIMEOUT.toMillis());
      obstacle = Optional.empty();
    } catch (IOException unreachable) {
      obstacle = Optional.of("upstream unreachable: " + host + " port " + port);
    }
  }

  @Override
  public void close() {
    scheduler.shutdownNow();
  }
}
