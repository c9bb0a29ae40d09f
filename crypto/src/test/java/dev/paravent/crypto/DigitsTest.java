package dev.paravent.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DigitsTest {

  @Test
  void eightDigitsComeBack() {
    byte[] buffer = new byte[10];
    int wrong = 0;
    for (int value = 0; value < 100_000_000; value += value % 97 + 13) {
      Digits.writeEight(value, buffer, 1);
      long eight = Digits.load(buffer, 1);
      boolean right = Digits.areDigits(eight) && Digits.number(eight) == value;
      wrong += right && Digits.read(buffer, 1, 8) == value ? 0 : 1;
    }
    assertThat(wrong).isZero();
    Digits.writeEight(99_999_999, buffer, 1);
    assertThat(new String(buffer, 1, 8, StandardCharsets.US_ASCII)).isEqualTo("99999999");
    assertThat(buffer[0]).isZero();
    assertThat(buffer[9]).isZero();
  }

  @Test
  void everyOtherByteAtEveryPlaceIsNoDigit() {
    byte[] buffer = "01234567".getBytes(StandardCharsets.US_ASCII);
    for (int at = 0; at < 8; at++) {
      byte original = buffer[at];
      for (int other = Byte.MIN_VALUE; other <= Byte.MAX_VALUE; other++) {
        buffer[at] = (byte) other;
        assertThat(Digits.areDigits(Digits.load(buffer, 0)))
            .isEqualTo(other >= '0' && other <= '9');
      }
      buffer[at] = original;
    }
  }

  @Test
  void randomBytesAreDigitsExactlyWhenEachIs() {
    Random random = new Random(81);
    byte[] buffer = new byte[8];
    for (int i = 0; i < 100_000; i++) {
      for (int at = 0; at < 8; at++) {
        buffer[at] = (byte) ('0' - 1 + random.nextInt(12));
      }
      boolean digits = Digits.read(buffer, 0, 8) >= 0;
      if (Digits.areDigits(Digits.load(buffer, 0)) != digits) {
        throw new AssertionError("bytes " + i);
      }
    }
  }
}
