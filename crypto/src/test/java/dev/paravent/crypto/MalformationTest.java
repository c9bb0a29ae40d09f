package dev.paravent.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A malformed value is described by position and expectation, never by itself. */
class MalformationTest {

  private final TokenContext context =
      TokenContext.create(Keyset.development(), "paravent", "", "m", NirFace.NINE, DateFace.PAST);

  @ParameterizedTest
  @CsvSource({
    "25508141680, 11, 13 or 15 characters",
    "2550814x68025, 7, a digit",
    "255081416802537, 13, control key",
    "2 55 08 14 168 025 39, 19, control key",
    "2-55 08 14 168 025, 1, a space",
    "284052C321025, 6, 'a digit, or A or B behind 2'",
    "3550814168025, 0, class",
    "9665326757125110, 16, 13 or 15 characters"
  })
  void ofANirInText(String value, int position, String expected) {
    assertMalformed(context.nir(WireFormat.TEXT), Bytes.ascii(value), position, expected);
  }

  @ParameterizedTest
  @CsvSource({
    "-550814168025, 0, a digit",
    "255081416802, 12, 13 or 15 digits",
    "2550814168025.50, 13, no fraction",
    "255081416802539, 13, control key",
    "3550814168025, 0, class"
  })
  void ofANirInNumericText(String value, int position, String expected) {
    assertMalformed(context.nirNumeric(WireFormat.TEXT), Bytes.ascii(value), position, expected);
  }

  @Test
  void ofBinaryNumbers() {
    assertMalformed(context.nirInt8(WireFormat.BINARY), new byte[7], 7, "8 bytes");
    assertMalformed(context.nirInt8(WireFormat.BINARY), BigEndian.bytes(-5), 0, "13 digits");
    assertMalformed(context.nirNumeric(WireFormat.BINARY), new byte[5], 5, "8 bytes");
    assertMalformed(context.nirNumeric(WireFormat.BINARY), new byte[10], 0, "whole number");
  }

  @ParameterizedTest
  @CsvSource({
    "1984-05, YYYY-MM-DD",
    "1984-02-30, YYYY-MM-DD",
    "infinity, finite",
    "-infinity, finite",
    "1899-12-31, from 1900-01-01"
  })
  void ofADate(String value, String expected) {
    assertMalformed(context.birthDate(WireFormat.TEXT), Bytes.ascii(value), 0, expected);
  }

  @Test
  void ofABinaryDate() {
    ColumnCodec codec = context.birthDate(WireFormat.BINARY);
    assertMalformed(codec, Bytes.binary(Integer.MAX_VALUE), 0, "finite");
    assertMalformed(codec, Bytes.binary(Integer.MIN_VALUE), 0, "finite");
    assertMalformed(codec, new byte[3], 0, "4 bytes");
  }

  @Test
  void isEmptyForWhatIsNotMalformed() {
    ColumnCodec codec = context.nir(WireFormat.TEXT);
    assertThat(codec.malformation(Bytes.ascii("255081416802538"), 0, 15)).isEmpty();
    assertThat(codec.malformation(Bytes.ascii("966532675712511"), 0, 15)).isEmpty();
  }

  private static void assertMalformed(
      ColumnCodec codec, byte[] value, int position, String expected) {
    Malformation malformation = codec.malformation(value, 0, value.length).orElseThrow();
    assertThat(malformation.position()).isEqualTo(position);
    assertThat(malformation.expected()).contains(expected);
    assertThat(malformation.toString()).contains("expected: ");
    if (value.length > 8) {
      assertThat(malformation.toString())
          .doesNotContain(new String(value, 0, 8, StandardCharsets.ISO_8859_1));
    }
  }
}
