package dev.paravent.crypto.kek;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM with a random nonce in front of the ciphertext (NIST SP 800-38D).
 *
 * <p>Guarantees: bytes that {@link #seal} did not make under the same key and associated data do
 * not open.
 *
 * <p>Leaks: the length. A key may seal 2^32 times before a nonce is likely to repeat; keyset files
 * use a new key each time.
 */
public final class AesGcm {

  /** The bytes of a key. */
  public static final int KEY = 32;

  private static final int NONCE = 12;
  private static final int TAG = 16;

  private AesGcm() {}

  /** Nonce, ciphertext and tag. */
  public static byte[] seal(byte[] key, byte[] associatedData, byte[] plain, SecureRandom random) {
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, associatedData);
      byte[] sealed = Arrays.copyOf(nonce, NONCE + plain.length + TAG);
      cipher.doFinal(plain, 0, plain.length, sealed, NONCE);
      return sealed;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime has no AES-GCM", e);
    }
  }

  /** What was sealed, or nothing if key, associated data or bytes are others. */
  public static Optional<byte[]> open(byte[] key, byte[] associatedData, byte[] sealed) {
    if (sealed.length < NONCE + TAG) {
      return Optional.empty();
    }
    try {
      byte[] nonce = Arrays.copyOf(sealed, NONCE);
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, nonce, associatedData);
      return Optional.of(cipher.doFinal(sealed, NONCE, sealed.length - NONCE));
    } catch (AEADBadTagException changed) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime has no AES-GCM", e);
    }
  }

  private static Cipher cipher(int mode, byte[] key, byte[] nonce, byte[] associatedData)
      throws GeneralSecurityException {
    if (key.length != KEY) {
      throw new IllegalArgumentException("key: " + key.length + " bytes (expected: " + KEY + ")");
    }
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG * Byte.SIZE, nonce));
    cipher.updateAAD(associatedData);
    return cipher;
  }
}
