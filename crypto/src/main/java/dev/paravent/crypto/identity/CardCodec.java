package dev.paravent.crypto.identity;

import dev.paravent.crypto.Digits;
import dev.paravent.crypto.Ff1Strings;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Card numbers of 13 to 19 digits with a check digit by Luhn (ISO/IEC 7812-1, annex B), compact or
 * in printed groups, with any padding. Length, layout and what the face keeps stay.
 *
 * <p>Where nothing is kept, a number is first digit (five choices) and the digits between it and
 * the check digit; FF1 runs on its ten times larger decimal range and again until the first digit
 * is one of five: two runs on average. Confined to one thread.
 */
final class CardCodec extends PaddedCodec {

  private static final int LONGEST = 19;
  private static final int LEAST_PERMUTED = 6; // 10^6 values, the least of FF1
  private static final String CLEAR_FIRST = "23456";
  private static final String TOKEN_FIRST = "01789";
  // Groups first: the plain layouts take any character, which the check digit then refuses.
  private static final List<Layout> LAYOUTS =
      List.of(
          new Layout("0000 0000 0000 0000"),
          new Layout("0000-0000-0000-0000"),
          new Layout("0000 000000 00000"),
          new Layout("0000-000000-00000"),
          new Layout("0000 0000 0000 0000 000"),
          new Layout("0".repeat(13)),
          new Layout("0".repeat(14)),
          new Layout("0".repeat(15)),
          new Layout("0".repeat(16)),
          new Layout("0".repeat(17)),
          new Layout("0".repeat(18)),
          new Layout("0".repeat(19)));

  private final CardFace face;
  private final Ff1Strings decimal;
  private final byte[] characters = new byte[LONGEST];
  private final byte[] numerals = new byte[LONGEST];

  CardCodec(byte[] key, CardFace face) {
    this.face = face;
    this.decimal = new Ff1Strings(key, 10);
  }

  @Override
  Kind kindOf(byte[] src, int offset, int length) {
    if (read(src, offset, length) == null) {
      return Kind.MALFORMED;
    }
    return face == CardFace.NOTHING && CLEAR_FIRST.indexOf(characters[0]) >= 0
        ? Kind.CLEAR
        : Kind.TOKEN;
  }

  @Override
  boolean convert(
      boolean tokenises, byte[] src, int offset, int length, byte[] dst, int dstOffset) {
    Layout layout = read(src, offset, length);
    if (layout == null) {
      return false;
    }
    int count = layout.characters();
    if (face == CardFace.NOTHING) {
      int first = (tokenises ? CLEAR_FIRST : TOKEN_FIRST).indexOf(characters[0]);
      if (first < 0) {
        return false;
      }
      permuteAll(tokenises, first, count);
    } else {
      permuteAfter(face.kept(), tokenises, count);
    }
    characters[count - 1] = checkDigit(count);
    layout.expand(characters, dst, dstOffset);
    return true;
  }

  private void permuteAll(boolean forward, int first, int count) {
    numerals[0] = (byte) first;
    for (int i = 1; i < count - 1; i++) {
      numerals[i] = (byte) (characters[i] - '0');
    }
    do {
      permute(forward, count - 1, new byte[0]);
    } while (numerals[0] >= CLEAR_FIRST.length());
    characters[0] = (byte) (forward ? TOKEN_FIRST : CLEAR_FIRST).charAt(numerals[0]);
    for (int i = 1; i < count - 1; i++) {
      characters[i] = (byte) (numerals[i] + '0');
    }
  }

  private void permuteAfter(int kept, boolean forward, int count) {
    int permuted = count - 1 - kept;
    for (int i = 0; i < permuted; i++) {
      numerals[i] = (byte) (characters[kept + i] - '0');
    }
    permute(forward, permuted, Arrays.copyOf(characters, kept));
    for (int i = 0; i < permuted; i++) {
      characters[kept + i] = (byte) (numerals[i] + '0');
    }
  }

  private void permute(boolean forward, int length, byte[] tweak) {
    if (forward) {
      decimal.forward(numerals, length, tweak);
    } else {
      decimal.inverse(numerals, length, tweak);
    }
  }

  /** The layout of a card number whose digits are then in the buffer; null if it is none. */
  private @Nullable Layout read(byte[] src, int offset, int length) {
    Layout layout = Layout.read(LAYOUTS, src, offset, length, characters);
    return layout != null && isCard(layout.characters()) ? layout : null;
  }

  private boolean isCard(int count) {
    // 19 digits are more than a long holds, so one by one.
    for (int i = 0; i < count; i++) {
      if (!Digits.isDigit(characters[i])) {
        return false;
      }
    }
    return count - 1 - face.kept() >= LEAST_PERMUTED && characters[count - 1] == checkDigit(count);
  }

  /** Makes the sum a multiple of ten, every second digit from the right doubled. */
  private byte checkDigit(int count) {
    int sum = 0;
    for (int i = count - 2; i >= 0; i--) {
      int digit = characters[i] - '0';
      boolean isDoubled = (count - 2 - i) % 2 == 0;
      sum += isDoubled ? digit * 2 / 10 + digit * 2 % 10 : digit;
    }
    return (byte) ('0' + (10 - sum % 10) % 10);
  }
}
