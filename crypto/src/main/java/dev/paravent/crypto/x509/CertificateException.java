package dev.paravent.crypto.x509;

/** A certificate or key that cannot be used. The message is one line and holds no key material. */
public final class CertificateException extends Exception {
  private static final long serialVersionUID = 1L;

  public CertificateException(String message) {
    super(message);
  }
}
