package dev.paravent.session.tls;

import java.util.List;

/** The oldest version of TLS that is accepted. Older ones than these are not to be had. */
public enum TlsVersion {
  TLS_1_2(List.of("TLSv1.3", "TLSv1.2")),
  TLS_1_3(List.of("TLSv1.3"));

  private final List<String> protocols;

  TlsVersion(List<String> protocols) {
    this.protocols = protocols;
  }

  /** This version and the newer ones, by their JSSE names. */
  List<String> protocols() {
    return protocols;
  }
}
