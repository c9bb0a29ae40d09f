package dev.paravent.session.tls;

import dev.paravent.crypto.x509.CertificateException;
import dev.paravent.crypto.x509.Credential;
import dev.paravent.crypto.x509.Pem;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What the TLS of both legs has in common. */
final class Contexts {
  /** The protocol's name in ALPN. PostgreSQL docs 54.2.11. */
  static final String ALPN = "postgresql";

  /** Forward-secret and authenticated suites only. */
  private static final List<String> CIPHERS =
      List.of(
          "TLS_AES_256_GCM_SHA384",
          "TLS_AES_128_GCM_SHA256",
          "TLS_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

  private Contexts() {}

  static SslContextBuilder common(
      SslContextBuilder builder, SslProvider provider, TlsVersion minimum, boolean isServer) {
    // a client that names other protocols only is not one of PostgreSQL's; BoringSSL's binding
    // cannot say so with an alert, and the protocol is then missing from the session
    SelectorFailureBehavior otherProtocol =
        isServer && provider == SslProvider.JDK
            ? SelectorFailureBehavior.FATAL_ALERT
            : SelectorFailureBehavior.NO_ADVERTISE;
    return builder
        .sslProvider(provider)
        .protocols(minimum.protocols())
        .ciphers(CIPHERS, SupportedCipherSuiteFilter.INSTANCE)
        .applicationProtocolConfig(
            new ApplicationProtocolConfig(
                Protocol.ALPN, otherProtocol, SelectedListenerFailureBehavior.ACCEPT, ALPN));
  }

  static Credential credential(Map<Path, byte[]> contents, Path certificate, Path key)
      throws IOException {
    try {
      return Credential.read(content(contents, certificate), content(contents, key));
    } catch (CertificateException unusable) {
      throw new IOException(certificate + ", " + key + ": " + unusable.getMessage(), unusable);
    }
  }

  static List<X509Certificate> authorities(Map<Path, byte[]> contents, Path file)
      throws IOException {
    try {
      return Pem.certificates(content(contents, file));
    } catch (CertificateException unusable) {
      throw new IOException(file + ": " + unusable.getMessage(), unusable);
    }
  }

  private static byte[] content(Map<Path, byte[]> contents, Path file) {
    return Objects.requireNonNull(contents.get(file));
  }
}
