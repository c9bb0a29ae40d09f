package dev.paravent.session;

import dev.paravent.decide.CopyFormat;
import dev.paravent.decide.StatementPlan;
import dev.paravent.policies.ProtectedClass;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A statement with its values, under the proxy's own name. Immutable.
 *
 * @param formats of the server's result, hidden outputs included: none, one for all, one for each
 * @param clearWrites classes of which the values write a clear one
 * @param origin who made it
 * @param hold whether it outlives the transaction that made it, if that is committed
 */
record Portal(
    String serverName,
    PreparedStatement statement,
    short[] formats,
    Set<ProtectedClass> clearWrites,
    Origin origin,
    boolean hold) {
  /** SQL's DECLARE makes a portal that the server has not described yet. */
  enum Origin {
    BIND,
    DECLARE,
    DECLARE_BINARY
  }

  Portal(
      String serverName,
      PreparedStatement statement,
      short[] formats,
      Set<ProtectedClass> clearWrites) {
    this(serverName, statement, formats, clearWrites, Origin.BIND, false);
  }

  /** How COPY TO writes its rows; null if it is no COPY TO. */
  @Nullable CopyFormat copy() {
    StatementPlan plan = statement.plan();
    return plan == null ? null : plan.copy();
  }
}
