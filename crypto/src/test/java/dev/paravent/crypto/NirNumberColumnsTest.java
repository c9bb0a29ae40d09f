package dev.paravent.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paravent.crypto.ColumnCodec.Kind;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** NIRs in columns of type int8 and numeric, in both wire formats. */
class NirNumberColumnsTest {

  private static final long NIR = 2_550_814_168_025L;
  private static final long KEYED = 255_081_416_802_538L;

  private final TokenContext context =
      TokenContext.create(
          Keyset.development(), "paravent", "", "numbers", NirFace.NINE, DateFace.PAST);
  private final ColumnCodec text = context.nir(WireFormat.TEXT);
  private final ColumnCodec int8Text = context.nirInt8(WireFormat.TEXT);
  private final ColumnCodec int8 = context.nirInt8(WireFormat.BINARY);
  private final ColumnCodec numericText = context.nirNumeric(WireFormat.TEXT);
  private final ColumnCodec numeric = context.nirNumeric(WireFormat.BINARY);

  @Test
  void tokensAreTheSameNumberInEveryTypeAndFormat() {
    Random random = new Random(91);
    byte[] buffer = new byte[Nir.LENGTH];
    for (int i = 0; i < 3_000; i++) {
      Nir.unrank(random.nextLong(Nir.count()), buffer, 0);
      if (Digits.read(buffer, 0, Nir.LENGTH) < 0) {
        continue; // Corsica is in no column of numbers
      }
      long nir = Digits.read(buffer, 0, Nir.LENGTH);
      long clear = i % 2 == 0 ? nir : nir * 100 + Nir.controlKey(buffer, 0);
      String token = Bytes.tokenise(text, Long.toString(clear), 0);
      long number = Long.parseLong(token);

      assertThat(Bytes.tokenise(int8Text, Long.toString(clear), 0)).isEqualTo(token);
      assertThat(Bytes.detokenise(int8Text, token, 0)).isEqualTo(Long.toString(clear));
      assertThat(Bytes.tokenise(numericText, clear + ".00", 0)).isEqualTo(token + ".00");
      assertThat(Bytes.detokenise(numericText, token + ".0", 0)).isEqualTo(clear + ".0");
      assertThat(Bytes.tokenise(numericText, Long.toString(clear), 0)).isEqualTo(token);

      assertThat(Bytes.tokenise(int8, int8(clear), 0)).isEqualTo(int8(number));
      assertThat(Bytes.detokenise(int8, int8(number), 0)).isEqualTo(int8(clear));
      assertThat(Bytes.tokenise(numeric, numeric(clear, i % 4), 0))
          .isEqualTo(numeric(number, i % 4));
      assertThat(Bytes.detokenise(numeric, numeric(number, i % 4), 0))
          .isEqualTo(numeric(clear, i % 4));
      assertThat(Bytes.kind(numeric, numeric(clear, 0))).isEqualTo(Kind.CLEAR);
      assertThat(Bytes.kind(numeric, numeric(number, 0))).isEqualTo(Kind.TOKEN);
    }
  }

  @Test
  void trailingZerosOfTheBinaryNumericComeBack() {
    for (long nir : new long[] {7_000_000_000_000L, 7_123_400_000_000L, 7_123_456_780_000L}) {
      byte[] clear = numeric(nir, 0);
      byte[] token = Bytes.tokenise(numeric, clear, 0);
      assertThat(clear.length).isLessThan(16);
      assertThat(Bytes.detokenise(numeric, token, 0)).isEqualTo(clear);
    }
  }

  @Test
  void aTokenOfACorsicanNumberStandsForNothingInAColumnOfNumbers() {
    String token = Bytes.tokenise(text, "284052A321025", 0);
    assertThat(Bytes.kind(int8Text, token)).isEqualTo(Kind.TOKEN);
    assertThat(Bytes.detokenise(int8Text, token, 0)).isEqualTo(Bytes.REFUSED);
    assertThat(Bytes.detokenise(int8, int8(Long.parseLong(token)), 0)).isEmpty();
    assertThat(Bytes.detokenise(numeric, numeric(Long.parseLong(token), 0), 0)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      longs = {
        0,
        1,
        -1,
        -NIR,
        Long.MIN_VALUE,
        Long.MAX_VALUE,
        255_081_416_802L,
        KEYED * 10,
        KEYED + 1,
        3_550_814_168_025L,
        25_508_141_680_253L,
        1_000_000_000_000L,
        9_999_999_999_999_999L
      })
  void numbersThatAreNoNirAreMalformedEverywhere(long number) {
    assertMalformed(int8, int8(number));
    assertMalformed(numeric, numeric(number, 0));
    assertMalformed(int8Text, Bytes.ascii(Long.toString(number)));
    assertMalformed(numericText, Bytes.ascii(Long.toString(number)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "NaN",
        "Infinity",
        "2550814168025.",
        "2550814168025.01",
        "2550814168025.10",
        ".00",
        "2550814168025e0",
        "+2550814168025",
        "02550814168025",
        "2550814168025 ",
        "255081416802.5",
        "284052A321025",
        "2 55 08 14 168 025",
        "2550814168025.0.0",
        "\u0662550814168025"
      })
  void textThatIsNoWholeNumberIsMalformed(String value) {
    assertMalformed(numericText, Bytes.ascii(value));
    assertMalformed(int8Text, Bytes.ascii(value));
  }

  @Test
  void aFractionIsMalformedInAColumnOfInt8() {
    assertMalformed(int8Text, Bytes.ascii(NIR + ".00"));
  }

  @Test
  void truncatedAndPaddedBinaryValuesAreMalformed() {
    for (int length = 0; length < 20; length++) {
      if (length != Long.BYTES) {
        assertMalformed(int8, Arrays.copyOf(int8(NIR), length));
      }
      if (length != numeric(NIR, 0).length) {
        assertMalformed(numeric, Arrays.copyOf(numeric(NIR, 0), length));
      }
    }
  }

  @Test
  void binaryNumericsThatAServerWouldNotSendAreMalformed() {
    byte[] right = numeric(NIR, 2);
    assertThat(Bytes.kind(numeric, right)).isEqualTo(Kind.CLEAR);
    int[][] changes = {
      {0, 3},
      {0, -1},
      {0, 0x4000},
      {2, 2},
      {2, 4},
      {2, -1},
      {4, 0x4000},
      {4, 0xC000},
      {4, 0xD000},
      {6, -1},
      {6, 0x4000},
      {8, 0},
      {8, 10_000},
      {8, -1},
      {10, 10_000},
      {14, 0},
      {14, -5}
    };
    for (int[] change : changes) {
      byte[] wrong = right.clone();
      BigEndian.writeShort(wrong, change[0], change[1]);
      assertMalformed(numeric, wrong);
    }
    assertMalformed(numeric, new byte[8]);
  }

  @Test
  void randomBytesNeverThrow() {
    Random random = new Random(92);
    for (int i = 0; i < 20_000; i++) {
      byte[] value = new byte[random.nextInt(20)];
      random.nextBytes(value);
      if (value.length > 8 && i % 2 == 0) {
        System.arraycopy(numeric(NIR, 0), 0, value, 0, 8);
      }
      for (ColumnCodec codec : new ColumnCodec[] {int8Text, int8, numericText, numeric}) {
        Kind kind = Bytes.kind(codec, value);
        assertThat(Bytes.tokenise(codec, value, 0).length > 0).isEqualTo(kind == Kind.CLEAR);
        assertThat(codec.malformation(value, 0, value.length).isPresent())
            .isEqualTo(kind == Kind.MALFORMED);
      }
    }
  }

  private static void assertMalformed(ColumnCodec codec, byte[] value) {
    assertThat(Bytes.kind(codec, value)).isEqualTo(Kind.MALFORMED);
    assertThat(Bytes.tokenise(codec, value, 0)).isEmpty();
    assertThat(Bytes.detokenise(codec, value, 0)).isEmpty();
    assertThat(codec.malformation(value, 0, value.length)).isPresent();
  }

  private static byte[] int8(long value) {
    return BigEndian.bytes(value);
  }

  /** As numeric_send writes it: computed from decimal text, unlike the codec. */
  private static byte[] numeric(long value, int scale) {
    String digits = BigDecimal.valueOf(value).abs().toPlainString();
    String padded = "0".repeat((4 - digits.length() % 4) % 4) + digits;
    int weight = padded.length() / 4 - 1;
    String significant = padded.replaceAll("(0000)+$", "");
    if (significant.length() % 4 != 0) {
      significant += "0".repeat(4 - significant.length() % 4);
    }
    ByteBuffer buffer = ByteBuffer.allocate(8 + significant.length() / 2);
    buffer.putShort((short) (significant.length() / 4)).putShort((short) weight);
    buffer.putShort((short) (value < 0 ? 0x4000 : 0)).putShort((short) scale);
    for (int at = 0; at < significant.length(); at += 4) {
      buffer.putShort(Short.parseShort(significant.substring(at, at + 4)));
    }
    return buffer.array();
  }
}
