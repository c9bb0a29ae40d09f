package dev.paravent.crypto.identity;

import dev.paravent.crypto.LongPermutation;
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
final class RankedCodec extends PaddedCodec {

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
  Kind kindOf(byte[] src, int offset, int length) {
    if (read(src, offset, length) == null) {
      return Kind.MALFORMED;
    }
    if (tokenNumber() >= 0) {
      return Kind.TOKEN;
    }
    return clear.rank(characters) >= 0 ? Kind.CLEAR : Kind.MALFORMED;
  }

  @Override
  boolean convert(
      boolean tokenises, byte[] src, int offset, int length, byte[] dst, int dstOffset) {
    Layout layout = read(src, offset, length);
    if (layout == null) {
      return false;
    }
    return tokenises ? tokenise(layout, dst, dstOffset) : detokenise(layout, dst, dstOffset);
  }

  private boolean tokenise(Layout layout, byte[] dst, int dstOffset) {
    long rank = clear.rank(characters);
    if (rank < 0) {
      return false;
    }
    face.unrank(permutation.forward(rank, tweak), characters);
    layout.expand(characters, dst, dstOffset);
    return true;
  }

  private boolean detokenise(Layout layout, byte[] dst, int dstOffset) {
    long number = tokenNumber();
    long rank = number < 0 ? clear.size() : permutation.inverse(number, tweak);
    if (rank >= clear.size()) {
      return false;
    }
    clear.unrank(rank, characters);
    layout.expand(characters, dst, dstOffset);
    return true;
  }

  private @Nullable Layout read(byte[] src, int offset, int length) {
    return Layout.read(layouts, src, offset, length, characters);
  }

  /** The number of the token in the buffer, or -1 if the face could not have written it. */
  private long tokenNumber() {
    long number = face.rank(characters);
    return number < permutation.size() ? number : -1;
  }
}
