package dev.paravent.decide;

import dev.paravent.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which settings a governed session may change and read. Settings that change what text means, what
 * the server reveals or who the session is are not among them.
 */
final class Settings {
  private static final Set<String> SETTABLE =
      Set.of(
          "application_name",
          "statement_timeout",
          "lock_timeout",
          "idle_in_transaction_session_timeout",
          "idle_session_timeout",
          "transaction_timeout",
          "extra_float_digits",
          "timezone",
          "search_path",
          "datestyle",
          "client_encoding",
          "standard_conforming_strings",
          "intervalstyle",
          "default_text_search_config",
          "xmloption",
          "xmlbinary",
          "bytea_output",
          "default_transaction_isolation",
          "default_transaction_read_only",
          "default_transaction_deferrable",
          "transaction_isolation",
          "transaction_read_only",
          "transaction_deferrable",
          "client_min_messages",
          "synchronous_commit");

  private static final Set<String> READABLE =
      Set.of(
          "server_version",
          "server_version_num",
          "server_encoding",
          "integer_datetimes",
          "is_superuser",
          "session_authorization",
          "lc_collate",
          "lc_ctype",
          "lc_messages",
          "lc_monetary",
          "lc_numeric",
          "lc_time",
          "max_identifier_length",
          "max_index_keys",
          "block_size",
          "in_hot_standby",
          "role");

  private static final String ASSERTION = "paravent.assertion";

  private Settings() {}

  /** Whether it is the setting that names the end user: the proxy's own, and never readable. */
  static boolean isAssertion(String name) {
    return name.equalsIgnoreCase(ASSERTION);
  }

  static boolean isReadable(String name) {
    String folded = name.toLowerCase(Locale.ROOT);
    return SETTABLE.contains(folded) || READABLE.contains(folded);
  }

  /** Every setting that may be read, in lower case. */
  static List<String> readable() {
    return Stream.concat(SETTABLE.stream(), READABLE.stream()).sorted().toList();
  }

  static boolean isSettable(String name) {
    return SETTABLE.contains(name.toLowerCase(Locale.ROOT));
  }

  /** Whether SET may give the setting this value; the search path is judged by its schemas. */
  static boolean isAllowed(Statement.Set set, List<String> schemas) {
    String name = set.name().toLowerCase(Locale.ROOT);
    if (!SETTABLE.contains(name)) {
      return false;
    }
    if (set.values().isEmpty()) {
      return true;
    }
    List<String> values = set.values();
    String first = values.get(0).toLowerCase(Locale.ROOT).replace("-", "");
    return switch (name) {
      case "client_encoding" -> first.equals("utf8") || first.equals("unicode");
      case "standard_conforming_strings" -> first.equals("on") || first.equals("true");
      case "datestyle" -> values.stream().allMatch(Settings::isIsoStyle);
      case "client_min_messages" -> Set.of("notice", "warning", "error").contains(first);
      case "search_path" -> allIn(values, schemas);
      default -> true;
    };
  }

  private static boolean isIsoStyle(String value) {
    for (String part : value.toLowerCase(Locale.ROOT).split(",", -1)) {
      if (!Set.of("iso", "mdy", "dmy", "ymd", "us", "european").contains(part.strip())) {
        return false;
      }
    }
    return true;
  }

  private static boolean allIn(List<String> path, List<String> schemas) {
    for (String schema : path) {
      boolean own = schema.equals("$user") || schema.equals("pg_catalog") || schema.isEmpty();
      if (!own && !schemas.contains(schema)) {
        return false;
      }
    }
    return true;
  }
}
