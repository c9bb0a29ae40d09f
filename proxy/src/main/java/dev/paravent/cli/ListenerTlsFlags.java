package dev.paravent.cli;

import dev.paravent.config.ConfigKey;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags for TLS towards clients. */
final class ListenerTlsFlags {
  @Option(
      names = "--tls-certificate",
      paramLabel = "FILE",
      description = "PEM file of the certificate for clients, intermediate ones behind it.")
  private @Nullable String certificate;

  @Option(
      names = "--tls-key",
      paramLabel = "FILE",
      description = "PEM file of its private key. Both are read again when they change.")
  private @Nullable String key;

  @Option(
      names = "--tls",
      paramLabel = "WORD",
      description = "required, or optional to take clients without TLS too (default: required).")
  private @Nullable String requirement;

  @Option(
      names = "--tls-min-version",
      paramLabel = "N",
      description = "1.2 or 1.3 (default: 1.2).")
  private @Nullable String minimumVersion;

  @Option(
      names = "--tls-client-ca",
      paramLabel = "FILE",
      description = "PEM file of the authorities that sign client certificates.")
  private @Nullable String clientCa;

  @Option(
      names = "--tls-client-certificate",
      paramLabel = "WORD",
      description = "optional, or required of every client (default: optional).")
  private @Nullable String clientCertificate;

  /** The flags that were given. */
  Map<ConfigKey, String> values() {
    Map<ConfigKey, String> values = new EnumMap<>(ConfigKey.class);
    Flags.put(values, ConfigKey.TLS_CERTIFICATE, certificate);
    Flags.put(values, ConfigKey.TLS_KEY, key);
    Flags.put(values, ConfigKey.TLS, requirement);
    Flags.put(values, ConfigKey.TLS_MIN_VERSION, minimumVersion);
    Flags.put(values, ConfigKey.TLS_CLIENT_CA, clientCa);
    Flags.put(values, ConfigKey.TLS_CLIENT_CERTIFICATE, clientCertificate);
    return values;
  }
}
