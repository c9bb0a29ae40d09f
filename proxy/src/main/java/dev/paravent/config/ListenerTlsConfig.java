package dev.paravent.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * TLS towards clients. Immutable.
 *
 * @param certificate PEM file
 * @param key PEM file
 * @param isRequired whether sessions without TLS are refused
 * @param takesOnlyVersion13 whether TLS 1.2 is refused
 * @param clientCa PEM file of the authorities of client certificates
 * @param requiresClientCertificate whether clients without a certificate are refused
 */
public record ListenerTlsConfig(
    Path certificate,
    Path key,
    boolean isRequired,
    boolean takesOnlyVersion13,
    Optional<Path> clientCa,
    boolean requiresClientCertificate) {

  private static final Set<ConfigKey> DEPENDENT =
      Set.of(
          ConfigKey.TLS,
          ConfigKey.TLS_KEY,
          ConfigKey.TLS_MIN_VERSION,
          ConfigKey.TLS_CLIENT_CA,
          ConfigKey.TLS_CLIENT_CERTIFICATE);

  /** What the values say, empty without a certificate. */
  static Optional<ListenerTlsConfig> read(Map<ConfigKey, String> values) throws ConfigException {
    String certificate = values.get(ConfigKey.TLS_CERTIFICATE);
    if (certificate == null) {
      for (ConfigKey key : DEPENDENT) {
        if (values.containsKey(key)) {
          throw new ConfigException(key.label() + ": needs tls-certificate");
        }
      }
      return Optional.empty();
    }
    String key = values.get(ConfigKey.TLS_KEY);
    if (key == null) {
      throw new ConfigException("tls-key: missing (expected: the PEM file of the private key)");
    }
    Optional<Path> clientCa = Optional.ofNullable(values.get(ConfigKey.TLS_CLIENT_CA)).map(Path::of);
    if (clientCa.isEmpty() && values.containsKey(ConfigKey.TLS_CLIENT_CERTIFICATE)) {
      throw new ConfigException("tls-client-certificate: needs tls-client-ca");
    }
    return Optional.of(
        new ListenerTlsConfig(
            Path.of(certificate),
            Path.of(key),
            Words.of(values, ConfigKey.TLS, "required", "optional").equals("required"),
            Words.of(values, ConfigKey.TLS_MIN_VERSION, "1.2", "1.3").equals("1.3"),
            clientCa,
            Words.of(values, ConfigKey.TLS_CLIENT_CERTIFICATE, "optional", "required")
                .equals("required")));
  }
}
