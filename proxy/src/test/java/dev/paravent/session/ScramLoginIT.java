package dev.paravent.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paravent.session.WireClient.Message;
import dev.paravent.session.auth.ClientLogin;
import dev.paravent.session.auth.LoginLimiter;
import dev.paravent.session.auth.LoginMethods;
import dev.paravent.session.auth.UpstreamCredentials;
import dev.paravent.session.auth.VerifierFile;
import dev.paravent.session.tls.TlsEngine;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Clients that prove to the proxy that they know a password. */
@NullMarked
class ScramLoginIT extends LoginFixture {
  @Test
  void logsInBehindTheClientWithItsOwnSecret() throws Exception {
    LoginMethods methods = new LoginMethods(scram(databasesVerifiers()), Optional.empty());
    InetSocketAddress plain = start(TransportSecurity.NONE, databaseByName(), methods);
    try (Connection connection = connectAs(plain, "scram", "secret", "")) {
      assertThat(one(connection, "select current_user")).isEqualTo("scram");
    }
    for (TlsEngine engine : TlsEngine.values()) {
      InetSocketAddress encrypted = start(bothLegs(engine), databaseByName(), methods);
      for (String binding : List.of("require", "prefer", "disable")) {
        String options = verifying().substring(1) + "&channelBinding=" + binding;
        try (Connection connection = connectAs(encrypted, "scram", "secret", options)) {
          assertThat(one(connection, "select current_user")).isEqualTo("scram");
          assertThat(one(connection, "select system_user")).isEqualTo("scram-sha-256:scram");
        }
        assertRefused(() -> connectAs(encrypted, "scram", "wrong", options), "28P01");
      }
    }
    assertRefused(() -> connectAs(plain, "scram", "Secret", ""), "28P01");
    assertRefused(() -> connectAs(plain, "scram", "", ""), "08004"); // the driver's own
    assertRefused(() -> connectAs(plain, "unknown", "secret", ""), "28P01");
    // a password that the proxy knows of, and the database does not: with trust it asks for none
    assertRefused(() -> connectAs(plain, "nobodys", "secret", ""), "28000");
  }

  @Test
  void takesPasswordsBeyondAscii() throws Exception {
    Path file = secret("beyond-ascii", "\"umlauts\" \"" + databasesOwn("umlauts") + "\"");
    InetSocketAddress address =
        start(
            TransportSecurity.NONE,
            databaseByName(),
            new LoginMethods(
                scram(file),
                Optional.of(
                    UpstreamCredentials.load(
                        secret("umlauts-credentials", "\"*\" \"umlauts\" \"" + UMLAUTS + "\"")))));
    assertRefused(() -> connectAs(address, "umlauts", "passwort", ""), "28P01");
    // the driver's SASLprep, PostgreSQL's and ours have to agree
    try (Connection connection = connectAs(address, "umlauts", UMLAUTS, "")) {
      assertThat(one(connection, "select current_user")).isEqualTo("umlauts");
    }
  }

  @Test
  void refusesAVerifierThatIsNotTheDatabases() throws Exception {
    Path file = secret("stale", "\"scram\" \"" + made("secret", 16, 4096) + "\"");
    InetSocketAddress address =
        start(
            TransportSecurity.NONE,
            databaseByName(),
            new LoginMethods(scram(file), Optional.empty()));
    assertRefused(() -> connectAs(address, "scram", "secret", ""), "08004");
  }

  @Test
  void unknownUsersLookLikeWrongPasswords() throws Exception {
    Path file =
        secret(
            "shapes",
            "\"portal\" \"" + made("p", 20, 777) + "\"",
            "\"scram\" \"" + made("p", 20, 777) + "\"",
            "\"md5\" \"" + made("p", 16, 4096) + "\"");
    InetSocketAddress address =
        start(
            TransportSecurity.NONE,
            databaseByName(),
            new LoginMethods(scram(file), Optional.empty()));
    List<String> shapes = new ArrayList<>();
    List<String> salts = new ArrayList<>();
    for (String user : List.of("portal", "stranger", "stranger", "another stranger")) {
      try (WireClient client = new WireClient(address)) {
        client.startup(user);
        String offered = client.until('R').getLast().text();
        byte[] first = "n,,n=,r=abc".getBytes(StandardCharsets.US_ASCII);
        client.add('p', "SCRAM-SHA-256", first.length, first).send();
        String serverFirst = client.until('R').getLast().text().substring(4);
        String salt = serverFirst.split(",", 3)[1].substring(2);
        salts.add(salt);
        client.add('p', ScramProof.last("n=,r=abc", serverFirst, "guess", "biws")).send();
        Message refusal = client.until('E').getLast();
        assertThat(refusal.field('M'))
            .isEqualTo("password authentication failed for user \"" + user + "\"");
        shapes.add(
            offered
                + Base64.getDecoder().decode(salt).length
                + serverFirst.substring(serverFirst.lastIndexOf(','))
                + refusal.text().replace(user, ""));
      }
    }
    assertThat(shapes.stream().distinct()).hasSize(1);
    assertThat(salts.get(1)).isEqualTo(salts.get(2)).isNotEqualTo(salts.get(3));
  }

  @Test
  void refusesBrokenAndReplayedMessages() throws Exception {
    InetSocketAddress address =
        start(
            TransportSecurity.NONE,
            databaseByName(),
            new LoginMethods(scram(databasesVerifiers()), Optional.empty()));
    byte[] fine = "n,,n=,r=abcdefgh".getBytes(StandardCharsets.US_ASCII);
    String recorded;
    try (WireClient client = new WireClient(address)) {
      client.startup("scram");
      client.until('R');
      client.add('p', "SCRAM-SHA-256", fine.length, fine).send();
      String serverFirst = client.until('R').getLast().text().substring(4);
      recorded =
          new String(
              ScramProof.last("n=,r=abcdefgh", serverFirst, "secret", "biws"),
              StandardCharsets.US_ASCII);
      client.add('p', (Object) recorded.getBytes(StandardCharsets.US_ASCII)).send();
      assertThat(client.until('Z').getLast().type()).isEqualTo('Z');
    }
    try (WireClient client = new WireClient(address)) {
      client.startup("scram");
      client.until('R');
      client.add('p', "SCRAM-SHA-256", fine.length, fine).send();
      client.until('R');
      client.add('p', (Object) recorded.getBytes(StandardCharsets.US_ASCII)).send();
      assertThat(client.until('E').getLast().field('C')).isEqualTo("08P01");
    }
    Object[][] firsts = {
      {"SCRAM-SHA-256"},
      {"SCRAM-SHA-256", -1},
      {"SCRAM-SHA-256", 5, "n,,".getBytes(StandardCharsets.US_ASCII)},
      {"SCRAM-SHA-256", fine.length - 1, fine},
      {"SCRAM-SHA-256-PLUS", fine.length, fine},
      {"OAUTHBEARER", fine.length, fine},
      {"", fine.length, fine},
      {"secret"},
      {new byte[0]},
      {new byte[60_000]},
    };
    for (Object[] fields : firsts) {
      try (WireClient client = new WireClient(address)) {
        client.startup("scram");
        client.until('R');
        client.add('p', fields).send();
        Message refusal = client.until('E').getLast();
        assertThat(refusal.field('S')).isEqualTo("FATAL");
        assertThat(refusal.field('C')).isEqualTo("08P01");
        assertThat(client.nextByte()).isEqualTo(-1);
      }
    }
    try (WireClient client = new WireClient(address)) {
      client.startup("scram");
      client.until('R');
      client.raw(new byte[] {'p', 0, 2, 0, 0});
      assertThat(client.until('E').getLast().field('C')).isEqualTo("08P01");
    }
  }

  @Test
  void refusesADowngradeOfChannelBinding() throws Exception {
    InetSocketAddress address =
        start(
            bothLegs(TlsEngine.JDK),
            databaseByName(),
            new LoginMethods(scram(databasesVerifiers()), Optional.empty()));
    for (String flag : List.of("y", "p=tls-server-end-point")) {
      try (WireClient client = new WireClient(address).encrypt(certificates.client(null))) {
        client.startup("scram");
        assertThat(client.until('R').getLast().text())
            .contains("SCRAM-SHA-256-PLUS\0SCRAM-SHA-256\0");
        byte[] first = (flag + ",,n=,r=abc").getBytes(StandardCharsets.US_ASCII);
        client.add('p', "SCRAM-SHA-256", first.length, first).send();
        assertThat(client.until('E').getLast().field('C'))
            .isEqualTo(flag.equals("y") ? "28000" : "08P01");
      }
    }
    // a binding to another certificate
    try (WireClient client = new WireClient(address).encrypt(certificates.client(null))) {
      client.startup("scram");
      client.until('R');
      byte[] first = "p=tls-server-end-point,,n=,r=abc".getBytes(StandardCharsets.US_ASCII);
      client.add('p', "SCRAM-SHA-256-PLUS", first.length, first).send();
      String serverFirst = client.until('R').getLast().text().substring(4);
      byte[] input =
          Arrays.copyOf("p=tls-server-end-point,,".getBytes(StandardCharsets.US_ASCII), 56);
      String binding = Base64.getEncoder().encodeToString(input);
      client.add('p', ScramProof.last("n=,r=abc", serverFirst, "secret", binding)).send();
      Message refusal = client.until('E').getLast();
      assertThat(refusal.field('C')).isEqualTo("28000");
      assertThat(refusal.field('M')).isEqualTo("SCRAM channel binding check failed");
    }
  }

  @Test
  void endsGuessingBeforeItsTime() throws Exception {
    Path file = secret("guessed", "\"portal\" \"" + made("p", 16, 4096) + "\"");
    LoginLimiter limiter =
        new LoginLimiter(
            System::nanoTime,
            new LoginLimiter.Limit(3, Duration.ofHours(1)),
            new LoginLimiter.Limit(8, Duration.ofHours(1)));
    ClientLogin.Scram login = new ClientLogin.Scram(VerifierFile.load(file), MOCK_SECRET, limiter);
    Path credentials = secret("guessed-credentials", "\"*\" \"portal\" \"\"");
    InetSocketAddress address =
        start(
            TransportSecurity.NONE,
            databaseByName(),
            new LoginMethods(login, Optional.of(UpstreamCredentials.load(credentials))));
    try (WireClient early = new WireClient(address)) {
      early.startup("portal"); // an exchange that began before
      early.until('R');
      for (int i = 0; i < 3; i++) {
        assertRefused(() -> connectAs(address, "portal", "guess", ""), "28P01");
      }
      for (String password : List.of("guess", "p")) {
        assertRefused(() -> connectAs(address, "portal", password, ""), "28000");
      }
      byte[] first = "n,,n=,r=abc".getBytes(StandardCharsets.US_ASCII);
      early.add('p', "SCRAM-SHA-256", first.length, first).send();
      String serverFirst = early.until('R').getLast().text().substring(4);
      early.add('p', ScramProof.last("n=,r=abc", serverFirst, "p", "biws")).send();
      assertThat(early.until('E').getLast().field('C')).isEqualTo("28000");
    }
    for (int i = 0; i < 5; i++) {
      String user = "user" + i;
      assertRefused(() -> connectAs(address, user, "guess", ""), "28P01");
    }
    assertRefused(() -> connectAs(address, "yet-another", "guess", ""), "28000");
  }

  @Test
  void takesNewVerifiersWithoutARestart() throws Exception {
    Path file = secret("changing", "\"scram\" \"" + databasesOwn("scram") + "\"");
    VerifierFile verifiers = VerifierFile.load(file);
    InetSocketAddress address =
        start(
            TransportSecurity.NONE,
            databaseByName(),
            new LoginMethods(
                new ClientLogin.Scram(verifiers, MOCK_SECRET, patient()), Optional.empty()));
    connectAs(address, "scram", "secret", "").close();
    Files.write(file, List.of("\"scram\" \"rubbish\""));
    verifiers.reload();
    connectAs(address, "scram", "secret", "").close();
    Files.write(file, List.of("\"other\" \"" + made("x", 16, 1) + "\""));
    verifiers.reload();
    assertRefused(() -> connectAs(address, "scram", "secret", ""), "28P01");
  }
}
