package dev.paravent.cli;

import dev.paravent.config.ConfigKey;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags that say whose assertions about end users count. */
final class AssertionFlags {
  @Option(
      names = "--assertion-keys",
      paramLabel = "FILE",
      description =
          "Public keys of who signs for end users, JWK or PEM; read again when it changes.")
  private @Nullable String keys;

  @Option(names = "--assertion-issuer", paramLabel = "TEXT", description = "Their iss.")
  private @Nullable String issuer;

  @Option(names = "--assertion-audience", paramLabel = "TEXT", description = "Their aud.")
  private @Nullable String audience;

  @Option(
      names = "--assertion-clock-skew",
      paramLabel = "SECONDS",
      description = "By how much the issuer's clock may be off (default: 30).")
  private @Nullable String clockSkew;

  @Option(
      names = "--assertion-lifetime",
      paramLabel = "SECONDS",
      description = "The longest from iat to exp (default: 900).")
  private @Nullable String lifetime;

  /** The flags that were given. */
  Map<ConfigKey, String> values() {
    Map<ConfigKey, String> values = new EnumMap<>(ConfigKey.class);
    Flags.put(values, ConfigKey.ASSERTION_KEYS, keys);
    Flags.put(values, ConfigKey.ASSERTION_ISSUER, issuer);
    Flags.put(values, ConfigKey.ASSERTION_AUDIENCE, audience);
    Flags.put(values, ConfigKey.ASSERTION_CLOCK_SKEW, clockSkew);
    Flags.put(values, ConfigKey.ASSERTION_LIFETIME, lifetime);
    return values;
  }
}
