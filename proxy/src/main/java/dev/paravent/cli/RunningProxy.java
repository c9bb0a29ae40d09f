package dev.paravent.cli;

import dev.paravent.config.Endpoint;
import dev.paravent.demo.ProxyStarter;
import java.util.Optional;

/** A proxy that listens; closing it drains its sessions. Closing twice is harmless. */
record RunningProxy(
    Endpoint listen, Optional<Endpoint> metrics, Reloading reloading, Closing closing)
    implements ProxyStarter.Proxy {
  /** Reads policies and keys again; what cannot be used does not replace what can. */
  void reload() {
    reloading.reload();
  }

  @Override
  public void close() {
    closing.close();
  }
}
