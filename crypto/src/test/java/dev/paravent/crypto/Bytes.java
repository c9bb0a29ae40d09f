package dev.paravent.crypto;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** Calls codecs with whole arrays and strings, always at an offset, and checks what they touch. */
final class Bytes {

  /** What tokenise and detokenise give here for -1: nothing was written. */
  static final String REFUSED = "";

  private static final int OFFSET = 3;
  private static final byte UNTOUCHED = 0x7E;

  private Bytes() {}

  static byte[] key(int seed) {
    byte[] key = new byte[32];
    new Random(seed).nextBytes(key);
    return key;
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  static byte[] binary(int value) {
    byte[] bytes = new byte[Integer.BYTES];
    BigEndian.writeInt(bytes, 0, value);
    return bytes;
  }

  static ColumnCodec.Kind kind(ColumnCodec codec, byte[] value) {
    return codec.kind(shifted(value), OFFSET, value.length);
  }

  static ColumnCodec.Kind kind(ColumnCodec codec, String value) {
    return kind(codec, ascii(value));
  }

  static String tokenise(ColumnCodec codec, String value, long subject) {
    return text(tokenise(codec, ascii(value), subject));
  }

  static String detokenise(ColumnCodec codec, String value, long subject) {
    return text(detokenise(codec, ascii(value), subject));
  }

  static byte[] tokenise(ColumnCodec codec, byte[] value, long subject) {
    byte[] dst = destination(codec, value);
    int written = codec.tokenise(shifted(value), OFFSET, value.length, subject, dst, OFFSET);
    return written(dst, written);
  }

  static byte[] detokenise(ColumnCodec codec, byte[] value, long subject) {
    byte[] dst = destination(codec, value);
    int written = codec.detokenise(shifted(value), OFFSET, value.length, subject, dst, OFFSET);
    return written(dst, written);
  }

  private static byte[] shifted(byte[] value) {
    byte[] src = new byte[OFFSET + value.length];
    System.arraycopy(value, 0, src, OFFSET, value.length);
    return src;
  }

  private static byte[] destination(ColumnCodec codec, byte[] value) {
    byte[] dst = new byte[OFFSET + codec.maxLength(value.length) + 1];
    Arrays.fill(dst, UNTOUCHED);
    return dst;
  }

  private static byte[] written(byte[] dst, int count) {
    int end = OFFSET + Math.max(count, 0);
    for (int i = 0; i < dst.length; i++) {
      if ((i < OFFSET || i >= end) && dst[i] != UNTOUCHED) {
        throw new AssertionError("wrote outside [" + OFFSET + ", " + end + "): " + i);
      }
    }
    return Arrays.copyOfRange(dst, OFFSET, end);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
