package dev.paravent.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberFormTest {

  @ParameterizedTest
  @EnumSource
  void everyNumberComesBackInEveryForm(NumberForm form) {
    Random random = new Random(5);
    for (int i = 0; i < 20_000; i++) {
      long number = random.nextLong(1L << random.nextInt(1, 60));
      number = number % 1_000_000_000_000_000_000L * (random.nextBoolean() ? 1 : -1);
      byte[] dst = new byte[form.maxLength(0) + 2];
      int written = form.write(number, new byte[0], 0, 0, dst, 1);
      boolean fits =
          switch (form) {
            case INT2_BINARY -> number == (short) number;
            case INT4_BINARY -> number == (int) number;
            default -> true;
          };
      assertThat(written > 0).isEqualTo(fits);
      if (fits) {
        assertThat(form.read(dst, 1, written)).isEqualTo(number);
        assertThat(dst[written + 1]).as("behind it").isZero();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      longs = {0, 1, -1, 9_999, 10_000, -10_000, 99_999_999, 100_000_000, 1_234_0000_0000L})
  void textIsWhatAServerWrites(long number) {
    byte[] dst = new byte[40];
    int written = NumberForm.INTEGER_TEXT.write(number, dst, 0, 0, dst, 0);
    assertThat(new String(dst, 0, written, StandardCharsets.US_ASCII))
        .isEqualTo(BigDecimal.valueOf(number).toPlainString());
  }

  /** A number may grow or shrink at the place where the other one stood. */
  @Test
  void decimalsToShowStayInPlace() {
    byte[] text = Arrays.copyOf(Bytes.ascii("15.00"), 20);
    int written = NumberForm.NUMERIC_TEXT.write(-123_456, text, 0, 5, text, 0);
    assertThat(new String(text, 0, written, StandardCharsets.US_ASCII)).isEqualTo("-123456.00");
    written = NumberForm.NUMERIC_TEXT.write(7, text, 0, written, text, 0);
    assertThat(new String(text, 0, written, StandardCharsets.US_ASCII)).isEqualTo("7.00");

    byte[] numeric = new byte[20];
    written = NumberForm.NUMERIC_BINARY.write(5, numeric, 0, 0, numeric, 0);
    BigEndian.writeShort(numeric, 6, 3);
    written = NumberForm.NUMERIC_BINARY.write(123_456_789, numeric, 0, written, numeric, 0);
    assertThat(BigEndian.readShort(numeric, 6)).isEqualTo(3);
    assertThat(NumberForm.NUMERIC_BINARY.read(numeric, 0, written)).isEqualTo(123_456_789);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "-0",
        "01",
        "+1",
        "1.",
        ".0",
        "1.5",
        "1e3",
        " 1",
        "1 ",
        "NaN",
        "--1",
        "1000000000000000000",
        "0.50"
      })
  void refusesWhatAServerWouldNotWrite(String text) {
    byte[] bytes = Bytes.ascii(text);
    assertThat(NumberForm.NUMERIC_TEXT.read(bytes, 0, bytes.length)).isEqualTo(NumberForm.NONE);
    assertThat(NumberForm.INTEGER_TEXT.read(bytes, 0, bytes.length)).isEqualTo(NumberForm.NONE);
  }

  @ParameterizedTest
  @EnumSource
  void randomBytesAreReadAndWrittenAlikeOrRefused(NumberForm form) {
    Random random = new Random(6);
    for (int i = 0; i < 50_000; i++) {
      byte[] bytes = new byte[random.nextInt(22)];
      random.nextBytes(bytes);
      if (bytes.length >= 8 && i % 2 == 0) {
        BigEndian.writeShort(bytes, 0, (bytes.length - 8) / 2);
        BigEndian.writeShort(bytes, 2, random.nextInt(6));
        BigEndian.writeShort(bytes, 4, random.nextBoolean() ? 0 : 0x4000);
        BigEndian.writeShort(bytes, 6, random.nextInt(4));
      }
      long number = form.read(bytes, 0, bytes.length);
      if (number != NumberForm.NONE) {
        byte[] dst = new byte[form.maxLength(bytes.length)];
        int written = form.write(number, bytes, 0, bytes.length, dst, 0);
        assertThat(Arrays.copyOf(dst, written)).isEqualTo(bytes);
      }
    }
  }
}
