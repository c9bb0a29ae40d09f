package dev.paravent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paravent.config.ConfigKey;
import dev.paravent.config.ServeConfigReader;
import dev.paravent.crypto.x509.CertificateAuthority;
import dev.paravent.crypto.x509.Credential;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The product as a whole with TLS on both legs, its catalog connections too, and logins. */
class SecureProxyIT {
  private static final String RULES =
      """
      hostssl all paravent all scram-sha-256
      hostssl all portal_app all scram-sha-256
      hostnossl all paravent,portal_app all reject
      host all all all trust
      """;

  @TempDir private Path directory;

  private Path write(String name, String text, String permissions) throws Exception {
    Path file = Files.writeString(directory.resolve(name), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  private void issue(CertificateAuthority authority, String name) throws Exception {
    Credential credential = authority.issue(name, List.of("localhost", "127.0.0.1"));
    write(name + ".crt", credential.certificatesPem(), "rw-r--r--");
    write(name + ".key", credential.keyPem(), "rw-------");
  }

  private static void execute(EmbeddedPostgres postgres, String... statements) throws SQLException {
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      for (String text : statements) {
        statement.execute(text);
      }
    }
  }

  private Connection connect(RunningProxy proxy, String password) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", "portal_app");
    properties.setProperty("password", password);
    properties.setProperty("sslmode", "verify-full");
    properties.setProperty("sslrootcert", directory.resolve("ca.crt").toString());
    properties.setProperty("channelBinding", "require");
    return DriverManager.getConnection(
        "jdbc:postgresql://localhost:" + proxy.listen().port() + "/postgres", properties);
  }

  private static String one(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  @Test
  void servesWithEverythingSwitchedOn() throws Exception {
    Instant now = Instant.now();
    CertificateAuthority authority =
        CertificateAuthority.create(
            "authority",
            now.minus(Duration.ofHours(1)),
            now.plus(Duration.ofHours(1)),
            new SecureRandom());
    write("ca.crt", authority.certificatePem(), "rw-r--r--");
    issue(authority, "database");
    issue(authority, "proxy");
    try (EmbeddedPostgres postgres =
        EmbeddedPostgres.builder()
            .setOverrideWorkingDirectory(directory.toFile())
            .setDataDirectory(directory.resolve("data"))
            .setServerConfig("ssl", "on")
            .setServerConfig("ssl_cert_file", directory.resolve("database.crt").toString())
            .setServerConfig("ssl_key_file", directory.resolve("database.key").toString())
            .start()) {
      execute(
          postgres,
          "create role paravent login password 'catalog'",
          "create role portal_app login password 'portal'",
          "create function public.verifier(text) returns text language sql security definer"
              + " begin atomic select rolpassword from pg_catalog.pg_authid where rolname = $1;"
              + " end",
          "revoke all on function public.verifier from public",
          "grant execute on function public.verifier to paravent");
      Files.writeString(directory.resolve("data").resolve("pg_hba.conf"), RULES);
      execute(postgres, "select pg_reload_conf()");

      Map<ConfigKey, String> values = new EnumMap<>(ConfigKey.class);
      values.put(ConfigKey.LISTEN, "127.0.0.1:0");
      values.put(ConfigKey.UPSTREAM, "localhost:" + postgres.getPort());
      values.put(ConfigKey.UPSTREAM_CA, directory.resolve("ca.crt").toString());
      values.put(ConfigKey.TLS_CERTIFICATE, directory.resolve("proxy.crt").toString());
      values.put(ConfigKey.TLS_KEY, directory.resolve("proxy.key").toString());
      values.put(ConfigKey.AUTH, "scram");
      values.put(ConfigKey.AUTH_QUERY, "select public.verifier(?)");
      values.put(ConfigKey.CATALOG_USER, "paravent");
      values.put(
          ConfigKey.CATALOG_PASSWORD_FILE, write("password", "catalog\n", "rw-------").toString());
      values.put(ConfigKey.POLICIES, Path.of("..", "policies", "tiers-payant").toString());
      values.put(ConfigKey.DEV_KEYS, "true");
      List<String> warnings = new ArrayList<>();
      try (RunningProxy proxy =
          Planners.wiring(warnings::add).start(ServeConfigReader.read(values, Map.of()))) {
        try (Connection connection = connect(proxy, "portal")) {
          assertThat(one(connection, "select 1")).isEqualTo("1");
        }
        assertThatThrownBy(() -> connect(proxy, "wrong"))
            .isInstanceOfSatisfying(
                SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
        execute(postgres, "alter role portal_app password 'changed'");
        connect(proxy, "changed").close();
        assertThatThrownBy(() -> connect(proxy, "portal")).isInstanceOf(SQLException.class);
      }
      assertThat(warnings).singleElement().asString().contains("dev-keys");

      values.remove(ConfigKey.AUTH);
      values.remove(ConfigKey.AUTH_QUERY);
      warnings.clear();
      try (RunningProxy proxy =
          Planners.wiring(warnings::add).start(ServeConfigReader.read(values, Map.of()))) {
        assertThat(proxy.listen().port()).isPositive();
      }
      assertThat(warnings).anyMatch(warning -> warning.contains("relay with TLS on both legs"));
    }
  }

  @Test
  void theDemoEncryptsAndProtects() {
    CommandRun run = CommandRun.of("demo", "--exit", "--patients", "500");
    assertThat(run.err()).startsWith("paravent: warning: dev-keys").hasLineCount(1);
    assertThat(run.status()).isZero();
  }
}
