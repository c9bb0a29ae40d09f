package dev.paravent.crypto.jwt;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/** Public keys on Ed25519 and P-256, made of their coordinates or of their DER. */
final class PublicKeys {
  /** Bytes of a coordinate. */
  static final int COORDINATE = 32;

  /** SubjectPublicKeyInfo of RFC 8410 up to the key. */
  private static final byte[] ED25519_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  private PublicKeys() {}

  static PublicKey ed25519(byte[] x) throws KeyFileException {
    byte[] der = Arrays.copyOf(ED25519_PREFIX, ED25519_PREFIX.length + COORDINATE);
    System.arraycopy(x, 0, der, ED25519_PREFIX.length, COORDINATE);
    try {
      return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(der));
    } catch (GeneralSecurityException broken) {
      throw new KeyFileException("no point of Ed25519");
    }
  }

  static PublicKey p256(byte[] x, byte[] y) throws KeyFileException {
    try {
      ECPoint point = new ECPoint(new BigInteger(1, x), new BigInteger(1, y));
      return requireP256(
          (ECPublicKey)
              KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, curve())));
    } catch (GeneralSecurityException broken) {
      throw new KeyFileException("no point of P-256");
    }
  }

  /** The key of a SubjectPublicKeyInfo. */
  static IssuerKey ofDer(byte[] der) throws KeyFileException {
    X509EncodedKeySpec encoded = new X509EncodedKeySpec(der);
    try {
      EdECPublicKey key = (EdECPublicKey) KeyFactory.getInstance("Ed25519").generatePublic(encoded);
      if (!key.getParams().getName().equals(NamedParameterSpec.ED25519.getName())) {
        throw new KeyFileException("a key on " + key.getParams().getName());
      }
      return named(SignatureAlgorithm.ED25519, key);
    } catch (GeneralSecurityException notEdwards) {
      // the other kind then
    }
    try {
      PublicKey key = KeyFactory.getInstance("EC").generatePublic(encoded);
      return named(SignatureAlgorithm.ES256, requireP256((ECPublicKey) key));
    } catch (GeneralSecurityException unknown) {
      throw new KeyFileException("a key of another kind (expected: Ed25519, or EC on P-256)");
    }
  }

  /** A key whose name is its thumbprint (RFC 7638). */
  static IssuerKey named(SignatureAlgorithm algorithm, PublicKey key) {
    return new IssuerKey(thumbprint(algorithm, key), algorithm, key);
  }

  private static String thumbprint(SignatureAlgorithm algorithm, PublicKey key) {
    byte[] der = key.getEncoded();
    String members =
        switch (algorithm) {
          case ED25519 ->
              "{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"%s\"}"
                  .formatted(tail(der, COORDINATE, COORDINATE));
          case ES256 ->
              "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"%s\",\"y\":\"%s\"}"
                  .formatted(
                      tail(der, 2 * COORDINATE, COORDINATE), tail(der, COORDINATE, COORDINATE));
        };
    try {
      return Base64Url.encode(MessageDigest.getInstance("SHA-256").digest(members.getBytes(UTF_8)));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  /** Coordinates are the last bytes of a SubjectPublicKeyInfo, P-256's as an uncompressed point. */
  private static String tail(byte[] der, int fromEnd, int length) {
    int from = der.length - fromEnd;
    return Base64Url.encode(Arrays.copyOfRange(der, from, from + length));
  }

  private static ECParameterSpec curve() throws GeneralSecurityException {
    AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec("secp256r1"));
    return parameters.getParameterSpec(ECParameterSpec.class);
  }

  /** Not every JDK looks whether the point is one of the curve. */
  private static ECPublicKey requireP256(ECPublicKey key)
      throws KeyFileException, GeneralSecurityException {
    ECParameterSpec curve = curve();
    boolean isP256 =
        key.getParams().getCurve().equals(curve.getCurve())
            && key.getParams().getGenerator().equals(curve.getGenerator())
            && key.getParams().getOrder().equals(curve.getOrder());
    if (!isP256) {
      throw new KeyFileException("a key on another curve (expected: P-256)");
    }
    BigInteger p = ((ECFieldFp) curve.getCurve().getField()).getP();
    BigInteger x = key.getW().getAffineX();
    BigInteger y = key.getW().getAffineY();
    BigInteger right =
        x.pow(3).add(curve.getCurve().getA().multiply(x)).add(curve.getCurve().getB()).mod(p);
    boolean isPoint =
        x.signum() >= 0
            && x.compareTo(p) < 0
            && y.signum() >= 0
            && y.compareTo(p) < 0
            && y.pow(2).mod(p).equals(right);
    if (!isPoint) {
      throw new KeyFileException("no point of P-256");
    }
    return key;
  }
}
