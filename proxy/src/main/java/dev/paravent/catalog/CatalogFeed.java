package dev.paravent.catalog;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The catalog of one database, kept fresh by a daemon thread that lives while somebody asks for it.
 * Thread-safe: the lock guards the waiters and the thread's life; the connection and the
 * fingerprint belong to the thread.
 */
final class CatalogFeed {
  private static final Logger logger = LoggerFactory.getLogger(CatalogFeed.class);

  private final CatalogLoader loader;
  private final String database;
  private final Pace pace;
  private final Consumer<Catalog> listener;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition asked = lock.newCondition();
  private List<CompletableFuture<Catalog>> waiters = new ArrayList<>();
  private boolean running;
  private boolean closed;

  private volatile @Nullable Confirmed confirmed;
  private volatile long lastAsked = System.nanoTime();

  private @Nullable CatalogConnection connection;
  private String fingerprint = "";
  private boolean failing;

  CatalogFeed(CatalogLoader loader, String database, Pace pace, Consumer<Catalog> listener) {
    this.loader = loader;
    this.database = database;
    this.pace = pace;
    this.listener = listener;
  }

  /** How often to poll, how long a confirmation counts, and when to give up polling. */
  record Pace(Duration pollInterval, Duration maximumAge, Duration idleAfter) {}

  /** A snapshot and the time (nanoTime) just before the server last confirmed it. */
  private record Confirmed(CatalogSnapshot snapshot, long time) {}

  /** Empty once this feed has ended for good and has to be replaced. */
  Optional<CompletableFuture<Catalog>> fresh() {
    Optional<Catalog> current = current();
    if (current.isPresent()) {
      return Optional.of(CompletableFuture.completedFuture(current.get()));
    }
    lock.lock();
    try {
      if (closed) {
        return Optional.empty();
      }
      CompletableFuture<Catalog> waiter = new CompletableFuture<>();
      waiters.add(waiter);
      if (running) {
        asked.signal();
      } else {
        running = true;
        Thread.ofPlatform().daemon().name("catalog-" + database).start(this::run);
      }
      return Optional.of(waiter);
    } finally {
      lock.unlock();
    }
  }

  Optional<Catalog> current() {
    long now = System.nanoTime();
    lastAsked = now;
    Confirmed latest = confirmed;
    return latest != null && now - latest.time() <= pace.maximumAge().toNanos()
        ? Optional.of(latest.snapshot())
        : Optional.empty();
  }

  Optional<Catalog> lastKnown() {
    Confirmed latest = confirmed;
    return latest == null ? Optional.empty() : Optional.of(latest.snapshot());
  }

  /** Whether it was closed or its database was never read; it has to be replaced. */
  boolean hasEnded() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  void close() {
    List<CompletableFuture<Catalog>> abandoned;
    lock.lock();
    try {
      closed = true;
      confirmed = null;
      asked.signal();
      abandoned = takeWaiters();
    } finally {
      lock.unlock();
    }
    fail(abandoned, new CatalogUnavailableException("catalog of " + database + ": shut down"));
  }

  private void run() {
    boolean orderly = false;
    try {
      boolean goesOn = true;
      while (goesOn) {
        goesOn = pause(check());
      }
      orderly = true;
    } finally {
      if (!orderly) {
        close();
      }
    }
  }

  /** Confirms or replaces the snapshot and answers whoever waits. */
  private boolean check() {
    long time = System.nanoTime();
    try {
      Catalog catalog = confirm(time);
      List<CompletableFuture<Catalog>> answered;
      lock.lock();
      try {
        answered = takeWaiters();
      } finally {
        lock.unlock();
      }
      answered.forEach(waiter -> waiter.complete(catalog));
      return true;
    } catch (SQLException e) {
      failed(loader.unavailable(database, e));
    } catch (RuntimeException e) {
      logger.error("event=catalog_fault database={}", database, e);
      failed(new CatalogUnavailableException("catalog of " + database + ": internal fault", e));
    }
    return false;
  }

  private Catalog confirm(long time) throws SQLException {
    CatalogConnection open = connection;
    if (open == null) {
      open = loader.connect(database);
      connection = open;
    }
    Confirmed latest = confirmed;
    if (latest != null && open.fingerprint().equals(fingerprint)) {
      return publish(latest.snapshot(), time);
    }
    CatalogConnection.Load load = open.load();
    CatalogSnapshot snapshot = load.snapshot();
    if (latest != null && latest.snapshot().generation() == snapshot.generation()) {
      snapshot = latest.snapshot();
    } else {
      logger.info(
          "event=catalog_loaded database={} generation={} relations={} millis={}",
          database,
          Long.toHexString(snapshot.generation()),
          snapshot.relations().size(),
          TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - time));
      listener.accept(snapshot);
    }
    fingerprint = load.fingerprint();
    return publish(snapshot, time);
  }

  private Catalog publish(CatalogSnapshot snapshot, long time) {
    if (failing) {
      failing = false;
      logger.info("event=catalog_recovered database={}", database);
    }
    lock.lock();
    try {
      if (!closed) {
        confirmed = new Confirmed(snapshot, time);
      }
    } finally {
      lock.unlock();
    }
    return snapshot;
  }

  private void failed(CatalogUnavailableException problem) {
    disconnect();
    if (!failing) {
      failing = true;
      logger.warn("event=catalog_unavailable reason={}", problem.getMessage());
    }
    List<CompletableFuture<Catalog>> disappointed;
    lock.lock();
    try {
      // A database that was never read may not exist: nothing is kept for a name alone.
      if (confirmed == null) {
        closed = true;
      }
      disappointed = takeWaiters();
    } finally {
      lock.unlock();
    }
    fail(disappointed, problem);
  }

  /**
   * Waits for the next check.
   *
   * @return false if the thread has to end
   */
  private boolean pause(boolean succeeded) {
    lock.lock();
    try {
      long nanos = pace.pollInterval().toNanos();
      // After a failure even those who wait get the pause: they must not make a storm of log-ins.
      while (!closed && nanos > 0 && !(succeeded && !waiters.isEmpty())) {
        nanos = asked.awaitNanos(nanos);
      }
      boolean idle =
          waiters.isEmpty() && System.nanoTime() - lastAsked > pace.idleAfter().toNanos();
      if (closed || idle) {
        running = false;
        // Under the lock: the next thread must find no connection of this one.
        disconnect();
      }
      return running;
    } catch (InterruptedException e) {
      // Nobody interrupts this thread but a shut-down; close() in run() tells those who wait.
      throw new IllegalStateException("interrupted", e);
    } finally {
      lock.unlock();
    }
  }

  private void disconnect() {
    CatalogConnection open = connection;
    connection = null;
    if (open != null) {
      open.close();
    }
  }

  private List<CompletableFuture<Catalog>> takeWaiters() {
    List<CompletableFuture<Catalog>> taken = waiters;
    waiters = new ArrayList<>();
    return taken;
  }

  private static void fail(
      List<CompletableFuture<Catalog>> waiters, CatalogUnavailableException problem) {
    waiters.forEach(waiter -> waiter.completeExceptionally(problem));
  }
}
