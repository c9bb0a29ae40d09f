package dev.paravent.catalog;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where and as whom the catalogs are read. Immutable; its text holds no password.
 *
 * @param host a name or an address; or the directory of the server's Unix socket
 * @param port of TCP, or in the socket's name
 * @param user needs no right but CONNECT: system catalogs are readable by everybody
 * @param password null where the server asks for none
 * @param connectTimeout for the connection to be made, log-in included; whole seconds, at least one
 * @param socketTimeout for each answer; whole seconds, at least one
 * @param driverProperties further pgjdbc properties, such as sslmode and sslrootcert
 */
public record CatalogSource(
    String host,
    int port,
    String user,
    @Nullable String password,
    Duration connectTimeout,
    Duration socketTimeout,
    Map<String, String> driverProperties) {
  public CatalogSource {
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("port: " + port + " (expected: 1 to 65535)");
    }
    driverProperties = Map.copyOf(driverProperties);
  }

  /** A source with 5 seconds to connect and 10 seconds for each answer. */
  public static CatalogSource of(String host, int port, String user, @Nullable String password) {
    return new CatalogSource(
        host, port, user, password, Duration.ofSeconds(5), Duration.ofSeconds(10), Map.of());
  }

  /** The same source with further pgjdbc properties. */
  public CatalogSource with(Map<String, String> properties) {
    return new CatalogSource(host, port, user, password, connectTimeout, socketTimeout, properties);
  }

  /** Whether the host is the directory of a Unix socket. */
  boolean isSocket() {
    return host.startsWith("/");
  }

  /** Its file, as PostgreSQL names it. */
  String socketFile() {
    return host + "/.s.PGSQL." + port;
  }

  String address() {
    return host + ":" + port;
  }

  @Override
  public String toString() {
    return "CatalogSource[" + user + "@" + address() + "]";
  }
}
