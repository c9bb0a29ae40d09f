package dev.paravent.attest;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** What is searched for. Bytes are strings of ISO 8859-1, one character each. */
final class Needles {
  /** Where a needle is looked for. */
  enum In {
    /** The bytes as they are. */
    BYTES,
    /** The bytes in lower case. */
    LOWER_CASE,
    /** The letters and digits of all fields in a row: one character a field is found as well. */
    SQUASHED
  }

  /** A text that gives a canary away. */
  record Text(String what, In where, String text) {}

  /** A pattern that gives a canary away. */
  record Shape(String what, Pattern pattern) {}

  private static final int SHORTEST = 6;

  final List<Text> texts = new ArrayList<>();
  final List<Shape> shapes = new ArrayList<>();

  void text(String what, In where, String text) {
    if (text.length() >= SHORTEST) {
      texts.add(new Text(what, where, text));
    }
  }

  void bytes(String what, byte[] bytes) {
    text(what, In.BYTES, latin(bytes));
  }

  /** The pattern, with no digit on either side. */
  void shape(String what, String regex) {
    shapes.add(new Shape(what, Pattern.compile("(?<![0-9])(?:" + regex + ")(?![0-9])")));
  }

  /** What base64 makes of the bytes wherever they begin in a longer input. */
  void base64(String what, byte[] bytes) {
    for (int offset = 0; offset < 3; offset++) {
      byte[] shifted = new byte[(offset + bytes.length + 2) / 3 * 3];
      System.arraycopy(bytes, 0, shifted, offset, bytes.length);
      String text = Base64.getEncoder().encodeToString(shifted);
      text(
          what + " base64",
          In.BYTES,
          text.substring((offset * 8 + 5) / 6, (offset + bytes.length) * 8 / 6));
    }
  }

  /** A field of a binary row: its length, then its bytes. */
  static byte[] field(byte[] value) {
    return ByteBuffer.allocate(Integer.BYTES + value.length)
        .putInt(value.length)
        .put(value)
        .array();
  }

  static byte[] int4(int value) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
  }

  static byte[] int8(long value) {
    return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
  }

  static byte[] float8(double value) {
    return ByteBuffer.allocate(Double.BYTES).putDouble(value).array();
  }

  static String latin(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
