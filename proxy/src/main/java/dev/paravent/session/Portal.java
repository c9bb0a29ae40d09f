package dev.paravent.session;

import dev.paravent.policies.ProtectedClass;
import java.util.Set;

/**
 * A statement with its values, under the proxy's own name. Immutable.
 *
 * @param formats of the server's result, hidden outputs included: none, one for all, one for each
 * @param clearWrites classes of which the values write a clear one
 */
record Portal(
    String serverName,
    PreparedStatement statement,
    short[] formats,
    Set<ProtectedClass> clearWrites) {}
