package dev.paravent.cli;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has files read again, one reading at a time: when it is asked, and if it watches, when their
 * contents have changed and rested for one look. Contents are compared, not dates: a ConfigMap is
 * replaced through symbolic links. Thread-safe.
 */
final class Reloading implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Reloading.class);

  private final Runnable reload;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("reload").unstarted(task));
  private String loaded = ""; // confined to the thread
  private String seen = "";

  Reloading(Runnable reload) {
    this.reload = () -> surviving(reload);
  }

  /** Reads again now; returns when that is done. */
  void reload() {
    try {
      thread.submit(reload).get();
    } catch (ExecutionException fault) {
      throw new IllegalStateException(fault.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Does something else with files from time to time, on the same thread. */
  void repeat(Runnable reading, Duration interval) {
    var unused =
        thread.scheduleWithFixedDelay(
            () -> surviving(reading),
            interval.toMillis(),
            interval.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  /** Looks at the contents from now on. */
  void watch(Supplier<String> digest, Duration interval) {
    loaded = digest.get();
    seen = loaded;
    var unused =
        thread.scheduleWithFixedDelay(
            () -> surviving(() -> look(digest.get())),
            interval.toMillis(),
            interval.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  /** A fault of one reading is not to end those that follow. */
  private static void surviving(Runnable reading) {
    try {
      reading.run();
    } catch (RuntimeException fault) {
      LOG.error("event=reload_failed cause={}", fault.getClass().getName());
    }
  }

  private void look(String digest) {
    boolean rests = digest.equals(seen);
    seen = digest;
    if (rests && !digest.equals(loaded)) {
      loaded = digest;
      reload.run();
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
