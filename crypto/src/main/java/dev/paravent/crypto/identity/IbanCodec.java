package dev.paravent.crypto.identity;

import dev.paravent.crypto.Digits;
import dev.paravent.crypto.Ff1Strings;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * IBANs (ISO 13616): the country stays, the account part is permuted within its country's format,
 * the check digits are computed anew (ISO 7064, mod 97-10).
 *
 * <p>A token is an IBAN like any other: it is not told from a clear one, and may be somebody's
 * account. Check digits inside the account part (the French RIB key, say) do not hold in tokens.
 *
 * <p>Compact or in groups of four, with any padding. Check digits 00, 01 and 99, which pass the
 * check and are never issued, are malformed, for they would not come back. FF1 runs on the bits of
 * the account's number and again until the image is below the country's size: less than two runs on
 * average. Confined to one thread.
 */
final class IbanCodec extends PaddedCodec {

  private static final int LONGEST = 34;
  private static final int GROUP = 4;
  private static final int ACCOUNT = 4; // offset of the account part
  private static final int MODULUS = 97;

  private final Map<String, IbanFormat> formats = IbanFormat.load();
  private final Ff1Strings bits;
  private final byte[] characters = new byte[LONGEST];
  private final byte[] numerals = new byte[LONGEST * 6];

  IbanCodec(byte[] key) {
    this.bits = new Ff1Strings(key, 2);
  }

  @Override
  Kind kindOf(byte[] src, int offset, int length) {
    IbanFormat format = read(src, offset, length);
    return format == null || format.rank(characters, ACCOUNT).signum() < 0
        ? Kind.MALFORMED
        : Kind.TOKEN;
  }

  @Override
  boolean convert(
      boolean tokenises, byte[] src, int offset, int length, byte[] dst, int dstOffset) {
    IbanFormat format = read(src, offset, length);
    BigInteger rank = format == null ? BigInteger.ONE.negate() : format.rank(characters, ACCOUNT);
    if (format == null || rank.signum() < 0) {
      return false;
    }
    format.unrank(permute(tokenises, rank, format), characters, ACCOUNT);
    writeCheckDigits(format.length());
    write(format.length(), length, dst, dstOffset);
    return true;
  }

  private BigInteger permute(boolean forward, BigInteger number, IbanFormat format) {
    byte[] tweak = ("iban/" + format.country()).getBytes(StandardCharsets.US_ASCII);
    int count = format.size().subtract(BigInteger.ONE).bitLength();
    BigInteger image = number;
    do {
      for (int i = 0; i < count; i++) {
        numerals[i] = (byte) (image.testBit(count - 1 - i) ? 1 : 0);
      }
      if (forward) {
        bits.forward(numerals, count, tweak);
      } else {
        bits.inverse(numerals, count, tweak);
      }
      image = BigInteger.ZERO;
      for (int i = 0; i < count; i++) {
        image = numerals[i] == 1 ? image.setBit(count - 1 - i) : image;
      }
    } while (image.compareTo(format.size()) >= 0);
    return image;
  }

  /** The format of the IBAN whose characters are then in the buffer; null if it is none. */
  private @Nullable IbanFormat read(byte[] src, int offset, int length) {
    boolean isGrouped = length > GROUP && src[offset + GROUP] == ' ';
    int count = 0;
    for (int i = 0; i < length; i++) {
      boolean isGap = isGrouped && i % (GROUP + 1) == GROUP;
      if (isGap != (src[offset + i] == ' ') || !isGap && count == LONGEST) {
        return null;
      }
      if (!isGap) {
        characters[count++] = src[offset + i];
      }
    }
    if (count <= ACCOUNT) {
      return null;
    }
    IbanFormat format = formats.get(new String(characters, 0, 2, StandardCharsets.ISO_8859_1));
    if (format == null || format.length() != count) {
      return null;
    }
    long check = Digits.read(characters, 2, 2);
    return check < 0 || check != checkDigits(count) ? null : format;
  }

  private void write(int count, int length, byte[] dst, int dstOffset) {
    boolean isGrouped = length > count;
    int at = dstOffset;
    for (int i = 0; i < count; i++) {
      if (isGrouped && i > 0 && i % GROUP == 0) {
        dst[at++] = ' ';
      }
      dst[at++] = characters[i];
    }
  }

  private void writeCheckDigits(int count) {
    Digits.write(checkDigits(count), characters, 2, 2);
  }

  /** 98 minus the remainder of account part, country and 00, letters counting from 10: 2 to 98. */
  private int checkDigits(int count) {
    int remainder = 0;
    for (int i = ACCOUNT; i < count; i++) {
      remainder = append(remainder, characters[i]);
    }
    remainder = append(append(remainder, characters[0]), characters[1]);
    return 98 - remainder * 100 % MODULUS;
  }

  private static int append(int remainder, byte character) {
    return Digits.isDigit(character)
        ? (remainder * 10 + character - '0') % MODULUS
        : (remainder * 100 + character - 'A' + 10) % MODULUS;
  }
}
