package dev.paravent.decide;

import java.time.Instant;

/**
 * An end user, for as long as the assertion counts. Immutable.
 *
 * @param until the first instant at which nothing may run on the user's behalf any more
 */
public record AssertedUser(EndUser user, Instant until) {}
