package dev.paravent.crypto.identity;

import dev.paravent.crypto.ColumnCodec;
import dev.paravent.crypto.Padding;

/**
 * The common part of codecs whose tokens have the length of their values: trailing spaces, as
 * char(n) pads with, do not count and stay. Confined to one thread.
 */
abstract class PaddedCodec implements ColumnCodec {

  /** What a value without trailing spaces looks like. */
  abstract Kind kindOf(byte[] src, int offset, int length);

  /**
   * Writes the token of a value without trailing spaces, or what it is the token of, in as many
   * bytes; false, and nothing written, if there is none.
   */
  abstract boolean convert(
      boolean tokenises, byte[] src, int offset, int length, byte[] dst, int dstOffset);

  @Override
  public final Kind kind(byte[] src, int offset, int length) {
    return kindOf(src, offset, Padding.trimmed(src, offset, length));
  }

  @Override
  public final int tokenise(
      byte[] src, int offset, int length, long subject, byte[] dst, int dstOffset) {
    return padded(true, src, offset, length, dst, dstOffset);
  }

  @Override
  public final int detokenise(
      byte[] src, int offset, int length, long subject, byte[] dst, int dstOffset) {
    return padded(false, src, offset, length, dst, dstOffset);
  }

  @Override
  public final int maxLength(int inputLength) {
    return inputLength;
  }

  @Override
  public final boolean keepsLength() {
    return true;
  }

  private int padded(
      boolean tokenises, byte[] src, int offset, int length, byte[] dst, int dstOffset) {
    int trimmed = Padding.trimmed(src, offset, length);
    if (!convert(tokenises, src, offset, trimmed, dst, dstOffset)) {
      return -1;
    }
    Padding.fill(dst, dstOffset, trimmed, length);
    return length;
  }
}
