package dev.paravent.session;

import dev.paravent.crypto.ColumnCodec;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * Finds NIRs with a valid key in text that the plan lets pass, and puts their tokens in their
 * place. It sees 15 characters in a row only: a NIR without its key looks like any number.
 * Event-loop confined.
 */
final class Sentinel {
  private static final int LENGTH = 15;

  private final ColumnCodec codec;
  private final boolean tokenises;

  /**
   * Uses a codec of NIRs as text.
   *
   * @param tokenises whether tokens stand in for what is found, otherwise asterisks: who may not
   *     use clear NIRs must not learn the token of one by having it sent back
   */
  Sentinel(ColumnCodec codec, boolean tokenises) {
    this.codec = codec;
    this.tokenises = tokenises;
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

  /**
   * Replaces every NIR that no digit stands before or behind; returns how many were replaced.
   * Letters beside it do not hide it.
   */
  int replace(byte[] text, int length) {
    int replaced = 0;
    int at = 0;
    while (at + LENGTH <= length) {
      boolean isAlone =
          (at == 0 || !isDigit(text[at - 1]))
              && (at + LENGTH == length || !isDigit(text[at + LENGTH]));
      if (isAlone
          && areCharacters(text, at)
          && codec.kind(text, at, LENGTH) == ColumnCodec.Kind.CLEAR
          && cover(text, at)) {
        replaced++;
        at += LENGTH;
      } else {
        at++;
      }
    }
    return replaced;
  }

  private boolean cover(byte[] text, int at) {
    if (tokenises) {
      return codec.tokenise(text, at, LENGTH, 0, text, at) == LENGTH;
    }
    Arrays.fill(text, at, at + LENGTH, (byte) '*');
    return true;
  }

  /** Whether a whole NIR stands there without a blank in it or behind it. */
  private static boolean areCharacters(byte[] text, int start) {
    for (int i = start; i < start + LENGTH; i++) {
      if (!isCharacter(text[i])) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDigit(byte next) {
    return next >= '0' && next <= '9';
  }

  /** A digit or a letter of Corsica, which some write in lower case. */
  private static boolean isCharacter(byte next) {
    return isDigit(next) || next == 'A' || next == 'B' || next == 'a' || next == 'b';
  }
}
