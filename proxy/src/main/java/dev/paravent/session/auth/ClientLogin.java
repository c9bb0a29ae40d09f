package dev.paravent.session.auth;

/** How clients of a listener prove who they are. */
public sealed interface ClientLogin {
  /** The database asks and the client answers; the proxy passes both on. */
  record Relay() implements ClientLogin {}

  /**
   * SCRAM-SHA-256, verified by the proxy.
   *
   * @param mockSecret what the verifiers of users that do not exist are made with
   */
  record Scram(VerifierSource verifiers, byte[] mockSecret, LoginLimiter limiter)
      implements ClientLogin {
    @Override
    public String toString() {
      return "Scram[withheld]";
    }
  }

  /** A client certificate, verified in TLS. */
  record Certificate(CertificateUsers users, LoginLimiter limiter) implements ClientLogin {}
}
