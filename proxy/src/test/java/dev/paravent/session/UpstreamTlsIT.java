package dev.paravent.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paravent.session.tls.ListenerTls;
import dev.paravent.session.tls.TlsEngine;
import dev.paravent.session.tls.UpstreamTls;
import dev.paravent.session.tls.UpstreamTls.Verification;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** TLS towards the database: a real one, and ones that are not what they say. */
@NullMarked
class UpstreamTlsIT extends TlsFixture {
  private static final byte[] SSL_REQUEST = {0, 0, 0, 8, 4, (byte) 0xd2, 0x16, 0x2f};
  private static final String ENCRYPTED =
      "select ssl from pg_catalog.pg_stat_ssl where pid = pg_catalog.pg_backend_pid()";

  private static TransportSecurity towardsDatabase(UpstreamTls.Settings settings)
      throws IOException {
    return new TransportSecurity(Optional.empty(), Optional.of(UpstreamTls.load(settings)));
  }

  private static UpstreamTls.Settings settings(
      Verification verification, Path authorities, String certificate, TlsEngine engine) {
    return new UpstreamTls.Settings(
        verification,
        Optional.of(authorities),
        certificate.isEmpty()
            ? Optional.empty()
            : Optional.of(certificates.certificate(certificate)),
        certificate.isEmpty() ? Optional.empty() : Optional.of(certificates.key(certificate)),
        engine);
  }

  private static InetSocketAddress named(String host) {
    return InetSocketAddress.createUnresolved(host, database.address().getPort());
  }

  private static void assertUnreachable(InetSocketAddress address) throws IOException {
    for (String user : List.of("portal", "postgres")) {
      try (WireClient client = new WireClient(address)) {
        client.startup(user);
        assertThat(client.until('E').get(0).field('C')).isEqualTo("08001");
        assertThat(client.nextByte()).isEqualTo(-1);
      }
    }
  }

  @Test
  void verifiesTheDatabase() throws Exception {
    for (TlsEngine engine : TlsEngine.values()) {
      UpstreamTls.Settings full = settings(Verification.VERIFY_FULL, certificates.ca(), "", engine);
      for (String host : List.of("localhost", "127.0.0.1")) {
        InetSocketAddress address = start(towardsDatabase(full), named(host));
        for (String user : List.of("portal", "md5", "plain", "postgres")) {
          try (Connection connection = connect(address, user, "")) {
            assertThat(one(connection, ENCRYPTED)).isEqualTo("t");
          }
        }
      }
    }
  }

  @Test
  void refusesOtherNamesAndOtherAuthorities() throws Exception {
    certificates.issue("elsewhere", "localhost", "elsewhere.example.org");
    for (TlsEngine engine : TlsEngine.values()) {
      // the database's certificate names 127.0.0.1 but not this other address of its own
      UpstreamTls.Settings full = settings(Verification.VERIFY_FULL, certificates.ca(), "", engine);
      assertUnreachable(start(towardsDatabase(full), named("127.0.0.2")));
      try (Connection connection =
          connect(
              start(
                  towardsDatabase(settings(Verification.VERIFY_CA, certificates.ca(), "", engine)),
                  named("127.0.0.2")),
              "postgres",
              "")) {
        assertThat(one(connection, ENCRYPTED)).isEqualTo("t");
      }
      for (Verification verification : List.of(Verification.VERIFY_FULL, Verification.VERIFY_CA)) {
        assertUnreachable(
            start(
                towardsDatabase(settings(verification, others.ca(), "", engine)),
                named("localhost")));
      }
      try (Connection connection =
          connect(
              start(
                  towardsDatabase(settings(Verification.REQUIRE, others.ca(), "", engine)),
                  named("127.0.0.2")),
              "postgres",
              "")) {
        assertThat(one(connection, ENCRYPTED)).isEqualTo("t");
      }
    }
  }

  @Test
  void showsItsOwnCertificate() throws Exception {
    for (TlsEngine engine : TlsEngine.values()) {
      UpstreamTls.Settings shown =
          settings(Verification.VERIFY_FULL, certificates.ca(), "mutual", engine);
      try (Connection connection =
          connect(start(towardsDatabase(shown), named("localhost")), "mutual", "")) {
        assertThat(one(connection, "select current_user")).isEqualTo("mutual");
      }
    }
    InetSocketAddress without =
        start(towardsDatabase(upstream(Verification.VERIFY_FULL)), named("localhost"));
    assertThatThrownBy(() -> connect(without, "mutual", ""))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28000"));
  }

  @Test
  void refusesWhatIsNotAPlainYes() throws Exception {
    byte[] error = "E\0\0\0\u000bSFATAL\0\0".getBytes(StandardCharsets.ISO_8859_1);
    byte[] login = {'S', 'R', 0, 0, 0, 8, 0, 0, 0, 0};
    for (byte[] answer : new byte[][] {{'N'}, error, login, {'G'}, {0x15, 3, 1, 0, 2, 2, 40}}) {
      try (FakeServer server = new FakeServer(answer, false)) {
        assertUnreachable(
            start(towardsDatabase(upstream(Verification.VERIFY_FULL)), server.address()));
        // one request of each of the two sessions, and not a byte of the client's
        assertThat(server.received()).hasSize(2 * SSL_REQUEST.length).startsWith(SSL_REQUEST);
      }
    }
    try (FakeServer server = new FakeServer(new byte[0], true)) {
      assertUnreachable(
          start(towardsDatabase(upstream(Verification.VERIFY_FULL)), server.address()));
    }
  }

  @Test
  void doesNotWaitForeverForAnAnswer() throws Exception {
    for (byte[] answer : new byte[][] {{}, {'S'}}) {
      try (FakeServer server = new FakeServer(answer, false)) {
        ServerSettings usual = impatient(java.time.Duration.ofSeconds(20), 100);
        ServerSettings settings =
            new ServerSettings(
                usual.listen(),
                server.address(),
                usual.eventLoops(),
                usual.maxConnections(),
                usual.maxUserConnections(),
                usual.loginTimeout(),
                usual.idleTimeout(),
                usual.connectTimeout(),
                usual.maxMessageBytes(),
                usual.maxRowBytes(),
                usual.maxArrayElements(),
                usual.drainTimeout());
        InetSocketAddress address =
            start(towardsDatabase(upstream(Verification.VERIFY_FULL)), settings);
        try (WireClient client = new WireClient(address)) {
          client.startup("portal");
          assertThat(client.until('E').get(0).field('C')).isEqualTo("08001");
        }
      }
    }
  }

  @Test
  void encryptsBothLegsAndCancels() throws Exception {
    TransportSecurity both =
        new TransportSecurity(
            Optional.of(ListenerTls.load(listener(TlsEngine.BEST))),
            Optional.of(UpstreamTls.load(upstream(Verification.VERIFY_FULL))));
    InetSocketAddress address = start(both, named("localhost"));
    for (String user : List.of("portal", "postgres")) {
      try (Connection connection = connect(address, user, verifying());
          Statement statement = connection.createStatement()) {
        assertThat(one(connection, ENCRYPTED)).isEqualTo("t");
        CompletableFuture<Void> cancelled =
            CompletableFuture.runAsync(
                () -> {
                  try {
                    Thread.sleep(300);
                    statement.cancel();
                  } catch (SQLException | InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                });
        assertThatThrownBy(() -> statement.executeQuery("select pg_sleep(10)"))
            .isInstanceOfSatisfying(
                SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("57014"));
        cancelled.get();
      }
    }
  }

  @Test
  void takesNewAuthoritiesWithoutARestart() throws Exception {
    Path file = home.resolve("changing-ca.pem");
    java.nio.file.Files.copy(others.ca(), file);
    UpstreamTls tls = UpstreamTls.load(settings(Verification.VERIFY_FULL, file, "", TlsEngine.JDK));
    InetSocketAddress address =
        start(new TransportSecurity(Optional.empty(), Optional.of(tls)), named("localhost"));
    assertUnreachable(address);
    java.nio.file.Files.copy(
        certificates.ca(), file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    tls.reload();
    try (Connection connection = connect(address, "portal", "")) {
      assertThat(one(connection, ENCRYPTED)).isEqualTo("t");
    }
  }
}
