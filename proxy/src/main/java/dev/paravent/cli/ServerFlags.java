package dev.paravent.cli;

import dev.paravent.config.ConfigKey;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where clients connect, and where the database is. */
final class ServerFlags {
  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      description = "Where clients connect (default: 127.0.0.1:6432).")
  private @Nullable String listen;

  @Option(
      names = "--listen-socket",
      paramLabel = "DIR",
      description = "And a Unix socket in this directory: .s.PGSQL.PORT.")
  private @Nullable String socket;

  @Option(
      names = "--listen-socket-mode",
      paramLabel = "MODE",
      description = "Who may connect to it (default: 0770).")
  private @Nullable String mode;

  @Option(
      names = "--upstream",
      paramLabel = "HOST:PORT,..",
      description = {
        "Where PostgreSQL listens (default: 127.0.0.1:5432); DIR:PORT for its Unix socket.",
        "Several are copies of one cluster, tried in this order."
      })
  private @Nullable String upstream;

  @Option(
      names = "--upstream-target",
      paramLabel = "WHICH",
      description = {
        "Which of them sessions get: any, read-write, primary, standby or",
        "prefer-standby (default: any)."
      })
  private @Nullable String target;

  @Option(
      names = "--upstream-database",
      paramLabel = "NAME",
      description = "Where the catalog user asks them what they are (default: postgres).")
  private @Nullable String database;

  Map<ConfigKey, String> values() {
    Map<ConfigKey, String> values = new EnumMap<>(ConfigKey.class);
    Flags.put(values, ConfigKey.LISTEN, listen);
    Flags.put(values, ConfigKey.LISTEN_SOCKET, socket);
    Flags.put(values, ConfigKey.LISTEN_SOCKET_MODE, mode);
    Flags.put(values, ConfigKey.UPSTREAM, upstream);
    Flags.put(values, ConfigKey.UPSTREAM_TARGET, target);
    Flags.put(values, ConfigKey.UPSTREAM_DATABASE, database);
    return values;
  }
}
