package dev.paravent.attest;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** The client's half of SCRAM-SHA-256 (RFC 5802), for a password of ASCII characters. */
final class Scram {
  private static final int KEY_BITS = 256;
  private static final int NONCE_BYTES = 18;

  private final String firstBare;

  Scram(String nonce) {
    this.firstBare = "n=,r=" + nonce;
  }

  static String newNonce() {
    byte[] random = new byte[NONCE_BYTES];
    new SecureRandom().nextBytes(random);
    return Base64.getEncoder().encodeToString(random);
  }

  String first() {
    return "n,," + firstBare;
  }

  /** The answer to the server's first message. */
  String last(String serverFirst, String password) {
    try {
      String[] parts = serverFirst.split(",", 3);
      byte[] salt = Base64.getDecoder().decode(parts[1].substring(2));
      int iterations = Integer.parseInt(parts[2].substring(2));
      byte[] salted =
          SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
              .generateSecret(new PBEKeySpec(password.toCharArray(), salt, iterations, KEY_BITS))
              .getEncoded();
      byte[] proof = hmac(salted, "Client Key");
      byte[] stored = MessageDigest.getInstance("SHA-256").digest(proof);
      String withoutProof = "c=biws," + parts[0];
      byte[] signature = hmac(stored, firstBare + "," + serverFirst + "," + withoutProof);
      for (int i = 0; i < proof.length; i++) {
        proof[i] ^= signature[i];
      }
      return withoutProof + ",p=" + Base64.getEncoder().encodeToString(proof);
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
