package dev.paravent.session;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.paravent.policies.Policy;
import dev.paravent.policies.TokenFace;
import dev.paravent.session.auth.LoginMethods;
import dev.paravent.session.tls.ListenerTls;
import dev.paravent.session.tls.ListenerTls.ClientCertificate;
import dev.paravent.session.tls.TlsEngine;
import dev.paravent.session.tls.TlsVersion;
import dev.paravent.session.tls.UpstreamTls;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A database that speaks TLS, certificates, and proxies that are made of them. */
@NullMarked
abstract class TlsFixture {
  static final Policy POLICY =
      TestPolicies.policy(
          TestPolicies.governed(
              TokenFace.DATE_PAST, "portal", "scram", "md5", "plain", "mutual", "umlauts"),
          TestPolicies.clear("postgres"));
  static final ListAppender<ILoggingEvent> LEAKS = new ListAppender<>();
  static final FakePlanner PLANNER = new FakePlanner();
  static final Governance GOVERNANCE =
      new Governance(
          POLICY,
          principal -> CompletableFuture.supplyAsync(() -> PLANNER),
          principal -> new FakeCodecs());

  private final List<ProxyServer> started = new ArrayList<>();

  static Path home;
  static Certificates certificates;
  static Certificates others;
  static TestDatabase database;

  @BeforeAll
  static void startDatabase(@TempDir Path directory) throws IOException, SQLException {
    System.setProperty("io.netty.leakDetection.acquireAndReleaseOnly", "true");
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
    LEAKS.start();
    ((Logger) LoggerFactory.getLogger(ResourceLeakDetector.class)).addAppender(LEAKS);
    home = directory;
    certificates = new Certificates(directory.resolve("tls"), "the authority");
    others = new Certificates(directory.resolve("others"), "another authority");
    certificates.issue("database", "database", "localhost", "127.0.0.1");
    certificates.issue("proxy", "proxy", "localhost", "127.0.0.1");
    certificates.issue("mutual", "mutual");
    database =
        new TestDatabase(
            directory,
            Map.of(
                "listen_addresses", "127.0.0.1,127.0.0.2",
                "ssl", "on",
                "ssl_cert_file", certificates.certificate("database").toString(),
                "ssl_key_file", certificates.key("database").toString(),
                "ssl_ca_file", certificates.ca().toString()),
            List.of(
                "host all service,umlauts 127.0.0.1/32 scram-sha-256",
                "hostssl all mutual 127.0.0.1/32 cert",
                "hostnossl all mutual 127.0.0.1/32 reject"));
    database.execute("create role mutual login");
  }

  @AfterEach
  void stopProxies() {
    started.forEach(ProxyServer::close);
    started.clear();
  }

  @AfterAll
  static void stopDatabase() throws IOException {
    database.close();
    for (int i = 0; i < 20; i++) {
      System.gc();
      PooledByteBufAllocator.DEFAULT.directBuffer().release();
      ByteBufAllocator.DEFAULT.directBuffer().release();
    }
    assertThat(LEAKS.list).filteredOn(event -> event.getLevel() == Level.ERROR).isEmpty();
  }

  static ListenerTls.Settings listener(TlsEngine engine) {
    return new ListenerTls.Settings(
        certificates.certificate("proxy"),
        certificates.key("proxy"),
        Optional.empty(),
        ClientCertificate.OPTIONAL,
        TlsVersion.TLS_1_2,
        true,
        engine);
  }

  static UpstreamTls.Settings upstream(UpstreamTls.Verification verification) {
    return new UpstreamTls.Settings(
        verification,
        Optional.of(certificates.ca()),
        Optional.empty(),
        Optional.empty(),
        TlsEngine.JDK);
  }

  static TransportSecurity towardsClients(ListenerTls.Settings settings) throws IOException {
    return new TransportSecurity(Optional.of(ListenerTls.load(settings)), Optional.empty());
  }

  InetSocketAddress start(TransportSecurity security) throws IOException {
    return start(security, database.address());
  }

  InetSocketAddress start(TransportSecurity security, InetSocketAddress upstream)
      throws IOException {
    ServerSettings usual = ServerSettings.of(new InetSocketAddress("127.0.0.1", 0), upstream);
    return start(security, usual);
  }

  InetSocketAddress start(TransportSecurity security, ServerSettings settings) throws IOException {
    return start(security, settings, LoginMethods.RELAY);
  }

  InetSocketAddress start(
      TransportSecurity security, InetSocketAddress upstream, LoginMethods login)
      throws IOException {
    return start(
        security, ServerSettings.of(new InetSocketAddress("127.0.0.1", 0), upstream), login);
  }

  InetSocketAddress start(TransportSecurity security, ServerSettings settings, LoginMethods login)
      throws IOException {
    ProxyServer proxy =
        new ProxyServer(
            settings, security, login, () -> GOVERNANCE, Charges.FREE, SessionMetrics.NONE);
    started.add(proxy);
    return proxy.start();
  }

  /** Settings with little patience. */
  static ServerSettings impatient(Duration login, int connections) {
    ServerSettings usual =
        ServerSettings.of(new InetSocketAddress("127.0.0.1", 0), database.address());
    return new ServerSettings(
        usual.listen(),
        usual.upstream(),
        usual.eventLoops(),
        connections,
        usual.maxUserConnections(),
        login,
        usual.idleTimeout(),
        Duration.ofSeconds(1),
        usual.maxMessageBytes(),
        usual.maxRowBytes(),
        usual.maxArrayElements(),
        usual.drainTimeout());
  }

  static Connection connect(InetSocketAddress address, String user, String options)
      throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://localhost:%d/postgres?user=%s&password=secret&socketTimeout=30%s"
            .formatted(address.getPort(), user, options));
  }

  static String verifying() {
    return "&sslmode=verify-full&sslrootcert=" + certificates.ca();
  }

  static String one(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return String.valueOf(rows.getString(1));
    }
  }
}
