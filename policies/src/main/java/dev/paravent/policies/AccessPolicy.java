package dev.paravent.policies;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a set of database users may see. Immutable.
 *
 * @param users names or globs ({@code portal_*})
 * @param access whether the users are governed or relayed byte for byte
 * @param domain the token domain; present when governed
 * @param classes grants; a class that is not named is neither read, looked up nor written
 * @param onRefusal what happens to a derived top-level output
 * @param searchPath schemas that a governed session may put on its search path; {@link
 *     Classification#EVERY} among them stands for every schema of users
 * @param assertions how a session may name its end user; empty: not at all
 * @param rows which rows of a relation the users see: those that pass every filter of it
 */
public record AccessPolicy(
    String name,
    Optional<String> owner,
    List<String> users,
    Access access,
    Optional<TokenDomain> domain,
    Map<ProtectedClass, ClassGrant> classes,
    OnRefusal onRefusal,
    List<String> searchPath,
    Optional<AssertionGrant> assertions,
    Map<ObjectName, List<RowFilter>> rows) {
  public AccessPolicy {
    users = List.copyOf(users);
    classes = Map.copyOf(classes);
    searchPath = List.copyOf(searchPath);
    rows = Map.copyOf(rows);
  }

  /** Whether a governed session may put the schema on its search path. */
  public boolean allowsSchema(String schema) {
    return searchPath.contains(schema)
        || searchPath.contains(Classification.EVERY) && !schema.startsWith("pg_");
  }

  /** Whether the users are governed or relayed byte for byte. */
  public enum Access {
    GOVERNED,
    CLEAR
  }

  /** What happens to a derived top-level output. */
  public enum OnRefusal {
    ERROR,
    NULL
  }
}
