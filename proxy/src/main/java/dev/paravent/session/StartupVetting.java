package dev.paravent.session;

import dev.paravent.decide.Reason;
import dev.paravent.decide.RefusalCode;
import dev.paravent.policies.AccessPolicy;
import dev.paravent.wire.pg.StartupPacket.Startup;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Judges the start-up packet of a governed session and builds the one the server gets. */
final class StartupVetting {
  private static final Set<String> FREE_SETTINGS =
      Set.of(
          "application_name",
          "bytea_output",
          "extra_float_digits",
          "intervalstyle",
          "timezone",
          "statement_timeout",
          "lock_timeout",
          "idle_in_transaction_session_timeout",
          "default_transaction_isolation",
          "default_transaction_read_only",
          "default_transaction_deferrable");
  private static final Set<String> DATE_ORDERS = Set.of("mdy", "dmy", "ymd");
  private static final Set<String> NO = Set.of("false", "off", "no", "0");
  private static final String ASSERTION = "paravent.assertion";
  private static final String PROTOCOL_OPTION = "_pq_.";

  private final AccessPolicy access;
  private final Map<String, String> accepted = new LinkedHashMap<>();
  private final List<String> unknownOptions = new ArrayList<>();
  private @Nullable String assertion;

  private StartupVetting(AccessPolicy access) {
    this.access = access;
  }

  /** What became of the packet. */
  sealed interface Outcome {
    /**
     * The session may begin.
     *
     * @param parameters what the server gets
     * @param unknownOptions protocol options that are not supported
     * @param assertion of who the end user is, which the server does not get
     */
    record Accepted(
        String user,
        String database,
        Map<String, String> parameters,
        List<String> unknownOptions,
        Optional<String> assertion)
        implements Outcome {}

    /** The session may not begin. */
    record Refused(Refusal refusal) implements Outcome {}
  }

  static Outcome vet(Startup startup, AccessPolicy access) {
    return new StartupVetting(access).vet(startup);
  }

  private Outcome vet(Startup startup) {
    if (startup.hasRepeatedName()) {
      return refused("a start-up parameter is given twice");
    }
    String user = startup.parameters().getOrDefault("user", "");
    String database = startup.parameters().getOrDefault("database", "");
    if (database.isEmpty()) {
      database = user;
    }
    for (Map.Entry<String, String> parameter : startup.parameters().entrySet()) {
      String problem = parameter(parameter.getKey(), parameter.getValue());
      if (problem != null) {
        return refused(problem);
      }
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("user", user);
    parameters.put("database", database);
    parameters.putAll(accepted);
    parameters.putIfAbsent("datestyle", "ISO");
    parameters.putAll(PinnedSettings.atStartup());
    return new Outcome.Accepted(
        user, database, parameters, List.copyOf(unknownOptions), Optional.ofNullable(assertion));
  }

  private @Nullable String parameter(String name, String value) {
    if (name.startsWith(PROTOCOL_OPTION)) {
      unknownOptions.add(name);
      return null;
    }
    return switch (name) {
      case "user", "database" -> null;
      case "replication" ->
          NO.contains(value.toLowerCase(Locale.ROOT)) ? null : "replication is not governed";
      case "options" -> {
        var settings = StartupOptions.parse(value);
        if (settings.isEmpty()) {
          yield "options may hold only -c name=value";
        }
        String problem = null;
        for (Map.Entry<String, String> setting : settings.get()) {
          problem = problem == null ? setting(setting.getKey(), setting.getValue()) : problem;
        }
        yield problem;
      }
      default -> setting(name, value);
    };
  }

  /** Takes a setting; returns what is wrong with it, or null. */
  private @Nullable String setting(String givenName, String value) {
    String name = givenName.toLowerCase(Locale.ROOT);
    if (name.equals(ASSERTION) && access.assertions().isPresent()) {
      boolean isFirst = assertion == null;
      assertion = value;
      return isFirst ? null : "the setting " + ASSERTION + " is given twice";
    }
    String sent =
        switch (name) {
          case "client_encoding" -> isUtf8(value) ? "UTF8" : null;
          case "datestyle" -> dateStyle(value);
          case "search_path" -> isAllowedPath(value) ? value : null;
          case "standard_conforming_strings" -> value.equalsIgnoreCase("on") ? "on" : null;
          default -> FREE_SETTINGS.contains(name) ? value : null;
        };
    if (sent == null) {
      return "the setting " + printable(givenName) + " may not be changed to this value";
    }
    return accepted.put(name, sent) == null
        ? null
        : "the setting " + printable(givenName) + " is given twice";
  }

  private static boolean isUtf8(String value) {
    String name = value.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    return name.equals("utf8") || name.equals("unicode");
  }

  /** ISO and perhaps an order of day, month and year. */
  private static @Nullable String dateStyle(String value) {
    String[] words = value.toLowerCase(Locale.ROOT).split(",", -1);
    boolean allowed =
        words[0].strip().equals("iso")
            && (words.length == 1 || (words.length == 2 && DATE_ORDERS.contains(words[1].strip())));
    if (!allowed) {
      return null;
    }
    return words.length == 1 ? "ISO" : "ISO, " + words[1].strip().toUpperCase(Locale.ROOT);
  }

  /** Schemas that the policy names; pg_catalog only first, so that nothing hides it. */
  private boolean isAllowedPath(String value) {
    List<String> schemas = SchemaList.parse(value);
    for (int i = 0; i < schemas.size(); i++) {
      String schema = schemas.get(i);
      boolean allowed =
          access.allowsSchema(schema)
              || schema.equals("$user")
              || (schema.equals("pg_catalog") && i == 0);
      if (!allowed) {
        return false;
      }
    }
    return !schemas.isEmpty();
  }

  private static String printable(String name) {
    String shown = name.length() > 63 ? name.substring(0, 63) : name;
    return shown.replaceAll("[^A-Za-z0-9_.]", "?");
  }

  private static Outcome refused(String sentence) {
    return new Outcome.Refused(Refusal.of(Reason.of(RefusalCode.SETTING_NOT_ALLOWED, sentence)));
  }
}
