package dev.paravent.cli;

import dev.paravent.config.ConfigKey;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags that say how clients prove who they are. */
final class LoginFlags {
  @Option(
      names = "--auth",
      paramLabel = "WORD",
      description = {
        "relay: the database authenticates clients.",
        "scram: the proxy does, with verifiers; cert: by client certificates (default: relay)."
      })
  private @Nullable String method;

  @Option(
      names = "--auth-file",
      paramLabel = "FILE",
      description = "Verifiers, \"user\" \"SCRAM-SHA-256$..\" a line; read again when it changes.")
  private @Nullable String file;

  @Option(
      names = "--auth-query",
      paramLabel = "SQL",
      description = "Asks the database for the verifier of the user ?, as the catalog user.")
  private @Nullable String query;

  @Option(
      names = "--auth-database",
      paramLabel = "NAME",
      description = "Database that is asked (default: postgres).")
  private @Nullable String database;

  @Option(
      names = "--cert-identity",
      paramLabel = "WORD",
      description =
          "Part of a certificate that names its holder: cn, dns, email, uri (default: cn).")
  private @Nullable String identity;

  @Option(
      names = "--cert-map",
      paramLabel = "FILE",
      description = "\"identity\" \"user\" a line (default: the same name).")
  private @Nullable String map;

  @Option(
      names = "--upstream-user",
      paramLabel = "USER",
      description = "Database user as whom the proxy logs in for every client.")
  private @Nullable String upstreamUser;

  @Option(
      names = "--upstream-password-file",
      paramLabel = "FILE",
      description = "File that holds its password.")
  private @Nullable String upstreamPasswordFile;

  @Option(
      names = "--upstream-credentials",
      paramLabel = "FILE",
      description = "\"user\" \"database user\" \"password\" a line, instead of these two.")
  private @Nullable String upstreamCredentials;

  /** The flags that were given. */
  Map<ConfigKey, String> values() {
    Map<ConfigKey, String> values = new EnumMap<>(ConfigKey.class);
    Flags.put(values, ConfigKey.AUTH, method);
    Flags.put(values, ConfigKey.AUTH_FILE, file);
    Flags.put(values, ConfigKey.AUTH_QUERY, query);
    Flags.put(values, ConfigKey.AUTH_DATABASE, database);
    Flags.put(values, ConfigKey.CERT_IDENTITY, identity);
    Flags.put(values, ConfigKey.CERT_MAP, map);
    Flags.put(values, ConfigKey.UPSTREAM_USER, upstreamUser);
    Flags.put(values, ConfigKey.UPSTREAM_PASSWORD_FILE, upstreamPasswordFile);
    Flags.put(values, ConfigKey.UPSTREAM_CREDENTIALS, upstreamCredentials);
    return values;
  }
}
