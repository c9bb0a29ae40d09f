package dev.paravent.session;

import java.util.Locale;
import java.util.Map;

/**
 * Settings that every governed session has, because the analysis and the codecs rely on them. The
 * server reports them at login and whenever they change.
 */
final class PinnedSettings {
  private PinnedSettings() {}

  /** What the start-up packet says, in addition to the client's settings. */
  static Map<String, String> atStartup() {
    return Map.of(
        "client_encoding", "UTF8",
        "standard_conforming_strings", "on",
        "array_nulls", "on");
  }

  /** Whether the server may report this. */
  static boolean allows(String name, String value) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "client_encoding" -> value.equals("UTF8");
      case "standard_conforming_strings", "integer_datetimes" -> value.equals("on");
      case "datestyle" -> value.startsWith("ISO");
      default -> true;
    };
  }
}
