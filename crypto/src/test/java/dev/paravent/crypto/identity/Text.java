package dev.paravent.crypto.identity;

import dev.paravent.crypto.ColumnCodec;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** Calls codecs with whole texts, at an offset, in place or not, and checks what they touch. */
final class Text {

  /** What is given for -1. */
  static final String REFUSED = "\0refused";

  private static final int OFFSET = 3;
  private static final byte UNTOUCHED = 0x7E;

  private Text() {}

  static byte[] key(int seed) {
    byte[] key = new byte[32];
    new Random(seed).nextBytes(key);
    return key;
  }

  static ColumnCodec codec(IdentityFace face, int seed) {
    byte[] key = key(seed);
    ColumnCodec codec = face.codec(key);
    Arrays.fill(key, (byte) 0); // codecs keep no reference to it
    return codec;
  }

  static ColumnCodec.Kind kind(ColumnCodec codec, String value) {
    return codec.kind(shifted(value, 0), OFFSET, bytes(value).length);
  }

  static String tokenise(ColumnCodec codec, String value) {
    return convert(codec, value, true);
  }

  static String detokenise(ColumnCodec codec, String value) {
    return convert(codec, value, false);
  }

  private static String convert(ColumnCodec codec, String value, boolean tokenise) {
    int length = bytes(value).length;
    int room = codec.maxLength(length);
    byte[] dst = new byte[OFFSET + room + 1];
    Arrays.fill(dst, UNTOUCHED);
    String apart = convert(codec, shifted(value, 0), length, dst, tokenise);
    byte[] same = shifted(value, Math.max(0, room - length) + 1);
    String inPlace = convert(codec, same, length, same, tokenise);
    if (!apart.equals(inPlace)) {
      throw new AssertionError("another result in place");
    }
    for (int i = 0; i < dst.length; i++) {
      boolean isWritten = !apart.equals(REFUSED) && i >= OFFSET && i < OFFSET + bytes(apart).length;
      if (!isWritten && dst[i] != UNTOUCHED) {
        throw new AssertionError("wrote outside: " + i);
      }
    }
    return apart;
  }

  private static String convert(
      ColumnCodec codec, byte[] src, int length, byte[] dst, boolean tokenise) {
    int written =
        tokenise
            ? codec.tokenise(src, OFFSET, length, 0, dst, OFFSET)
            : codec.detokenise(src, OFFSET, length, 0, dst, OFFSET);
    return written < 0 ? REFUSED : new String(dst, OFFSET, written, StandardCharsets.ISO_8859_1);
  }

  private static byte[] shifted(String value, int after) {
    byte[] bytes = bytes(value);
    byte[] src = new byte[OFFSET + bytes.length + after];
    System.arraycopy(bytes, 0, src, OFFSET, bytes.length);
    return src;
  }

  private static byte[] bytes(String value) {
    return value.getBytes(StandardCharsets.ISO_8859_1);
  }
}
