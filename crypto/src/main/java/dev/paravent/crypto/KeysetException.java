package dev.paravent.crypto;

/**
 * A keyset that cannot be read or written; the message is one line and never holds key material.
 */
public final class KeysetException extends Exception {

  private static final long serialVersionUID = 1;

  /** Neither cause nor parser text is kept: they may quote the file. */
  KeysetException(String message) {
    super(message);
  }
}
