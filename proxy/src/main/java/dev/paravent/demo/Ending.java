package dev.paravent.demo;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets a thread put everything away when a signal ends the process. Thread-safe. */
final class Ending {
  private static final long PATIENCE_SECONDS = 10;

  private final CountDownLatch reached = new CountDownLatch(1);

  /** From now on a signal interrupts the thread and waits until it has {@link #reached} its end. */
  Ending(Thread thread) {
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> end(thread)));
  }

  void reached() {
    reached.countDown();
  }

  private void end(Thread thread) {
    thread.interrupt();
    try {
      var unused = reached.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }
}
