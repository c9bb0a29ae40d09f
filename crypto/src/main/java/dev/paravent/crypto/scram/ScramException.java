package dev.paravent.crypto.scram;

/** A SCRAM message that cannot be answered. The message is one line and holds no secret. */
public final class ScramException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What is wrong with it. */
  public enum Kind {
    /** It breaks the grammar, or is not the answer to what was sent. */
    MALFORMED,
    /** It asks for something that PostgreSQL has not either. */
    UNSUPPORTED,
    /** The two sides see different channels, or one of them was led to believe so. */
    CHANNEL_BINDING,
    /** The server does not know the secret it claims to know. */
    SERVER_UNPROVEN
  }

  private final Kind kind;

  ScramException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
