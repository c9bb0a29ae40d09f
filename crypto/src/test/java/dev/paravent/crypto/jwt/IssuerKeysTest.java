package dev.paravent.crypto.jwt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IssuerKeysTest {
  private static IssuerKeys read(String text) throws KeyFileException {
    return IssuerKeys.read(text.getBytes(UTF_8));
  }

  private static void refused(String text, String message) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(KeyFileException.class)
        .hasMessageContaining(message);
  }

  /** RFC 8037, A.2 and A.3. */
  @Test
  void callsAKeyByItsThumbprint() throws Exception {
    String jwk =
        "{\"kty\":\"OKP\",\"crv\":\"Ed25519\","
            + "\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}";
    assertThat(read(jwk).ids()).containsExactly("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
  }

  @Test
  void readsPemAndJwkAlike() throws Exception {
    for (Issuer issuer : new Issuer[] {Issuer.ed25519(), Issuer.es256()}) {
      assertThat(read(issuer.pem()).ids()).isEqualTo(read(issuer.jwk("")).ids());
      assertThat(read("\n " + issuer.jwk(",\"kid\":\"a b\"")).ids()).containsExactly("a b");
    }
    assertThat(read(Issuer.ed25519().pem() + Issuer.es256().pem()).ids()).hasSize(2);
  }

  @Test
  void refusesSecrets() throws Exception {
    refused(Issuer.ed25519().jwk(",\"d\":\"AAAA\""), "holds a secret");
    refused("{\"kty\":\"oct\",\"k\":\"AAAA\"}", "holds a secret");
    refused(
        "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
        "PRIVATE KEY (expected: PUBLIC KEY)");
  }

  @Test
  void refusesKeysOfOtherKinds() throws Exception {
    refused("{\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\"}", "another kind");
    refused("{\"kty\":\"OKP\",\"crv\":\"X25519\",\"x\":\"AAAA\"}", "another kind");
    refused("{\"kty\":\"EC\",\"crv\":\"secp256k1\",\"x\":\"AAAA\",\"y\":\"AAAA\"}", "another kind");
    for (String algorithm : new String[] {"RSA", "X25519", "Ed448"}) {
      byte[] der =
          KeyPairGenerator.getInstance(algorithm).generateKeyPair().getPublic().getEncoded();
      refused(pem(der), "another kind");
    }
    KeyPairGenerator curve = KeyPairGenerator.getInstance("EC");
    curve.initialize(new ECGenParameterSpec("secp384r1"));
    refused(pem(curve.generateKeyPair().getPublic().getEncoded()), "another curve");
  }

  private static String pem(byte[] der) {
    return "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
        .formatted(Base64.getMimeEncoder().encodeToString(der));
  }

  @Test
  void refusesWhatIsNoPoint() throws Exception {
    String one = Issuer.encode(new byte[32]);
    refused(
        "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"%s\",\"y\":\"%s\"}".formatted(one, one),
        "no point of P-256");
    refused("{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"AAAA\"}", "x is not 32 bytes");
    byte[] der = Issuer.es256().der();
    der[der.length - 1] ^= 1;
    refused(pem(der), "");
  }

  @ParameterizedTest
  @CsvSource({
    "'', no key",
    "nothing of the kind, no key",
    "{}, another kind",
    "'{\"keys\":[]}', no key",
    "'{\"keys\":{}}', no array",
    "'{\"keys\":[1]}', no object",
    "'{\"kty\":\"EC\",\"kty\":\"OKP\"}', a member twice",
    "{, no JSON object",
  })
  void refusesBrokenFiles(String text, String message) {
    refused(text, message);
  }

  @Test
  void refusesContradictions() throws Exception {
    Issuer issuer = Issuer.ed25519();
    refused(issuer.jwk(",\"alg\":\"ES256\""), "alg is not one of the key's kind");
    refused(issuer.jwk(",\"use\":\"enc\""), "use is not sig");
    refused(issuer.jwk(",\"kid\":\"\""), "kid is no text");
    refused(issuer.jwk(",\"kid\":7"), "kid is no text");
    refused(
        "{\"keys\":[%s,%s]}"
            .formatted(issuer.jwk(",\"kid\":\"one\""), Issuer.es256().jwk(",\"kid\":\"one\"")),
        "kid one stands twice");
    refused("{\"keys\":[%s,{}]}".formatted(issuer.jwk("")), "key 2: ");
  }
}
