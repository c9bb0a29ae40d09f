package dev.paravent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeConfigReaderTest {
  private static final Map<ConfigKey, String> LEAST =
      Map.of(
          ConfigKey.CATALOG_USER, "paravent", ConfigKey.POLICIES, "p", ConfigKey.DEV_KEYS, "true");

  @TempDir private Path directory;

  @Test
  void hasDefaultsForEverythingElse() throws Exception {
    ServeConfig config = ServeConfigReader.read(LEAST, Map.of());
    assertThat(config.listen()).hasToString("127.0.0.1:6432");
    assertThat(config.upstream()).hasToString("127.0.0.1:5432");
    assertThat(config.metrics()).isEmpty();
    assertThat(config.logLevel()).isEqualTo(ServeConfig.LogLevel.INFO);
    assertThat(config.usesDevelopmentKeys()).isTrue();
  }

  @Test
  void letsAFlagBeatTheFile() throws Exception {
    ServeConfig config =
        ServeConfigReader.read(Map.of(ConfigKey.LISTEN, "a:1"), with(ConfigKey.LISTEN, "b:2"));
    assertThat(config.listen()).hasToString("a:1");
  }

  @Test
  void letsAKeysFlagReplaceTheFilesDevelopmentKeys() throws Exception {
    ServeConfig config = ServeConfigReader.read(Map.of(ConfigKey.KEYS, "k.yaml"), LEAST);
    assertThat(config.keys()).contains(new KeySource(Path.of("k.yaml"), Optional.empty()));
  }

  @Test
  void readsThePasswordWithoutItsLineEnd() throws Exception {
    Path file = Files.writeString(directory.resolve("password"), "secret\n");
    ServeConfig config =
        ServeConfigReader.read(with(ConfigKey.CATALOG_PASSWORD_FILE, file.toString()), Map.of());
    assertThat(config.catalogPassword()).contains("secret");
    assertThat(config.toString()).doesNotContain("secret");
  }

  @Test
  void readsTlsOfBothLegs() throws Exception {
    Map<ConfigKey, String> values = with(ConfigKey.TLS_CERTIFICATE, "c.pem");
    assertProblem(values, "tls-key: missing (expected: the PEM file of the private key)");
    values.put(ConfigKey.TLS_KEY, "k.pem");
    assertThat(ServeConfigReader.read(values, Map.of()).listenerTls())
        .contains(
            new ListenerTlsConfig(
                Path.of("c.pem"), Path.of("k.pem"), true, false, Optional.empty(), false));
    values.put(ConfigKey.TLS, "sometimes");
    assertProblem(values, "tls: sometimes (expected: one of [required, optional])");
    values.put(ConfigKey.TLS, "optional");
    values.put(ConfigKey.TLS_CLIENT_CERTIFICATE, "required");
    assertProblem(values, "tls-client-certificate: needs tls-client-ca");
    values.put(ConfigKey.TLS_CLIENT_CA, "ca.pem");
    values.put(ConfigKey.UPSTREAM_CA, "db.pem");
    ServeConfig config = ServeConfigReader.read(values, Map.of());
    assertThat(config.listenerTls().orElseThrow().isRequired()).isFalse();
    assertThat(config.listenerTls().orElseThrow().requiresClientCertificate()).isTrue();
    assertThat(config.upstreamTls().mode()).isEqualTo(UpstreamTlsConfig.Mode.VERIFY_FULL);
  }

  @Test
  void readsWhoseAssertionsCount() throws Exception {
    assertThat(ServeConfigReader.read(LEAST, Map.of()).login().assertions()).isEmpty();
    assertProblem(
        with(ConfigKey.ASSERTION_ISSUER, "https://portal"),
        "assertion-issuer: needs assertion-keys");
    Map<ConfigKey, String> values = with(ConfigKey.ASSERTION_KEYS, "keys.json");
    assertProblem(values, "assertion-issuer: missing (assertion-keys needs it)");
    values.put(ConfigKey.ASSERTION_ISSUER, "https://portal");
    values.put(ConfigKey.ASSERTION_AUDIENCE, " ");
    assertProblem(values, "assertion-audience: missing (assertion-keys needs it)");
    values.put(ConfigKey.ASSERTION_AUDIENCE, "paravent");
    assertThat(ServeConfigReader.read(values, Map.of()).login().assertions())
        .contains(
            new AssertionConfig(
                Path.of("keys.json"),
                "https://portal",
                "paravent",
                Duration.ofSeconds(30),
                Duration.ofMinutes(15)));
    values.put(ConfigKey.ASSERTION_LIFETIME, "0");
    assertProblem(values, "assertion-lifetime: 0 (expected: 1 to 86400)");
    values.put(ConfigKey.ASSERTION_LIFETIME, "60");
    values.put(ConfigKey.ASSERTION_CLOCK_SKEW, "301");
    assertProblem(values, "assertion-clock-skew: 301 (expected: 0 to 300)");
  }

  @Test
  void refusesTlsThatProtectsFromNobody() throws Exception {
    assertProblem(with(ConfigKey.TLS, "optional"), "tls: needs tls-certificate");
    assertProblem(
        with(ConfigKey.UPSTREAM_TLS, "prefer"),
        "upstream-tls: prefer gives way to whoever says no (expected: verify-full)");
    assertProblem(
        with(ConfigKey.UPSTREAM_TLS, "verify-ca"),
        "upstream-tls: verify-ca with every authority of the world (expected: upstream-ca, or"
            + " verify-full)");
    Map<ConfigKey, String> values = with(ConfigKey.UPSTREAM_CA, "db.pem");
    values.put(ConfigKey.UPSTREAM_TLS, "require");
    assertProblem(
        values,
        "upstream-tls: require verifies nothing (expected: verify-ca or verify-full, for there is"
            + " upstream-ca)");
    UpstreamTlsConfig unsaid = ServeConfigReader.read(LEAST, Map.of()).upstreamTls();
    unsaid.requireFor(java.net.InetAddress.getByName("127.0.0.1"));
    unsaid.requireFor(java.net.InetAddress.getByName("::1"));
    assertThatThrownBy(() -> unsaid.requireFor(java.net.InetAddress.getByName("10.0.0.5")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("upstream-tls: missing");
  }

  @Test
  void readsHowClientsLogIn() throws Exception {
    assertThat(ServeConfigReader.read(LEAST, Map.of()).login()).isEqualTo(LoginConfig.RELAY);
    Map<ConfigKey, String> values = with(ConfigKey.AUTH, "scram");
    assertProblem(
        values,
        "auth: scram (expected: one of auth-file and auth-query with it, for the verifiers)");
    values.put(ConfigKey.AUTH_FILE, "verifiers");
    values.put(ConfigKey.UPSTREAM_USER, "service");
    assertThat(ServeConfigReader.read(values, Map.of()).login())
        .isEqualTo(
            new LoginConfig(
                new LoginConfig.ScramFile(Path.of("verifiers")),
                Optional.of(new LoginConfig.Service("service", Optional.empty()))));
    values.put(ConfigKey.UPSTREAM_CREDENTIALS, "credentials");
    assertProblem(values, "upstream-user and upstream-credentials exclude each other");
    values.remove(ConfigKey.UPSTREAM_CREDENTIALS);
    values.put(ConfigKey.CERT_MAP, "map");
    assertProblem(values, "cert-map: not with auth: scram");
    Map<ConfigKey, String> query = with(ConfigKey.AUTH, "scram");
    query.put(ConfigKey.AUTH_QUERY, "select v from u where n = 'x'");
    assertProblem(query, "auth-query: expected one ? in it, for the user");
    query.put(ConfigKey.AUTH_QUERY, "select v from u where n = ?");
    assertThat(ServeConfigReader.read(query, Map.of()).login().method())
        .isEqualTo(new LoginConfig.ScramQuery("select v from u where n = ?", "postgres"));
    assertProblem(with(ConfigKey.AUTH, "cert"), "auth: cert (expected: tls-client-ca with it)");
    assertProblem(with(ConfigKey.UPSTREAM_USER, "service"), "upstream-user: not with auth: relay");
    assertProblem(with(ConfigKey.AUTH, "md5"), "auth: md5 (expected: one of [relay, scram, cert])");
  }

  @Test
  void refusesNoKeysAtAll() {
    Map<ConfigKey, String> values = with(ConfigKey.LISTEN, "a:1");
    values.remove(ConfigKey.DEV_KEYS);
    assertProblem(values, "keys: missing (expected: --keys FILE, or --dev-keys to try things out)");
  }

  @Test
  void refusesBothKindsOfKeys() {
    assertProblem(with(ConfigKey.KEYS, "k.yaml"), "keys and dev-keys exclude each other");
  }

  @Test
  void readsWhereTheKeyEncryptionKeyIs() throws Exception {
    assertThat(kek(Map.of(ConfigKey.KEK_FILE, "kek")))
        .contains(new KekSource.KeyFile(Path.of("kek")));
    assertThat(kek(Map.of(ConfigKey.KEK_PASSPHRASE_FILE, "p")))
        .contains(new KekSource.Passphrase(Path.of("p")));
    assertThat(kek(Map.of(ConfigKey.VAULT_ADDRESS, "https://vault:8200", ConfigKey.VAULT_KEY, "k")))
        .contains(
            new KekSource.Vault(
                "https://vault:8200", "k", "transit", Optional.empty(), Optional.empty()));
    assertThat(kek(Map.of())).isEmpty();
  }

  @Test
  void letsAKeyEncryptionKeyOfTheFlagsReplaceTheFiles() throws Exception {
    Map<ConfigKey, String> file = wrapped(Map.of(ConfigKey.VAULT_ADDRESS, "https://v"));
    file.put(ConfigKey.VAULT_KEY, "k");
    ServeConfig config = ServeConfigReader.read(Map.of(ConfigKey.KEK_FILE, "kek"), file);
    assertThat(config.keys().orElseThrow().kek()).contains(new KekSource.KeyFile(Path.of("kek")));
    assertThat(ServeConfigReader.read(Map.of(ConfigKey.DEV_KEYS, "true"), file).keys()).isEmpty();
  }

  @Test
  void refusesKeyEncryptionKeysThatContradictEachOther() {
    assertProblem(
        wrapped(Map.of(ConfigKey.KEK_FILE, "a", ConfigKey.KEK_PASSPHRASE_FILE, "b")),
        "kek-passphrase-file and kek-file exclude each other");
    assertProblem(wrapped(Map.of(ConfigKey.VAULT_KEY, "k")), "vault-key: needs vault-address");
    assertProblem(
        wrapped(Map.of(ConfigKey.VAULT_ADDRESS, "https://v")),
        "vault-key: missing (expected: the name of a Transit key)");
    assertProblem(
        with(ConfigKey.KEK_FILE, "kek"),
        "dev-keys: nothing wraps them (expected: no key-encryption key)");
  }

  private static Optional<KekSource> kek(Map<ConfigKey, String> values) throws ConfigException {
    return ServeConfigReader.read(Map.of(), wrapped(values)).keys().orElseThrow().kek();
  }

  private static Map<ConfigKey, String> wrapped(Map<ConfigKey, String> values) {
    Map<ConfigKey, String> all = with(ConfigKey.KEYS, "k.json");
    all.remove(ConfigKey.DEV_KEYS);
    all.putAll(values);
    return all;
  }

  @Test
  void refusesAnUnknownLogLevel() {
    assertProblem(
        with(ConfigKey.LOG_LEVEL, "loud"),
        "log-level: loud (expected: one of [error, warn, info, debug, trace])");
  }

  @Test
  void refusesToConnectToPortZero() {
    assertProblem(with(ConfigKey.UPSTREAM, "db:0"), "upstream: port 0 (expected: 1 to 65535)");
  }

  private static Map<ConfigKey, String> with(ConfigKey key, String value) {
    Map<ConfigKey, String> values = new EnumMap<>(LEAST);
    values.put(key, value);
    return values;
  }

  @Test
  void readsWhatClientsMayTake() throws Exception {
    assertThat(ServeConfigReader.read(LEAST, Map.of()).limits()).isEqualTo(LimitsConfig.DEFAULT);
    assertThat(ServeConfigReader.read(LEAST, Map.of()).reloadsOnChange()).isFalse();
    ServeConfig config =
        ServeConfigReader.read(
            with(ConfigKey.IDLE_TIMEOUT, "60"),
            Map.of(ConfigKey.MAX_USER_CONNECTIONS, "7", ConfigKey.RELOAD_ON_CHANGE, "true"));
    assertThat(config.limits().idleTimeout()).hasMinutes(1);
    assertThat(config.limits().maxUserConnections()).isEqualTo(7);
    assertThat(config.reloadsOnChange()).isTrue();
  }

  @Test
  void refusesLimitsThatAreNone() {
    for (String wrong : new String[] {"-1", "0", "x", "+5", "1.5", ""}) {
      assertProblem(
          with(ConfigKey.MAX_CONNECTIONS, wrong),
          "max-connections: " + wrong + " (expected: 1 to 1000000)");
    }
  }

  private static void assertProblem(Map<ConfigKey, String> values, String problem) {
    assertThatThrownBy(() -> ServeConfigReader.read(values, Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessage(problem);
  }
}
