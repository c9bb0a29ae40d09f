package dev.paravent.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a batch gives is what its values give one by one. */
class FieldBatchTest {

  private static final int[] COUNTS = {0, 1, 5, 63, 64, 65, 128, 150};

  private final FieldBatch batch = new FieldBatch();

  @Test
  void everyCodecGivesTheSameForABatch() {
    for (DateFace face : DateFace.values()) {
      TokenContext context =
          TokenContext.create(Keyset.development(), "paravent", "", "b", NirFace.NINE, face);
      for (WireFormat format : WireFormat.values()) {
        for (int count : COUNTS) {
          assertSame(context.nir(format), count, FieldBatchTest::nir);
          assertSame(context.nirInt8(format), count, i -> nirNumber(i, format, false));
          assertSame(context.nirNumeric(format), count, i -> nirNumber(i, format, true));
          assertSame(context.birthDate(format), count, i -> date(i, format));
        }
      }
    }
  }

  @Test
  void codecsWithoutABatchOfTheirOwnTakeItOneByOne() {
    ColumnCodec codec =
        TokenContext.create(Keyset.development(), "paravent", "", "b", NirFace.NINE, DateFace.BOUND)
            .nir(WireFormat.TEXT);
    ColumnCodec plain =
        new ColumnCodec() {
          @Override
          public Kind kind(byte[] src, int offset, int length) {
            return codec.kind(src, offset, length);
          }

          @Override
          public int tokenise(
              byte[] src, int offset, int length, long subject, byte[] dst, int at) {
            return codec.tokenise(src, offset, length, subject, dst, at);
          }

          @Override
          public int detokenise(
              byte[] src, int offset, int length, long subject, byte[] dst, int at) {
            return codec.detokenise(src, offset, length, subject, dst, at);
          }

          @Override
          public int maxLength(int inputLength) {
            return codec.maxLength(inputLength);
          }
        };
    assertSame(plain, 70, FieldBatchTest::nir);
    assertThat(plain.malformation(new byte[2], 0, 2)).isPresent();
  }

  @Test
  void valuesOutsideTheSourceAreRefused() {
    batch.begin(new byte[10]);
    batch.add(10, 0, 0);
    batch.add(10, FieldBatch.NULL, 0);
    int[][] wrong = {{0, 11}, {-1, 2}, {5, 6}, {11, 0}, {0, -2}, {Integer.MAX_VALUE, 1}};
    for (int[] value : wrong) {
      assertThatThrownBy(() -> batch.add(value[0], value[1], 0))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
    assertThat(batch.count()).isEqualTo(2);
  }

  /** What value a field has; null for NULL. */
  private interface Source {
    byte @Nullable [] value(int index);
  }

  private void assertSame(ColumnCodec codec, int count, Source source) {
    List<byte @Nullable []> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      values.add(source.value(i));
    }
    fill(values);
    int taken = codec.tokenise(batch);
    List<byte @Nullable []> tokens = check(values, taken, codec, true);
    fill(tokens);
    taken = codec.detokenise(batch);
    List<byte @Nullable []> clear = check(tokens, taken, codec, false);
    for (int i = 0; i < count; i++) {
      if (tokens.get(i) != null) {
        assertThat(clear.get(i)).isEqualTo(values.get(i));
      }
    }
  }

  private void fill(List<byte @Nullable []> values) {
    byte[] source = new byte[7 + values.stream().mapToInt(FieldBatchTest::length).sum()];
    batch.begin(source);
    int at = 5;
    for (int i = 0; i < values.size(); i++) {
      byte[] value = values.get(i);
      if (value == null) {
        batch.add(at, FieldBatch.NULL, subject(i));
      } else {
        System.arraycopy(value, 0, source, at, value.length);
        batch.add(at, value.length, subject(i));
        at += value.length;
      }
    }
  }

  private List<byte @Nullable []> check(
      List<byte @Nullable []> values, int taken, ColumnCodec codec, boolean tokenises) {
    List<byte @Nullable []> results = new ArrayList<>();
    int expected = 0;
    for (int i = 0; i < values.size(); i++) {
      byte[] value = values.get(i);
      if (value == null) {
        assertThat(batch.resultLength(i)).isEqualTo(FieldBatch.NULL);
        results.add(null);
        continue;
      }
      byte[] single =
          tokenises
              ? Bytes.tokenise(codec, value, subject(i))
              : Bytes.detokenise(codec, value, subject(i));
      if (single.length == 0) {
        assertThat(batch.resultLength(i)).isEqualTo(FieldBatch.REFUSED);
        results.add(null);
        continue;
      }
      expected++;
      int offset = batch.resultOffset(i);
      byte[] result = Arrays.copyOfRange(batch.result(), offset, offset + batch.resultLength(i));
      assertThat(result).isEqualTo(single);
      results.add(result);
    }
    assertThat(taken).isEqualTo(expected);
    return results;
  }

  private static int length(byte @Nullable [] value) {
    return value == null ? 0 : value.length;
  }

  private static long subject(int i) {
    return i % 2 == 0 ? i : -4_711L * i;
  }

  private static byte @Nullable [] nir(int i) {
    Random random = new Random(i);
    byte[] nir = new byte[Nir.LENGTH_WITH_KEY];
    Nir.unrank(random.nextLong(Nir.count()), nir, 0);
    Digits.write(Nir.controlKey(nir, 0), nir, Nir.LENGTH, 2);
    return switch (i % 8) {
      case 0 -> null;
      case 1 -> Bytes.ascii("nobody");
      case 2 -> new byte[0];
      case 3 -> Arrays.copyOf(nir, Nir.LENGTH);
      case 4 -> Bytes.ascii("2 55 08 14 168 025 38   ");
      case 5 -> Bytes.ascii("284052b321025");
      default -> nir;
    };
  }

  private static byte @Nullable [] nirNumber(int i, WireFormat format, boolean numeric) {
    long nir = 2_550_814_168_025L + i * 1_000L;
    String text = i % 5 == 1 ? "17" : Long.toString(nir);
    return switch (format) {
      case TEXT -> i % 7 == 3 ? null : Bytes.ascii(numeric && i % 2 == 0 ? text + ".0" : text);
      case BINARY -> numeric ? null : BigEndian.bytes(Long.parseLong(text));
    };
  }

  private static byte @Nullable [] date(int i, WireFormat format) {
    if (i % 9 == 4) {
      return null;
    }
    int day = BirthDates.FIRST_DAY + i * 331 % (BirthDates.COUNT + 200);
    return switch (format) {
      case TEXT -> {
        byte[] text = new byte[CivilDate.ISO_LENGTH];
        CivilDate.write(day, text, 0);
        yield i % 11 == 7 ? Bytes.ascii("infinity") : text;
      }
      case BINARY -> Bytes.binary(i % 11 == 7 ? Integer.MAX_VALUE : day);
    };
  }
}
