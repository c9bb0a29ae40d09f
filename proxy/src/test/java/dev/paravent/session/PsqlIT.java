package dev.paravent.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paravent.crypto.scram.ScramVerifier;
import dev.paravent.session.auth.ClientLogin;
import dev.paravent.session.auth.LoginLimiter;
import dev.paravent.session.auth.LoginMethods;
import dev.paravent.session.auth.VerifierFile;
import dev.paravent.session.tls.ListenerTls;
import dev.paravent.session.tls.TlsEngine;
import dev.paravent.session.tls.UpstreamTls;
import dev.paravent.session.tls.UpstreamTls.Verification;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * libpq, by psql where one is installed, with its own library and with that of the database that
 * the tests bring (18), which begins with TLS at once.
 */
@NullMarked
class PsqlIT extends TlsFixture {
  private record Ended(int status, String out, String err) {}

  private static Optional<Path> psql() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
        .map(directory -> Path.of(directory, "psql"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Where the library of the tests' own database lies: with its programs. */
  private static Path library() throws IOException {
    Path programs = Path.of(System.getProperty("java.io.tmpdir"), "embedded-pg");
    try (Stream<Path> files = Files.walk(Files.isDirectory(programs) ? programs : home)) {
      return files
          .filter(file -> file.getFileName().toString().equals("libpq.so.5"))
          .map(Path::getParent)
          .findFirst()
          .orElseThrow();
    }
  }

  private static Ended run(Path psql, Optional<Path> library, String connection, String sql)
      throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(psql.toString(), "-XAtc", sql, connection + " connect_timeout=20");
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    builder.environment().put("PGPASSWORD", "secret");
    library.ifPresent(path -> builder.environment().put("LD_LIBRARY_PATH", path.toString()));
    Path out = Files.createTempFile(home, "psql", ".out");
    Path err = Files.createTempFile(home, "psql", ".err");
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Ended(
        process.exitValue(), Files.readString(out).strip(), Files.readString(err).strip());
  }

  private InetSocketAddress proxy() throws Exception {
    byte[] salt = "sixteen bytes of".getBytes(StandardCharsets.US_ASCII);
    Path file =
        Files.createTempFile(
            home,
            "psql",
            ".verifiers",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    String databasesOwn = ScramOfDatabase.verifier(database.address(), "scram");
    Files.write(
        file,
        List.of(
            "\"scram\" \"" + databasesOwn + "\"",
            "\"portal\" \"" + ScramVerifier.ofPassword("secret", salt, 4096).encoded() + "\"",
            "\"postgres\" \"" + ScramVerifier.ofPassword("secret", salt, 4096).encoded() + "\""));
    return start(
        new TransportSecurity(
            Optional.of(ListenerTls.load(listener(TlsEngine.JDK))),
            Optional.of(UpstreamTls.load(upstream(Verification.VERIFY_FULL)))),
        InetSocketAddress.createUnresolved("localhost", database.address().getPort()),
        new LoginMethods(
            new ClientLogin.Scram(
                VerifierFile.load(file), new byte[32], LoginLimiter.usual(System::nanoTime)),
            Optional.empty()));
  }

  private static String to(InetSocketAddress proxy, String user, String options) {
    return "host=localhost port=%d dbname=postgres user=%s sslrootcert=%s %s"
        .formatted(proxy.getPort(), user, certificates.ca(), options);
  }

  @TestFactory
  Stream<DynamicTest> logsIn() {
    return psql().stream()
        .flatMap(
            psql ->
                Stream.of(
                        "sslmode=require",
                        "sslmode=verify-full",
                        "sslmode=verify-full channel_binding=require",
                        "sslmode=verify-full channel_binding=disable",
                        "sslmode=verify-full ssl_min_protocol_version=TLSv1.3",
                        "sslmode=verify-full ssl_max_protocol_version=TLSv1.2",
                        "sslmode=verify-full sslnegotiation=direct",
                        "sslmode=verify-full sslnegotiation=direct channel_binding=require")
                    .flatMap(
                        options ->
                            Stream.of("scram", "portal", "postgres")
                                .map(
                                    user ->
                                        DynamicTest.dynamicTest(
                                            user + " " + options,
                                            () -> assertLogsIn(psql, user, options)))));
  }

  private void assertLogsIn(Path psql, String user, String options) throws Exception {
    InetSocketAddress proxy = proxy();
    Optional<Path> library =
        options.contains("sslnegotiation") ? Optional.of(library()) : Optional.empty();
    Ended ended = run(psql, library, to(proxy, user, options), "select current_user");
    assertThat(ended).isEqualTo(new Ended(0, user, ""));
  }

  @TestFactory
  Stream<DynamicTest> isRefused() {
    return psql().stream()
        .flatMap(
            psql ->
                Stream.of(
                        new String[] {"sslmode=disable", "connections have to be encrypted"},
                        new String[] {
                          "sslmode=verify-full hostaddr=127.0.0.1 host=elsewhere.example.org",
                          "does not match host name"
                        },
                        new String[] {
                          "sslmode=verify-full sslrootcert=" + others.ca(), "verify failed"
                        },
                        new String[] {
                          "sslmode=verify-full password=wrong",
                          "FATAL:  password authentication failed for user \"scram\""
                        })
                    .map(
                        each ->
                            DynamicTest.dynamicTest(
                                each[0],
                                () -> {
                                  Ended ended =
                                      run(
                                          psql,
                                          Optional.empty(),
                                          to(proxy(), "scram", each[0]),
                                          "select 1");
                                  assertThat(ended.status()).isEqualTo(2);
                                  assertThat(ended.err()).contains(each[1]);
                                })));
  }

  /** There is something to see even where no psql is installed. */
  @Test
  void theDatabaseBringsALibraryOfItsOwn() throws IOException {
    assertThat(library()).isDirectory();
  }
}
