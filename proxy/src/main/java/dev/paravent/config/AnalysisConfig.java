package dev.paravent.config;

import java.time.Duration;
import java.util.Map;

/**
 * What the analysis of one message may take before it is refused. Immutable.
 *
 * @param characters of its text
 * @param tokens of its text
 * @param depth levels of nesting
 * @param steps of work
 * @param items kept in memory, about 100 bytes each
 * @param time of a long analysis
 */
public record AnalysisConfig(
    int characters, int tokens, int depth, int steps, int items, Duration time) {
  /** What holds where nothing is said. */
  public static final AnalysisConfig DEFAULT =
      new AnalysisConfig(1 << 20, 250_000, 250, 5_000_000, 2_000_000, Duration.ofSeconds(1));

  private static final int LARGEST_TEXT = 1 << 24;
  private static final int DEEPEST = 1_000;
  private static final int MOST = 1_000_000_000;
  private static final int LONGEST_MILLISECONDS = 60_000;

  static AnalysisConfig read(Map<ConfigKey, String> values) throws ConfigException {
    return new AnalysisConfig(
        LimitsConfig.number(
            values, ConfigKey.MAX_STATEMENT_LENGTH, DEFAULT.characters, 1_000, LARGEST_TEXT),
        LimitsConfig.number(
            values, ConfigKey.MAX_STATEMENT_TOKENS, DEFAULT.tokens, 100, LARGEST_TEXT),
        LimitsConfig.number(values, ConfigKey.MAX_STATEMENT_DEPTH, DEFAULT.depth, 10, DEEPEST),
        LimitsConfig.number(values, ConfigKey.MAX_ANALYSIS_STEPS, DEFAULT.steps, 1_000, MOST),
        LimitsConfig.number(values, ConfigKey.MAX_ANALYSIS_ITEMS, DEFAULT.items, 1_000, MOST),
        Duration.ofMillis(
            LimitsConfig.number(
                values,
                ConfigKey.MAX_ANALYSIS_TIME,
                (int) DEFAULT.time.toMillis(),
                1,
                LONGEST_MILLISECONDS)));
  }
}
