package dev.paravent.crypto;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Escapes of texts.
 *
 * <p>Texts of letters, digits and common punctuation keep their length from 13 characters on, so
 * that they fit every column that a NIR fits: a mark and printable characters without blanks,
 * quotes and backslashes. They are numbered, and FF1 permutes the numbers. Such an escape carries
 * no redundancy: most others of the form stand for some text too.
 *
 * <p>Other texts are sealed by AES-SIV, behind {@code pve1.}, and need 48 characters and more.
 *
 * <p>Leaks: equality, and the length, of short texts up to 13 characters and of sealed ones in
 * steps of 16 bytes.
 */
final class TextEscape implements Escape {

  /** A column of that many characters has room for the escape of every text it can hold. */
  static final int SHORTEST = 13;

  private static final int LONGEST = 100;
  private static final String MARKS = "!#$%&*:;<>?^_`|~";
  private static final String SYMBOLS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz .-/_,;:()*+=?#'&";
  private static final String IMAGES = images();
  private static final int[] SYMBOL_OF = positions(SYMBOLS);
  private static final int[] IMAGE_OF = positions(IMAGES);
  private static final BigInteger SYMBOL_COUNT = BigInteger.valueOf(SYMBOLS.length());
  private static final BigInteger IMAGE_COUNT = BigInteger.valueOf(IMAGES.length());
  private static final byte[] NO_TWEAK = new byte[0];
  private static final byte[] SALT = "paravent escape".getBytes(StandardCharsets.US_ASCII);

  private final Ff1Strings bits;
  private final SealedText sealed;
  private final boolean isPadded;

  /**
   * Prepares for one key.
   *
   * @param key 32 bytes, which are copied
   * @param isPadded whether trailing spaces are no part of a value, as in char(n)
   */
  TextEscape(byte[] key, boolean isPadded) {
    byte[] permuting = KeyDerivation.hkdf(key, SALT, NO_TWEAK, Secret.LENGTH);
    this.bits = new Ff1Strings(permuting, 2);
    Arrays.fill(permuting, (byte) 0);
    this.sealed = new SealedText(key, "pve1.");
    this.isPadded = isPadded;
  }

  @Override
  public boolean hasForm(byte[] src, int offset, int length) {
    int trimmed = trimmed(src, offset, length);
    return isImage(src, offset, trimmed) || sealed.hasForm(src, offset, trimmed);
  }

  @Override
  public int escape(byte[] src, int offset, int length, long subject, byte[] dst, int dstOffset) {
    int trimmed = trimmed(src, offset, length);
    int written;
    if (isNumbered(src, offset, trimmed)) {
      written = Math.max(trimmed, SHORTEST);
      BigInteger number = number(src, offset, trimmed);
      write(permute(true, number, written), written, dst, dstOffset);
    } else if (trimmed <= SealedText.LONGEST) {
      written = sealed.seal(src, offset, trimmed, dst, dstOffset);
    } else {
      return -1;
    }
    return padded(written, length, dst, dstOffset);
  }

  @Override
  public int unescape(byte[] src, int offset, int length, long subject, byte[] dst, int dstOffset) {
    int trimmed = trimmed(src, offset, length);
    int written =
        isImage(src, offset, trimmed)
            ? unrank(permute(false, image(src, offset, trimmed), trimmed), trimmed, dst, dstOffset)
            : sealed.open(src, offset, trimmed, dst, dstOffset);
    return written < 0 ? -1 : padded(written, length, dst, dstOffset);
  }

  @Override
  public int maxLength(int inputLength) {
    return Math.max(inputLength, sealed.maxLength(Math.min(inputLength, SealedText.LONGEST)));
  }

  private int trimmed(byte[] src, int offset, int length) {
    return isPadded ? Padding.trimmed(src, offset, length) : length;
  }

  private int padded(int written, int length, byte[] dst, int dstOffset) {
    if (!isPadded || written >= length) {
      return written;
    }
    Padding.fill(dst, dstOffset, written, length);
    return length;
  }

  private static boolean isNumbered(byte[] src, int offset, int length) {
    return length <= LONGEST && areAll(SYMBOL_OF, src, offset, length);
  }

  private static boolean isImage(byte[] src, int offset, int length) {
    return length >= SHORTEST
        && length <= LONGEST
        && MARKS.indexOf(src[offset]) >= 0
        && areAll(IMAGE_OF, src, offset + 1, length - 1);
  }

  private static boolean areAll(int[] positions, byte[] src, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      if (src[i] < 0 || positions[src[i]] < 0) {
        return false;
      }
    }
    return true;
  }

  /** Shorter texts first, then by their characters; longer ones than 13 by those alone. */
  private static BigInteger number(byte[] src, int offset, int length) {
    BigInteger number = BigInteger.ZERO;
    for (int i = offset; i < offset + length; i++) {
      number = number.multiply(SYMBOL_COUNT).add(BigInteger.valueOf(SYMBOL_OF[src[i]]));
    }
    return length <= SHORTEST ? number.add(shorterThan(length)) : number;
  }

  /** Writes the text of a number among those with escapes of that length; -1 if there is none. */
  private static int unrank(BigInteger number, int length, byte[] dst, int dstOffset) {
    int count = length;
    BigInteger rest = number;
    if (length == SHORTEST) {
      while (count > 0 && shorterThan(count).compareTo(rest) > 0) {
        count--;
      }
      rest = rest.subtract(shorterThan(count));
    }
    if (rest.compareTo(SYMBOL_COUNT.pow(count)) >= 0) {
      return -1;
    }
    for (int i = count - 1; i >= 0; i--) {
      BigInteger[] parts = rest.divideAndRemainder(SYMBOL_COUNT);
      dst[dstOffset + i] = (byte) SYMBOLS.charAt(parts[1].intValue());
      rest = parts[0];
    }
    return count;
  }

  /** How many texts have fewer characters. */
  private static BigInteger shorterThan(int length) {
    BigInteger sum = BigInteger.ZERO;
    for (int i = 0; i < length; i++) {
      sum = sum.multiply(SYMBOL_COUNT).add(BigInteger.ONE);
    }
    return sum;
  }

  /** How many escapes have that length. */
  static BigInteger imageCount(int length) {
    return IMAGE_COUNT.pow(length - 1).multiply(BigInteger.valueOf(MARKS.length()));
  }

  /** How many texts have escapes of that length; never more than there are escapes. */
  static BigInteger textCount(int length) {
    return length == SHORTEST ? shorterThan(length + 1) : SYMBOL_COUNT.pow(length);
  }

  private static BigInteger image(byte[] src, int offset, int length) {
    BigInteger number = BigInteger.valueOf(MARKS.indexOf(src[offset]));
    for (int i = offset + 1; i < offset + length; i++) {
      number = number.multiply(IMAGE_COUNT).add(BigInteger.valueOf(IMAGE_OF[src[i]]));
    }
    return number;
  }

  private static void write(BigInteger image, int length, byte[] dst, int dstOffset) {
    BigInteger rest = image;
    for (int i = length - 1; i > 0; i--) {
      BigInteger[] parts = rest.divideAndRemainder(IMAGE_COUNT);
      dst[dstOffset + i] = (byte) IMAGES.charAt(parts[1].intValue());
      rest = parts[0];
    }
    dst[dstOffset] = (byte) MARKS.charAt(rest.intValue());
  }

  /** FF1 on as many bits as number the escapes, again until the image is one of them. */
  private BigInteger permute(boolean forward, BigInteger number, int length) {
    BigInteger size = imageCount(length);
    int count = size.subtract(BigInteger.ONE).bitLength();
    byte[] numerals = new byte[count];
    BigInteger image = number;
    do {
      for (int i = 0; i < count; i++) {
        numerals[i] = (byte) (image.testBit(count - 1 - i) ? 1 : 0);
      }
      if (forward) {
        bits.forward(numerals, count, NO_TWEAK);
      } else {
        bits.inverse(numerals, count, NO_TWEAK);
      }
      image = BigInteger.ZERO;
      for (int i = 0; i < count; i++) {
        image = numerals[i] == 1 ? image.setBit(count - 1 - i) : image;
      }
    } while (image.compareTo(size) >= 0);
    return image;
  }

  /** Printable ASCII that needs no quoting in SQL. */
  private static String images() {
    StringBuilder images = new StringBuilder();
    for (char c = '!'; c <= '~'; c++) {
      if (c != '\'' && c != '"' && c != '\\') {
        images.append(c);
      }
    }
    return images.toString();
  }

  private static int[] positions(String characters) {
    int[] positions = new int[Byte.MAX_VALUE + 1];
    Arrays.fill(positions, -1);
    for (int i = 0; i < characters.length(); i++) {
      positions[characters.charAt(i)] = i;
    }
    return positions;
  }
}
