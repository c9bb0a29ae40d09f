package dev.paravent.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whose assertions about end users count. Immutable.
 *
 * @param keys file of the issuer's public keys, JWK or PEM
 * @param issuer what they say as {@code iss}
 * @param audience what they say as {@code aud}
 * @param clockSkew by how much the issuer's clock may be off
 * @param lifetime the longest from {@code iat} to {@code exp}
 */
public record AssertionConfig(
    Path keys, String issuer, String audience, Duration clockSkew, Duration lifetime) {
  private static final int USUAL_SKEW = 30;
  private static final int LARGEST_SKEW = 300;
  private static final int USUAL_LIFETIME = 900;
  private static final int LONGEST_LIFETIME = 24 * 60 * 60;

  private static final Set<ConfigKey> DEPENDENT =
      Set.of(
          ConfigKey.ASSERTION_ISSUER,
          ConfigKey.ASSERTION_AUDIENCE,
          ConfigKey.ASSERTION_CLOCK_SKEW,
          ConfigKey.ASSERTION_LIFETIME);

  /** What the values say, empty without keys. */
  static Optional<AssertionConfig> read(Map<ConfigKey, String> values) throws ConfigException {
    String keys = values.get(ConfigKey.ASSERTION_KEYS);
    if (keys == null) {
      for (ConfigKey key : DEPENDENT) {
        if (values.containsKey(key)) {
          throw new ConfigException(key.label() + ": needs assertion-keys");
        }
      }
      return Optional.empty();
    }
    return Optional.of(
        new AssertionConfig(
            Path.of(keys),
            required(values, ConfigKey.ASSERTION_ISSUER),
            required(values, ConfigKey.ASSERTION_AUDIENCE),
            Duration.ofSeconds(
                LimitsConfig.number(
                    values, ConfigKey.ASSERTION_CLOCK_SKEW, USUAL_SKEW, 0, LARGEST_SKEW)),
            Duration.ofSeconds(
                LimitsConfig.number(
                    values, ConfigKey.ASSERTION_LIFETIME, USUAL_LIFETIME, 1, LONGEST_LIFETIME))));
  }

  private static String required(Map<ConfigKey, String> values, ConfigKey key)
      throws ConfigException {
    String value = values.getOrDefault(key, "");
    if (value.isBlank()) {
      throw new ConfigException(key.label() + ": missing (assertion-keys needs it)");
    }
    return value;
  }
}
