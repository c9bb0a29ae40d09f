package dev.paravent.session;

import dev.paravent.session.tls.ListenerTls;
import dev.paravent.session.tls.UpstreamTls;
import java.util.Optional;

/**
 * What protects the bytes on both legs, independently. Thread-safe.
 *
 * @param listener towards clients; empty refuses TLS
 * @param upstream towards the database; empty does without
 */
public record TransportSecurity(Optional<ListenerTls> listener, Optional<UpstreamTls> upstream) {
  /** No TLS on either leg. */
  public static final TransportSecurity NONE =
      new TransportSecurity(Optional.empty(), Optional.empty());

  /** Reads changed files again. Blocks. */
  public void reload() {
    listener.ifPresent(ListenerTls::reload);
    upstream.ifPresent(UpstreamTls::reload);
  }
}
