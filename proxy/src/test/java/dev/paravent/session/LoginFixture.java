package dev.paravent.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paravent.crypto.scram.ScramVerifier;
import dev.paravent.session.auth.ClientLogin;
import dev.paravent.session.auth.LoginLimiter;
import dev.paravent.session.auth.VerifierFile;
import dev.paravent.session.tls.ListenerTls;
import dev.paravent.session.tls.TlsEngine;
import dev.paravent.session.tls.UpstreamTls;
import dev.paravent.session.tls.UpstreamTls.Verification;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;

/** Users, verifiers and ways to log in with them. */
@NullMarked
abstract class LoginFixture extends TlsFixture {
  static final byte[] MOCK_SECRET = new byte[32];
  static final String UMLAUTS = "pässwörd Ⅸ 密码";

  @BeforeAll
  static void addUsers() throws SQLException {
    database.execute(
        "set password_encryption = 'scram-sha-256'",
        "create role service login password 'the service''s own'",
        "create role umlauts login password '" + UMLAUTS + "'",
        "create schema service create table only_here (id int)",
        "grant usage on schema service to public",
        "grant select on service.only_here to public");
  }

  /** The verifier that the database itself made. */
  static String databasesOwn(String user) throws SQLException {
    return ScramOfDatabase.verifier(database.address(), user);
  }

  static Path secret(String name, String... lines) throws IOException {
    Path file = home.resolve(name);
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return Files.write(file, List.of(lines));
  }

  static String made(String password, int saltLength, int iterations) {
    byte[] salt = new byte[saltLength];
    Arrays.fill(salt, (byte) 7);
    return ScramVerifier.ofPassword(password, salt, iterations).encoded();
  }

  static LoginLimiter patient() {
    return new LoginLimiter(
        System::nanoTime,
        new LoginLimiter.Limit(1_000, Duration.ofSeconds(1)),
        new LoginLimiter.Limit(1_000, Duration.ofSeconds(1)));
  }

  static ClientLogin.Scram scram(Path file) throws IOException {
    return new ClientLogin.Scram(VerifierFile.load(file), MOCK_SECRET, patient());
  }

  static Path databasesVerifiers() throws Exception {
    return secret(
        "verifiers",
        "# the database's own",
        "\"scram\" \"" + databasesOwn("scram") + "\"",
        "\"umlauts\" \"" + databasesOwn("umlauts") + "\"",
        "\"postgres\" \"" + made("clear", 16, 4096) + "\"",
        "\"nobodys\" \"" + made("secret", 16, 4096) + "\"",
        "\"other\" \"" + made("secret", 5, 321) + "\"");
  }

  static TransportSecurity bothLegs(TlsEngine engine) throws IOException {
    return new TransportSecurity(
        Optional.of(ListenerTls.load(listener(engine))),
        Optional.of(UpstreamTls.load(upstream(Verification.VERIFY_FULL))));
  }

  static InetSocketAddress databaseByName() {
    return InetSocketAddress.createUnresolved("localhost", database.address().getPort());
  }

  static Connection connectAs(
      InetSocketAddress address, String user, String password, String options) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    properties.setProperty("socketTimeout", "30");
    return java.sql.DriverManager.getConnection(
        "jdbc:postgresql://localhost:" + address.getPort() + "/postgres?" + options, properties);
  }

  static void assertRefused(ThrowingConnect connect, String sqlState) {
    assertThatThrownBy(connect::get)
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(sqlState));
  }

  interface ThrowingConnect {
    Connection get() throws SQLException;
  }
}
