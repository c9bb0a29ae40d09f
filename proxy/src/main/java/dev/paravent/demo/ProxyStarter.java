package dev.paravent.demo;

import dev.paravent.config.Endpoint;
import dev.paravent.config.ServeConfig;
import dev.paravent.config.StartException;
import java.util.Optional;

/** Starts a proxy just as {@code paravent serve} does. */
public interface ProxyStarter {
  /** A proxy that listens. */
  Proxy start(ServeConfig config) throws StartException;

  /** A running proxy. */
  interface Proxy extends AutoCloseable {
    /** Where it listens, with the port that was taken. */
    Endpoint listen();

    /** Where metrics are served, if they are. */
    Optional<Endpoint> metrics();

    @Override
    void close();
  }
}
