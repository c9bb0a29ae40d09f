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
 * @param loginTimeout from accept to ReadyForQuery
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
    Duration loginTimeout,
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
        Duration.ofSeconds(30),
        Duration.ofSeconds(5),
        16 * 1024 * 1024,
        64 * 1024 * 1024,
        1_000,
        Duration.ofSeconds(10));
  }
}
