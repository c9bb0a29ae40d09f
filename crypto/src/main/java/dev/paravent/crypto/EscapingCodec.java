package dev.paravent.crypto;

import java.util.Arrays;
import java.util.Optional;

/**
 * A codec whose malformed values leave as escapes instead of not at all. Clear values and tokens
 * are those of the codec it goes around. Confined to one thread.
 */
final class EscapingCodec implements ColumnCodec {

  private final ColumnCodec codec;
  private final Escape escape;
  private byte[] other = new byte[64];
  private byte[] probe = new byte[64];

  EscapingCodec(ColumnCodec codec, Escape escape) {
    this.codec = codec;
    this.escape = escape;
  }

  @Override
  public Kind kind(byte[] src, int offset, int length) {
    Kind kind = codec.kind(src, offset, length);
    return kind == Kind.MALFORMED && escape.hasForm(src, offset, length) ? Kind.ESCAPE : kind;
  }

  @Override
  public int tokenise(byte[] src, int offset, int length, long subject, byte[] dst, int dstOffset) {
    int written = codec.tokenise(src, offset, length, subject, dst, dstOffset);
    if (written >= 0) {
      return written;
    }
    reserve(length);
    return moved(escape.escape(src, offset, length, subject, other, 0), dst, dstOffset);
  }

  @Override
  public int detokenise(
      byte[] src, int offset, int length, long subject, byte[] dst, int dstOffset) {
    if (kind(src, offset, length) != Kind.ESCAPE) {
      return codec.detokenise(src, offset, length, subject, dst, dstOffset);
    }
    reserve(length);
    int written = escape.unescape(src, offset, length, subject, other, 0);
    if (written < 0 || hasToken(written, subject)) {
      return -1; // what has a token is not written as an escape
    }
    return moved(written, dst, dstOffset);
  }

  private boolean hasToken(int length, long subject) {
    int room = codec.maxLength(length);
    if (probe.length < room) {
      probe = new byte[room];
    }
    return codec.tokenise(other, 0, length, subject, probe, 0) >= 0;
  }

  private void reserve(int length) {
    int room = escape.maxLength(length);
    if (other.length < room) {
      other = new byte[room];
    }
  }

  private int moved(int written, byte[] dst, int dstOffset) {
    if (written > 0) {
      System.arraycopy(other, 0, dst, dstOffset, written);
      Arrays.fill(other, 0, written, (byte) 0);
    }
    return written;
  }

  @Override
  public int maxLength(int inputLength) {
    return Math.max(codec.maxLength(inputLength), escape.maxLength(inputLength));
  }

  @Override
  public boolean keepsLength() {
    return codec.keepsLength();
  }

  @Override
  public int tokenise(FieldBatch batch) {
    int taken = codec.tokenise(batch);
    return taken == batch.valueCount() ? taken : batch.each(this, true);
  }

  @Override
  public int detokenise(FieldBatch batch) {
    int taken = codec.detokenise(batch);
    return taken == batch.valueCount() ? taken : batch.each(this, false);
  }

  @Override
  public Optional<Malformation> malformation(byte[] src, int offset, int length) {
    return kind(src, offset, length) == Kind.MALFORMED
        ? codec.malformation(src, offset, length)
        : Optional.empty();
  }
}
