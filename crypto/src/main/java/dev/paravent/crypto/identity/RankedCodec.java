package dev.paravent.crypto.identity;

import dev.paravent.crypto.ColumnCodec;
import dev.paravent.crypto.LongPermutation;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Values of one fixed length: number, permute, write in the face, in the layout of the value.
 *
 * <p>Trailing spaces (char(n) padding) are kept. Where clear values and tokens are the same set, a
 * token is not told from a value: {@link #kind} then says {@link Kind#TOKEN} of both, for what
 * comes from a client is a token, and such a class can grant no clear look-up. Confined to one
 * thread.
 */
final class RankedCodec implements ColumnCodec {

  private final List<Layout> layouts;
  private final Numbering clear;
  private final Numbering face;
  private final LongPermutation permutation;
  private final byte[] tweak;
  private final byte[] characters;

  /**
   * @throws IllegalArgumentException if there are more clear values than tokens, or more tokens
   *     than the face can write
   */
  RankedCodec(
      List<Layout> layouts,
      Numbering clear,
      Numbering face,
      LongPermutation permutation,
      byte[] tweak) {
    if (clear.size() > permutation.size() || permutation.size() > face.size()) {
      throw new IllegalArgumentException(
          "face: %d values, %d permuted, %d tokens (expected: none of them above the next)"
              .formatted(clear.size(), permutation.size(), face.size()));
    }
    this.layouts = List.copyOf(layouts);
    this.clear = clear;
    this.face = face;
    this.permutation = permutation;
    this.tweak = tweak.clone();
    this.characters = new byte[layouts.getFirst().characters()];
  }

  @Override
  public Kind kind(byte[] src, int offset, int length) {
    if (read(src, offset, Layout.withoutPadding(src, offset, length)) == null) {
      return Kind.MALFORMED;
    }
    if (tokenNumber() >= 0) {
      return Kind.TOKEN;
    }
    return clear.rank(characters) >= 0 ? Kind.CLEAR : Kind.MALFORMED;
  }

  @Override
  public int tokenise(byte[] src, int offset, int length, long subject, byte[] dst, int dstOffset) {
    int trimmed = Layout.withoutPadding(src, offset, length);
    Layout layout = read(src, offset, trimmed);
    long rank = layout == null ? -1 : clear.rank(characters);
    if (layout == null || rank < 0) {
      return -1;
    }
    face.unrank(permutation.forward(rank, tweak), characters);
    return write(layout, trimmed, length, dst, dstOffset);
  }

  @Override
  public int detokenise(
      byte[] src, int offset, int length, long subject, byte[] dst, int dstOffset) {
    int trimmed = Layout.withoutPadding(src, offset, length);
    Layout layout = read(src, offset, trimmed);
    long number = layout == null ? -1 : tokenNumber();
    if (layout == null || number < 0) {
      return -1;
    }
    long rank = permutation.inverse(number, tweak);
    if (rank >= clear.size()) {
      return -1;
    }
    clear.unrank(rank, characters);
    return write(layout, trimmed, length, dst, dstOffset);
  }

  @Override
  public int maxLength(int inputLength) {
    return inputLength;
  }

  private @Nullable Layout read(byte[] src, int offset, int trimmed) {
    return Layout.read(layouts, src, offset, trimmed, characters);
  }

  /** The number of the token in the buffer, or -1 if the face could not have written it. */
  private long tokenNumber() {
    long number = face.rank(characters);
    return number < permutation.size() ? number : -1;
  }

  private int write(Layout layout, int trimmed, int length, byte[] dst, int dstOffset) {
    layout.expand(characters, dst, dstOffset);
    Arrays.fill(dst, dstOffset + trimmed, dstOffset + length, (byte) ' ');
    return length;
  }
}
