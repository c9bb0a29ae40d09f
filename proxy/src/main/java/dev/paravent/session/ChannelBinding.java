package dev.paravent.session;

import dev.paravent.crypto.x509.EndPoint;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** What a channel's TLS knows of its two ends. */
final class ChannelBinding {
  private ChannelBinding() {}

  /** The hash of the certificate that the peer, a server, has shown; empty without TLS. */
  static Optional<byte[]> ofPeer(Channel channel) {
    return peer(channel.pipeline().get(SslHandler.class)).flatMap(EndPoint::binding);
  }

  /** The hash of the certificate that this side, a server, has shown; empty without TLS. */
  static Optional<byte[]> ofOwn(@Nullable SslHandler tls) {
    if (tls == null) {
      return Optional.empty();
    }
    Certificate[] own = tls.engine().getSession().getLocalCertificates();
    return own != null && own.length > 0 && own[0] instanceof X509Certificate certificate
        ? EndPoint.binding(certificate)
        : Optional.empty();
  }

  /** The certificate that the peer has shown and TLS has verified, if there is one. */
  static Optional<X509Certificate> peer(@Nullable SslHandler tls) {
    if (tls == null) {
      return Optional.empty();
    }
    try {
      Certificate[] peers = tls.engine().getSession().getPeerCertificates();
      return peers.length > 0 && peers[0] instanceof X509Certificate certificate
          ? Optional.of(certificate)
          : Optional.empty();
    } catch (SSLPeerUnverifiedException none) {
      return Optional.empty();
    }
  }
}
