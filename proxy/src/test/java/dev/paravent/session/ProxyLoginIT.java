package dev.paravent.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paravent.crypto.x509.Credential;
import dev.paravent.session.WireClient.Message;
import dev.paravent.session.auth.CertificateUsers;
import dev.paravent.session.auth.CertificateUsers.Identity;
import dev.paravent.session.auth.ClientLogin;
import dev.paravent.session.auth.LoginMethods;
import dev.paravent.session.auth.UpstreamCredentials;
import dev.paravent.session.tls.ListenerTls;
import dev.paravent.session.tls.ListenerTls.ClientCertificate;
import dev.paravent.session.tls.TlsEngine;
import dev.paravent.session.tls.TlsVersion;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the proxy does at the database behind a client, and clients with certificates. */
@NullMarked
class ProxyLoginIT extends LoginFixture {
  @Test
  void logsInAsAServiceWhosePasswordTheClientDoesNotKnow() throws Exception {
    Path file =
        secret(
            "portal-verifiers",
            "\"portal\" \"" + made("the portal's", 16, 4096) + "\"",
            "\"md5\" \"" + made("another", 16, 4096) + "\"",
            "\"postgres\" \"" + made("clear", 16, 4096) + "\"");
    Path credentials =
        secret(
            "credentials",
            "\"portal\" \"service\" \"the service's own\"",
            "\"postgres\" \"service\" \"the service's own\"");
    for (TransportSecurity security : List.of(TransportSecurity.NONE, bothLegs(TlsEngine.JDK))) {
      InetSocketAddress address =
          start(
              security,
              databaseByName(),
              new LoginMethods(scram(file), Optional.of(UpstreamCredentials.load(credentials))));
      String options = security == TransportSecurity.NONE ? "" : verifying().substring(1);
      try (Connection connection = connectAs(address, "portal", "the portal's", options)) {
        assertThat(one(connection, "select current_user")).isEqualTo("service");
        // the path is the database user's, and so is what the planner is told
        assertThat(one(connection, "select count(*) from only_here")).isEqualTo("0");
        assertThat(Objects.requireNonNull(PLANNER.last).searchPath())
            .containsExactly("service", "public");
      }
      try (Connection connection = connectAs(address, "postgres", "clear", options);
          Statement statement = connection.createStatement()) {
        assertThat(one(connection, "select current_user || current_database()"))
            .isEqualTo("servicepostgres");
        int count = 0;
        try (var rows =
            statement.executeQuery("select repeat('x', 1000) from generate_series(1, 20000)")) {
          while (rows.next()) {
            count++;
          }
        }
        assertThat(count).isEqualTo(20_000);
      }
      // the portal's password opens nothing else, the service's nothing here
      assertRefused(() -> connectAs(address, "portal", "the service's own", options), "28P01");
      assertRefused(() -> connectAs(address, "service", "the service's own", options), "28P01");
      assertRefused(() -> connectAs(address, "md5", "another", options), "28000");
    }
    try (Connection direct =
        java.sql.DriverManager.getConnection(
            "jdbc:postgresql://127.0.0.1:%d/postgres?user=postgres"
                .formatted(database.address().getPort()))) {
      assertThat(one(direct, "select 1")).isEqualTo("1");
    }
  }

  @Test
  void wrongServicePasswordsAndWeakerRequestsAreRefused() throws Exception {
    Path file = secret("one-verifier", "\"portal\" \"" + made("p", 16, 4096) + "\"");
    for (String line :
        List.of(
            "\"*\" \"service\" \"wrong\"",
            "\"*\" \"md5\" \"secret\"", // the database asks for MD5 of it
            "\"*\" \"plain\" \"secret\"", // the database asks for the password itself
            "\"*\" \"scram\" \"\"")) { // and here for one that is not there
      InetSocketAddress address =
          start(
              TransportSecurity.NONE,
              databaseByName(),
              new LoginMethods(
                  scram(file), Optional.of(UpstreamCredentials.load(secret("weak", line)))));
      assertThatThrownBy(() -> connectAs(address, "portal", "p", ""))
          .isInstanceOf(SQLException.class)
          .hasMessageNotContaining("secret");
    }
  }

  @Test
  void theServerHearsNothingBeforeTheClientIsKnown() throws Exception {
    Path file = secret("quiet", "\"portal\" \"" + made("p", 16, 4096) + "\"");
    try (FakeServer server = new FakeServer(new byte[0], false)) {
      InetSocketAddress address =
          start(
              TransportSecurity.NONE,
              server.address(),
              new LoginMethods(scram(file), Optional.empty()));
      try (WireClient client = new WireClient(address)) {
        client.startup("portal", "application_name", "secret-marker");
        client.until('R');
        client.add('Q', "select 1").send();
        assertThat(client.until('E').getLast().field('C')).isEqualTo("08P01");
      }
      try (WireClient client = new WireClient(address)) {
        assertThat(proveWith(client, "portal", "wrong")).isFalse();
      }
      try (WireClient client = new WireClient(address)) {
        assertThat(proveWith(client, "portal", "p")).isTrue();
        for (int i = 0; i < 100 && server.received().length == 0; i++) {
          Thread.sleep(100);
        }
      }
      // only the proven one reached it, with a start-up packet of the proxy's own
      String heard = new String(server.received(), StandardCharsets.UTF_8);
      assertThat(heard).contains("user\0portal").doesNotContain("secret-marker");
      assertThat(heard.split("user\0portal", -1)).hasSize(2);
    }
  }

  private static InetSocketAddress withCertificates(ProxyLoginIT test, CertificateUsers users)
      throws IOException {
    ListenerTls.Settings settings =
        new ListenerTls.Settings(
            certificates.certificate("proxy"),
            certificates.key("proxy"),
            Optional.of(certificates.ca()),
            ClientCertificate.OPTIONAL,
            TlsVersion.TLS_1_2,
            true,
            TlsEngine.JDK);
    Path credentials = secret("cert-credentials", "\"*\" \"service\" \"the service's own\"");
    return test.start(
        towardsClients(settings),
        databaseByName(),
        new LoginMethods(
            new ClientLogin.Certificate(users, patient()),
            Optional.of(UpstreamCredentials.load(credentials))));
  }

  private static String enter(InetSocketAddress address, String user, @Nullable Credential shown)
      throws IOException {
    try (WireClient client = new WireClient(address).encrypt(certificates.client(shown))) {
      client.startup(user);
      for (Message message : client.until('Z')) {
        if (message.type() == 'E') {
          return message.field('C') + " " + message.field('M');
        }
      }
      return client.query("select 1").types(1);
    }
  }

  @Test
  void letsHoldersOfCertificatesIn() throws Exception {
    Credential portal =
        certificates.issue("holder", "portal", "desk.example.org", "scram@example.org");
    Credential none = certificates.issue("nameless", "other");
    InetSocketAddress byName = withCertificates(this, CertificateUsers.sameName(Identity.CN));
    assertThat(enter(byName, "portal", portal)).isEqualTo("TDCZI");
    assertThat(enter(byName, "scram", portal))
        .isEqualTo("28000 certificate authentication failed for user \"scram\"");
    assertThat(enter(byName, "Portal", portal)).startsWith("28000");
    assertThat(enter(byName, "portal", none)).startsWith("28000");
    assertThat(enter(byName, "portal", null))
        .isEqualTo("28000 connection requires a valid client certificate");
    assertThat(enter(byName, "other", none)).isEqualTo("28000 no access policy names this user");

    Path map =
        Files.write(
            home.resolve("cert-map"),
            List.of("\"desk.example.org\" \"portal\"", "\"desk.example.org\" \"md5\""));
    InetSocketAddress mapped = withCertificates(this, CertificateUsers.mapped(Identity.DNS, map));
    assertThat(enter(mapped, "portal", portal)).isEqualTo("TDCZI");
    assertThat(enter(mapped, "md5", portal)).isEqualTo("TDCZI");
    assertThat(enter(mapped, "scram", portal)).startsWith("28000");
    assertThat(enter(mapped, "portal", none)).startsWith("28000");
    InetSocketAddress byMail = withCertificates(this, CertificateUsers.sameName(Identity.EMAIL));
    assertThat(enter(byMail, "portal", portal)).startsWith("28000");
    assertThat(enter(byMail, "scram@example.org", portal))
        .isEqualTo("28000 no access policy names this user");
  }

  @Test
  void cancelsAndNegotiatesAsBefore() throws Exception {
    LoginMethods methods = new LoginMethods(scram(databasesVerifiers()), Optional.empty());
    InetSocketAddress address = start(bothLegs(TlsEngine.BEST), databaseByName(), methods);
    try (Connection connection = connectAs(address, "scram", "secret", verifying().substring(1));
        Statement statement = connection.createStatement()) {
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
      assertRefused(
          () -> {
            statement.executeQuery("select pg_sleep(10)");
            return connection;
          },
          "57014");
      cancelled.get();
    }
    InetSocketAddress plain = start(TransportSecurity.NONE, databaseByName(), methods);
    try (WireClient client = new WireClient(plain)) {
      client.startup("scram", "_pq_.unknown", "x");
      assertThat(WireClient.types(client.until('R'))).isEqualTo("vR");
    }
  }

  /** Without it, PostgreSQL refuses libpq's "y" and pgjdbc's hash of the proxy's certificate. */
  @Test
  void relaysWhatCanBeRelayedWithTlsOnBothLegs() throws Exception {
    InetSocketAddress address =
        start(bothLegs(TlsEngine.JDK), databaseByName(), LoginMethods.RELAY);
    for (String user : List.of("portal", "md5", "plain", "postgres")) {
      try (Connection connection = connect(address, user, verifying())) {
        assertThat(one(connection, "select current_user")).isEqualTo(user);
      }
    }
    try (Connection connection =
        connect(address, "scram", verifying() + "&channelBinding=disable")) {
      assertThat(one(connection, "select current_user")).isEqualTo("scram");
    }
  }

  /** Runs the exchange by hand; whether the server took the proof. */
  private static boolean proveWith(WireClient client, String user, String password)
      throws IOException {
    client.startup(user);
    client.until('R');
    byte[] first = ("n,," + "n=,r=abcdefgh").getBytes(StandardCharsets.US_ASCII);
    client.add('p', "SCRAM-SHA-256", first.length, first).send();
    Message next = client.until('R').getLast();
    if (next.type() != 'R') {
      return false;
    }
    String serverFirst = next.text().substring(4);
    client.add('p', ScramProof.last("n=,r=abcdefgh", serverFirst, password, "biws")).send();
    Message answer = client.next();
    return answer.type() == 'R';
  }
}
