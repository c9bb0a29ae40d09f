package dev.paravent.crypto.identity;

import dev.paravent.crypto.Digits;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * How the account part (BBAN) of a country's IBANs is written, and its numbering. Immutable.
 *
 * @param country two capital letters
 * @param kinds one letter for each character: n digit, a capital letter, c either
 * @param size how many account parts there are
 */
record IbanFormat(String country, String kinds, BigInteger size) {

  private static final String RESOURCE = "iban-formats.txt";

  /** The formats of all countries of the registry. */
  static Map<String, IbanFormat> load() {
    Map<String, IbanFormat> formats = new HashMap<>();
    try (InputStream in =
            Objects.requireNonNull(IbanFormat.class.getResourceAsStream(RESOURCE), RESOURCE);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
      lines
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> of(line.substring(0, 2), line.substring(3)))
          .forEach(format -> formats.put(format.country, format));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.copyOf(formats);
  }

  /** Reads {@code 4a14n}. */
  private static IbanFormat of(String country, String structure) {
    StringBuilder kinds = new StringBuilder();
    int count = 0;
    for (int i = 0; i < structure.length(); i++) {
      char character = structure.charAt(i);
      if (Digits.isDigit((byte) character)) {
        count = count * 10 + character - '0';
      } else {
        kinds.append(String.valueOf(character).repeat(count));
        count = 0;
      }
    }
    BigInteger size = BigInteger.ONE;
    for (int i = 0; i < kinds.length(); i++) {
      size = size.multiply(BigInteger.valueOf(radix(kinds.charAt(i))));
    }
    return new IbanFormat(country, kinds.toString(), size);
  }

  /** The characters of a whole IBAN. */
  int length() {
    return kinds.length() + 4;
  }

  /** The number of the account part at an offset, or -1 if a character is of another kind. */
  BigInteger rank(byte[] characters, int offset) {
    BigInteger number = BigInteger.ZERO;
    for (int i = 0; i < kinds.length(); i++) {
      int digit = digit(kinds.charAt(i), characters[offset + i]);
      if (digit < 0) {
        return BigInteger.ONE.negate();
      }
      number =
          number
              .multiply(BigInteger.valueOf(radix(kinds.charAt(i))))
              .add(BigInteger.valueOf(digit));
    }
    return number;
  }

  void unrank(BigInteger number, byte[] characters, int offset) {
    BigInteger rest = number;
    for (int i = kinds.length() - 1; i >= 0; i--) {
      char kind = kinds.charAt(i);
      BigInteger[] parts = rest.divideAndRemainder(BigInteger.valueOf(radix(kind)));
      characters[offset + i] = character(kind, parts[1].intValue());
      rest = parts[0];
    }
  }

  private static int radix(char kind) {
    return switch (kind) {
      case 'n' -> 10;
      case 'a' -> 26;
      case 'c' -> 36;
      default -> throw new IllegalStateException("kind: " + kind + " (expected: n, a or c)");
    };
  }

  /** Digits are 0 to 9; letters follow them, or stand alone. */
  private static int digit(char kind, byte character) {
    boolean isDigit = Digits.isDigit(character);
    boolean isLetter = character >= 'A' && character <= 'Z';
    if (isDigit && kind != 'a') {
      return character - '0';
    }
    if (!isLetter || kind == 'n') {
      return -1;
    }
    return character - 'A' + (kind == 'c' ? 10 : 0);
  }

  private static byte character(char kind, int digit) {
    boolean isDigit = kind != 'a' && digit < 10;
    return (byte) (isDigit ? '0' + digit : 'A' + digit - (kind == 'c' ? 10 : 0));
  }
}
