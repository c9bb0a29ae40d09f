package dev.paravent.crypto.scram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both halves against each other, against RFC 7677's example and against broken messages. */
class ScramTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final byte[] SALT = Base64.getDecoder().decode("W22ZaJ0SNY7soEsUEjb6gQ==");
  private static final byte[] HASH = new byte[32];
  private static final ScramVerifier VERIFIER = ScramVerifier.ofPassword("pencil", SALT, 4096);

  private static Optional<ScramServer.Proven> run(
      ScramVerifier verifier,
      ScramSecret secret,
      Optional<byte[]> serverBinding,
      Optional<byte[]> clientBinding)
      throws ScramException {
    ScramServer server = new ScramServer(verifier, serverBinding, RANDOM);
    ScramClient client = new ScramClient(secret, clientBinding, RANDOM);
    String mechanism = client.choose(server.mechanisms());
    byte[] serverFirst = server.first(mechanism, client.first());
    Optional<ScramServer.Proven> proven = server.last(client.last(serverFirst));
    if (proven.isPresent()) {
      client.verify(proven.get().serverFinal());
    }
    return proven;
  }

  /** RFC 7677, section 3: password "pencil". */
  @Test
  void agreesWithTheExampleOfTheRfc() throws ScramException {
    ScramServer server = new ScramServer(VERIFIER, Optional.empty(), RANDOM);
    byte[] first = server.first("SCRAM-SHA-256", bytes("n,,n=user,r=rOprNGfwEbeRWgbNEkqO"));
    assertThat(text(first))
        .startsWith("r=rOprNGfwEbeRWgbNEkqO")
        .endsWith(",s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096");
    // the example's own nonce, by the computation underneath
    String serverFirst =
        "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096";
    String withoutProof = "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
    String authMessage = "n=user,r=rOprNGfwEbeRWgbNEkqO," + serverFirst + "," + withoutProof;
    ScramKeys keys = ScramKeys.ofPassword("pencil", SALT, 4096);
    byte[] proof =
        Hashes.xor(
            keys.clientKey(), Hashes.hmac(Hashes.hash(keys.clientKey()), authMessage));
    assertThat(Base64.getEncoder().encodeToString(proof))
        .isEqualTo("dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=");
    assertThat(Base64.getEncoder().encodeToString(Hashes.hmac(keys.serverKey(), authMessage)))
        .isEqualTo("6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=");
  }

  @Test
  void provesAndGivesTheKeysAway() throws ScramException {
    for (Optional<byte[]> binding : List.of(Optional.<byte[]>empty(), Optional.of(HASH))) {
      ScramServer.Proven proven =
          run(VERIFIER, ScramSecret.ofPassword("pencil"), binding, binding).orElseThrow();
      assertThat(proven.keys().clientKey())
          .isEqualTo(ScramKeys.ofPassword("pencil", SALT, 4096).clientKey());
      // what was recovered logs in elsewhere, with the same verifier
      assertThat(run(VERIFIER, ScramSecret.ofKeys(proven.keys()), binding, binding)).isPresent();
      assertThatThrownBy(
              () ->
                  run(
                      ScramVerifier.ofPassword("pencil", new byte[16], 4096),
                      ScramSecret.ofKeys(proven.keys()),
                      binding,
                      binding))
          .isInstanceOf(ScramException.class)
          .hasMessageContaining("another verifier");
      assertThat(proven.toString() + proven.keys()).doesNotContain("=");
    }
  }

  @Test
  void refusesWrongPasswordsAndMocks() throws ScramException {
    assertThat(
            run(VERIFIER, ScramSecret.ofPassword("Pencil"), Optional.empty(), Optional.empty()))
        .isEmpty();
    ScramVerifier mock = ScramVerifier.mock(HASH, "nobody", 4096, 16);
    assertThat(run(mock, ScramSecret.ofPassword("pencil"), Optional.empty(), Optional.empty()))
        .isEmpty();
    assertThat(mock.salt())
        .isEqualTo(ScramVerifier.mock(HASH, "nobody", 4096, 16).salt())
        .isNotEqualTo(ScramVerifier.mock(HASH, "somebody", 4096, 16).salt())
        .isNotEqualTo(ScramVerifier.mock(SALT, "nobody", 4096, 16).salt());
    assertThat(ScramVerifier.mock(HASH, "x", 1, 70).saltLength()).isEqualTo(70);
  }

  @Test
  void refusesADowngradeOfChannelBinding() {
    // the client would bind, but saw no such mechanism
    assertThatThrownBy(
            () -> {
              ScramServer server = new ScramServer(VERIFIER, Optional.of(HASH), RANDOM);
              ScramClient client =
                  new ScramClient(ScramSecret.ofPassword("pencil"), Optional.of(HASH), RANDOM);
              server.first(client.choose(List.of("SCRAM-SHA-256")), client.first());
            })
        .isInstanceOfSatisfying(
            ScramException.class,
            e -> assertThat(e.kind()).isEqualTo(ScramException.Kind.CHANNEL_BINDING));
    // the client sees another certificate than the server's
    byte[] other = HASH.clone();
    other[0] ^= 1;
    assertThatThrownBy(
            () ->
                run(
                    VERIFIER,
                    ScramSecret.ofPassword("pencil"),
                    Optional.of(HASH),
                    Optional.of(other)))
        .isInstanceOfSatisfying(
            ScramException.class,
            e -> assertThat(e.kind()).isEqualTo(ScramException.Kind.CHANNEL_BINDING));
  }

  @Test
  void takesAClientThatBindsToAServerThatCannot() throws ScramException {
    assertThat(
            run(VERIFIER, ScramSecret.ofPassword("pencil"), Optional.empty(), Optional.of(HASH)))
        .isPresent();
    assertThat(
            run(VERIFIER, ScramSecret.ofPassword("pencil"), Optional.of(HASH), Optional.empty()))
        .isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "I­X, IX", // soft hyphen: mapped to nothing
    "Ⅸ, IX", // compatibility
    "ª, a",
    "pässwörd, pa\u0308sswo\u0308rd",
    "\u00a0x\u00a0y, ' x y'"
  })
  void preparesPasswords(String one, String other) throws ScramException {
    ScramVerifier verifier = ScramVerifier.ofPassword(one, SALT, 3);
    assertThat(run(verifier, ScramSecret.ofPassword(other), Optional.empty(), Optional.empty()))
        .isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\u0007bell", "\u0627\u0031", "\ud83d\ude00", "пароль", "密码"})
  void takesPasswordsThatTheProfileForbids(String password) throws ScramException {
    ScramVerifier verifier = ScramVerifier.ofPassword(password, SALT, 2);
    assertThat(run(verifier, ScramSecret.ofPassword(password), Optional.empty(), Optional.empty()))
        .isPresent();
    assertThat(
            run(verifier, ScramSecret.ofPassword("else"), Optional.empty(), Optional.empty()))
        .isEmpty();
  }

  @Test
  void readsVerifiersOfAnyShape() throws ScramException {
    for (int saltLength : new int[] {1, 8, 16, 33, 1024}) {
      byte[] salt = new byte[saltLength];
      RANDOM.nextBytes(salt);
      ScramVerifier made = ScramVerifier.ofPassword("x", salt, 7);
      ScramVerifier read = ScramVerifier.parse(made.encoded());
      assertThat(run(read, ScramSecret.ofPassword("x"), Optional.empty(), Optional.empty()))
          .isPresent();
      assertThat(read.encoded()).isEqualTo(made.encoded());
      assertThat(read.toString()).doesNotContain("$");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "md5c4ca4238a0b923820dcc509a6f75849b",
        "plain",
        "SCRAM-SHA-256$0:AAAA$AAAA:AAAA",
        "SCRAM-SHA-256$99999999:AAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "SCRAM-SHA-256$4096:AAAA$AAAA:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "SCRAM-SHA-256$4096:A$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "SCRAM-SHA-512$4096:AAAA$AAAA:AAAA"
      })
  void refusesOtherVerifiers(String text) {
    assertThatThrownBy(() -> ScramVerifier.parse(text)).isInstanceOf(ScramException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "n",
        "n,",
        "n,,",
        "n,,n=",
        "n,,n=,",
        "n,,n=,r=",
        "n,,n=,r=a\u0001b",
        "n,,n=,r=é",
        "n,,r=abc",
        "x,,n=,r=abc",
        "p=tls-server-end-point,,n=,r=abc",
        "n,a=admin,n=,r=abc",
        "n,,m=ext,n=,r=abc",
        "n,,n=,r=abc,1=x",
        "n,,n=\0,r=abc"
      })
  void refusesBrokenFirstMessages(String message) {
    ScramServer server = new ScramServer(VERIFIER, Optional.empty(), RANDOM);
    assertThatThrownBy(() -> server.first("SCRAM-SHA-256", bytes(message)))
        .isInstanceOf(ScramException.class);
  }

  @Test
  void refusesEveryTruncationAndReplayOfTheLastMessage() throws ScramException {
    ScramServer server = new ScramServer(VERIFIER, Optional.empty(), RANDOM);
    ScramClient client =
        new ScramClient(ScramSecret.ofPassword("pencil"), Optional.empty(), RANDOM);
    String mechanism = client.choose(server.mechanisms());
    byte[] last = client.last(server.first(mechanism, client.first()));
    for (int length = 0; length < last.length; length++) {
      byte[] cut = Arrays.copyOf(last, length);
      try {
        assertThat(server.last(cut)).isEmpty();
      } catch (ScramException broken) {
        assertThat(broken.kind()).isEqualTo(ScramException.Kind.MALFORMED);
      }
    }
    for (int at = 0; at < last.length; at++) {
      byte[] changed = last.clone();
      changed[at] ^= 1;
      try {
        assertThat(server.last(changed)).isEmpty();
      } catch (ScramException broken) {
        assertThat(broken.getMessage()).doesNotContain(text(last));
      }
    }
    assertThat(server.last(last)).isPresent();
    // the same proof to another exchange with the same first message
    ScramServer next = new ScramServer(VERIFIER, Optional.empty(), RANDOM);
    next.first(mechanism, client.first());
    assertThatThrownBy(() -> next.last(last))
        .isInstanceOf(ScramException.class)
        .hasMessageContaining("nonce");
    assertThatThrownBy(
            () -> new ScramServer(VERIFIER, Optional.empty(), RANDOM).last(last))
        .isInstanceOf(ScramException.class);
    assertThatThrownBy(() -> server.first(mechanism, client.first()))
        .isInstanceOf(ScramException.class);
    assertThatThrownBy(
            () ->
                new ScramServer(VERIFIER, Optional.empty(), RANDOM)
                    .first("SCRAM-SHA-256-PLUS", client.first()))
        .isInstanceOf(ScramException.class);
  }

  @Test
  void theClientRefusesAServerThatKnowsNothing() throws ScramException {
    ScramClient client =
        new ScramClient(ScramSecret.ofPassword("pencil"), Optional.empty(), RANDOM);
    client.choose(List.of("SCRAM-SHA-256"));
    String nonce = text(client.first()).split("r=", 2)[1];
    for (String serverFirst :
        List.of(
            "r=" + nonce + ",s=AAAA,i=4096",
            "r=other,s=AAAA,i=4096",
            "r=" + nonce + "x,s=AAAA,i=99999999",
            "r=" + nonce + "x,s=AAAA,i=-1",
            "r=" + nonce + "x,s=,i=1",
            "e=other-error",
            "r=" + nonce + "x,s=AAAA,i=1,x=y")) {
      assertThatThrownBy(() -> client.last(bytes(serverFirst))).isInstanceOf(ScramException.class);
    }
    client.last(bytes("r=" + nonce + "x,s=AAAA,i=1"));
    for (String serverFinal :
        List.of("e=invalid-proof", "v=", "v=" + Base64.getEncoder().encodeToString(HASH))) {
      assertThatThrownBy(() -> client.verify(bytes(serverFinal)))
          .isInstanceOf(ScramException.class);
    }
    assertThatThrownBy(() -> client.choose(List.of("OAUTHBEARER")))
        .isInstanceOf(ScramException.class);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
