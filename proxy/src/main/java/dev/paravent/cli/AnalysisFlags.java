package dev.paravent.cli;

import dev.paravent.config.ConfigKey;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags for what the analysis of a message may take. */
final class AnalysisFlags {
  @Option(
      names = "--max-statement-length",
      paramLabel = "N",
      description = "Characters of a message that is analysed (default: 1048576).")
  private @Nullable String length;

  @Option(
      names = "--max-statement-tokens",
      paramLabel = "N",
      description = "Words, signs and constants of one (default: 250000).")
  private @Nullable String tokens;

  @Option(
      names = "--max-statement-depth",
      paramLabel = "N",
      description = "Levels of nesting, each step of a + b + c is one (default: 250).")
  private @Nullable String depth;

  @Option(
      names = "--max-analysis-steps",
      paramLabel = "N",
      description = "Steps of its analysis, about 50 ns each (default: 5000000).")
  private @Nullable String steps;

  @Option(
      names = "--max-analysis-items",
      paramLabel = "N",
      description = "What its analysis keeps, about 100 bytes each (default: 2000000).")
  private @Nullable String items;

  @Option(
      names = "--max-analysis-time",
      paramLabel = "MS",
      description = "Milliseconds of a long analysis (default: 1000).")
  private @Nullable String time;

  /** The flags that were given. */
  Map<ConfigKey, String> values() {
    Map<ConfigKey, String> values = new EnumMap<>(ConfigKey.class);
    Flags.put(values, ConfigKey.MAX_STATEMENT_LENGTH, length);
    Flags.put(values, ConfigKey.MAX_STATEMENT_TOKENS, tokens);
    Flags.put(values, ConfigKey.MAX_STATEMENT_DEPTH, depth);
    Flags.put(values, ConfigKey.MAX_ANALYSIS_STEPS, steps);
    Flags.put(values, ConfigKey.MAX_ANALYSIS_ITEMS, items);
    Flags.put(values, ConfigKey.MAX_ANALYSIS_TIME, time);
    return values;
  }
}
