package dev.paravent.metrics;

/** How often a plan was found in the cache. Thread-safe; both only grow. */
public interface PlanCacheCounts {
  long hits();

  long misses();
}
