package dev.paravent.session;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.NullMarked;

/** The client's proof of SCRAM-SHA-256, computed without the product's code. */
@NullMarked
final class ScramProof {
  private ScramProof() {}

  /**
   * The client's final message.
   *
   * @param binding what the attribute c holds
   */
  static byte[] last(String firstBare, String serverFirst, String password, String binding) {
    try {
      String[] parts = serverFirst.split(",", 3);
      byte[] salt = Base64.getDecoder().decode(parts[1].substring(2));
      int iterations = Integer.parseInt(parts[2].substring(2));
      byte[] salted =
          SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
              .generateSecret(new PBEKeySpec(password.toCharArray(), salt, iterations, 256))
              .getEncoded();
      byte[] proof = hmac(salted, "Client Key");
      byte[] stored = MessageDigest.getInstance("SHA-256").digest(proof);
      String withoutProof = "c=" + binding + "," + parts[0];
      byte[] signature = hmac(stored, firstBare + "," + serverFirst + "," + withoutProof);
      for (int i = 0; i < proof.length; i++) {
        proof[i] ^= signature[i];
      }
      return (withoutProof + ",p=" + Base64.getEncoder().encodeToString(proof))
          .getBytes(StandardCharsets.US_ASCII);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
  }
}
