package dev.paravent.crypto;

/**
 * A way to write values that have no token, malformed ones above all, so that they come back.
 * Confined to one thread.
 *
 * <p>Guarantees: {@code unescape(escape(x))} is byte-equal to {@code x}; what escape writes has
 * {@link #hasForm}, which no clear value and no token has; escapes of two keys are unrelated; under
 * one subject, two values have equal escapes exactly where they are equal in the column.
 */
interface Escape {

  /** Whether the bytes are such that escape could have written them. */
  boolean hasForm(byte[] src, int offset, int length);

  /**
   * Writes the escape of a value; returns the bytes, or -1 if it has none. The places must not
   * overlap.
   */
  int escape(byte[] src, int offset, int length, long subject, byte[] dst, int dstOffset);

  /**
   * Writes the value that an escape stands for; returns the bytes, or -1 if it stands for none. The
   * places must not overlap.
   */
  int unescape(byte[] src, int offset, int length, long subject, byte[] dst, int dstOffset);

  /** The most bytes that either writes for an input of that length. */
  int maxLength(int inputLength);
}
