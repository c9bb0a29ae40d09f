package dev.paravent.config;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * TLS towards the database. Immutable.
 *
 * @param ca PEM file of the authorities of its certificate; empty means those of the Java runtime
 * @param certificate PEM file of the certificate that the proxy shows, if any
 * @param key PEM file of its private key
 */
public record UpstreamTlsConfig(
    Mode mode, Optional<Path> ca, Optional<Path> certificate, Optional<Path> key) {

  /** No TLS. */
  public static final UpstreamTlsConfig DISABLED =
      new UpstreamTlsConfig(Mode.DISABLE, Optional.empty(), Optional.empty(), Optional.empty());

  /** What is asked of the connection, in the words of libpq. */
  public enum Mode {
    /** Nothing was said: no TLS to the machine itself, and no connection to another. */
    UNSAID,
    DISABLE,
    REQUIRE,
    VERIFY_CA,
    VERIFY_FULL
  }

  /**
   * What the values say. On the loopback interface nothing has to be said; a connection that leaves
   * the machine is encrypted, or somebody says in so many words that it is not.
   */
  public static UpstreamTlsConfig read(Map<ConfigKey, String> values) throws ConfigException {
    Optional<Path> ca = path(values, ConfigKey.UPSTREAM_CA);
    Optional<Path> certificate = path(values, ConfigKey.UPSTREAM_CERTIFICATE);
    Optional<Path> key = path(values, ConfigKey.UPSTREAM_KEY);
    if (certificate.isPresent() != key.isPresent()) {
      throw new ConfigException("upstream-certificate and upstream-key: one alone");
    }
    Mode mode = mode(values);
    if (mode == Mode.DISABLE && (ca.isPresent() || certificate.isPresent())) {
      throw new ConfigException(
          "upstream-tls: disable (expected: another mode, for there are files for TLS)");
    }
    if (mode == Mode.REQUIRE && ca.isPresent()) {
      throw new ConfigException(
          "upstream-tls: require verifies nothing (expected: verify-ca or verify-full, for there"
              + " is upstream-ca)");
    }
    if (mode == Mode.VERIFY_CA && ca.isEmpty()) {
      throw new ConfigException(
          "upstream-tls: verify-ca with every authority of the world (expected: upstream-ca, or"
              + " verify-full)");
    }
    return new UpstreamTlsConfig(mode, ca, certificate, key);
  }

  private static Mode mode(Map<ConfigKey, String> values) throws ConfigException {
    String word = values.get(ConfigKey.UPSTREAM_TLS);
    if (word == null) {
      boolean hasFiles =
          values.containsKey(ConfigKey.UPSTREAM_CA)
              || values.containsKey(ConfigKey.UPSTREAM_CERTIFICATE);
      return hasFiles ? Mode.VERIFY_FULL : Mode.UNSAID;
    }
    return switch (word) {
      case "disable" -> Mode.DISABLE;
      case "require" -> Mode.REQUIRE;
      case "verify-ca" -> Mode.VERIFY_CA;
      case "verify-full" -> Mode.VERIFY_FULL;
      case "allow", "prefer" ->
          throw new ConfigException(
              "upstream-tls: " + word + " gives way to whoever says no (expected: verify-full)");
      default ->
          throw new ConfigException(
              "upstream-tls: "
                  + word
                  + " (expected: one of [verify-full, verify-ca, require, disable])");
    };
  }

  /**
   * Refuses an address of another machine if nothing was said.
   *
   * @param address what the host's name stands for
   */
  public void requireFor(InetAddress address) throws ConfigException {
    if (mode == Mode.UNSAID && !address.isLoopbackAddress()) {
      throw new ConfigException(
          "upstream-tls: missing (expected: verify-full with upstream-ca, because "
              + address.getHostAddress()
              + " is another machine; disable if the network between is yours alone)");
    }
  }

  private static Optional<Path> path(Map<ConfigKey, String> values, ConfigKey key) {
    return Optional.ofNullable(values.get(key)).map(Path::of);
  }
}
