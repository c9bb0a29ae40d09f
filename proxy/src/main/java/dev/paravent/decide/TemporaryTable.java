package dev.paravent.decide;

import dev.paravent.catalog.Relation;

/**
 * A temporary table of a session. Immutable.
 *
 * @param name what the client calls it
 * @param relation what is known of it; its name is the proxy's own, so that nothing else in the
 *     database means it
 * @param dropsOnCommit ON COMMIT DROP
 */
public record TemporaryTable(String name, Relation relation, boolean dropsOnCommit) {
  /** What the server calls it, in pg_temp. */
  public String serverName() {
    return relation.name();
  }
}
