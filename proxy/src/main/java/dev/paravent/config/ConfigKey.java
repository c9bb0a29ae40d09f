package dev.paravent.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What can be set: {@code --label} on the command line, {@code label:} in the configuration file.
 */
public enum ConfigKey {
  LISTEN,
  AUTH,
  AUTH_FILE,
  AUTH_QUERY,
  AUTH_DATABASE,
  CERT_IDENTITY,
  CERT_MAP,
  ASSERTION_KEYS,
  ASSERTION_ISSUER,
  ASSERTION_AUDIENCE,
  ASSERTION_CLOCK_SKEW,
  ASSERTION_LIFETIME,
  TLS_CERTIFICATE,
  TLS_KEY,
  TLS,
  TLS_MIN_VERSION,
  TLS_CLIENT_CA,
  TLS_CLIENT_CERTIFICATE,
  UPSTREAM,
  UPSTREAM_USER,
  UPSTREAM_PASSWORD_FILE,
  UPSTREAM_CREDENTIALS,
  UPSTREAM_TLS,
  UPSTREAM_CA,
  UPSTREAM_CERTIFICATE,
  UPSTREAM_KEY,
  CATALOG_USER,
  CATALOG_PASSWORD_FILE,
  POLICIES,
  KEYS,
  DEV_KEYS,
  KEK_PASSPHRASE_FILE,
  KEK_FILE,
  VAULT_ADDRESS,
  VAULT_KEY,
  VAULT_MOUNT,
  VAULT_NAMESPACE,
  VAULT_TOKEN_FILE,
  MAX_STATEMENT_LENGTH,
  MAX_STATEMENT_TOKENS,
  MAX_STATEMENT_DEPTH,
  MAX_ANALYSIS_STEPS,
  MAX_ANALYSIS_ITEMS,
  MAX_ANALYSIS_TIME,
  RELOAD_ON_CHANGE,
  MAX_CONNECTIONS,
  MAX_USER_CONNECTIONS,
  LOGIN_TIMEOUT,
  IDLE_TIMEOUT,
  DRAIN_TIMEOUT,
  METRICS,
  LOG_LEVEL;

  /** The name of the flag without its dashes, and of the key in the file. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<ConfigKey> ofLabel(String label) {
    return Arrays.stream(values()).filter(key -> key.label().equals(label)).findFirst();
  }

  static List<String> labels() {
    return Arrays.stream(values()).map(ConfigKey::label).toList();
  }
}
