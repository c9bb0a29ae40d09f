package dev.paravent.metrics;

import java.util.Optional;

/** Whether the proxy can serve a client now. Thread-safe; must not block. */
public interface Readiness {
  /** Why it cannot, in one line; empty when it can. */
  Optional<String> obstacle();
}
