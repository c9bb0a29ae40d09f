package dev.paravent.decide;

import dev.paravent.policies.AccessPolicy;

/**
 * Who is connected. Immutable.
 *
 * @param user the database user
 * @param database the database
 * @param access the merged policy of the user
 */
public record Principal(String user, String database, AccessPolicy access) {}
