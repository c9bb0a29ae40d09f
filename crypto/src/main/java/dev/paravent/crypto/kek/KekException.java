package dev.paravent.crypto.kek;

/**
 * A key-encryption key that cannot be had or does not fit; the message is one line and never holds
 * secret bytes.
 */
public final class KekException extends Exception {

  private static final long serialVersionUID = 1;

  /** No cause is kept: it may quote what was read. */
  public KekException(String message) {
    super(message);
  }
}
