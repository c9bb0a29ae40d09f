package dev.paravent.session;

import dev.paravent.decide.Principal;
import dev.paravent.decide.StatementPlanner;
import dev.paravent.session.auth.Assertions;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * What a session is given. What governs it may be replaced between two messages; the rest stays.
 */
final class SessionContext {
  private final Charges charges;
  private final SessionMetrics metrics;
  private final ServerSettings settings;
  private final Executor planning;
  private final Optional<Assertions> assertions;
  private final LongSupplier nanoClock;
  private Governance governance;
  private RowTransformer.Context rows;

  /**
   * @param rows who is governed, and how
   * @param governance that {@code rows} was made of
   * @param planning runs the analysis of long texts and the verification of assertions; may reject
   * @param assertions what verifies who the end user is
   * @param nanoClock measures durations
   */
  SessionContext(
      Governance governance,
      RowTransformer.Context rows,
      Charges charges,
      SessionMetrics metrics,
      ServerSettings settings,
      Executor planning,
      Optional<Assertions> assertions,
      LongSupplier nanoClock) {
    this.governance = governance;
    this.rows = rows;
    this.charges = charges;
    this.metrics = metrics;
    this.settings = settings;
    this.planning = planning;
    this.assertions = assertions;
    this.nanoClock = nanoClock;
  }

  /** From now on the session is governed by this. Only while the server owes nothing. */
  void renew(Governance newGovernance, RowTransformer.Context newRows) {
    governance = newGovernance;
    rows = newRows;
  }

  Governance governance() {
    return governance;
  }

  /** Another object whenever anything in it has changed. */
  RowTransformer.Context rows() {
    return rows;
  }

  Principal principal() {
    return rows.principal();
  }

  StatementPlanner planner() {
    return rows.planner();
  }

  SessionCodecs codecs() {
    return rows.codecs();
  }

  Charges charges() {
    return charges;
  }

  SessionMetrics metrics() {
    return metrics;
  }

  ServerSettings settings() {
    return settings;
  }

  Executor planning() {
    return planning;
  }

  Optional<Assertions> assertions() {
    return assertions;
  }

  LongSupplier nanoClock() {
    return nanoClock;
  }
}
