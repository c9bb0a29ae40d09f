package dev.paravent.session;

/** The server's answer is not what the plan said; nothing more may leave (G4). */
final class IncidentException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final SessionMetrics.Incident incident;

  IncidentException(SessionMetrics.Incident incident, String message) {
    super(message, null, false, false);
    this.incident = incident;
  }

  SessionMetrics.Incident incident() {
    return incident;
  }
}
