package dev.paravent.config;

import java.util.Arrays;
import java.util.Map;

/** Values that are one of a few words. */
final class Words {
  private Words() {}

  /** The word of the key, the first of the choices without one. */
  static String of(Map<ConfigKey, String> values, ConfigKey key, String... choices)
      throws ConfigException {
    String word = values.getOrDefault(key, choices[0]);
    if (!Arrays.asList(choices).contains(word)) {
      throw new ConfigException(
          key.label() + ": " + word + " (expected: one of " + Arrays.toString(choices) + ")");
    }
    return word;
  }
}
