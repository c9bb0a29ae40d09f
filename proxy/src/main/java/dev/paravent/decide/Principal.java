package dev.paravent.decide;

import dev.paravent.policies.AccessPolicy;
import java.util.Optional;

/**
 * Who is connected. Immutable.
 *
 * @param user who logged in at the proxy: the policy is this user's
 * @param database the database
 * @param access the merged policy of the user
 * @param databaseUser who the session is at the database, which {@code $user} in a search path
 *     means; the same unless the proxy logs in as another
 * @param endUser whose token domain and charges they are, within the user's; empty: the user's own
 */
public record Principal(
    String user,
    String database,
    AccessPolicy access,
    String databaseUser,
    Optional<EndUser> endUser) {

  /** A user who acts for nobody else. */
  public Principal(String user, String database, AccessPolicy access, String databaseUser) {
    this(user, database, access, databaseUser, Optional.empty());
  }

  /** A user who is the same at the database. */
  public Principal(String user, String database, AccessPolicy access) {
    this(user, database, access, user);
  }

  /** The same user on behalf of somebody, or of nobody else. */
  public Principal actingFor(Optional<EndUser> somebody) {
    return new Principal(user, database, access, databaseUser, somebody);
  }
}
