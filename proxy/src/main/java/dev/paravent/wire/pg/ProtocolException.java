package dev.paravent.wire.pg;

/**
 * Bytes that are not what the protocol says. The message says what was got and what was expected.
 */
public final class ProtocolException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ProtocolException(String message) {
    super(message, null, false, false);
  }
}
