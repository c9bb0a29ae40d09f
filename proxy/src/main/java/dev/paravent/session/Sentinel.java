package dev.paravent.session;

import dev.paravent.crypto.ColumnCodec;
import io.netty.buffer.ByteBuf;

/**
 * Finds NIRs with a valid key in text that the plan lets pass, and puts their tokens in their
 * place. It sees 15 characters in a row only: a NIR without its key looks like any number.
 * Event-loop confined.
 */
final class Sentinel {
  private static final int LENGTH = 15;

  private final ColumnCodec codec;

  /** Uses a codec of NIRs as text. */
  Sentinel(ColumnCodec codec) {
    this.codec = codec;
  }

  /** Whether 15 or more characters of NIRs stand in a row; cheap, looks at every 15th byte only. */
  static boolean mayHold(ByteBuf in, int offset, int length) {
    int end = offset + length;
    int at = offset + LENGTH - 1;
    while (at < end) {
      if (!isCharacter(in.getByte(at))) {
        at += LENGTH;
        continue;
      }
      int first = at;
      while (first > offset && isCharacter(in.getByte(first - 1))) {
        first--;
      }
      int last = at;
      while (last + 1 < end && isCharacter(in.getByte(last + 1))) {
        last++;
      }
      if (last - first + 1 >= LENGTH) {
        return true;
      }
      at = last + 1 + LENGTH;
    }
    return false;
  }

  /** Replaces every run of exactly 15 characters that is a NIR; returns how many were replaced. */
  int replace(byte[] text, int length) {
    int replaced = 0;
    int at = 0;
    while (at < length) {
      int start = at;
      while (at < length && isCharacter(text[at])) {
        at++;
      }
      if (at - start == LENGTH
          && codec.kind(text, start, LENGTH) == ColumnCodec.Kind.CLEAR
          && codec.tokenise(text, start, LENGTH, 0, text, start) == LENGTH) {
        replaced++;
      }
      at = Math.max(at, start + 1);
    }
    return replaced;
  }

  private static boolean isCharacter(byte next) {
    return (next >= '0' && next <= '9') || next == 'A' || next == 'B';
  }
}
