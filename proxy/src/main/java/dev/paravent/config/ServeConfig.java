package dev.paravent.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How one proxy runs. Immutable.
 *
 * @param listen where clients connect
 * @param upstream where PostgreSQL listens
 * @param catalogUser the database user that reads the system catalogs
 * @param catalogPassword the password of that user, as its file holds it
 * @param policies the directory of the policy bundle
 * @param keys the keyset; empty means the well-known development keys
 * @param metrics where metrics and health are served, if at all
 * @param logLevel the least level that is written
 * @param listenerTls TLS towards clients; empty refuses it
 * @param upstreamTls TLS towards PostgreSQL
 * @param login how clients prove who they are
 * @param limits what clients may take
 * @param reloadsOnChange whether policies and keys are read again when their files change, not on
 *     SIGHUP alone
 */
public record ServeConfig(
    Endpoint listen,
    Endpoint upstream,
    String catalogUser,
    Optional<String> catalogPassword,
    Path policies,
    Optional<KeySource> keys,
    Optional<Endpoint> metrics,
    LogLevel logLevel,
    Optional<ListenerTlsConfig> listenerTls,
    UpstreamTlsConfig upstreamTls,
    LoginConfig login,
    LimitsConfig limits,
    boolean reloadsOnChange) {

  /** A proxy without TLS on either side, which relays logins, with the usual limits. */
  public ServeConfig(
      Endpoint listen,
      Endpoint upstream,
      String catalogUser,
      Optional<String> catalogPassword,
      Path policies,
      Optional<KeySource> keys,
      Optional<Endpoint> metrics,
      LogLevel logLevel) {
    this(
        listen,
        upstream,
        catalogUser,
        catalogPassword,
        policies,
        keys,
        metrics,
        logLevel,
        Optional.empty(),
        UpstreamTlsConfig.DISABLED,
        LoginConfig.RELAY,
        LimitsConfig.DEFAULT,
        false);
  }

  /** The least level that is written to the log. */
  public enum LogLevel {
    ERROR,
    WARN,
    INFO,
    DEBUG,
    TRACE
  }

  /** Whether tokens are made with keys that everybody knows. */
  public boolean usesDevelopmentKeys() {
    return keys.isEmpty();
  }

  /** Shows no password. */
  @Override
  public String toString() {
    return "ServeConfig[listen=" + listen + ", upstream=" + upstream + "]";
  }
}
