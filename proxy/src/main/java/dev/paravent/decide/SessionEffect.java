package dev.paravent.decide;

import java.util.List;
import java.util.Optional;

/** What a statement changes in the session, applied when the server has confirmed it. */
public sealed interface SessionEffect {
  /** Nothing that the proxy follows. */
  record None() implements SessionEffect {
    public static final None INSTANCE = new None();
  }

  /**
   * The search path.
   *
   * @param schemas the new path as written ({@code "$user"} not expanded); empty list means DEFAULT
   * @param isDefault back to what the session started with
   * @param local until the end of the transaction
   */
  record SearchPath(List<String> schemas, boolean isDefault, boolean local)
      implements SessionEffect {
    public SearchPath {
      schemas = List.copyOf(schemas);
    }
  }

  /**
   * RESET ALL or DISCARD ALL: every setting is back; DISCARD ALL also drops statements and portals.
   */
  record Everything(boolean discard) implements SessionEffect {}

  /**
   * The end user.
   *
   * @param user empty for nobody
   * @param local until the end of the transaction
   */
  record ActFor(Optional<AssertedUser> user, boolean local) implements SessionEffect {}

  /** CREATE TEMPORARY TABLE. */
  record CreateTable(TemporaryTable table) implements SessionEffect {}

  /** DROP TABLE of temporary tables, by what the client calls them. */
  record DropTables(List<String> names) implements SessionEffect {
    public DropTables {
      names = List.copyOf(names);
    }
  }

  /** DISCARD TEMP. */
  record DiscardTables() implements SessionEffect {}

  /** BEGIN or START TRANSACTION. */
  record Begin() implements SessionEffect {}

  /**
   * COMMIT or END; {@code chain} begins the next transaction at once. PREPARE TRANSACTION is one to
   * the session.
   */
  record Commit(boolean chain) implements SessionEffect {}

  /** ROLLBACK; {@code chain} begins the next transaction at once. */
  record Rollback(boolean chain) implements SessionEffect {}

  /** SAVEPOINT name. */
  record Savepoint(String name) implements SessionEffect {}

  /** RELEASE SAVEPOINT name. */
  record Release(String name) implements SessionEffect {}

  /** ROLLBACK TO SAVEPOINT name. */
  record RollbackTo(String name) implements SessionEffect {}
}
