package dev.paravent.catalog;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a fresh {@link Catalog} of every database in use. Thread-safe; no method blocks.
 *
 * <p>A snapshot is <em>fresh</em> while less than the maximum age has passed since the moment at
 * which the server last confirmed it. Databases that nobody asks for are no longer polled after a
 * minute; the next question wakes them.
 */
public final class CatalogService implements AutoCloseable {
  /** Polling twice in the maximum age of one second keeps a snapshot fresh all the time. */
  public static final Duration DEFAULT_POLL_INTERVAL = Duration.ofMillis(400);

  public static final Duration DEFAULT_MAXIMUM_AGE = Duration.ofSeconds(1);

  private static final Duration IDLE_AFTER = Duration.ofMinutes(1);

  private final CatalogLoader loader;
  private final CatalogFeed.Pace pace;
  private final ConcurrentMap<String, CatalogFeed> feeds = new ConcurrentHashMap<>();
  private final List<Consumer<Catalog>> listeners = new CopyOnWriteArrayList<>();
  private volatile boolean closed;

  public CatalogService(CatalogLoader loader) {
    this(loader, DEFAULT_POLL_INTERVAL, DEFAULT_MAXIMUM_AGE);
  }

  /**
   * @param pollInterval pause between two questions whether the catalog changed
   * @param maximumAge how old the last confirmation of a snapshot may be; longer than pollInterval
   */
  public CatalogService(CatalogLoader loader, Duration pollInterval, Duration maximumAge) {
    this(loader, pollInterval, maximumAge, IDLE_AFTER);
  }

  CatalogService(
      CatalogLoader loader, Duration pollInterval, Duration maximumAge, Duration idleAfter) {
    if (maximumAge.compareTo(pollInterval) <= 0) {
      throw new IllegalArgumentException(
          "maximumAge: %s (expected: > pollInterval, %s)".formatted(maximumAge, pollInterval));
    }
    this.loader = loader;
    this.pace = new CatalogFeed.Pace(pollInterval, maximumAge, idleAfter);
  }

  /**
   * A fresh catalog: at once if there is one, otherwise after the next load or confirmation. Fails
   * with {@link CatalogUnavailableException} if the database cannot be read.
   *
   * <p>Dependents run on the caller's thread or on a thread of this service, which they must not
   * hold up: hand over to an executor.
   */
  public CompletableFuture<Catalog> catalog(String database) {
    while (!closed) {
      CatalogFeed feed =
          feeds.computeIfAbsent(
              database, name -> new CatalogFeed(loader, name, pace, this::announce));
      Optional<CompletableFuture<Catalog>> catalog = feed.fresh();
      if (catalog.isPresent()) {
        var unused = catalog.get().exceptionally(failure -> forgetIfEnded(database, feed));
        return catalog.get();
      }
      forgetIfEnded(database, feed);
    }
    return CompletableFuture.failedFuture(
        new CatalogUnavailableException("catalog of database \"" + database + "\": shut down"));
  }

  /** The catalog if it is loaded and fresh; otherwise {@link #catalog} has to be waited for. */
  public Optional<Catalog> current(String database) {
    CatalogFeed feed = feeds.get(database);
    return feed == null ? Optional.empty() : feed.current();
  }

  /** The last snapshot, fresh or not: for reports, never for a verdict. */
  public Optional<Catalog> lastKnown(String database) {
    CatalogFeed feed = feeds.get(database);
    return feed == null ? Optional.empty() : feed.lastKnown();
  }

  public boolean isFresh(String database) {
    return current(database).isPresent();
  }

  /**
   * Calls the listener, on a thread of this service, with every first or changed catalog, before
   * {@link #catalog} and {@link #current} give it out.
   */
  public void onChange(Consumer<Catalog> listener) {
    listeners.add(listener);
  }

  /** Ends all polling. Whoever waits for a catalog gets an error. */
  @Override
  public void close() {
    closed = true;
    feeds.values().forEach(CatalogFeed::close);
    feeds.clear();
  }

  private @Nullable Catalog forgetIfEnded(String database, CatalogFeed feed) {
    if (feed.hasEnded()) {
      feeds.remove(database, feed);
    }
    return null;
  }

  private void announce(Catalog catalog) {
    listeners.forEach(listener -> listener.accept(catalog));
  }
}
