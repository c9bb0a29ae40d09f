package dev.paravent.session;

import dev.paravent.decide.RefusalCode;
import dev.paravent.policies.ProtectedClass;

/** What is counted about sessions. Thread-safe; called on event loops, so it must not block. */
public interface SessionMetrics {
  /** Counts nothing. */
  SessionMetrics NONE = new SessionMetrics() {};

  /** Whose statements: relayed as they are, or judged. */
  enum Role {
    CLEAR,
    GOVERNED
  }

  /** What became of a statement. */
  enum Outcome {
    FORWARDED,
    REFUSED
  }

  /** Why a connection was closed although the client did nothing wrong (G4). */
  enum Incident {
    /** RowDescription differs from the plan. */
    RESULT_DISAGREES,
    /** The server sent a message that nothing asked for. */
    UNEXPECTED_MESSAGE,
    /** A clear value was about to leave. */
    CLEAR_VALUE,
    /** A stored value is malformed and the policy refuses it. */
    MALFORMED_VALUE,
    /** The server changed a setting that is pinned. */
    SETTING_CHANGED
  }

  default void connectionOpened() {}

  default void connectionClosed() {}

  /** The start-up packet was accepted. */
  default void sessionStarted(Role role) {}

  default void statement(Outcome outcome) {}

  default void refused(RefusalCode code) {}

  default void tokenised(ProtectedClass protectedClass, int values) {}

  default void detokenised(ProtectedClass protectedClass, int values) {}

  /** Clear values that the client sent for a protected column. */
  default void clearValues(ProtectedClass protectedClass, int values) {}

  /** NIRs found and replaced in a field that the plan lets pass. */
  default void sentinelHits(int values) {}

  default void incident(Incident incident) {}

  default void bytesFromClient(long bytes) {}

  default void bytesToClient(long bytes) {}

  /** From forwarding a statement to its last row. */
  default void statementNanos(long nanos) {}
}
