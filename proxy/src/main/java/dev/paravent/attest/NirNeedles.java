package dev.paravent.attest;

import static dev.paravent.attest.Needles.In.BYTES;
import static dev.paravent.attest.Needles.In.LOWER_CASE;
import static dev.paravent.attest.Needles.In.SQUASHED;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Every form of a number that we thought of. */
final class NirNeedles {
  private static final List<String> DIGESTS =
      List.of("MD5", "SHA-1", "SHA-224", "SHA-256", "SHA-384", "SHA-512");
  private static final List<String> LETTERS =
      List.of("abcdefghij", "ABCDEFGHIJ", "klmnopqrst", "zyxwvutsrq", "jabcdefghi");
  private static final List<String> SEPARATORS =
      List.of("", " ", ",", "-", ":", ";", "{", ", ", "\n", "|");
  private static final int LENGTH = 13;
  private static final int MODULUS = 97;
  private static final int WINDOW = 9;
  private static final int NUMERIC_BASE = 10_000;

  private final Needles needles;

  private NirNeedles(Needles needles) {
    this.needles = needles;
  }

  static void add(Needles needles, String nir) {
    String number = nir.substring(0, LENGTH);
    String withKey = number + key(number);
    NirNeedles all = new NirNeedles(needles);
    all.form(number);
    all.form(withKey);
    all.windows(withKey);
  }

  private static String key(String nir) {
    return "%02d".formatted(MODULUS - number(nir) % MODULUS);
  }

  /** The digits as a number; Corsica counts as 19 and 18. */
  private static long number(String nir) {
    return Long.parseLong(nir.replace("2A", "19").replace("2B", "18"));
  }

  private void form(String nir) {
    byte[] bytes = nir.getBytes(StandardCharsets.US_ASCII);
    needles.text("nir", SQUASHED, nir);
    needles.text("nir", BYTES, nir);
    needles.text("nir", LOWER_CASE, nir.toLowerCase(Locale.ROOT));
    needles.text("nir hex", LOWER_CASE, HexFormat.of().formatHex(bytes));
    needles.bytes("nir utf-16", nir.getBytes(StandardCharsets.UTF_16BE));
    needles.base64("nir", bytes);
    digests("nir", bytes);
    for (String separator : SEPARATORS) {
      coded("nir codes", nir, code -> code + separator);
    }
    coded("nir bits", nir, code -> "%8s".formatted(Integer.toBinaryString(code)).replace(' ', '0'));
    needles.text("nir reversed", SQUASHED, new StringBuilder(nir).reverse().toString());
    for (int shift = 1; shift < 10; shift++) {
      int by = shift;
      needles.text("nir shifted", SQUASHED, digits(nir, digit -> "" + (digit + by) % 10));
    }
    needles.text("nir complement", SQUASHED, digits(nir, digit -> "" + (9 - digit)));
    for (String alphabet : LETTERS) {
      needles.text("nir letters", BYTES, digits(nir, digit -> "" + alphabet.charAt(digit)));
    }
    numbers(number(nir));
  }

  private void numbers(long value) {
    needles.text("nir number", SQUASHED, Long.toString(value));
    needles.text("nir doubled", SQUASHED, Long.toString(2 * value));
    needles.text("nir to_hex", LOWER_CASE, Long.toHexString(value));
    needles.text("nir binary digits", BYTES, Long.toBinaryString(value));
    needles.text("nir octal", BYTES, Long.toOctalString(value));
    needles.bytes("nir int8", Needles.int8(value));
    needles.bytes("nir int8 reversed", Needles.int8(Long.reverseBytes(value)));
    needles.bytes("nir float8", Needles.float8(value));
    ByteBuffer numeric = ByteBuffer.allocate(8);
    long rest = value;
    for (int at = 6; at >= 0; at -= 2) {
      numeric.putShort(at, (short) (rest % NUMERIC_BASE));
      rest /= NUMERIC_BASE;
    }
    needles.bytes("nir numeric", numeric.array());
  }

  private void windows(String nir15) {
    for (int start = 0; start + WINDOW <= nir15.length(); start++) {
      String part = nir15.substring(start, start + WINDOW);
      needles.text("nir part", SQUASHED, part);
      needles.text("nir part reversed", SQUASHED, new StringBuilder(part).reverse().toString());
    }
  }

  private void digests(String what, byte[] bytes) {
    for (String algorithm : DIGESTS) {
      byte[] digest = digest(algorithm, bytes);
      needles.text(what + " " + algorithm, LOWER_CASE, HexFormat.of().formatHex(digest));
      needles.bytes(what + " " + algorithm, digest);
      needles.text(
          what + " " + algorithm,
          BYTES,
          Base64.getEncoder().encodeToString(digest).substring(0, 20));
    }
  }

  static byte[] digest(String algorithm, byte[] bytes) {
    try {
      return MessageDigest.getInstance(algorithm).digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void coded(String what, String nir, IntFunction<String> code) {
    String text = nir.chars().mapToObj(code).collect(Collectors.joining());
    needles.text(what, BYTES, text.substring(0, text.length() - 1));
  }

  private static String digits(String nir, IntFunction<String> digit) {
    return IntStream.range(0, nir.length())
        .mapToObj(
            at ->
                Character.isDigit(nir.charAt(at))
                    ? digit.apply(nir.charAt(at) - '0')
                    : "" + nir.charAt(at))
        .collect(Collectors.joining());
  }
}
