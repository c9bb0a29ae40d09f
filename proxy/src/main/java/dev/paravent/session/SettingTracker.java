package dev.paravent.session;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Follows a setting through SET, SET LOCAL, savepoints and rollback, as the server confirms them
 * (guc.c, AtEOXact_GUC). Event-loop confined.
 *
 * @param <T> its values, compared by equality
 */
final class SettingTracker<T> {
  private final Deque<Savepoint<T>> savepoints = new ArrayDeque<>();
  private T committed;
  private T session;
  private @Nullable T local;

  /** Whether it was set in this transaction: an equal value may have been written otherwise. */
  private boolean written;

  private record Savepoint<T>(String name, T session, @Nullable T local) {}

  SettingTracker(T initial) {
    this.committed = initial;
    this.session = initial;
  }

  T effective() {
    return local == null ? session : local;
  }

  /** Whether the end of the transaction, or of a part of it, may change the value. */
  boolean isUnsettled() {
    return written
        || local != null
        || !session.equals(committed)
        || savepoints.stream()
            .anyMatch(savepoint -> savepoint.local != null || !savepoint.session.equals(session));
  }

  void set(T value, boolean isLocal) {
    written = true;
    if (isLocal) {
      local = value;
    } else {
      session = value;
      local = null;
    }
  }

  void savepoint(String name) {
    savepoints.push(new Savepoint<>(name, session, local));
  }

  void release(String name) {
    if (savepoints.stream().anyMatch(savepoint -> savepoint.name.equals(name))) {
      while (!savepoints.pop().name.equals(name)) {
        // inner savepoints go with the outer one
      }
    }
  }

  /** The savepoint itself stays. */
  void rollbackTo(String name) {
    while (!savepoints.isEmpty()) {
      Savepoint<T> savepoint = savepoints.peek();
      if (savepoint.name.equals(name)) {
        session = savepoint.session;
        local = savepoint.local;
        return;
      }
      savepoints.pop();
    }
  }

  void transactionEnded(boolean isCommitted) {
    if (isCommitted) {
      committed = session;
    } else {
      session = committed;
    }
    local = null;
    written = false;
    savepoints.clear();
  }
}
