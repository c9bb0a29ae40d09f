package dev.paravent.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/**
 * A host and a TCP port. Immutable.
 *
 * @param host a name or an address, an IPv6 address without its brackets; for a server of the
 *     database also the directory of its Unix socket, in whose name the port stands
 * @param port 0 to 65535; 0 asks the system for a free one
 */
public record Endpoint(String host, int port) {
  private static final int HIGHEST_PORT = 65535;

  /**
   * Reads {@code host:port} or {@code [::1]:port}.
   *
   * @param key the key that holds the text, for the message
   */
  static Endpoint parse(ConfigKey key, String text) throws ConfigException {
    int colon = text.lastIndexOf(':');
    String host = colon < 0 ? "" : text.substring(0, colon);
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    if (bracketed) {
      host = host.substring(1, host.length() - 1);
    }
    boolean misplaced = host.startsWith("/") && key != ConfigKey.UPSTREAM;
    if (host.isBlank() || host.indexOf(':') >= 0 != bracketed || misplaced) {
      throw new ConfigException(
          key.label() + ": " + text + " (expected: HOST:PORT, [::1]:PORT for IPv6)");
    }
    return new Endpoint(host, port(key, text.substring(colon + 1)));
  }

  private static int port(ConfigKey key, String text) throws ConfigException {
    int port = -1;
    try {
      port = Integer.parseInt(text);
    } catch (NumberFormatException notANumber) {
      // told below, with what was expected
    }
    if (port < 0 || port > HIGHEST_PORT || text.startsWith("+")) {
      throw new ConfigException(key.label() + ": port " + text + " (expected: 0 to 65535)");
    }
    return port;
  }

  /** Whether the host is the directory of a Unix socket, and so the machine itself. */
  public boolean isSocket() {
    return host.startsWith("/");
  }

  /** The address of a host that resolves now; not for Unix sockets. */
  public InetSocketAddress resolve(ConfigKey key) throws ConfigException {
    try {
      return new InetSocketAddress(InetAddress.getByName(host), port);
    } catch (UnknownHostException unknown) {
      throw new ConfigException(key.label() + ": unknown host " + host);
    }
  }

  /** As it is written in flags and URLs. */
  @Override
  public String toString() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }
}
