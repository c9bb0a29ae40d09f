package dev.paravent.crypto;

/**
 * The common path of codecs that number their values: read a number, map it, write it back in the
 * form that the value had. Batches go through the mapping {@link FieldBatch#STEP} at a time.
 * Confined to one thread; allocates nothing.
 */
abstract class PermutedCodec implements ColumnCodec {

  private final NumberMapping mapping;
  private final long[] numbers = new long[FieldBatch.STEP];
  private final long[] subjects = new long[FieldBatch.STEP];
  private final int[] indexes = new int[FieldBatch.STEP];

  PermutedCodec(NumberMapping mapping) {
    this.mapping = mapping;
  }

  /** The number of the clear value, or -1 if it is none. */
  abstract long readClear(byte[] src, int offset, int length);

  /** The number of the token, or -1 if it is none. */
  abstract long readToken(byte[] src, int offset, int length);

  /**
   * Writes a clear value in the form of the value at src; returns the bytes, or -1 if it cannot.
   */
  abstract int writeClear(
      long number, byte[] src, int offset, int length, byte[] dst, int dstOffset);

  /** Writes a token in the form of the value at src; returns the bytes. */
  abstract int writeToken(
      long number, byte[] src, int offset, int length, byte[] dst, int dstOffset);

  @Override
  public final Kind kind(byte[] src, int offset, int length) {
    if (readClear(src, offset, length) >= 0) {
      return Kind.CLEAR;
    }
    return readToken(src, offset, length) >= 0 ? Kind.TOKEN : Kind.MALFORMED;
  }

  @Override
  public final int tokenise(
      byte[] src, int offset, int length, long subject, byte[] dst, int dstOffset) {
    long clear = readClear(src, offset, length);
    if (clear < 0) {
      return -1;
    }
    return writeToken(mapping.token(clear, subject), src, offset, length, dst, dstOffset);
  }

  @Override
  public final int detokenise(
      byte[] src, int offset, int length, long subject, byte[] dst, int dstOffset) {
    long token = readToken(src, offset, length);
    long clear = token < 0 ? -1 : mapping.clear(token, subject);
    return clear < 0 ? -1 : writeClear(clear, src, offset, length, dst, dstOffset);
  }

  @Override
  public final int tokenise(FieldBatch batch) {
    batch.reserveFor(this);
    int taken = 0;
    int at = 0;
    for (int start = 0; start < batch.count(); start += FieldBatch.STEP) {
      int end = Math.min(start + FieldBatch.STEP, batch.count());
      int found = 0;
      for (int i = start; i < end; i++) {
        found = keep(batch, i, readsClear(batch, i), found);
      }
      mapping.tokens(numbers, subjects, found);
      for (int k = 0; k < found; k++) {
        int i = indexes[k];
        int written =
            writeToken(
                numbers[k], batch.source(), batch.offset(i), batch.length(i), batch.result(), at);
        batch.result(i, at, written);
        at += written;
      }
      taken += found;
    }
    return taken;
  }

  @Override
  public final int detokenise(FieldBatch batch) {
    batch.reserveFor(this);
    int taken = 0;
    int at = 0;
    for (int start = 0; start < batch.count(); start += FieldBatch.STEP) {
      int end = Math.min(start + FieldBatch.STEP, batch.count());
      int found = 0;
      for (int i = start; i < end; i++) {
        found = keep(batch, i, readsToken(batch, i), found);
      }
      mapping.clears(numbers, subjects, found);
      for (int k = 0; k < found; k++) {
        int i = indexes[k];
        int written = numbers[k] < 0 ? -1 : writeClear(batch, i, numbers[k], at);
        batch.result(i, at, written < 0 ? FieldBatch.REFUSED : written);
        at += Math.max(written, 0);
        taken += written < 0 ? 0 : 1;
      }
    }
    return taken;
  }

  /** Puts a number that was read into the next step; others get their outcome at once. */
  private int keep(FieldBatch batch, int i, long number, int found) {
    if (number < 0) {
      batch.result(i, 0, batch.length(i) < 0 ? FieldBatch.NULL : FieldBatch.REFUSED);
      return found;
    }
    numbers[found] = number;
    subjects[found] = batch.subject(i);
    indexes[found] = i;
    return found + 1;
  }

  private long readsClear(FieldBatch batch, int i) {
    int length = batch.length(i);
    return length < 0 ? -1 : readClear(batch.source(), batch.offset(i), length);
  }

  private long readsToken(FieldBatch batch, int i) {
    int length = batch.length(i);
    return length < 0 ? -1 : readToken(batch.source(), batch.offset(i), length);
  }

  private int writeClear(FieldBatch batch, int i, long number, int at) {
    return writeClear(number, batch.source(), batch.offset(i), batch.length(i), batch.result(), at);
  }
}
