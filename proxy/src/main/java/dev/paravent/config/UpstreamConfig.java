package dev.paravent.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The servers of the database. Immutable.
 *
 * @param servers at least one, in the order in which they are tried; copies of one database cluster
 * @param target which of them a session may have
 * @param database in which servers are asked what they are, unless any will do
 */
public record UpstreamConfig(List<Endpoint> servers, Target target, String database) {
  private static final String DEFAULT_SERVER = "127.0.0.1:5432";
  private static final String DEFAULT_DATABASE = "postgres";

  /** Which server a session may have, in the words of libpq's target_session_attrs. */
  public enum Target {
    ANY,
    READ_WRITE,
    PRIMARY,
    STANDBY,
    PREFER_STANDBY;

    /** As it is written in flags. */
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  public UpstreamConfig {
    servers = List.copyOf(servers);
  }

  /** One server, whatever it is. */
  public static UpstreamConfig of(Endpoint server) {
    return new UpstreamConfig(List.of(server), Target.ANY, DEFAULT_DATABASE);
  }

  static UpstreamConfig read(Map<ConfigKey, String> values) throws ConfigException {
    List<Endpoint> servers = new ArrayList<>();
    String text = values.getOrDefault(ConfigKey.UPSTREAM, DEFAULT_SERVER);
    for (String each : text.split(",", -1)) {
      Endpoint server = Endpoint.parse(ConfigKey.UPSTREAM, each.strip());
      if (server.port() == 0) {
        throw new ConfigException("upstream: port 0 (expected: 1 to 65535)");
      }
      if (servers.contains(server)) {
        throw new ConfigException("upstream: " + server + ": twice");
      }
      servers.add(server);
    }
    return new UpstreamConfig(
        servers,
        target(values.getOrDefault(ConfigKey.UPSTREAM_TARGET, Target.ANY.label())),
        values.getOrDefault(ConfigKey.UPSTREAM_DATABASE, DEFAULT_DATABASE));
  }

  private static Target target(String text) throws ConfigException {
    for (Target target : Target.values()) {
      if (target.label().equals(text)) {
        return target;
      }
    }
    throw new ConfigException(
        "upstream-target: "
            + text
            + " (expected: one of "
            + Arrays.stream(Target.values()).map(Target::label).toList()
            + ")");
  }
}
