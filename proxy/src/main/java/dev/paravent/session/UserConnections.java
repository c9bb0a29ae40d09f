package dev.paravent.session;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Counts the connections of each user and stops at a limit. Thread-safe. */
final class UserConnections {
  private final int most;
  private final ConcurrentMap<String, Integer> counts = new ConcurrentHashMap<>();

  /**
   * Begins with none.
   *
   * @param most that a user may have; 0 for as many as there are
   */
  UserConnections(int most) {
    this.most = most;
  }

  /** Whether the user may have one more, which is then counted. */
  boolean tryAcquire(String user) {
    if (most == 0) {
      return true;
    }
    int[] counted = {0};
    counts.compute(
        user,
        (name, count) -> {
          int before = count == null ? 0 : count;
          counted[0] = before + 1;
          return before < most ? Integer.valueOf(before + 1) : count;
        });
    return counted[0] <= most;
  }

  /** One of the counted is gone. */
  void release(String user) {
    if (most > 0) {
      counts.computeIfPresent(user, (name, count) -> count == 1 ? null : count - 1);
    }
  }
}
