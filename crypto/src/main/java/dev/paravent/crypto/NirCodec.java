package dev.paravent.crypto;

import java.util.Optional;

/**
 * NIRs: rank, permute, write in the face, with a valid key where the value has one.
 *
 * <p>The value decides the form of its token: key or none, groups, padding, decimals. Upper and
 * lower case of Corsican numbers have tokens of their own, which lose the letter and give it back.
 * What would not come back byte for byte (other separators, wrong keys) is malformed. Tokens of one
 * context are the same number in every type of column, so columns of text and of numbers join.
 * Confined to one thread.
 */
final class NirCodec extends PermutedCodec {

  private final NirForm form;
  private final NirRanking ranking;
  private final NirFace face;
  private final long tokens;

  /**
   * Prepares for one form.
   *
   * @throws IllegalArgumentException if there are more clear numbers than tokens, or more tokens
   *     than the face can write
   */
  NirCodec(
      NirForm form, NirRanking ranking, NirFace face, LongPermutation permutation, byte[] tweak) {
    super(new FixedMapping(permutation, ranking.size(), tweak));
    if (permutation.size() > face.capacity()) {
      throw new IllegalArgumentException(
          "tokens: %d values (expected: <= %d, the face has no more)"
              .formatted(permutation.size(), face.capacity()));
    }
    this.form = form;
    this.ranking = ranking;
    this.face = face;
    this.tokens = permutation.size();
  }

  @Override
  long readClear(byte[] src, int offset, int length) {
    return ranking.rank(form.read(src, offset, length));
  }

  @Override
  long readToken(byte[] src, int offset, int length) {
    long token = face.token(form.read(src, offset, length));
    return token < tokens ? token : -1;
  }

  @Override
  int writeClear(long number, byte[] src, int offset, int length, byte[] dst, int dstOffset) {
    return form.write(ranking.unrank(number), src, offset, length, dst, dstOffset);
  }

  @Override
  int writeToken(long number, byte[] src, int offset, int length, byte[] dst, int dstOffset) {
    return form.write(face.nir(number), src, offset, length, dst, dstOffset);
  }

  @Override
  public int maxLength(int inputLength) {
    return form.maxLength(inputLength);
  }

  @Override
  public boolean keepsLength() {
    return form.keepsLength();
  }

  @Override
  public Optional<Malformation> malformation(byte[] src, int offset, int length) {
    return kind(src, offset, length) == Kind.MALFORMED
        ? Optional.of(form.malformation(src, offset, length))
        : Optional.empty();
  }
}
