package dev.paravent.crypto.x509;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** Private keys as the usual tools write them: PKCS #8, PKCS #1 (RSA) and SEC 1 (EC). */
final class PrivateKeys {
  /** Ed25519 and Ed448 of RFC 8410. */
  private static final Set<String> EDWARDS = Set.of("1.3.101.112", "1.3.101.113");

  private PrivateKeys() {}

  /**
   * The first private key of the text.
   *
   * @throws CertificateException if there is none, it is encrypted or of an unknown kind
   */
  static PrivateKey read(byte[] pem) throws CertificateException {
    List<Pem.Block> blocks = Pem.blocks(pem);
    for (Pem.Block block : blocks) {
      switch (block.label()) {
        case "PRIVATE KEY" -> {
          return ofPkcs8(block.content());
        }
        case "RSA PRIVATE KEY" -> {
          return ofPkcs8(ofPkcs1(block.content()));
        }
        case "EC PRIVATE KEY" -> {
          return ofPkcs8(ofSec1(block.content()));
        }
        case "ENCRYPTED PRIVATE KEY" ->
            throw new CertificateException(
                "the private key is encrypted (expected: one that is not, in a file of mode 600)");
        default -> {
          // certificates and curve parameters may stand in the same file
        }
      }
    }
    throw new CertificateException("no private key (expected: PEM, BEGIN PRIVATE KEY)");
  }

  private static PrivateKey ofPkcs8(byte[] der) throws CertificateException {
    try {
      ASN1ObjectIdentifier algorithm =
          PrivateKeyInfo.getInstance(der).getPrivateKeyAlgorithm().getAlgorithm();
      return KeyFactory.getInstance(factory(algorithm))
          .generatePrivate(new PKCS8EncodedKeySpec(der));
    } catch (GeneralSecurityException | IllegalArgumentException broken) {
      throw new CertificateException("the private key is broken");
    }
  }

  private static String factory(ASN1ObjectIdentifier algorithm) throws CertificateException {
    if (algorithm.equals(PKCSObjectIdentifiers.rsaEncryption)) {
      return "RSA";
    }
    if (algorithm.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
      return "EC";
    }
    if (EDWARDS.contains(algorithm.getId())) {
      return "EdDSA";
    }
    throw new CertificateException("the private key is neither RSA nor EC nor EdDSA");
  }

  private static byte[] ofPkcs1(byte[] der) throws CertificateException {
    try {
      return new PrivateKeyInfo(
              new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
              RSAPrivateKey.getInstance(der))
          .getEncoded();
    } catch (IOException | IllegalArgumentException broken) {
      throw new CertificateException("the private key is broken");
    }
  }

  private static byte[] ofSec1(byte[] der) throws CertificateException {
    try {
      ECPrivateKey key = ECPrivateKey.getInstance(der);
      return new PrivateKeyInfo(
              new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, key.getParametersObject()),
              key)
          .getEncoded();
    } catch (IOException | IllegalArgumentException broken) {
      throw new CertificateException("the private key is broken");
    }
  }
}
