package dev.paravent.session;

import java.util.ArrayList;
import java.util.List;

/**
 * Follows search_path through SET, SET LOCAL, RESET, savepoints and rollback, as the server
 * confirms them. Event-loop confined.
 */
final class SearchPathTracker {
  private static final String USER = "$user";

  private final String user;
  private final List<String> initial;
  private final SettingTracker<List<String>> path;

  /** Begins with the path in effect after login, as the server reports it. */
  SearchPathTracker(String user, List<String> initial) {
    this.user = user;
    this.initial = withoutCatalog(initial);
    this.path = new SettingTracker<>(this.initial);
  }

  /** The schemas in order, without pg_catalog and pg_temp. */
  List<String> effective() {
    return path.effective();
  }

  /** Whether the end of the transaction, or of a part of it, may change the path. */
  boolean isUnsettled() {
    return path.isUnsettled();
  }

  void set(List<String> schemas, boolean isDefault, boolean isLocal) {
    path.set(isDefault ? initial : withoutCatalog(expand(schemas)), isLocal);
  }

  void savepoint(String name) {
    path.savepoint(name);
  }

  void release(String name) {
    path.release(name);
  }

  /** The savepoint itself stays. */
  void rollbackTo(String name) {
    path.rollbackTo(name);
  }

  void transactionEnded(boolean isCommitted) {
    path.transactionEnded(isCommitted);
  }

  private List<String> expand(List<String> schemas) {
    return schemas.stream().map(schema -> schema.equals(USER) ? user : schema).toList();
  }

  /** Without what is searched in any case: pg_catalog first, temporary objects last. */
  private static List<String> withoutCatalog(List<String> schemas) {
    List<String> path = new ArrayList<>(schemas);
    path.removeIf(schema -> schema.equals("pg_catalog") || schema.equals("pg_temp"));
    return List.copyOf(path);
  }
}
