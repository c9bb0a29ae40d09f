package dev.paravent.crypto.kek;

/**
 * Wraps the key of a keyset file and unwraps it. Closing wipes what is held in memory.
 *
 * <p>Guarantees: what {@code wrap} made comes back from {@code unwrap} of the same key-encryption
 * key only; a changed or foreign wrapping is an exception, never other bytes.
 *
 * <p>Leaks: the kind and the parameters stand in the file.
 *
 * <p>Thread-safe.
 */
public sealed interface KeyEncryptionKey extends AutoCloseable
    permits PassphraseKey, FileKey, TransitKey {

  /** Where the key-encryption key comes from. */
  KekKind kind();

  /**
   * Wraps a new file key.
   *
   * @param fileKey 32 bytes
   */
  Wrapping wrap(byte[] fileKey) throws KekException;

  /**
   * The file key of a wrapping, 32 bytes, which the caller wipes.
   *
   * @throws KekException if it was wrapped by another key, or changed since
   */
  byte[] unwrap(Wrapping wrapping) throws KekException;

  @Override
  void close();

  /** Refuses a wrapping of another kind. */
  default void requireKind(Wrapping wrapping) throws KekException {
    if (wrapping.kind() != kind()) {
      throw new KekException(
          "wrapping.kek: "
              + wrapping.kind().label()
              + " (expected: "
              + kind().label()
              + ", as the command was told)");
    }
  }
}
