package dev.paravent.cli;

import dev.paravent.config.ConfigKey;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Flags as values of the configuration. */
final class Flags {
  private Flags() {}

  /** Takes the value of a flag that was given. */
  static void put(Map<ConfigKey, String> values, ConfigKey key, @Nullable String value) {
    if (value != null) {
      values.put(key, value);
    }
  }
}
