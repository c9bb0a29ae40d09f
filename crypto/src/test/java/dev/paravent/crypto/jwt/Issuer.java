package dev.paravent.crypto.jwt;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;

/** An issuer of assertions, honest or not: signs whatever header and claims it is given. */
final class Issuer {
  private final SignatureAlgorithm algorithm;
  private final KeyPair pair;

  private Issuer(SignatureAlgorithm algorithm, KeyPair pair) {
    this.algorithm = algorithm;
    this.pair = pair;
  }

  static Issuer ed25519() throws GeneralSecurityException {
    return new Issuer(
        SignatureAlgorithm.ED25519, KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
  }

  static Issuer es256() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return new Issuer(SignatureAlgorithm.ES256, generator.generateKeyPair());
  }

  byte[] der() {
    return pair.getPublic().getEncoded();
  }

  String pem() {
    return "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
        .formatted(Base64.getMimeEncoder().encodeToString(der()));
  }

  /** The public key as a JWK with further members. */
  String jwk(String further) {
    byte[] der = der();
    String last = encode(Arrays.copyOfRange(der, der.length - 32, der.length));
    return switch (algorithm) {
      case ED25519 ->
          "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"%s\"%s}".formatted(last, further);
      case ES256 ->
          "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"%s\",\"y\":\"%s\"%s}"
              .formatted(
                  encode(Arrays.copyOfRange(der, der.length - 64, der.length - 32)), last, further);
    };
  }

  String sign(String header, String claims) throws GeneralSecurityException {
    String signed = encode(header.getBytes(UTF_8)) + "." + encode(claims.getBytes(UTF_8));
    return signed + "." + encode(signature(signed));
  }

  byte[] signature(String text) throws GeneralSecurityException {
    Signature signer =
        Signature.getInstance(
            switch (algorithm) {
              case ED25519 -> "Ed25519";
              case ES256 -> "SHA256withECDSAinP1363Format";
            });
    signer.initSign(pair.getPrivate());
    signer.update(text.getBytes(UTF_8));
    return signer.sign();
  }

  static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
