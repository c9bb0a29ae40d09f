package dev.paravent.session;

import java.util.Locale;
import java.util.Map;

/**
 * Settings that every governed session has, because the analysis and the codecs rely on them. The
 * server reports them at login and whenever they change.
 */
final class PinnedSettings {
  private static final int MAX_DIGITS = 4;

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

  /**
   * Whether the setting decides what names mean; it may follow from the client's own words only.
   */
  static boolean isPath(String name) {
    return name.equalsIgnoreCase("search_path");
  }

  /**
   * What a governed client is told of a setting's new value. A function of the database may put
   * anything into one; a text with as many digits as a date or a number has is not passed on.
   */
  static String told(String value) {
    return value.chars().filter(next -> next >= '0' && next <= '9').count() > MAX_DIGITS
        ? ""
        : value;
  }
}
