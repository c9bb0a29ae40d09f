package dev.paravent.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How clients prove who they are, and as whom the proxy logs in behind them. Immutable.
 *
 * @param upstream empty: as the client's own user, with the client's own secret
 * @param assertions who says who the end users are; empty: nobody
 */
public record LoginConfig(
    Method method, Optional<Upstream> upstream, Optional<AssertionConfig> assertions) {
  /** The database authenticates clients. */
  public static final LoginConfig RELAY = new LoginConfig(new Relay(), Optional.empty());

  private static final String DEFAULT_DATABASE = "postgres";
  private static final Set<ConfigKey> SCRAM_KEYS =
      Set.of(ConfigKey.AUTH_FILE, ConfigKey.AUTH_QUERY, ConfigKey.AUTH_DATABASE);
  private static final Set<ConfigKey> CERTIFICATE_KEYS =
      Set.of(ConfigKey.CERT_IDENTITY, ConfigKey.CERT_MAP);
  private static final Set<ConfigKey> UPSTREAM_KEYS =
      Set.of(
          ConfigKey.UPSTREAM_USER,
          ConfigKey.UPSTREAM_PASSWORD_FILE,
          ConfigKey.UPSTREAM_CREDENTIALS);

  /** Without end users. */
  public LoginConfig(Method method, Optional<Upstream> upstream) {
    this(method, upstream, Optional.empty());
  }

  /** How clients prove who they are. */
  public sealed interface Method {}

  /** To the database; the proxy passes the messages on. */
  public record Relay() implements Method {}

  /** By SCRAM-SHA-256, to the proxy, with verifiers of a file. */
  public record ScramFile(Path file) implements Method {}

  /** By SCRAM-SHA-256, to the proxy, with verifiers that a database is asked for. */
  public record ScramQuery(String query, String database) implements Method {}

  /**
   * By a client certificate.
   *
   * @param identity cn, dns, email or uri
   * @param map file of identities and users; empty: they have the same name
   */
  public record Certificate(String identity, Optional<Path> map) implements Method {}

  /** As whom the proxy logs in at the database. */
  public sealed interface Upstream {}

  /** As one user for all. */
  public record Service(String user, Optional<Path> passwordFile) implements Upstream {}

  /** As the file says for each user. */
  public record Credentials(Path file) implements Upstream {}

  /** What the values say. */
  static LoginConfig read(Map<ConfigKey, String> values) throws ConfigException {
    Method method =
        switch (Words.of(values, ConfigKey.AUTH, "relay", "scram", "cert")) {
          case "scram" -> scram(values);
          case "cert" -> certificate(values);
          default -> new Relay();
        };
    refuseUnless(method instanceof ScramFile || method instanceof ScramQuery, SCRAM_KEYS, values);
    refuseUnless(method instanceof Certificate, CERTIFICATE_KEYS, values);
    refuseUnless(!(method instanceof Relay), UPSTREAM_KEYS, values);
    return new LoginConfig(method, upstream(values), AssertionConfig.read(values));
  }

  private static Method scram(Map<ConfigKey, String> values) throws ConfigException {
    String file = values.get(ConfigKey.AUTH_FILE);
    String query = values.get(ConfigKey.AUTH_QUERY);
    if ((file == null) == (query == null)) {
      throw new ConfigException(
          "auth: scram (expected: one of auth-file and auth-query with it, for the verifiers)");
    }
    if (file != null) {
      if (values.containsKey(ConfigKey.AUTH_DATABASE)) {
        throw new ConfigException("auth-database: needs auth-query");
      }
      return new ScramFile(Path.of(file));
    }
    if (query.chars().filter(next -> next == '?').count() != 1) {
      throw new ConfigException("auth-query: expected one ? in it, for the user");
    }
    return new ScramQuery(query, values.getOrDefault(ConfigKey.AUTH_DATABASE, DEFAULT_DATABASE));
  }

  private static Method certificate(Map<ConfigKey, String> values) throws ConfigException {
    if (!values.containsKey(ConfigKey.TLS_CLIENT_CA)) {
      throw new ConfigException("auth: cert (expected: tls-client-ca with it)");
    }
    return new Certificate(
        Words.of(values, ConfigKey.CERT_IDENTITY, "cn", "dns", "email", "uri"),
        path(values, ConfigKey.CERT_MAP));
  }

  private static Optional<Upstream> upstream(Map<ConfigKey, String> values) throws ConfigException {
    String user = values.get(ConfigKey.UPSTREAM_USER);
    Optional<Path> credentials = path(values, ConfigKey.UPSTREAM_CREDENTIALS);
    Optional<Path> password = path(values, ConfigKey.UPSTREAM_PASSWORD_FILE);
    if (user == null) {
      if (password.isPresent()) {
        throw new ConfigException("upstream-password-file: needs upstream-user");
      }
      return credentials.map(Credentials::new);
    }
    if (credentials.isPresent()) {
      throw new ConfigException("upstream-user and upstream-credentials exclude each other");
    }
    return Optional.of(new Service(user, password));
  }

  private static void refuseUnless(
      boolean allowed, Set<ConfigKey> keys, Map<ConfigKey, String> values) throws ConfigException {
    for (ConfigKey key : keys) {
      if (!allowed && values.containsKey(key)) {
        throw new ConfigException(
            key.label() + ": not with auth: " + values.getOrDefault(ConfigKey.AUTH, "relay"));
      }
    }
  }

  private static Optional<Path> path(Map<ConfigKey, String> values, ConfigKey key) {
    return Optional.ofNullable(values.get(key)).map(Path::of);
  }
}
