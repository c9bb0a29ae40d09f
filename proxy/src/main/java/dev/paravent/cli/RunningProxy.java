package dev.paravent.cli;

import dev.paravent.config.Endpoint;
import dev.paravent.demo.ProxyStarter;
import java.util.Optional;

/** A proxy that listens; closing it drains its sessions. Closing twice is harmless. */
record RunningProxy(Endpoint listen, Optional<Endpoint> metrics, Closing closing)
    implements ProxyStarter.Proxy {
  @Override
  public void close() {
    closing.close();
  }
}
