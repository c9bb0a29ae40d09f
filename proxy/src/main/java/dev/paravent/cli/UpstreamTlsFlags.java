package dev.paravent.cli;

import dev.paravent.config.ConfigKey;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags for TLS towards the database. */
final class UpstreamTlsFlags {
  @Option(
      names = "--upstream-tls",
      paramLabel = "MODE",
      description = {
        "verify-full, verify-ca, require or disable.",
        "Has to be said where the database may be another machine."
      })
  private @Nullable String mode;

  @Option(
      names = "--upstream-ca",
      paramLabel = "FILE",
      description = "PEM file of the authorities of the database's certificate.")
  private @Nullable String ca;

  @Option(
      names = "--upstream-certificate",
      paramLabel = "FILE",
      description = "PEM file of the certificate that the proxy shows the database.")
  private @Nullable String certificate;

  @Option(
      names = "--upstream-key",
      paramLabel = "FILE",
      description = "PEM file of its private key (PKCS #8).")
  private @Nullable String key;

  /** The flags that were given. */
  Map<ConfigKey, String> values() {
    Map<ConfigKey, String> values = new EnumMap<>(ConfigKey.class);
    Flags.put(values, ConfigKey.UPSTREAM_TLS, mode);
    Flags.put(values, ConfigKey.UPSTREAM_CA, ca);
    Flags.put(values, ConfigKey.UPSTREAM_CERTIFICATE, certificate);
    Flags.put(values, ConfigKey.UPSTREAM_KEY, key);
    return values;
  }
}
