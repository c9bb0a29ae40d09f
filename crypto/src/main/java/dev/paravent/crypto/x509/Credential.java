package dev.paravent.crypto.x509;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.util.List;

/**
 * A certificate, the intermediate ones behind it, and the private key of the first. Immutable.
 *
 * <p>Guarantees: the key belongs to the certificate. Nothing of the key is in {@code toString}.
 *
 * @param chain the certificate itself first
 */
public record Credential(List<X509Certificate> chain, PrivateKey key) {
  private static final byte[] PROBE = {'p', 'r', 'o', 'b', 'e'};

  public Credential {
    chain = List.copyOf(chain);
  }

  /**
   * Reads the texts of two PEM files, or of one that holds both.
   *
   * @throws CertificateException if either cannot be read or the key is another certificate's
   */
  public static Credential read(byte[] certificates, byte[] key) throws CertificateException {
    Credential credential = new Credential(Pem.certificates(certificates), PrivateKeys.read(key));
    if (!credential.isMatching()) {
      throw new CertificateException("the private key is not that of the first certificate");
    }
    return credential;
  }

  public X509Certificate certificate() {
    return chain.getFirst();
  }

  /** The certificates as a PEM file. */
  public String certificatesPem() {
    StringBuilder text = new StringBuilder();
    try {
      for (X509Certificate certificate : chain) {
        text.append(Pem.encode("CERTIFICATE", certificate.getEncoded()));
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a certificate that was read cannot be written", e);
    }
    return text.toString();
  }

  /** The private key as a PEM file, PKCS #8. */
  public String keyPem() {
    return Pem.encode("PRIVATE KEY", key.getEncoded());
  }

  private boolean isMatching() {
    try {
      Signature signer = Signature.getInstance(algorithm());
      signer.initSign(key);
      signer.update(PROBE);
      byte[] signature = signer.sign();
      Signature verifier = Signature.getInstance(algorithm());
      verifier.initVerify(certificate().getPublicKey());
      verifier.update(PROBE);
      return verifier.verify(signature);
    } catch (GeneralSecurityException otherKind) {
      return false;
    }
  }

  private String algorithm() {
    if (key instanceof ECKey) {
      return "SHA256withECDSA";
    }
    return key instanceof RSAKey ? "SHA256withRSA" : "EdDSA";
  }

  @Override
  public String toString() {
    return "Credential[" + certificate().getSubjectX500Principal() + "]";
  }
}
