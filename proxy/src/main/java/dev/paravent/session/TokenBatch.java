package dev.paravent.session;

import dev.paravent.crypto.ColumnCodec;
import dev.paravent.crypto.FieldBatch;
import dev.paravent.session.SessionMetrics.Incident;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * Values of one field of several rows on their way through the cipher together. Their places in the
 * outgoing rows hold zeros until then, so that no clear byte is ever written there. Event-loop
 * confined.
 */
final class TokenBatch {
  private static final int MAXIMUM_VALUE = 32;

  private final ColumnCodec codec;
  private final boolean keepsLength;
  private final FieldBatch batch = new FieldBatch();
  private final byte[] values = new byte[FieldBatch.STEP * MAXIMUM_VALUE];
  private final int[] lengths = new int[FieldBatch.STEP];
  private final long[] subjects = new long[FieldBatch.STEP];
  private final int[] positions = new int[FieldBatch.STEP];
  private int count;

  TokenBatch(ColumnCodec codec) {
    this.codec = codec;
    this.keepsLength = codec.keepsLength();
  }

  boolean isFull() {
    return count == FieldBatch.STEP;
  }

  /** Takes a well-formed clear value; false for any other, and when there is no room. */
  boolean add(byte[] source, int length, long subject, int position) {
    if (count == FieldBatch.STEP
        || !keepsLength
        || length > MAXIMUM_VALUE
        || codec.kind(source, 0, length) != ColumnCodec.Kind.CLEAR) {
      return false;
    }
    System.arraycopy(source, 0, values, count * MAXIMUM_VALUE, length);
    lengths[count] = length;
    subjects[count] = subject;
    positions[count++] = position;
    return true;
  }

  void forgetFrom(int position) {
    while (count > 0 && positions[count - 1] >= position) {
      count--;
    }
  }

  /** Writes every token to its place; returns how many. */
  int settle(ByteBuf out) {
    if (count == 0) {
      return 0;
    }
    batch.begin(values);
    for (int i = 0; i < count; i++) {
      batch.add(i * MAXIMUM_VALUE, lengths[i], subjects[i]);
    }
    codec.tokenise(batch);
    int settled = count;
    count = 0;
    for (int i = 0; i < settled; i++) {
      if (batch.resultLength(i) != lengths[i]) {
        throw new IncidentException(
            Incident.MALFORMED_VALUE,
            "token: %d bytes (expected: %d)".formatted(batch.resultLength(i), lengths[i]));
      }
      out.setBytes(positions[i], batch.result(), batch.resultOffset(i), lengths[i]);
    }
    Arrays.fill(values, (byte) 0);
    return settled;
  }
}
