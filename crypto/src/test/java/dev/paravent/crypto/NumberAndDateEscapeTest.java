package dev.paravent.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paravent.crypto.ColumnCodec.Kind;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Malformed values of number and date columns: their escapes fit the column's type. */
class NumberAndDateEscapeTest {

  private static final LocalDate EPOCH = LocalDate.of(2000, 1, 1);

  private final TokenContext context = context(DateFace.PAST);
  private final ColumnCodec int8Text = context.escaping().nirInt8(WireFormat.TEXT);
  private final ColumnCodec int8 = context.escaping().nirInt8(WireFormat.BINARY);
  private final ColumnCodec numericText = context.escaping().nirNumeric(WireFormat.TEXT);
  private final ColumnCodec numeric = context.escaping().nirNumeric(WireFormat.BINARY);

  @ParameterizedTest
  @ValueSource(
      longs = {
        0L,
        1L,
        12L,
        999_999_999_999L,
        1_851_375_056_012L,
        9_850_575_056_012L,
        9_999_999_999_999L,
        10_000_000_000_000L,
        185_057_505_601_298L,
        999_999_999_999_999L
      })
  void numbersComeBackFromEveryTypeAndFormat(long number) {
    String escape = Bytes.tokenise(int8Text, Long.toString(number), 0);
    assertThat(escape).startsWith("-");
    assertThat(escape.length() - 1).isLessThanOrEqualTo(number < 10_000_000_000_000L ? 13 : 15);
    assertThat(Bytes.kind(int8Text, escape)).isEqualTo(Kind.ESCAPE);
    assertThat(Bytes.kind(context.nirInt8(WireFormat.TEXT), escape)).isEqualTo(Kind.MALFORMED);
    assertThat(Bytes.detokenise(int8Text, escape, 0)).isEqualTo(Long.toString(number));

    byte[] binary = Bytes.tokenise(int8, BigEndian.bytes(number), 0);
    assertThat(BigEndian.readLong(binary, 0)).isEqualTo(Long.parseLong(escape));
    assertThat(Bytes.detokenise(int8, binary, 0)).isEqualTo(BigEndian.bytes(number));

    assertThat(Bytes.tokenise(numericText, number + ".00", 0)).isEqualTo(escape + ".00");
    assertThat(Bytes.detokenise(numericText, escape + ".0", 0)).isEqualTo(number + ".0");
    byte[] sent = numeric(number);
    byte[] escaped = Bytes.tokenise(numeric, sent, 0);
    assertThat(NumberForm.NUMERIC_BINARY.read(escaped, 0, escaped.length))
        .isEqualTo(Long.parseLong(escape));
    assertThat(Bytes.detokenise(numeric, escaped, 0)).isEqualTo(sent);
  }

  @Test
  void randomNumbersAndRandomEscapesAreOneToOne() {
    Random random = new Random(41);
    Set<Long> escapes = new HashSet<>();
    int values = 0;
    for (int i = 0; i < 20_000; i++) {
      long number = random.nextLong(i % 2 == 0 ? 10_000_000_000_000L : 1_000_000_000_000_000L);
      if (Bytes.kind(int8, BigEndian.bytes(number)) == Kind.CLEAR) {
        continue;
      }
      byte[] escape = Bytes.tokenise(int8, BigEndian.bytes(number), 0);
      assertThat(Bytes.detokenise(int8, escape, 0)).isEqualTo(BigEndian.bytes(number));
      escapes.add(BigEndian.readLong(escape, 0));
      values++;
    }
    assertThat(escapes).hasSize(values);
    for (int i = 0; i < 5_000; i++) {
      byte[] made = BigEndian.bytes(-1 - random.nextLong(999_999_999_999_999L));
      byte[] value = Bytes.detokenise(int8, made, 0);
      if (value.length > 0) {
        assertThat(Bytes.tokenise(int8, value, 0)).isEqualTo(made);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      longs = {-1, -9_999_999_999_999L, Long.MIN_VALUE, 1_000_000_000_000_000L, Long.MAX_VALUE})
  void otherNumbersHaveNoEscape(long number) {
    assertThat(Bytes.tokenise(int8, BigEndian.bytes(number), 0)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "Infinity", "1.5", "", "x"})
  void whatIsNoWholeNumberHasNoEscape(String value) {
    assertThat(Bytes.tokenise(numericText, value, 0)).isEqualTo(Bytes.REFUSED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "infinity",
        "-infinity",
        "0001-01-01",
        "0001-12-31 BC",
        "4714-11-24 BC",
        "1582-10-15",
        "1753-01-01",
        "1888-12-31",
        "1899-12-31",
        "2036-01-01",
        "9999-12-31"
      })
  void datesComeBackFromBothFormats(String value) {
    for (DateFace face : DateFace.values()) {
      ColumnCodec text = context(face).escaping().birthDate(WireFormat.TEXT);
      ColumnCodec binary = context(face).escaping().birthDate(WireFormat.BINARY);
      String escape = Bytes.tokenise(text, value, 4_711);
      assertThat(escape).matches("[1-3]\\d{4}-\\d\\d-\\d\\d");
      assertThat(Bytes.kind(text, escape)).isEqualTo(Kind.ESCAPE);
      assertThat(Bytes.detokenise(text, escape, 4_711)).isEqualTo(value);
      byte[] stored = Bytes.binary(days(value));
      byte[] escaped = Bytes.tokenise(binary, stored, 4_711);
      assertThat(EPOCH.plusDays(BigEndian.readInt(escaped, 0))).hasToString("+" + escape);
      assertThat(Bytes.detokenise(binary, escaped, 4_711)).isEqualTo(stored);
      String other = Bytes.tokenise(text, value, 4_712);
      assertThat(other.equals(escape)).isEqualTo(face == DateFace.PAST);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "10000-01-01",
    "37378-01-01",
    "5874897-12-31",
    "4714-11-23 BC",
    "2001-02-29",
    "1-1-1"
  })
  void otherDatesHaveNoEscape(String value) {
    ColumnCodec text = context.escaping().birthDate(WireFormat.TEXT);
    assertThat(Bytes.tokenise(text, value, 0)).isEqualTo(Bytes.REFUSED);
  }

  @Test
  void randomDatesNeverThrow() {
    Random random = new Random(42);
    ColumnCodec binary = context.escaping().birthDate(WireFormat.BINARY);
    for (int i = 0; i < 20_000; i++) {
      byte[] day = Bytes.binary(i % 2 == 0 ? random.nextInt() : random.nextInt(4_000_000));
      byte[] token = Bytes.tokenise(binary, day, i);
      if (token.length > 0) {
        assertThat(Bytes.detokenise(binary, token, i)).isEqualTo(day);
      }
      Bytes.detokenise(binary, day, i);
    }
  }

  private static int days(String value) {
    return switch (value) {
      case "infinity" -> Integer.MAX_VALUE;
      case "-infinity" -> Integer.MIN_VALUE;
      default -> {
        boolean isBefore = value.endsWith(" BC");
        int year = Integer.parseInt(value.substring(0, 4));
        LocalDate date =
            LocalDate.of(
                isBefore ? 1 - year : year,
                Integer.parseInt(value.substring(5, 7)),
                Integer.parseInt(value.substring(8, 10)));
        yield (int) ChronoUnit.DAYS.between(EPOCH, date);
      }
    };
  }

  private static byte[] numeric(long number) {
    byte[] dst = new byte[NumberForm.NUMERIC_BINARY.maxLength(0)];
    int length = NumberForm.NUMERIC_BINARY.write(number, dst, 0, 0, dst, 0);
    return java.util.Arrays.copyOf(dst, length);
  }

  private static TokenContext context(DateFace face) {
    return TokenContext.create(Keyset.development(), "paravent", "", "portal", NirFace.NINE, face);
  }
}
