package dev.paravent.crypto;

import java.util.Arrays;

/**
 * Values of one column, taken from the rows of one read buffer, on their way through a codec.
 *
 * <p>The caller sets the source, adds where each value lies, gives the batch to {@link
 * ColumnCodec#tokenise(FieldBatch)} or {@link ColumnCodec#detokenise(FieldBatch)} and finds each
 * result in {@link #result} by offset and length. A NULL stays {@link #NULL}; a value that the
 * codec does not take is {@link #REFUSED}. Results are in the order of the values.
 *
 * <p>Any number of values; codecs work in steps of {@value #STEP}, so multiples of it are best.
 * Reused from batch to batch: arrays grow and are never given back. Confined to one thread.
 */
public final class FieldBatch {

  /** How many values codecs take through a cipher at once. */
  public static final int STEP = 64;

  /** The length of a value that is NULL. */
  public static final int NULL = -1;

  /** The length of the result of a value that is not of the class. */
  public static final int REFUSED = -2;

  private byte[] source = new byte[0];
  private int[] offsets = new int[STEP];
  private int[] lengths = new int[STEP];
  private long[] subjects = new long[STEP];
  private int count;
  private byte[] result = new byte[0];
  private int[] resultOffsets = new int[STEP];
  private int[] resultLengths = new int[STEP];

  /** Empties the batch; the next values lie in this array, which the codec only reads. */
  public void begin(byte[] newSource) {
    source = newSource;
    count = 0;
  }

  /**
   * Adds a value.
   *
   * @param length its bytes, or {@link #NULL}
   * @param subject the key of its row's subject, for faces bound to it; ignored by the others
   * @throws IndexOutOfBoundsException if the value does not lie within the source
   */
  public void add(int offset, int length, long subject) {
    if (length < NULL || offset < 0 || offset > source.length - Math.max(length, 0)) {
      throw new IndexOutOfBoundsException(
          "value: %d bytes at %d (expected: within %d bytes)"
              .formatted(length, offset, source.length));
    }
    if (count == offsets.length) {
      grow();
    }
    offsets[count] = offset;
    lengths[count] = length;
    subjects[count++] = subject;
  }

  /** How many values were added. */
  public int count() {
    return count;
  }

  /** How many of the values are not NULL. */
  int valueCount() {
    int values = 0;
    for (int i = 0; i < count; i++) {
      values += lengths[i] == NULL ? 0 : 1;
    }
    return values;
  }

  /** Holds the results, one behind the other, until the batch goes through a codec again. */
  public byte[] result() {
    return result;
  }

  /** Where the result of a value begins. */
  public int resultOffset(int index) {
    return resultOffsets[index];
  }

  /** The bytes of the result of a value, {@link #NULL} or {@link #REFUSED}. */
  public int resultLength(int index) {
    return resultLengths[index];
  }

  byte[] source() {
    return source;
  }

  int offset(int index) {
    return offsets[index];
  }

  int length(int index) {
    return lengths[index];
  }

  long subject(int index) {
    return subjects[index];
  }

  /** Sends the values through a codec one by one. */
  int each(ColumnCodec codec, boolean tokenises) {
    reserveFor(codec);
    int taken = 0;
    int at = 0;
    for (int i = 0; i < count; i++) {
      int written = lengths[i];
      if (written != NULL) {
        written =
            tokenises
                ? codec.tokenise(source, offsets[i], lengths[i], subjects[i], result, at)
                : codec.detokenise(source, offsets[i], lengths[i], subjects[i], result, at);
        written = written < 0 ? REFUSED : written;
      }
      result(i, at, written);
      taken += written < 0 ? 0 : 1;
      at += Math.max(written, 0);
    }
    return taken;
  }

  /** Makes room for all results of a codec. */
  void reserveFor(ColumnCodec codec) {
    long bytes = 0;
    for (int i = 0; i < count; i++) {
      bytes += lengths[i] < 0 ? 0 : codec.maxLength(lengths[i]);
    }
    reserve(bytes);
  }

  /** Makes room for results of that many bytes in all. */
  private void reserve(long bytes) {
    if (result.length < bytes) {
      result = new byte[Math.toIntExact(Math.max(bytes, 2L * result.length))];
    }
  }

  void result(int index, int offset, int length) {
    resultOffsets[index] = offset;
    resultLengths[index] = length;
  }

  private void grow() {
    int room = 2 * count;
    offsets = Arrays.copyOf(offsets, room);
    lengths = Arrays.copyOf(lengths, room);
    subjects = Arrays.copyOf(subjects, room);
    resultOffsets = Arrays.copyOf(resultOffsets, room);
    resultLengths = Arrays.copyOf(resultLengths, room);
  }
}
