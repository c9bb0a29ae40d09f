package dev.paravent.session;

import dev.paravent.decide.Principal;
import dev.paravent.decide.StatementPlanner;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * What a session is given. Immutable.
 *
 * @param planning runs the analysis of long texts; may reject
 * @param nanoClock measures durations
 */
record SessionContext(
    Principal principal,
    StatementPlanner planner,
    SessionCodecs codecs,
    Charges charges,
    SessionMetrics metrics,
    ServerSettings settings,
    Executor planning,
    LongSupplier nanoClock) {
  /** The same with another planner. */
  SessionContext with(StatementPlanner other) {
    return new SessionContext(
        principal, other, codecs, charges, metrics, settings, planning, nanoClock);
  }

  RowTransformer.Context rows() {
    return new RowTransformer.Context(principal, planner, codecs);
  }
}
