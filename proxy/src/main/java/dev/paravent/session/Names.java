package dev.paravent.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The client's names for statements or portals. A change is predicted when its message is sent,
 * confirmed when the server answers, and undone when the server fails before it. Event-loop
 * confined.
 *
 * @param <T> what is named
 */
final class Names<T> {
  private final Map<String, Change<T>> changes = new HashMap<>();

  /** A name got a meaning, or lost it. */
  static final class Change<T> {
    private final String name;
    private final @Nullable T value;
    private final long batch;
    private @Nullable Change<T> previous;
    private boolean confirmed;
    private boolean doubtful;
    private boolean lasting;
    private boolean rolledBack;

    private Change(String name, @Nullable T value, long batch, @Nullable Change<T> previous) {
      this.name = name;
      this.value = value;
      this.batch = batch;
      this.previous = previous;
    }

    /** What the name means; null if nothing. */
    @Nullable T value() {
      return value;
    }
  }

  /** What the name means if all that was sent succeeds; null if nothing. */
  @Nullable T predicted(String name) {
    Change<T> change = changes.get(name);
    return change == null ? null : change.value;
  }

  /** Whether the name's meaning hangs on an answer to another batch, that is beyond a Sync. */
  boolean isUncertain(String name, long batch) {
    Change<T> change = changes.get(name);
    return change != null && !change.confirmed && change.batch != batch;
  }

  /** Whether the name is surely taken: what it names may have ended. */
  boolean isTaken(String name) {
    Change<T> change = changes.get(name);
    return change != null && change.value != null && !change.doubtful;
  }

  /** A transaction's end, or a rollback to a savepoint, may end any of them. */
  void doubt() {
    changes.values().forEach(change -> change.doubtful |= !change.lasting);
  }

  /** A rollback to a savepoint ended those that were made behind it, which nobody knows here. */
  void rolledBack() {
    changes.values().forEach(change -> change.rolledBack |= !change.lasting);
  }

  /** The names that mean something, in no order. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    changes.forEach(
        (name, change) -> {
          if (change.value != null) {
            names.add(name);
          }
        });
    return names;
  }

  /** Whether any name is {@linkplain #isUncertain uncertain}. */
  boolean isAnyUncertain(long batch) {
    return changes.keySet().stream().anyMatch(name -> isUncertain(name, batch));
  }

  /** Predicts a new meaning, or with null none. */
  Change<T> predict(String name, @Nullable T value, long batch) {
    Change<T> change = new Change<>(name, value, batch, changes.get(name));
    changes.put(name, change);
    return change;
  }

  /** The server did it. */
  void confirm(Change<T> change) {
    change.confirmed = true;
    change.previous = null;
    if (change.value == null) {
      changes.remove(change.name, change);
    }
  }

  /** The server never came to it. */
  void undo(Change<T> change) {
    Change<T> later = changes.get(change.name);
    if (later != change) {
      while (later != null && later.previous != change) {
        later = later.previous;
      }
      if (later != null) {
        later.previous = change.previous;
      }
    } else if (change.previous == null) {
      changes.remove(change.name);
    } else {
      changes.put(change.name, change.previous);
    }
  }

  /** A transaction was committed: of what it made some outlives it. */
  void committed(Predicate<T> outlives) {
    for (Change<T> change : changes.values()) {
      if (change.confirmed && change.value != null && outlives.test(change.value)) {
        change.lasting = true;
        change.doubtful = change.rolledBack;
      }
    }
  }

  /** Forgets what was named in this batch or before and does not outlive its transaction. */
  void forgetUntil(long batch) {
    changes
        .values()
        .removeIf(change -> change.confirmed && !change.lasting && change.batch <= batch);
  }

  /** Forgets everything; returns what was forgotten. */
  List<T> clear() {
    List<T> values = new ArrayList<>();
    for (Change<T> change : changes.values()) {
      if (change.value != null) {
        values.add(change.value);
      }
    }
    changes.clear();
    return values;
  }

  int size() {
    return changes.size();
  }
}
