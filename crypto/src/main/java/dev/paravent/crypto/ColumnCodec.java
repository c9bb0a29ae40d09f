package dev.paravent.crypto;

import java.util.Optional;

/**
 * Turns the values of one column class into pseudonyms and back, in one wire format. Confined to
 * one thread.
 *
 * <p>Guarantees: {@code detokenise(tokenise(x)) } is byte-equal to {@code x}; a value that would
 * not come back byte for byte is {@link Kind#MALFORMED} and never tokenised. Under one subject, two
 * values have equal tokens exactly where they are equal. Input of {@code kind}, {@code tokenise}
 * and {@code detokenise} may be any bytes; broken ones are an outcome, not an exception. Source and
 * destination may be the same place of the same array.
 *
 * <p>Leaks: length and layout (key, groups, padding) of a value are those of its token. A token of
 * another domain or key version is recognised as a token and usually decodes to an unrelated value:
 * tokens carry no redundancy, so writes of tokens need a guard of their own.
 */
public interface ColumnCodec {

  /** What a value looks like. */
  enum Kind {
    /** A well-formed value that can be tokenised. */
    CLEAR,
    /** Has the form of a token; {@code detokenise} may still find that it stands for nothing. */
    TOKEN,
    /**
     * Stands for a value that has no token, as {@code tokenise} of an escaping codec wrote it;
     * {@code detokenise} gives it back, or finds that it stands for nothing.
     */
    ESCAPE,
    /** None of these; it must not pass. */
    MALFORMED
  }

  /** What the value looks like; never throws on bad bytes. */
  Kind kind(byte[] src, int offset, int length);

  /**
   * Writes the token of the clear value at src; returns the bytes written, or -1 if the value is
   * not a well-formed clear value (nothing is written then). Escaping codecs write the escape of
   * other values, where there is one.
   *
   * @param subject the key of the row's subject, for faces bound to it; ignored by the others
   */
  int tokenise(byte[] src, int offset, int length, long subject, byte[] dst, int dstOffset);

  /**
   * Writes the clear value of the token, or what the escape at src stands for; returns the bytes
   * written, or -1 if it is neither (nothing is written then).
   *
   * @param subject the key of the row's subject, for faces bound to it; ignored by the others
   */
  int detokenise(byte[] src, int offset, int length, long subject, byte[] dst, int dstOffset);

  /** The most bytes tokenise or detokenise write for an input of that length. */
  int maxLength(int inputLength);

  /**
   * Whether the token of every clear value has exactly the bytes of the value, so that room for it
   * can be left before it is known.
   */
  default boolean keepsLength() {
    return false;
  }

  /**
   * Tokenises every value of a batch, as {@link #tokenise(byte[], int, int, long, byte[], int)}
   * does one by one; returns how many became tokens.
   */
  default int tokenise(FieldBatch batch) {
    return batch.each(this, true);
  }

  /**
   * Detokenises every value of a batch, as {@link #detokenise(byte[], int, int, long, byte[], int)}
   * does one by one; returns how many became clear values.
   */
  default int detokenise(FieldBatch batch) {
    return batch.each(this, false);
  }

  /**
   * Where a value that is {@link Kind#MALFORMED} first departs from what a clear value of the
   * column looks like, and what was expected there. Empty for other values.
   */
  default Optional<Malformation> malformation(byte[] src, int offset, int length) {
    return kind(src, offset, length) == Kind.MALFORMED
        ? Optional.of(new Malformation(0, "a value of the column's class"))
        : Optional.empty();
  }
}
