package dev.paravent.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paravent.crypto.ColumnCodec.Kind;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BirthDateCodecTest {

  private static final String BIRTHDAY = "1984-05-17";

  @Test
  void everyProposedTokenHoldsInBothDirections() {
    List<Vector> vectors =
        Vector.read("proposed_tokens_bc.csv").stream()
            .filter(vector -> vector.algorithm().equals("DOB-F2200"))
            .toList();
    assertThat(vectors).hasSize(12);
    for (Vector vector : vectors) {
      Ff1Permutation ff1 = new Ff1Permutation(vector.key(), vector.radix(), 6);
      long first = BirthDates.FIRST_DAY;
      long index = day(vector.plaintext()) - first;
      long token = (long) day(vector.ciphertext()) - DateFace.BOUND.firstDay();
      assertThat(vector.source()).contains("1900-01-01 " + index + " ->");
      assertThat(ff1.forward(index, vector.tweak())).isEqualTo(token);
      assertThat(ff1.inverse(token, vector.tweak())).isEqualTo(index);
    }
  }

  @ParameterizedTest
  @EnumSource
  void randomDatesComeBackForRandomSubjectsInBothFormats(DateFace face) {
    ColumnCodec text = codec(WireFormat.TEXT, face, 1);
    ColumnCodec binary = codec(WireFormat.BINARY, face, 1);
    Random random = new Random(21);
    for (int i = 0; i < 2_000; i++) {
      long subject = random.nextLong();
      int day = BirthDates.FIRST_DAY + random.nextInt(BirthDates.COUNT);
      String clear = LocalDate.of(2000, 1, 1).plusDays(day).toString();
      String token = Bytes.tokenise(text, clear, subject);
      assertThat(Bytes.kind(text, clear)).isEqualTo(Kind.CLEAR);
      assertThat(Bytes.kind(text, token)).isEqualTo(Kind.TOKEN);
      assertThat(Bytes.detokenise(text, token, subject)).isEqualTo(clear);
      assertThat(Bytes.tokenise(text, token, subject)).isEqualTo(Bytes.REFUSED);
      assertThat(Bytes.detokenise(text, clear, subject)).isEqualTo(Bytes.REFUSED);

      byte[] binaryToken = Bytes.tokenise(binary, Bytes.binary(day), subject);
      assertThat(binaryToken).isEqualTo(Bytes.binary(day(token)));
      assertThat(Bytes.detokenise(binary, binaryToken, subject)).isEqualTo(Bytes.binary(day));
      assertThat(Bytes.kind(binary, binaryToken)).isEqualTo(Kind.TOKEN);
    }
  }

  @Test
  void pastIgnoresTheSubject() {
    ColumnCodec codec = codec(WireFormat.TEXT, DateFace.PAST, 1);
    assertThat(Bytes.tokenise(codec, BIRTHDAY, 1)).isEqualTo(Bytes.tokenise(codec, BIRTHDAY, 2));
  }

  @ParameterizedTest
  @EnumSource(names = {"BOUND", "BOUND_PAST"})
  void equalBirthdaysOfDifferentSubjectsDoNotShow(DateFace face) {
    ColumnCodec codec = codec(WireFormat.TEXT, face, 1);
    Set<String> tokens = new HashSet<>();
    for (long subject = 0; subject < 500; subject++) {
      tokens.add(Bytes.tokenise(codec, BIRTHDAY, subject));
    }
    // 500 draws from 49,673: 2.5 pairs expected to coincide.
    assertThat(tokens).hasSizeGreaterThan(488);
  }

  @ParameterizedTest
  @EnumSource(names = {"BOUND", "BOUND_PAST"})
  void aDictionaryOfOneSubjectDecodesNoOther(DateFace face) {
    ColumnCodec codec = codec(WireFormat.TEXT, face, 1);
    int decoded = 0;
    for (long subject = 1; subject <= 500; subject++) {
      String token = Bytes.tokenise(codec, BIRTHDAY, subject);
      decoded += Bytes.detokenise(codec, token, subject + 1).equals(BIRTHDAY) ? 1 : 0;
    }
    assertThat(decoded).isLessThan(3);
  }

  @Test
  void boundTokensThatStandForNoDateAreRefused() {
    ColumnCodec codec = codec(WireFormat.TEXT, DateFace.BOUND, 1);
    int decoded = 0;
    for (int subject = 0; subject < 1_000; subject++) {
      decoded += Bytes.detokenise(codec, "3190-01-12", subject).isEmpty() ? 0 : 1;
    }
    assertThat(decoded).as("49,673 of 10^6 stand for a date").isBetween(25, 80);
  }

  @ParameterizedTest
  @EnumSource
  void anotherKeyDecodesToAnUnrelatedDateOrNone(DateFace face) {
    ColumnCodec some = codec(WireFormat.TEXT, face, 1);
    ColumnCodec other = codec(WireFormat.TEXT, face, 2);
    int same = 0;
    for (int i = 0; i < 500; i++) {
      String clear = LocalDate.of(1950, 1, 1).plusDays(i).toString();
      String decoded = Bytes.detokenise(other, Bytes.tokenise(some, clear, 7), 7);
      same += decoded.equals(clear) ? 1 : 0;
    }
    assertThat(same).isLessThan(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "infinity",
        "-infinity",
        "1899-12-31",
        "2036-01-01",
        "1752-12-31",
        "1889-01-01",
        "2199-12-31",
        "4937-11-28",
        "1984-00-00",
        "1983-02-29",
        "0044-03-15 BC",
        "1984-05-17 "
      })
  void textOutsideBothRangesIsMalformed(String text) {
    for (DateFace face : DateFace.values()) {
      ColumnCodec codec = codec(WireFormat.TEXT, face, 1);
      assertThat(Bytes.kind(codec, text)).isEqualTo(Kind.MALFORMED);
      assertThat(Bytes.tokenise(codec, text, 1)).isEqualTo(Bytes.REFUSED);
      assertThat(Bytes.detokenise(codec, text, 1)).isEqualTo(Bytes.REFUSED);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MAX_VALUE, Integer.MIN_VALUE, Integer.MIN_VALUE + 1, -1_000_000})
  void binaryOutsideBothRangesIsMalformed(int day) {
    for (DateFace face : DateFace.values()) {
      ColumnCodec codec = codec(WireFormat.BINARY, face, 1);
      assertThat(Bytes.kind(codec, Bytes.binary(day))).isEqualTo(Kind.MALFORMED);
      assertThat(Bytes.tokenise(codec, Bytes.binary(day), 1)).isEmpty();
      assertThat(Bytes.detokenise(codec, Bytes.binary(day), 1)).isEmpty();
    }
  }

  @Test
  void binaryOfAnotherLengthIsMalformed() {
    ColumnCodec codec = codec(WireFormat.BINARY, DateFace.PAST, 1);
    for (int length : new int[] {0, 1, 3, 5, 8, 10}) {
      byte[] value = new byte[length];
      assertThat(Bytes.kind(codec, value)).isEqualTo(Kind.MALFORMED);
      assertThat(Bytes.tokenise(codec, value, 1)).isEmpty();
      assertThat(Bytes.detokenise(codec, value, 1)).isEmpty();
    }
  }

  private static ColumnCodec codec(WireFormat format, DateFace face, int seed) {
    byte[] key = Bytes.key(seed);
    NumberMapping mapping =
        switch (face) {
          case PAST -> new BirthDateTable(key);
          case BOUND -> new BoundMapping(new Ff1Permutation(key, 10, 6), BirthDates.COUNT);
          case BOUND_PAST ->
              new BoundMapping(new SwapOrNotPermutation(key, BirthDates.COUNT), BirthDates.COUNT);
        };
    return new BirthDateCodec(format, face, mapping);
  }

  private static int day(String iso) {
    byte[] bytes = iso.getBytes(StandardCharsets.US_ASCII);
    return CivilDate.read(bytes, 0, bytes.length);
  }
}
