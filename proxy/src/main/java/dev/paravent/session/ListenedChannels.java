package dev.paravent.session;

import dev.paravent.decide.StatementPlan;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The channels that a client has listened on. What comes by another name is not for it, whatever
 * that name is made of. Event-loop confined.
 */
final class ListenedChannels {
  private static final String LISTEN = "LISTEN ";

  private @Nullable Set<String> names; // few sessions have any

  /** A statement was sent; one that listens adds its channel, for good. */
  void sent(@Nullable StatementPlan plan) {
    if (plan == null || !plan.sql().regionMatches(true, 0, LISTEN, 0, LISTEN.length())) {
      return;
    }
    Set<String> known = names == null ? new HashSet<>() : names;
    known.add(unquoted(plan.sql().substring(LISTEN.length()).strip()));
    names = known;
  }

  boolean holds(String channel) {
    return names != null && names.contains(channel);
  }

  private static String unquoted(String identifier) {
    return identifier.startsWith("\"")
        ? identifier.substring(1, identifier.length() - 1).replace("\"\"", "\"")
        : identifier.toLowerCase(Locale.ROOT);
  }
}
