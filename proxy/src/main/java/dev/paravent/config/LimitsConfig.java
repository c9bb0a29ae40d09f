package dev.paravent.config;

import java.time.Duration;
import java.util.Map;

/**
 * What clients may take. Immutable.
 *
 * @param maxConnections clients at a time, those that are logging in included
 * @param maxUserConnections clients at a time of one database user; 0 for no limit
 * @param loginTimeout from accept to the first statement
 * @param idleTimeout for a client that is silent outside of a transaction; zero for ever
 * @param drainTimeout how long SIGTERM waits for running statements
 * @param analysis what the analysis of one message may take
 */
public record LimitsConfig(
    int maxConnections,
    int maxUserConnections,
    Duration loginTimeout,
    Duration idleTimeout,
    Duration drainTimeout,
    AnalysisConfig analysis) {
  /** What holds where nothing is said. */
  public static final LimitsConfig DEFAULT =
      new LimitsConfig(
          10_000,
          0,
          Duration.ofSeconds(30),
          Duration.ZERO,
          Duration.ofSeconds(10),
          AnalysisConfig.DEFAULT);

  private static final int MOST_CONNECTIONS = 1_000_000;
  private static final int LONGEST_SECONDS = 7 * 24 * 60 * 60;

  static LimitsConfig read(Map<ConfigKey, String> values) throws ConfigException {
    return new LimitsConfig(
        number(values, ConfigKey.MAX_CONNECTIONS, DEFAULT.maxConnections, 1, MOST_CONNECTIONS),
        number(
            values,
            ConfigKey.MAX_USER_CONNECTIONS,
            DEFAULT.maxUserConnections,
            0,
            MOST_CONNECTIONS),
        seconds(values, ConfigKey.LOGIN_TIMEOUT, DEFAULT.loginTimeout, 1),
        seconds(values, ConfigKey.IDLE_TIMEOUT, DEFAULT.idleTimeout, 0),
        seconds(values, ConfigKey.DRAIN_TIMEOUT, DEFAULT.drainTimeout, 0),
        AnalysisConfig.read(values));
  }

  private static Duration seconds(
      Map<ConfigKey, String> values, ConfigKey key, Duration otherwise, int least)
      throws ConfigException {
    return Duration.ofSeconds(
        number(values, key, (int) otherwise.toSeconds(), least, LONGEST_SECONDS));
  }

  /** A whole number of the key, within bounds. */
  static int number(
      Map<ConfigKey, String> values, ConfigKey key, int otherwise, int least, int most)
      throws ConfigException {
    String text = values.get(key);
    if (text == null) {
      return otherwise;
    }
    int number = -1;
    try {
      number = Integer.parseInt(text);
    } catch (NumberFormatException notANumber) {
      // told below, with what was expected
    }
    if (number < least || number > most || text.startsWith("+")) {
      throw new ConfigException(
          "%s: %s (expected: %d to %d)".formatted(key.label(), text, least, most));
    }
    return number;
  }
}
