package dev.paravent.cli;

import dev.paravent.catalog.ServerStanding;
import dev.paravent.config.UpstreamConfig.Target;
import dev.paravent.metrics.Readiness;
import dev.paravent.session.UpstreamHost;
import dev.paravent.session.UpstreamHosts;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after the servers of the database: each is asked again and again, on a thread of its own so
 * that none holds up another, and after growing pauses while it does not answer. Thread-safe.
 */
final class UpstreamMonitor implements UpstreamHosts, Readiness, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(UpstreamMonitor.class);
  private static final Duration INTERVAL = Duration.ofSeconds(2);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
  private static final Duration PATIENCE_AT_START = Duration.ofSeconds(3);

  private final List<UpstreamHost> hosts;
  private final Target target;
  private final Map<UpstreamHost, Found> found = new ConcurrentHashMap<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean closed;

  /** Asks one server. Confined to one thread. */
  interface Probe extends AutoCloseable {
    /**
     * What the server is; empty if that was not asked, but it listens. Blocks.
     *
     * @throws IOException if it does not answer
     */
    Optional<ServerStanding> ask() throws IOException;

    @Override
    void close();
  }

  /** What is known of a server. */
  private record Found(boolean isUp, Optional<ServerStanding> standing) {
    static final Found DOWN = new Found(false, Optional.empty());

    @Override
    public String toString() {
      return isUp ? standing.map(Enum::name).orElse("UP") : "UNREACHABLE";
    }
  }

  UpstreamMonitor(List<UpstreamHost> hosts, Target target) {
    this.hosts = List.copyOf(hosts);
    this.target = target;
  }

  /** Begins to ask, and waits a little for first answers if it hangs on them who serves. */
  void start(Function<UpstreamHost, Probe> probes) {
    CountDownLatch answers = new CountDownLatch(hosts.size());
    for (UpstreamHost host : hosts) {
      Probe probe = probes.apply(host);
      threads.add(
          Thread.ofPlatform()
              .daemon()
              .name("upstream-" + host)
              .start(() -> watch(host, probe, answers)));
    }
    if (target != Target.ANY) {
      try {
        var unused = answers.await(PATIENCE_AT_START.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void watch(UpstreamHost host, Probe probe, CountDownLatch answers) {
    Duration pause = FIRST_PAUSE;
    try (probe) {
      while (!closed) {
        boolean answered = ask(host, probe);
        answers.countDown();
        Thread.sleep(answered ? INTERVAL : pause);
        pause = answered ? FIRST_PAUSE : longer(pause);
      }
    } catch (InterruptedException ended) {
      // close() does that
    }
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
  }

  private boolean ask(UpstreamHost host, Probe probe) {
    try {
      note(host, new Found(true, probe.ask()), "");
      return true;
    } catch (IOException | RuntimeException away) {
      note(host, Found.DOWN, String.valueOf(away.getMessage()));
      return false;
    }
  }

  private void note(UpstreamHost host, Found now, String why) {
    Found before = found.put(host, now);
    if (!now.equals(before) && !closed) {
      if (now.isUp()) {
        LOG.info("event=upstream_found server={} state={}", host, now);
      } else {
        LOG.warn("event=upstream_lost server={} reason=\"{}\"", host, why);
      }
    }
  }

  /** Takes what a session has met; the next question may tell otherwise. */
  @Override
  public void unreachable(UpstreamHost host) {
    note(host, Found.DOWN, "a session could not connect");
  }

  @Override
  public List<UpstreamHost> candidates() {
    return switch (target) {
      // one of which nothing good is known may still be the one that comes back first
      case ANY -> preferring(this::isUp, hosts);
      case READ_WRITE -> those(ServerStanding.WRITABLE);
      case PRIMARY -> those(ServerStanding.WRITABLE, ServerStanding.READ_ONLY);
      case STANDBY -> those(ServerStanding.STANDBY);
      case PREFER_STANDBY ->
          preferring(
              host -> is(host, List.of(ServerStanding.STANDBY)), those(ServerStanding.values()));
    };
  }

  private boolean isUp(UpstreamHost host) {
    return found.getOrDefault(host, Found.DOWN).isUp();
  }

  private boolean is(UpstreamHost host, List<ServerStanding> standings) {
    return found.getOrDefault(host, Found.DOWN).standing().map(standings::contains).orElse(false);
  }

  private List<UpstreamHost> those(ServerStanding... standings) {
    return hosts.stream().filter(host -> is(host, List.of(standings))).toList();
  }

  private static List<UpstreamHost> preferring(
      java.util.function.Predicate<UpstreamHost> better, List<UpstreamHost> some) {
    List<UpstreamHost> ordered = new ArrayList<>(some.stream().filter(better).toList());
    some.stream().filter(better.negate()).forEach(ordered::add);
    return ordered;
  }

  @Override
  public Optional<String> obstacle() {
    boolean serves = target == Target.ANY ? hosts.stream().anyMatch(this::isUp) : !none();
    if (serves) {
      return Optional.empty();
    }
    List<String> states =
        hosts.stream()
            .map(host -> host + " " + (found.containsKey(host) ? found.get(host) : "UNASKED"))
            .toList();
    return Optional.of(
        "upstream: no server that is " + target.label() + ": " + String.join(", ", states));
  }

  private boolean none() {
    return candidates().isEmpty();
  }

  @Override
  public void close() {
    closed = true;
    threads.forEach(Thread::interrupt);
  }
}
