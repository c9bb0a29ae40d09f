package dev.paravent.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Follows search_path through SET, SET LOCAL, RESET, savepoints and rollback, as the server
 * confirms them. Event-loop confined.
 */
final class SearchPathTracker {
  private static final String USER = "$user";

  private final String user;
  private final List<String> initial;
  private final Deque<Savepoint> savepoints = new ArrayDeque<>();
  private List<String> committed;
  private List<String> session;
  private @Nullable List<String> local;

  private record Savepoint(String name, List<String> session, @Nullable List<String> local) {}

  /** Begins with the path in effect after login, as the server reports it. */
  SearchPathTracker(String user, List<String> initial) {
    this.user = user;
    this.initial = withoutCatalog(initial);
    this.committed = this.initial;
    this.session = this.initial;
  }

  /** The schemas in order, without pg_catalog. */
  List<String> effective() {
    return local == null ? session : local;
  }

  /** Whether the end of the transaction, or of a part of it, may change the path. */
  boolean isUnsettled() {
    return local != null
        || !session.equals(committed)
        || savepoints.stream()
            .anyMatch(savepoint -> savepoint.local != null || !savepoint.session.equals(session));
  }

  void set(List<String> schemas, boolean isDefault, boolean isLocal) {
    List<String> path = isDefault ? initial : withoutCatalog(expand(schemas));
    if (isLocal) {
      local = path;
    } else {
      session = path;
      local = null;
    }
  }

  void savepoint(String name) {
    savepoints.push(new Savepoint(name, session, local));
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
      Savepoint savepoint = savepoints.peek();
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
    savepoints.clear();
  }

  private List<String> expand(List<String> schemas) {
    return schemas.stream().map(schema -> schema.equals(USER) ? user : schema).toList();
  }

  private static List<String> withoutCatalog(List<String> schemas) {
    List<String> path = new ArrayList<>(schemas);
    path.removeIf(schema -> schema.equals("pg_catalog"));
    return List.copyOf(path);
  }
}
