package dev.paravent.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes what was opened, the last first; one failure does not keep the others open. Thread-safe.
 */
final class Closing implements AutoCloseable {
  private static final Logger logger = LoggerFactory.getLogger(Closing.class);

  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  synchronized <T extends AutoCloseable> T add(T resource) {
    open.push(resource);
    return resource;
  }

  @Override
  public synchronized void close() {
    while (!open.isEmpty()) {
      AutoCloseable resource = open.pop();
      try {
        resource.close();
      } catch (Exception failed) {
        logger.warn(
            "event=close_failed what={} reason=\"{}\"",
            resource.getClass().getSimpleName(),
            failed.getMessage());
      }
    }
  }
}
