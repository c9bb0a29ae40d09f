package dev.paravent.cli;

import dev.paravent.config.ConfigKey;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What flags say about a key-encryption key; the flags of a command have names of their own. */
abstract class KekOptions {
  private final Map<ConfigKey, String> values = new EnumMap<>(ConfigKey.class);

  /** The flags that were given. */
  final Map<ConfigKey, String> values() {
    return Collections.unmodifiableMap(values);
  }

  /** Takes a flag; null where it was not given. */
  final void set(ConfigKey key, @Nullable String value) {
    if (value == null) {
      values.remove(key);
    } else {
      values.put(key, value);
    }
  }
}
