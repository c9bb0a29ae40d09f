package dev.paravent.session;

import dev.paravent.crypto.ColumnCodec;
import dev.paravent.policies.ClassGrant.OnMalformed;

/** Turns stored values into tokens; an array gives it element by element. Event-loop confined. */
final class FieldTokeniser implements ElementRewriter {
  private final ColumnCodec codec;
  private final OnMalformed onMalformed;
  private byte[] result = new byte[32];
  private long subject;
  private int tokenised;

  FieldTokeniser(ColumnCodec codec, OnMalformed onMalformed) {
    this.codec = codec;
    this.onMalformed = onMalformed;
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

  @Override
  public int rewrite(byte[] source, int offset, int length) {
    int max = codec.maxLength(length);
    if (result.length < max) {
      result = new byte[max];
    }
    int written = codec.tokenise(source, offset, length, subject, result, 0);
    if (written >= 0) {
      tokenised++;
      return written;
    }
    return switch (onMalformed) {
      case NULL -> NULL;
      case REFUSE -> STOP;
    };
  }

  @Override
  public byte[] result() {
    return result;
  }
}
