package dev.paravent.session;

import java.util.List;

/** Knows which servers of the database a new session may have. Thread-safe; does not block. */
public interface UpstreamHosts {
  /** Those that suit, in the order in which they are to be tried; empty if none does. */
  List<UpstreamHost> candidates();

  /** A connection to the server failed. */
  void unreachable(UpstreamHost host);

  /** One server, whatever becomes of it. */
  static UpstreamHosts only(UpstreamHost host) {
    List<UpstreamHost> hosts = List.of(host);
    return new UpstreamHosts() {
      @Override
      public List<UpstreamHost> candidates() {
        return hosts;
      }

      @Override
      public void unreachable(UpstreamHost failed) {
        // there is no other
      }
    };
  }
}
