package dev.paravent.session;

import dev.paravent.crypto.ColumnCodec;
import dev.paravent.policies.ClassGrant.OnMalformed;
import io.netty.buffer.ByteBuf;

/** Turns stored values into tokens; an array gives it element by element. Event-loop confined. */
final class FieldTokeniser implements ElementRewriter {
  private final ColumnCodec codec;
  private final OnMalformed onMalformed;
  private final int longest;
  private final TokenBatch deferred;
  private byte[] result = new byte[32];
  private long subject;
  private int tokenised;

  /**
   * @param longest the most bytes that the field's declared type has room for
   */
  FieldTokeniser(ColumnCodec codec, OnMalformed onMalformed, int longest) {
    this.codec = codec;
    this.onMalformed = onMalformed;
    this.longest = longest;
    this.deferred = new TokenBatch(codec);
  }

  /** The key that the next values are bound to. */
  void bindTo(long newSubject) {
    subject = newSubject;
  }

  /** Values tokenised since the last call. */
  int takeCount() {
    int count = tokenised;
    tokenised = 0;
    return count;
  }

  /**
   * Takes a value for later, so that many go through the cipher at once; false if it must be
   * treated now. Its token will be as long as the value.
   *
   * @param position where the token belongs in the buffer that {@link #settle} gets
   */
  boolean defer(byte[] source, int length, int position) {
    return deferred.add(source, length, subject, position);
  }

  /** Writes the tokens of the deferred values to their places. */
  void settle(ByteBuf out) {
    tokenised += deferred.settle(out);
  }

  /** Forgets deferred values from a position on, whose row is not sent. */
  void forgetFrom(int position) {
    deferred.forgetFrom(position);
  }

  boolean isFull() {
    return deferred.isFull();
  }

  @Override
  public int rewrite(byte[] source, int offset, int length) {
    int max = codec.maxLength(length);
    if (result.length < max) {
      result = new byte[max];
    }
    int written = codec.tokenise(source, offset, length, subject, result, 0);
    if (written >= 0 && written <= Math.max(length, longest)) {
      tokenised++;
      return written;
    }
    return switch (onMalformed) {
      case NULL, ESCAPE -> NULL; // some values have no escape, or one that is too long
      case REFUSE -> STOP;
    };
  }

  @Override
  public byte[] result() {
    return result;
  }
}
