package dev.paravent.decide;

import dev.paravent.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
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
          "synchronous_commit",
          "jit");

  /** What the session follows, or may have some values only. */
  private static final Set<String> HELD =
      Set.of(
          "search_path",
          "datestyle",
          "client_encoding",
          "standard_conforming_strings",
          "client_min_messages");

  /**
   * Settings of the planner and of resources. They choose plans, so what a session can measure of
   * protected values, and its memory; they are for databases without such values.
   */
  private static final Pattern TUNING =
      Pattern.compile(
          "enable_\\w+|\\w+_cost|jit(_\\w+)?|geqo(_\\w+)?|\\w*parallel\\w*|(from|join)_collapse_limit"
              + "|work_mem|maintenance_work_mem|hash_mem_multiplier|temp_buffers|max_stack_depth"
              + "|plan_cache_mode|constraint_exclusion|cursor_tuple_fraction|debug_\\w+"
              + "|default_statistics_target|effective_(cache_size|io_concurrency)"
              + "|recursive_worktable_factor|gin_\\w+|track_\\w+|compute_query_id|row_security"
              + "|escape_string_warning|check_function_bodies|default_toast_compression"
              + "|default_table_access_method|default_tablespace|temp_tablespaces|lc_\\w+"
              + "|quote_all_identifiers|backslash_quote|deadlock_timeout|vacuum_\\w+|trace_\\w+"
              + "|event_triggers|commit_(delay|siblings)|wal_\\w+|password_encryption");

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

  /**
   * Settings of who the session is. No governed session can change them, so that going back to what
   * they were at login, which drivers and poolers do between users, changes nothing.
   */
  private static final Set<String> IDENTITY = Set.of("role", "session_authorization");

  private Settings() {}

  /** Whether it is the setting that names the end user: the proxy's own, and never readable. */
  static boolean isAssertion(String name) {
    return name.equalsIgnoreCase(ASSERTION);
  }

  /**
   * Whether the session may read the setting.
   *
   * @param open whether nothing in the database is protected
   */
  static boolean isReadable(String name, boolean open) {
    String folded = name.toLowerCase(Locale.ROOT);
    return SETTABLE.contains(folded) || READABLE.contains(folded) || open && isTuning(folded);
  }

  /** Every setting that may be read, in lower case. */
  static List<String> readable() {
    return Stream.concat(SETTABLE.stream(), READABLE.stream()).sorted().toList();
  }

  private static boolean isTuning(String folded) {
    return TUNING.matcher(folded).matches();
  }

  static boolean isSettable(String name, boolean open) {
    String folded = name.toLowerCase(Locale.ROOT);
    return SETTABLE.contains(folded) || open && isTuning(folded);
  }

  /** Whether RESET may set it back. */
  static boolean isResettable(String name, boolean open) {
    return isSettable(name, open) || IDENTITY.contains(name.toLowerCase(Locale.ROOT));
  }

  /** Whether any value will do. */
  static boolean isFree(String name, boolean open) {
    return isSettable(name, open) && !HELD.contains(name.toLowerCase(Locale.ROOT));
  }

  /** Whether SET may give the setting this value; the search path is judged by its schemas. */
  static boolean isAllowed(Statement.Set set, Predicate<String> schemas, boolean open) {
    String name = set.name().toLowerCase(Locale.ROOT);
    if (set.values().isEmpty()) {
      return isResettable(name, open);
    }
    if (!isSettable(name, open)) {
      return false;
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

  /** Temporary objects come last, whether the path says so or not. */
  private static boolean allIn(List<String> path, Predicate<String> schemas) {
    for (int i = 0; i < path.size(); i++) {
      String schema = path.get(i);
      boolean own =
          schema.equals("$user")
              || schema.equals("pg_catalog")
              || schema.isEmpty()
              || schema.equals("pg_temp") && i > 0 && i == path.size() - 1;
      if (!own && !schemas.test(schema)) {
        return false;
      }
    }
    return true;
  }
}
