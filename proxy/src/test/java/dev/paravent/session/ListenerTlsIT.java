package dev.paravent.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paravent.crypto.x509.Credential;
import dev.paravent.session.WireClient.Message;
import dev.paravent.session.tls.ListenerTls;
import dev.paravent.session.tls.ListenerTls.ClientCertificate;
import dev.paravent.session.tls.TlsEngine;
import dev.paravent.session.tls.TlsVersion;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.security.cert.X509Certificate;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** TLS towards clients, with the JDK's engine and with BoringSSL. */
@NullMarked
class ListenerTlsIT extends TlsFixture {
  private static final byte[] SSL_REQUEST = {0, 0, 0, 8, 4, (byte) 0xd2, 0x16, 0x2f};
  private static final byte[] GSS_REQUEST = {0, 0, 0, 8, 4, (byte) 0xd2, 0x16, 0x30};

  private static ListenerTls.Settings with(
      ListenerTls.Settings settings, TlsVersion minimum, boolean isRequired) {
    return new ListenerTls.Settings(
        settings.certificate(),
        settings.key(),
        settings.clientAuthorities(),
        settings.clientCertificate(),
        minimum,
        isRequired,
        settings.engine());
  }

  private static ListenerTls.Settings withClients(
      ListenerTls.Settings settings, ClientCertificate clientCertificate) {
    return new ListenerTls.Settings(
        settings.certificate(),
        settings.key(),
        Optional.of(certificates.ca()),
        clientCertificate,
        settings.minimum(),
        settings.isRequired(),
        settings.engine());
  }

  private static SSLContext trusting() {
    return certificates.client(null);
  }

  private static void assertServes(WireClient client) throws IOException {
    client.startup("portal");
    assertThat(client.until('Z').getLast().type()).isEqualTo('Z');
    assertThat(client.query("select 1").types(1)).isEqualTo("TDCZI");
  }

  @ParameterizedTest
  @EnumSource(TlsEngine.class)
  void encryptsWhenAsked(TlsEngine engine) throws Exception {
    InetSocketAddress address = start(towardsClients(listener(engine)));
    try (WireClient client = new WireClient(address).encrypt(trusting())) {
      assertServes(client);
      assertThat(client.encrypted().getSession().getProtocol()).isEqualTo("TLSv1.3");
    }
    try (WireClient client = new WireClient(address)) {
      client.raw(GSS_REQUEST);
      assertThat(client.nextByte()).isEqualTo('N');
      assertServes(client.encrypt(trusting(), "postgresql"));
    }
  }

  @ParameterizedTest
  @EnumSource(TlsEngine.class)
  void encryptsAtOnceWithAlpn(TlsEngine engine) throws Exception {
    InetSocketAddress address = start(towardsClients(listener(engine)));
    try (WireClient client =
        new WireClient(address).encryptDirectly(trusting(), "http/1.1", "postgresql")) {
      assertThat(client.encrypted().getApplicationProtocol()).isEqualTo("postgresql");
      assertServes(client);
    }
    // without the protocol's name the connection closes without a word
    try (WireClient client = new WireClient(address).encryptDirectly(trusting())) {
      client.startup("portal");
      assertThat(client.nextByte()).isEqualTo(-1);
    }
    assertThatThrownBy(
            () -> {
              try (WireClient client =
                  new WireClient(address).encryptDirectly(trusting(), "http/1.1")) {
                client.startup("portal");
                client.next();
              }
            })
        .isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @EnumSource(TlsEngine.class)
  void refusesOlderVersions(TlsEngine engine) throws Exception {
    InetSocketAddress address =
        start(towardsClients(with(listener(engine), TlsVersion.TLS_1_3, true)));
    SSLContext old = SSLContext.getInstance("TLSv1.2");
    old.init(null, null, null);
    assertThatThrownBy(() -> new WireClient(address).encrypt(old)).isInstanceOf(IOException.class);
    try (WireClient client = new WireClient(address).encrypt(trusting())) {
      assertServes(client);
    }
  }

  @Test
  void refusesBytesBehindTheRequest() throws Exception {
    InetSocketAddress address = start(towardsClients(listener(TlsEngine.JDK)));
    for (byte[] request : List.of(SSL_REQUEST, GSS_REQUEST)) {
      byte[] more = new byte[request.length + 5];
      System.arraycopy(request, 0, more, 0, request.length);
      try (WireClient client = new WireClient(address)) {
        client.raw(more);
        List<Message> messages = client.until('E');
        assertThat(messages.get(0).field('C')).isEqualTo("08P01");
        assertThat(client.nextByte()).isEqualTo(-1);
      }
    }
  }

  @Test
  void refusesTlsInsideTls() throws Exception {
    InetSocketAddress address = start(towardsClients(listener(TlsEngine.JDK)));
    for (byte[] request : List.of(SSL_REQUEST, GSS_REQUEST)) {
      try (WireClient client = new WireClient(address).encrypt(trusting())) {
        client.raw(request);
        assertThat(client.until('E').get(0).field('C')).isEqualTo("08P01");
      }
    }
  }

  @Test
  void refusesSessionsWithoutTlsIfItIsRequired() throws Exception {
    InetSocketAddress address = start(towardsClients(listener(TlsEngine.JDK)));
    for (String user : List.of("portal", "postgres", "stranger")) {
      try (WireClient client = new WireClient(address)) {
        client.startup(user);
        assertThat(client.until('E').get(0).field('C')).isEqualTo("28000");
        assertThat(client.nextByte()).isEqualTo(-1);
      }
    }
    assertThatThrownBy(() -> connect(address, "portal", "&sslmode=disable"))
        .isInstanceOf(SQLException.class);
  }

  @Test
  void takesBothIfItIsOptional() throws Exception {
    InetSocketAddress address =
        start(towardsClients(with(listener(TlsEngine.JDK), TlsVersion.TLS_1_2, false)));
    try (WireClient plain = new WireClient(address);
        WireClient encrypted = new WireClient(address).encrypt(trusting())) {
      assertServes(plain);
      assertServes(encrypted);
    }
  }

  @Test
  void asksForCertificatesOfClients() throws Exception {
    Credential mutual = certificates.issue("client", "portal");
    Credential foreign = others.issue("client", "portal");
    Credential expired = certificates.issueExpired("expired", "portal");
    for (TlsEngine engine : TlsEngine.values()) {
      InetSocketAddress required =
          start(towardsClients(withClients(listener(engine), ClientCertificate.REQUIRED)));
      assertServesOnly(required, mutual);
      for (@Nullable Credential shown : new @Nullable Credential[] {null, foreign, expired}) {
        assertThatThrownBy(() -> assertServesOnly(required, shown)).isInstanceOf(IOException.class);
      }
      InetSocketAddress optional =
          start(towardsClients(withClients(listener(engine), ClientCertificate.OPTIONAL)));
      assertServesOnly(optional, mutual);
      assertServesOnly(optional, null);
      assertThatThrownBy(() -> assertServesOnly(optional, expired))
          .isInstanceOf(IOException.class);
    }
  }

  private static void assertServesOnly(InetSocketAddress address, @Nullable Credential shown)
      throws IOException {
    try (WireClient client = new WireClient(address).encrypt(certificates.client(shown))) {
      client.startup("portal");
      // a refusal in TLS 1.3 comes with the first read, as an alert or as the end of the stream
      assertThat(client.next().type()).isEqualTo('R');
    }
  }

  @Test
  void takesANewCertificateWithoutARestart() throws Exception {
    Credential first = certificates.issue("renewed", "first", "localhost");
    ListenerTls tls =
        ListenerTls.load(
            new ListenerTls.Settings(
                certificates.certificate("renewed"),
                certificates.key("renewed"),
                Optional.empty(),
                ClientCertificate.OPTIONAL,
                TlsVersion.TLS_1_2,
                true,
                TlsEngine.BEST));
    InetSocketAddress address =
        start(new TransportSecurity(Optional.of(tls), Optional.empty()));
    assertThat(shown(address)).isEqualTo(first.certificate());
    try (WireClient running = new WireClient(address).encrypt(trusting())) {
      assertServes(running);
      Credential second = certificates.issue("renewed", "second", "localhost");
      certificates.writeKey("renewed", first.keyPem());
      tls.reload(); // the key is not there yet
      assertThat(shown(address)).isEqualTo(first.certificate());
      certificates.writeKey("renewed", second.keyPem());
      tls.reload();
      assertThat(shown(address)).isEqualTo(second.certificate());
      Files.writeString(certificates.certificate("renewed"), "rubbish");
      tls.reload();
      assertThat(shown(address)).isEqualTo(second.certificate());
      assertThat(running.query("select 1").types(1)).isEqualTo("TDCZI");
    }
  }

  private static X509Certificate shown(InetSocketAddress address) throws IOException {
    try (WireClient client = new WireClient(address).encrypt(trusting())) {
      return (X509Certificate) client.encrypted().getSession().getPeerCertificates()[0];
    }
  }

  @Test
  void refusesAKeyThatOthersMayRead() throws Exception {
    certificates.issue("loose", "loose");
    Files.setPosixFilePermissions(
        certificates.key("loose"),
        java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));
    assertThatThrownBy(
            () ->
                ListenerTls.load(
                    new ListenerTls.Settings(
                        certificates.certificate("loose"),
                        certificates.key("loose"),
                        Optional.empty(),
                        ClientCertificate.OPTIONAL,
                        TlsVersion.TLS_1_2,
                        true,
                        TlsEngine.JDK)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("accessible to others");
  }

  @ParameterizedTest
  @EnumSource(TlsEngine.class)
  void servesDriversOfBothRoles(TlsEngine engine) throws Exception {
    InetSocketAddress address = start(towardsClients(listener(engine)));
    for (String negotiation : List.of("postgres", "direct")) {
      for (String user : List.of("portal", "scram", "md5", "plain", "postgres")) {
        try (Connection connection =
                connect(address, user, verifying() + "&sslNegotiation=" + negotiation);
            Statement statement = connection.createStatement()) {
          assertThat(one(connection, "select current_user")).isEqualTo(user);
          int count = 0;
          try (ResultSet rows =
              statement.executeQuery("select repeat('x', 1000) from generate_series(1, 20000)")) {
            while (rows.next()) {
              count++;
            }
          }
          assertThat(count).isEqualTo(20_000);
        }
      }
    }
    assertThatThrownBy(
            () -> connect(address, "portal", "&sslmode=verify-full&sslrootcert=" + others.ca()))
        .isInstanceOf(SQLException.class);
  }

  @Test
  void cancelsOverTls() throws Exception {
    InetSocketAddress address = start(towardsClients(listener(TlsEngine.JDK)));
    for (String user : List.of("portal", "postgres")) {
      try (Connection connection = connect(address, user, verifying());
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
        assertThatThrownBy(() -> statement.executeQuery("select pg_sleep(10)"))
            .isInstanceOfSatisfying(
                SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("57014"));
        cancelled.get();
      }
    }
    try (WireClient client = new WireClient(address).encrypt(trusting());
        WireClient canceller = new WireClient(address).encrypt(trusting(), "postgresql")) {
      client.startup("portal");
      client.until('Z');
      client.query("select pg_sleep(10)").send();
      Thread.sleep(300);
      java.nio.ByteBuffer packet = java.nio.ByteBuffer.allocate(16);
      packet.putInt(16).putInt(80877102).putInt(client.processId).putInt(client.key);
      canceller.raw(packet.array());
      assertThat(client.until('Z').stream().filter(m -> m.type() == 'E').findFirst().orElseThrow()
              .field('C'))
          .isEqualTo("57014");
    }
  }
}
