package dev.paravent.crypto;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * NIRs as text: rank, permute, write in the face, with a valid key where the value has one.
 *
 * <p>The value's shape decides the layout: 13 or 15 characters, plain or in the printed groups,
 * with any number of trailing spaces (char(n) padding), which are kept. Lower-case 2a and 2b, other
 * separators and wrong keys are malformed, because they would not come back as they were. Text and
 * binary format of text, varchar and bpchar are the same bytes. Confined to one thread.
 */
final class NirCodec implements ColumnCodec {

  private final NirRanking ranking;
  private final NirFace face;
  private final LongPermutation permutation;
  private final byte[] tweak;
  private final byte[] characters = new byte[Nir.LENGTH_WITH_KEY];

  /**
   * @throws IllegalArgumentException if there are more clear numbers than tokens, or more tokens
   *     than the face can write
   */
  NirCodec(NirRanking ranking, NirFace face, LongPermutation permutation, byte[] tweak) {
    requireFits("classes", ranking.size(), permutation.size());
    requireFits("tokens", permutation.size(), face.capacity());
    this.ranking = ranking;
    this.face = face;
    this.permutation = permutation;
    this.tweak = tweak.clone();
  }

  @Override
  public Kind kind(byte[] src, int offset, int length) {
    if (parse(src, offset, withoutPadding(src, offset, length)) == null) {
      return Kind.MALFORMED;
    }
    if (tokenNumber() >= 0) {
      return Kind.TOKEN;
    }
    return ranking.rank(characters, 0) >= 0 ? Kind.CLEAR : Kind.MALFORMED;
  }

  @Override
  public int tokenise(byte[] src, int offset, int length, long subject, byte[] dst, int dstOffset) {
    int trimmed = withoutPadding(src, offset, length);
    NirLayout layout = parse(src, offset, trimmed);
    long rank = layout == null ? -1 : ranking.rank(characters, 0);
    if (layout == null || rank < 0) {
      return -1;
    }
    face.write(permutation.forward(rank, tweak), characters, 0);
    return render(layout, trimmed, length, dst, dstOffset);
  }

  @Override
  public int detokenise(
      byte[] src, int offset, int length, long subject, byte[] dst, int dstOffset) {
    int trimmed = withoutPadding(src, offset, length);
    NirLayout layout = parse(src, offset, trimmed);
    long number = layout == null ? -1 : tokenNumber();
    if (layout == null || number < 0) {
      return -1;
    }
    long rank = permutation.inverse(number, tweak);
    if (rank >= ranking.size()) {
      return -1;
    }
    ranking.unrank(rank, characters, 0);
    return render(layout, trimmed, length, dst, dstOffset);
  }

  @Override
  public int maxLength(int inputLength) {
    return inputLength;
  }

  private static int withoutPadding(byte[] src, int offset, int length) {
    int trimmed = length;
    while (trimmed > 0 && src[offset + trimmed - 1] == ' ') {
      trimmed--;
    }
    return trimmed;
  }

  /** Reads the characters into the buffer; null if the layout or the key is wrong. */
  private @Nullable NirLayout parse(byte[] src, int offset, int trimmed) {
    NirLayout layout = NirLayout.ofLength(trimmed);
    if (layout == null || !layout.compact(src, offset, characters)) {
      return null;
    }
    if (!layout.hasKey()) {
      return layout;
    }
    long key = Digits.read(characters, Nir.LENGTH, 2);
    return key >= 0 && key == Nir.controlKey(characters, 0) ? layout : null;
  }

  /**
   * The number of the token in the buffer, or -1 if there is none that the face could have written.
   */
  private long tokenNumber() {
    long number = face.read(characters, 0);
    return number < permutation.size() ? number : -1;
  }

  private int render(NirLayout layout, int trimmed, int length, byte[] dst, int dstOffset) {
    if (layout.hasKey()) {
      Digits.write(Nir.controlKey(characters, 0), characters, Nir.LENGTH, 2);
    }
    layout.expand(characters, dst, dstOffset);
    Arrays.fill(dst, dstOffset + trimmed, dstOffset + length, (byte) ' ');
    return length;
  }

  private static void requireFits(String what, long size, long room) {
    if (size > room) {
      throw new IllegalArgumentException(
          "%s: %d values (expected: <= %d, the face has no more)".formatted(what, size, room));
    }
  }
}
