package dev.paravent.crypto.identity;

import dev.paravent.crypto.ColumnCodec;
import dev.paravent.crypto.SealedText;

/**
 * Any text up to 64 KiB, sealed by AES-SIV.
 *
 * <p>A token is {@code pvt1.} and base64url, so it is told at sight, and one of another domain, key
 * or making does not decode at all. A clear text that begins so is malformed.
 *
 * <p>Leaks what {@link SealedText} does. The token is longer than the text, so the column must have
 * room: {@link #maxLength}. Columns of char(n) or with a collation that ignores case are no place
 * for it, for their {@code =} is not equality of bytes. Confined to one thread.
 */
final class OpaqueTextCodec implements ColumnCodec {

  private final SealedText text;

  OpaqueTextCodec(byte[] key) {
    this.text = new SealedText(key, "pvt1.");
  }

  @Override
  public Kind kind(byte[] src, int offset, int length) {
    if (text.hasPrefix(src, offset, length)) {
      return text.hasForm(src, offset, length) ? Kind.TOKEN : Kind.MALFORMED;
    }
    return length <= SealedText.LONGEST ? Kind.CLEAR : Kind.MALFORMED;
  }

  @Override
  public int tokenise(byte[] src, int offset, int length, long subject, byte[] dst, int dstOffset) {
    return length > SealedText.LONGEST || text.hasPrefix(src, offset, length)
        ? -1
        : text.seal(src, offset, length, dst, dstOffset);
  }

  @Override
  public int detokenise(
      byte[] src, int offset, int length, long subject, byte[] dst, int dstOffset) {
    return text.open(src, offset, length, dst, dstOffset);
  }

  @Override
  public int maxLength(int inputLength) {
    return text.maxLength(inputLength);
  }
}
