package dev.paravent.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.NullMarked;

/** Signs assertions for end users with an Ed25519 key of its own. */
@NullMarked
public final class TestIssuer {
  private final String id;
  private final KeyPair pair;

  public TestIssuer(String id) throws GeneralSecurityException {
    this.id = id;
    this.pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
  }

  /** The public key. */
  public String jwk() {
    byte[] der = pair.getPublic().getEncoded();
    return "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"kid\":\"%s\",\"x\":\"%s\"}"
        .formatted(id, encode(Arrays.copyOfRange(der, der.length - 32, der.length)));
  }

  /** For a quarter of an hour. */
  public String assertion(String subject) throws GeneralSecurityException {
    return assertion(subject, 900, ",\"ins\":7");
  }

  /**
   * An assertion that was issued a moment ago.
   *
   * @param further members of the claims
   */
  public String assertion(String subject, long seconds, String further)
      throws GeneralSecurityException {
    long now = Instant.now().getEpochSecond();
    return sign(
        ("{\"iss\":\"https://portal\",\"aud\":\"paravent\",\"sub\":\"%s\",\"iat\":%d,\"exp\":%d"
                + "%s}")
            .formatted(subject, now, now + seconds, further));
  }

  /** Whatever it is. */
  public String sign(String claims) throws GeneralSecurityException {
    String header = "{\"alg\":\"EdDSA\",\"kid\":\"%s\"}".formatted(id);
    String signed = encode(header.getBytes(UTF_8)) + "." + encode(claims.getBytes(UTF_8));
    Signature signer = Signature.getInstance("Ed25519");
    signer.initSign(pair.getPrivate());
    signer.update(signed.getBytes(UTF_8));
    return signed + "." + encode(signer.sign());
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
