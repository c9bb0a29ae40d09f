package dev.paravent.cli;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Has files read again from time to time. Their contents are compared, not their dates: secrets of
 * containers are replaced through symbolic links. Thread-safe.
 */
final class Reloads implements AutoCloseable {
  private final ScheduledExecutorService scheduler =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("file-watch").unstarted(task));

  Reloads(Duration interval, Runnable reload) {
    var unused =
        scheduler.scheduleWithFixedDelay(
            reload, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    scheduler.shutdownNow();
  }
}
