package dev.paravent.crypto;

/**
 * A kind of identity that brings its own codec; {@link TokenContext} derives its key.
 *
 * <p>Guarantees asked of an implementation: those of {@link ColumnCodec}, with unrelated tokens for
 * each key; it keeps no reference to the key it is given.
 */
public interface IdentityScheme {

  /** The fixed name in key derivation, as {@code us.ssn}; changing it changes every token. */
  String derivationName();

  /** The fixed name of the face in key derivation. */
  String face();

  /** Whether a token is told from a clear value at sight. */
  boolean isRecognisable();

  /**
   * A codec under a key.
   *
   * @param key 32 bytes, which are wiped after the call
   */
  ColumnCodec codec(byte[] key);
}
