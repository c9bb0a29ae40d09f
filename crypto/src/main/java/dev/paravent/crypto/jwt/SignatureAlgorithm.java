package dev.paravent.crypto.jwt;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Set;

/** The signatures that count. A key has one of them, whatever a header says. */
enum SignatureAlgorithm {
  /** RFC 8037 calls it EdDSA, RFC 9864 by the curve. */
  ED25519(Set.of("EdDSA", "Ed25519"), "Ed25519"),
  /** ECDSA on P-256 with SHA-256: R and S, 32 bytes each (RFC 7518, 3.4). */
  ES256(Set.of("ES256"), "SHA256withECDSAinP1363Format");

  private static final int SIGNATURE_BYTES = 64;

  private final Set<String> names;
  private final String jdkName;

  SignatureAlgorithm(Set<String> names, String jdkName) {
    this.names = names;
    this.jdkName = jdkName;
  }

  /** Whether {@code alg} of a header names it. */
  boolean isNamed(String alg) {
    return names.contains(alg);
  }

  /** Whether the key's holder has signed the message. */
  boolean verifies(PublicKey key, byte[] message, byte[] signature) {
    if (signature.length != SIGNATURE_BYTES) {
      return false;
    }
    try {
      Signature verifier = Signature.getInstance(jdkName);
      verifier.initVerify(key);
      verifier.update(message);
      return verifier.verify(signature);
    } catch (GeneralSecurityException broken) {
      return false;
    }
  }
}
