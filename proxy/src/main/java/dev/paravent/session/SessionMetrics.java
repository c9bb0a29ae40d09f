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

  /** Why somebody was not let in. */
  enum LoginRefusal {
    /** TLS is required, and was not begun. */
    NO_ENCRYPTION,
    /** No access policy names the user. */
    NO_POLICY,
    WRONG_PASSWORD,
    /** The messages of the login were broken, or the channel is not what the client sees. */
    BROKEN_EXCHANGE,
    NO_CERTIFICATE,
    /** The certificate is somebody else's. */
    WRONG_CERTIFICATE,
    /** The assertion of who the end user is does not count. */
    WRONG_ASSERTION,
    /** The address has to wait before it may try again. */
    TOO_MANY_FAILURES,
    /** The verifiers cannot be read now. */
    NO_VERIFIERS,
    /** The proxy has no login at the database for the user, or the database refused it. */
    NO_UPSTREAM_LOGIN
  }

  default void connectionOpened() {}

  default void connectionClosed() {}

  /** The start-up packet was accepted. */
  default void sessionStarted(Role role) {}

  /** Somebody was not let in by the proxy; what the database refuses is not counted. */
  default void loginRefused(LoginRefusal reason) {}

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
