package dev.paravent.crypto.jwt;

/** A file of issuer keys that cannot be used; the message is one line for operators. */
public final class KeyFileException extends Exception {
  private static final long serialVersionUID = 1;

  KeyFileException(String message) {
    super(message);
  }
}
