package dev.paravent.crypto;

/**
 * Birth dates bound to their subject: a permutation whose tweak is the subject's key.
 *
 * <p>Guarantees: equal birthdays of two subjects have unrelated tokens; a dictionary of one subject
 * decodes no other.
 *
 * <p>Leaks: two rows of one subject show whether they hold the same date.
 *
 * <p>Confined to one thread.
 */
final class BoundDates implements DateMapping {

  private final LongPermutation permutation;
  private final byte[] tweak = new byte[Long.BYTES]; // the subject, big-endian

  BoundDates(LongPermutation permutation) {
    this.permutation = permutation;
  }

  @Override
  public int token(int birthDate, long subject) {
    BigEndian.writeLong(tweak, 0, subject);
    return (int) permutation.forward(birthDate, tweak);
  }

  @Override
  public int birthDate(int token, long subject) {
    BigEndian.writeLong(tweak, 0, subject);
    long birthDate = permutation.inverse(token, tweak);
    return birthDate < BirthDates.COUNT ? (int) birthDate : -1;
  }
}
