package dev.paravent.crypto.x509;

import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.security.spec.PSSParameterSpec;
import java.util.Locale;
import java.util.Optional;

/** The channel binding {@code tls-server-end-point} (RFC 5929, section 4.1). */
public final class EndPoint {
  private EndPoint() {}

  /**
   * The hash of the server's certificate by the hash of its signature; empty if its signature has
   * none (EdDSA), for which no binding is defined.
   */
  public static Optional<byte[]> binding(X509Certificate certificate) {
    try {
      Optional<String> hash = hash(certificate);
      return hash.isEmpty()
          ? Optional.empty()
          : Optional.of(MessageDigest.getInstance(hash.get()).digest(certificate.getEncoded()));
    } catch (GeneralSecurityException unknown) {
      return Optional.empty();
    }
  }

  private static Optional<String> hash(X509Certificate certificate)
      throws GeneralSecurityException {
    String name = certificate.getSigAlgName().toUpperCase(Locale.ROOT);
    String hash =
        name.equals("RSASSA-PSS") ? pssHash(certificate) : name.split("WITH", 2)[0].replace("-", "");
    return switch (hash) {
      case "MD5", "SHA1" -> Optional.of("SHA-256"); // as the RFC says
      case "SHA224" -> Optional.of("SHA-224");
      case "SHA256" -> Optional.of("SHA-256");
      case "SHA384" -> Optional.of("SHA-384");
      case "SHA512" -> Optional.of("SHA-512");
      default -> Optional.empty();
    };
  }

  private static String pssHash(X509Certificate certificate) throws GeneralSecurityException {
    AlgorithmParameters parameters = AlgorithmParameters.getInstance("RSASSA-PSS");
    try {
      parameters.init(certificate.getSigAlgParams());
    } catch (java.io.IOException broken) {
      throw new GeneralSecurityException("RSASSA-PSS: its parameters are broken", broken);
    }
    return parameters
        .getParameterSpec(PSSParameterSpec.class)
        .getDigestAlgorithm()
        .replace("-", "")
        .toUpperCase(Locale.ROOT);
  }
}
