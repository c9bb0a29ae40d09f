package dev.paravent.session;

/** The session may not go on; the client is told why, and both channels close. */
final class EndingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Refusal refusal;

  EndingException(Refusal refusal) {
    super(refusal.message(), null, false, false);
    this.refusal = refusal;
  }

  Refusal refusal() {
    return refusal;
  }
}
