package dev.paravent.crypto.kek;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransitKeyTest {

  private static final byte[] FILE_KEY = new byte[AesGcm.KEY];

  static {
    Arrays.fill(FILE_KEY, (byte) 5);
  }

  private final FakeTransit vault = new FakeTransit();

  TransitKeyTest() throws IOException {}

  @AfterEach
  void stop() {
    vault.close();
  }

  @Test
  void unwrapsWhatItWrapped() throws Exception {
    try (TransitKey kek = kek("paravent", null)) {
      Wrapping wrapping = kek.wrap(FILE_KEY);
      assertThat(wrapping.kind()).isEqualTo(KekKind.VAULT_TRANSIT);
      assertThat(wrapping.parameters())
          .isEqualTo(new TreeMap<>(Map.of("key", "paravent", "mount", "transit")));
      assertThat(kek.unwrap(wrapping)).isEqualTo(FILE_KEY);
    }
    assertThat(vault.requests())
        .containsExactly("POST /v1/transit/encrypt/paravent", "POST /v1/transit/decrypt/paravent");
  }

  @Test
  void tellsTheNamespace() throws Exception {
    try (TransitKey kek = kek("paravent", "health/portal")) {
      kek.wrap(FILE_KEY);
    }
    assertThat(vault.requests()).containsExactly("POST /v1/transit/encrypt/paravent health/portal");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | the key did not make this ciphertext",
        "403 | the token is not valid or its policy says no",
        "404 | no such mount or key",
        "429 | status 429 (expected: 200)",
        "500 | status 500 (expected: 200)",
        "503 | sealed or in maintenance",
        "204 | status 204",
        "307 | status 307",
      })
  void namesTheStatusAndNeverTheAnswer(int status, String message) {
    vault.answer(status, status == 204 ? "" : "{\"errors\":[\"hvs.secret quoted\"]}");
    assertRefused(() -> kek("paravent", null).wrap(FILE_KEY), message);
  }

  @Test
  void followsNoRedirect() throws Exception {
    try (FakeTransit elsewhere = new FakeTransit()) {
      String location = elsewhere.address() + "/v1/transit/encrypt/paravent";
      vault.answer(new FakeTransit.Answer(307, "x", Map.of("Location", location), 0));
      assertRefused(() -> kek("paravent", null).wrap(FILE_KEY), "status 307");
      assertThat(elsewhere.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "garbage",
        "{",
        "[]",
        "null",
        "{\"data\":null}",
        "{\"data\":{}}",
        "{\"data\":{\"ciphertext\":7,\"plaintext\":7}}",
        "{\"data\":{\"ciphertext\":\"\",\"plaintext\":\"\"}}",
        "{\"data\":{\"ciphertext\":\"vault:v1:*\",\"plaintext\":\"*\"}}",
        "{\"data\":{\"ciphertext\":\"no\",\"plaintext\":\"AAAA\"}}",
      })
  void refusesGarbage(String body) throws Exception {
    try (TransitKey kek = kek("paravent", null)) {
      Wrapping wrapping = kek.wrap(FILE_KEY);
      vault.answer(200, body);
      assertRefused(() -> kek.wrap(FILE_KEY), "vault: ");
      assertRefused(() -> kek.unwrap(wrapping), "vault: ");
    }
  }

  @Test
  void refusesAHugeAnswerAndASlowOne() {
    vault.answer(200, "{\"data\":{\"ciphertext\":\"" + "A".repeat(200_000) + "\"}}");
    assertRefused(() -> kek("paravent", null).wrap(FILE_KEY), "no answer of Transit");
    vault.answer(new FakeTransit.Answer(200, "{}", Map.of(), 3_000));
    assertRefused(() -> kek("paravent", null, 300).wrap(FILE_KEY), "no whole answer in time");
  }

  @Test
  void refusesAServerThatIsAway() {
    vault.close();
    assertRefused(() -> kek("paravent", null).wrap(FILE_KEY), "cannot be reached");
  }

  @Test
  void refusesAnotherTokenAndAnotherKey() throws Exception {
    try (TransitKey kek = kek("paravent", null);
        TransitKey other = kek("other", null)) {
      Wrapping wrapping = kek.wrap(FILE_KEY);
      assertRefused(() -> other.wrap(FILE_KEY), "no such mount or key");
      assertRefused(
          () -> other.unwrap(wrapping), "wrapped by another key (expected: key other of mount");
      TransitClient stranger =
          new TransitClient(
              vault.address(),
              TransitClient.token("hvs.stranger", "token"),
              null,
              Duration.ofSeconds(5));
      assertRefused(
          () -> new TransitKey(stranger, "transit", "paravent").unwrap(wrapping), "status 403");
    }
  }

  @Test
  void refusesAChangedCiphertext() throws Exception {
    try (TransitKey kek = kek("paravent", null)) {
      Wrapping wrapping = kek.wrap(FILE_KEY);
      String text = wrapping.wrappedKey();
      char middle = text.charAt(30) == 'A' ? 'B' : 'A';
      String changed = text.substring(0, 30) + middle + text.substring(31);
      assertRefused(
          () -> kek.unwrap(new Wrapping(wrapping.kind(), wrapping.parameters(), changed)),
          "status 400");
      assertRefused(
          () -> kek.unwrap(new Wrapping(wrapping.kind(), wrapping.parameters(), "no")),
          "wrapping.wrappedKey: not valid");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "vault",
        "ftp://vault:8200",
        "http://vault.example.org:8200",
        "http://127.0.0.1.example.org",
        "https://user:secret@vault",
        "https://vault/v1",
        "https://vault?x=1",
        "https:///v1",
        "a b",
      })
  void refusesAddressesThatWouldShowTheToken(String address) {
    assertRefused(
        () -> new TransitClient(address, token(), null, Duration.ofSeconds(1)),
        "vault-address: not valid");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "..", ".", "a/b", "a b", "é", "x?y"})
  void refusesKeyNamesThatAreNone(String name) {
    assertRefused(() -> kek(name, null), "vault-key: not valid");
  }

  @Test
  void readsTheTokenOfAFile(@TempDir Path directory) throws Exception {
    Path file = PrivateFiles.write(directory.resolve("token"), " hvs.abc\n");
    assertThat(TransitClient.tokenFile(file))
        .isEqualTo("hvs.abc".getBytes(StandardCharsets.US_ASCII));
    for (String broken : new String[] {"", "\n", "two words", "hvs.\u0001"}) {
      PrivateFiles.write(file, broken);
      assertRefused(() -> TransitClient.tokenFile(file), "no Vault token");
    }
  }

  private TransitKey kek(String name, @Nullable String namespace) throws KekException {
    return kek(name, namespace, 5_000);
  }

  private TransitKey kek(String name, @Nullable String namespace, long millis) throws KekException {
    TransitClient client =
        new TransitClient(vault.address(), token(), namespace, Duration.ofMillis(millis));
    return new TransitKey(client, "transit", name);
  }

  private static byte[] token() {
    return FakeTransit.TOKEN.getBytes(StandardCharsets.US_ASCII);
  }

  private static void assertRefused(ThrowingCallable call, String message) {
    assertThatExceptionOfType(KekException.class)
        .isThrownBy(call)
        .withMessageContaining(message)
        .withNoCause()
        .satisfies(
            e ->
                assertThat(e.getMessage())
                    .doesNotContain("\n")
                    .doesNotContain("hvs.")
                    .doesNotContain(Base64.getEncoder().encodeToString(FILE_KEY)));
  }
}
