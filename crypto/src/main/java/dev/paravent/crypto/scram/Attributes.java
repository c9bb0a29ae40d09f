package dev.paravent.crypto.scram;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Reads {@code a=value,b=value} from left to right. RFC 5802, section 7. */
final class Attributes {
  private final String text;
  private int position;

  private Attributes(String text) {
    this.text = text;
  }

  /** Takes a message of UTF-8 without NUL. */
  static Attributes of(byte[] message) throws ScramException {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(message)).toString();
      if (text.isEmpty() || text.indexOf('\0') >= 0) {
        throw malformed("it is empty or has a zero byte");
      }
      return new Attributes(text);
    } catch (CharacterCodingException notUtf8) {
      throw malformed("it is not UTF-8");
    }
  }

  static ScramException malformed(String what) {
    return new ScramException(
        ScramException.Kind.MALFORMED, "malformed SCRAM message: " + what);
  }

  int position() {
    return position;
  }

  boolean isAtEnd() {
    return position >= text.length();
  }

  String before(int end) {
    return text.substring(0, end);
  }

  String from(int begin) {
    return text.substring(begin);
  }

  char next() throws ScramException {
    if (isAtEnd()) {
      throw malformed("it ends early");
    }
    return text.charAt(position);
  }

  char take() throws ScramException {
    char taken = next();
    position++;
    return taken;
  }

  void comma() throws ScramException {
    if (take() != ',') {
      throw malformed("a comma is missing");
    }
  }

  /** The value of the attribute that has to come now; the comma behind it is taken too. */
  String value(char name) throws ScramException {
    if (take() != name || take() != '=') {
      throw malformed("attribute " + name + " is missing");
    }
    return rest();
  }

  /** Passes over an attribute of any name; returns the name. */
  char any() throws ScramException {
    char name = take();
    boolean isLetter = (name >= 'a' && name <= 'z') || (name >= 'A' && name <= 'Z');
    if (!isLetter || take() != '=') {
      throw malformed("an attribute has no name");
    }
    rest();
    return name;
  }

  private String rest() {
    int comma = text.indexOf(',', position);
    int end = comma < 0 ? text.length() : comma;
    String value = text.substring(position, end);
    position = comma < 0 ? end : end + 1;
    return value;
  }

  static byte[] base64(String value) throws ScramException {
    try {
      byte[] bytes = Base64.getDecoder().decode(value);
      // the JDK takes a missing padding and stray bits; one value has one form here
      if (Base64.getEncoder().encodeToString(bytes).equals(value)) {
        return bytes;
      }
    } catch (IllegalArgumentException broken) {
      // told below
    }
    throw malformed("a value is not Base64");
  }

  /** Printable ASCII without the comma. */
  static boolean isNonce(String value) {
    return !value.isEmpty() && value.chars().allMatch(c -> c >= 0x21 && c <= 0x7e && c != ',');
  }
}
