package dev.paravent.cli;

import dev.paravent.catalog.CatalogService;
import dev.paravent.decide.Principal;
import dev.paravent.decide.StatementPlanner;
import dev.paravent.policies.Policy;
import dev.paravent.session.PlannerProvider;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Gives every session a planner over the live catalog of its database. Thread-safe.
 *
 * <p>A catalog that was read once is kept fresh from then on, because a session may be idle for
 * hours and its next statement must not wait.
 */
final class LivePlanners implements AutoCloseable {
  private static final Duration WAKE_INTERVAL = Duration.ofSeconds(10);

  private static final int FINGERPRINT_DIGITS = 16;

  private final CatalogService catalogs;
  private final PlannerFactory factory;
  private final Set<String> databases = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService scheduler =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("catalog-waker").unstarted(task));

  LivePlanners(CatalogService catalogs, PlannerFactory factory) {
    this.catalogs = catalogs;
    this.factory = factory;
    var unused =
        scheduler.scheduleWithFixedDelay(
            this::wake, WAKE_INTERVAL.toMillis(), WAKE_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Planners by this policy. */
  PlannerProvider under(Policy policy) {
    return principal -> plannerFor(policy, principal);
  }

  private CompletableFuture<StatementPlanner> plannerFor(Policy policy, Principal principal) {
    String database = principal.database();
    return catalogs
        .catalog(database)
        .thenApply(
            catalog -> {
              databases.add(database);
              return new LivePlanner(
                  catalog,
                  generation(policy),
                  () -> catalogs.current(database),
                  snapshot -> factory.create(policy, snapshot, principal));
            });
  }

  /** Of the fingerprint, a hexadecimal SHA-256. */
  private static long generation(Policy policy) {
    return HexFormat.fromHexDigitsToLong(policy.fingerprint(), 0, FINGERPRINT_DIGITS);
  }

  private void wake() {
    databases.forEach(database -> catalogs.catalog(database).exceptionally(failed -> null));
  }

  @Override
  public void close() {
    scheduler.shutdownNow();
  }
}
