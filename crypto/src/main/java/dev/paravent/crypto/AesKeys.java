package dev.paravent.crypto;

import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** AES keys: which are refused, and the JDK's ciphers over the accepted ones. */
final class AesKeys {

  static final int BLOCK = 16;

  private AesKeys() {}

  /**
   * Refuses a key of no AES length and the all-zero key, which is what a forgotten key looks like.
   */
  static void requireUsable(byte[] key) {
    if (key.length != 16 && key.length != 24 && key.length != 32) {
      throw new IllegalArgumentException("key: " + key.length + " bytes (expected: 16, 24 or 32)");
    }
    if (isZero(key)) {
      throw new IllegalArgumentException("key: all bytes are zero (expected: a random key)");
    }
  }

  static boolean isZero(byte[] key) {
    int seen = 0;
    for (byte part : key) {
      seen |= part;
    }
    return seen == 0;
  }

  /** AES of single blocks: a pseudorandom function as long as inputs are distinct. */
  static Cipher blocks(byte[] key) {
    return cipher("AES/ECB/NoPadding", key, null);
  }

  /** The AES-CTR key stream from counter zero: encrypt zeros to read it. */
  static Cipher stream(byte[] key) {
    return cipher("AES/CTR/NoPadding", key, new IvParameterSpec(new byte[BLOCK]));
  }

  private static Cipher cipher(
      String transformation, byte[] key, @Nullable AlgorithmParameterSpec parameters) {
    requireUsable(key);
    try {
      Cipher cipher = Cipher.getInstance(transformation);
      cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), parameters);
      return cipher;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime has no " + transformation, e);
    }
  }
}
