package dev.paravent.crypto.kek;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;

/** Wraps a file key by a key that this process holds: AES-256-GCM, written in base64. */
final class LocalWrapping {

  private static final byte[] PURPOSE =
      "paravent keyset file key".getBytes(StandardCharsets.US_ASCII);

  private LocalWrapping() {}

  static String wrap(byte[] key, byte[] fileKey) {
    return Base64.getEncoder()
        .encodeToString(AesGcm.seal(key, PURPOSE, fileKey, new SecureRandom()));
  }

  static byte[] unwrap(byte[] key, String wrappedKey) throws KekException {
    byte[] sealed;
    try {
      sealed = Base64.getDecoder().decode(wrappedKey);
    } catch (IllegalArgumentException e) {
      throw new KekException("wrapping.wrappedKey: not valid (expected: base64)");
    }
    return AesGcm.open(key, PURPOSE, sealed)
        .filter(fileKey -> fileKey.length == AesGcm.KEY)
        .orElseThrow(
            () ->
                new KekException(
                    "wrapping: does not open (expected: the passphrase or key file that wrapped it,"
                        + " and an unchanged file)"));
  }
}
