package dev.paravent.session;

import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * How the proxy listens and what it tolerates. Immutable.
 *
 * @param listen where clients connect; port 0 takes a free one
 * @param upstream where the database is; resolved at every connect
 * @param eventLoops threads for connections; 0 takes one per processor
 * @param maxConnections clients at a time, those that are logging in included
 * @param maxUserConnections clients at a time of one user; 0 for no limit
 * @param loginTimeout from accept to ReadyForQuery
 * @param idleTimeout for a client that is silent outside of a transaction; zero for ever
 * @param connectTimeout for the connection to the database
 * @param maxMessageBytes the longest message of a client
 * @param maxRowBytes the longest message of the database
 * @param maxArrayElements protected values in one array parameter
 * @param drainTimeout how long {@link ProxyServer#close} waits for running statements
 */
public record ServerSettings(
    InetSocketAddress listen,
    InetSocketAddress upstream,
    int eventLoops,
    int maxConnections,
    int maxUserConnections,
    Duration loginTimeout,
    Duration idleTimeout,
    Duration connectTimeout,
    int maxMessageBytes,
    int maxRowBytes,
    int maxArrayElements,
    Duration drainTimeout) {

  /** Defaults for everything but the addresses. */
  public static ServerSettings of(InetSocketAddress listen, InetSocketAddress upstream) {
    return new ServerSettings(
        listen,
        upstream,
        0,
        10_000,
        0,
        Duration.ofSeconds(30),
        Duration.ZERO,
        Duration.ofSeconds(5),
        16 * 1024 * 1024,
        64 * 1024 * 1024,
        1_000,
        Duration.ofSeconds(10));
  }

  /** The same with other limits on what clients may take. */
  public ServerSettings limited(
      int newMaxConnections,
      int newMaxUserConnections,
      Duration newLoginTimeout,
      Duration newIdleTimeout,
      Duration newDrainTimeout) {
    return new ServerSettings(
        listen,
        upstream,
        eventLoops,
        newMaxConnections,
        newMaxUserConnections,
        newLoginTimeout,
        newIdleTimeout,
        connectTimeout,
        maxMessageBytes,
        maxRowBytes,
        maxArrayElements,
        newDrainTimeout);
  }
}
