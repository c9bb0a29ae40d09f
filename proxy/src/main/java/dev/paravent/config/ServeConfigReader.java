package dev.paravent.config;

import dev.paravent.config.ServeConfig.LogLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Makes a {@link ServeConfig} of flags and the configuration file: a flag beats the file. */
public final class ServeConfigReader {
  private static final String DEFAULT_LISTEN = "127.0.0.1:6432";
  private static final String DEFAULT_UPSTREAM = "127.0.0.1:5432";
  private static final String DEFAULT_LOG_LEVEL = "info";

  private final Map<ConfigKey, String> values;

  private ServeConfigReader(Map<ConfigKey, String> values) {
    this.values = values;
  }

  /**
   * The set-up that flags and file give together.
   *
   * @param flags what the command line says
   * @param file what the configuration file says, empty without one
   */
  public static ServeConfig read(Map<ConfigKey, String> flags, Map<ConfigKey, String> file)
      throws ConfigException {
    Map<ConfigKey, String> values = new EnumMap<>(ConfigKey.class);
    values.putAll(file);
    // Keys are one choice: a flag for either kind replaces whatever the file chose.
    if (flags.containsKey(ConfigKey.KEYS) || flags.containsKey(ConfigKey.DEV_KEYS)) {
      values.remove(ConfigKey.KEYS);
      values.remove(ConfigKey.DEV_KEYS);
    }
    boolean choosesKek = flags.keySet().stream().anyMatch(KekSource.KINDS::contains);
    if (choosesKek || flags.containsKey(ConfigKey.DEV_KEYS)) {
      values.keySet().removeAll(KekSource.KEYS);
    }
    values.putAll(flags);
    return new ServeConfigReader(values).read();
  }

  private ServeConfig read() throws ConfigException {
    Endpoint listen = Endpoint.parse(ConfigKey.LISTEN, text(ConfigKey.LISTEN, DEFAULT_LISTEN));
    Endpoint upstream =
        Endpoint.parse(ConfigKey.UPSTREAM, text(ConfigKey.UPSTREAM, DEFAULT_UPSTREAM));
    if (upstream.port() == 0) {
      throw new ConfigException("upstream: port 0 (expected: 1 to 65535)");
    }
    Optional<String> metrics = Optional.ofNullable(values.get(ConfigKey.METRICS));
    return new ServeConfig(
        listen,
        upstream,
        required(ConfigKey.CATALOG_USER),
        password(),
        Path.of(required(ConfigKey.POLICIES)),
        keys(),
        metrics.isEmpty()
            ? Optional.empty()
            : Optional.of(Endpoint.parse(ConfigKey.METRICS, metrics.get())),
        logLevel(),
        ListenerTlsConfig.read(values),
        UpstreamTlsConfig.read(values),
        LoginConfig.read(values),
        LimitsConfig.read(values),
        isTrue(ConfigKey.RELOAD_ON_CHANGE));
  }

  private Optional<KeySource> keys() throws ConfigException {
    Optional<KekSource> kek = KekSource.read(values);
    Optional<String> file = Optional.ofNullable(values.get(ConfigKey.KEYS));
    boolean development = isTrue(ConfigKey.DEV_KEYS);
    if (file.isPresent() == development) {
      throw new ConfigException(
          development
              ? "keys and dev-keys exclude each other"
              : "keys: missing (expected: --keys FILE, or --dev-keys to try things out)");
    }
    if (development && kek.isPresent()) {
      throw new ConfigException("dev-keys: nothing wraps them (expected: no key-encryption key)");
    }
    return file.map(path -> new KeySource(Path.of(path), kek));
  }

  private Optional<String> password() throws ConfigException {
    String file = values.get(ConfigKey.CATALOG_PASSWORD_FILE);
    if (file == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.readString(Path.of(file)).stripTrailing());
    } catch (IOException unreadable) {
      throw new ConfigException(
          "catalog-password-file: " + file + ": " + Unreadable.reason(unreadable));
    }
  }

  private LogLevel logLevel() throws ConfigException {
    String text = text(ConfigKey.LOG_LEVEL, DEFAULT_LOG_LEVEL);
    for (LogLevel level : LogLevel.values()) {
      if (level.name().equalsIgnoreCase(text)) {
        return level;
      }
    }
    throw new ConfigException(
        "log-level: "
            + text
            + " (expected: one of "
            + Arrays.toString(LogLevel.values()).toLowerCase(Locale.ROOT)
            + ")");
  }

  private boolean isTrue(ConfigKey key) throws ConfigException {
    return switch (text(key, "false")) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new ConfigException(
              key.label() + ": " + values.get(key) + " (expected: true or false)");
    };
  }

  private String text(ConfigKey key, String otherwise) {
    return values.getOrDefault(key, otherwise);
  }

  private String required(ConfigKey key) throws ConfigException {
    String value = values.get(key);
    if (value == null) {
      throw new ConfigException(
          key.label() + ": missing (flag --" + key.label() + ", or a key of the config file)");
    }
    return value;
  }
}
