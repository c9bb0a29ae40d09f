package dev.paravent.decide;

import dev.paravent.policies.AccessPolicy;

/**
 * Who is connected. Immutable.
 *
 * @param user who logged in at the proxy: policy, token domain and charges are this user's
 * @param database the database
 * @param access the merged policy of the user
 * @param databaseUser who the session is at the database, which {@code $user} in a search path
 *     means; the same unless the proxy logs in as another
 */
public record Principal(String user, String database, AccessPolicy access, String databaseUser) {

  /** A user who is the same at the database. */
  public Principal(String user, String database, AccessPolicy access) {
    this(user, database, access, user);
  }
}
