package dev.paravent.cli;

import dev.paravent.config.ConfigKey;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What clients may take. */
final class LimitFlags {
  @Option(
      names = "--max-connections",
      paramLabel = "N",
      description = "Clients at a time (default: 10000).")
  private @Nullable String maxConnections;

  @Option(
      names = "--max-user-connections",
      paramLabel = "N",
      description = "Clients at a time of one database user (default: 0, no limit).")
  private @Nullable String maxUserConnections;

  @Option(
      names = "--login-timeout",
      paramLabel = "SECONDS",
      description = "From connecting to the first statement (default: 30).")
  private @Nullable String loginTimeout;

  @Option(
      names = "--idle-timeout",
      paramLabel = "SECONDS",
      description = "Ends clients that are silent outside of a transaction (default: 0, never).")
  private @Nullable String idleTimeout;

  @Option(
      names = "--drain-timeout",
      paramLabel = "SECONDS",
      description = "How long SIGTERM waits for running statements (default: 10).")
  private @Nullable String drainTimeout;

  Map<ConfigKey, String> values() {
    Map<ConfigKey, String> values = new EnumMap<>(ConfigKey.class);
    Flags.put(values, ConfigKey.MAX_CONNECTIONS, maxConnections);
    Flags.put(values, ConfigKey.MAX_USER_CONNECTIONS, maxUserConnections);
    Flags.put(values, ConfigKey.LOGIN_TIMEOUT, loginTimeout);
    Flags.put(values, ConfigKey.IDLE_TIMEOUT, idleTimeout);
    Flags.put(values, ConfigKey.DRAIN_TIMEOUT, drainTimeout);
    return values;
  }
}
