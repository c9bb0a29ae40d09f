package dev.paravent.session.tls;

import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslProvider;

/** Whose TLS is used. */
public enum TlsEngine {
  /** BoringSSL where netty-tcnative is on the class path, the JDK's otherwise. */
  BEST,
  /** The JDK's own. */
  JDK;

  SslProvider provider() {
    return this == BEST && OpenSsl.isAvailable() ? SslProvider.OPENSSL : SslProvider.JDK;
  }
}
