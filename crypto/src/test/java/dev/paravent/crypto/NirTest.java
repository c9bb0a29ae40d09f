package dev.paravent.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NirTest {

  @Test
  void classesHaveTheSizesOfTheDesign() {
    assertThat(NirClass.BORN.size()).isEqualTo(242_400_000_000L);
    assertThat(NirClass.UNKNOWN_MONTH.size()).isEqualTo(144_000_000_000L);
    assertThat(NirClass.PROVISIONAL.size()).isEqualTo(600_000_000_000L);
    assertThat(Nir.count()).isEqualTo(986_400_000_000L);
  }

  @ParameterizedTest
  @CsvSource({
    "1000101000000, 0",
    "1000101999999, 999999",
    "1000102000000, 1000000",
    "1000199999999, 98999999",
    "100012A000000, 99000000",
    "100012B999999, 100999999",
    "1000201000000, 101000000",
    "199122B999999, 121199999999",
    "2000101000000, 121200000000",
    "299122B999999, 242399999999",
    "1002091000000, 242400000000",
    "1009999999999, 243119999999",
    "1012091000000, 243120000000",
    "2999999999999, 386399999999",
    "7000000000000, 386400000000",
    "7299999999999, 686399999999",
    "8000000000000, 686400000000",
    "8299999999999, 986399999999",
  })
  void ranksOnTheBordersOfClasses(String nir, long rank) {
    assertThat(Nir.rank(Bytes.ascii(nir), 0)).isEqualTo(rank);
    assertThat(unrank(rank)).isEqualTo(nir);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0550814168025", // sex
        "3550814168025",
        "5550814168025",
        "9550814168025",
        "1550014168025", // month 00
        "1551314168025", // months 13 to 19
        "1551999168025",
        "1552090168025", // month 20 outside departments 91 to 99
        "155202A168025",
        "1550100168025", // department 00
        "155012C168025",
        "155012a168025",
        "155011A168025",
        "15508A2168025",
        "7300000000000", // provisional numbers have years 00 to 29
        "8990000000000",
        "700002A000000",
        "155081416802 ",
        "15508141680 5",
        "-550814168025",
        "15508141680\u0663\u0663",
      })
  void doesNotRankWhatIsNoClearNumber(String nir) {
    assertThat(Nir.rank(Bytes.ascii(nir), 0)).isEqualTo(-1);
  }

  @Test
  void everyRankComesBackAndStartsLikeAnAssignedNumber() {
    Random random = new Random(7);
    byte[] buffer = new byte[Nir.LENGTH];
    for (int i = 0; i < 200_000; i++) {
      long rank = random.nextLong(Nir.count());
      Nir.unrank(rank, buffer, 0);
      assertThat("1278".indexOf(buffer[0]) >= 0).isTrue();
      assertThat(Nir.rank(buffer, 0)).isEqualTo(rank);
    }
  }

  /** The first and the last number of every prefix of every class, without a gap between. */
  @Test
  void everyPrefixBorderOfEveryClassComesBack() {
    NirRanking all = new NirRanking(EnumSet.allOf(NirClass.class));
    byte[] buffer = new byte[Nir.LENGTH];
    int wrong = 0;
    for (long border = 0; border < all.size(); border += NirClass.TAILS) {
      for (long rank : new long[] {border, border + NirClass.TAILS - 1}) {
        NirNumber.write(all.unrank(rank), buffer, 0);
        wrong += all.rank(NirNumber.read(buffer, 0)) == rank ? 0 : 1;
      }
    }
    assertThat(wrong).isZero();
    assertThat(all.size()).isEqualTo(1_391_200_000_000L);
  }

  /** Every S YY MM DD there is, digits and letters: exactly those of the patterns have a rank. */
  @Test
  void exactlyThePatternsOfTheClassesHaveARank() {
    NirRanking all = new NirRanking(EnumSet.allOf(NirClass.class));
    Map<NirClass, Pattern> patterns =
        Map.of(
            NirClass.BORN, Pattern.compile("[12]\\d\\d(0[1-9]|1[0-2])(0[1-9]|[1-9]\\d|2[AB])"),
            NirClass.UNKNOWN_MONTH, Pattern.compile("[12]\\d\\d[2-9]\\d9[1-9]"),
            NirClass.PROVISIONAL, Pattern.compile("[78][0-2]\\d{5}"),
            NirClass.LOWER_CASE, Pattern.compile("[12]\\d\\d(0[1-9]|1[0-2])2[ab]"),
            NirClass.MIGRANT, Pattern.compile("[56][12]\\d{5}"));
    Map<NirClass, Long> seen = new EnumMap<>(NirClass.class);
    byte[] buffer = Bytes.ascii("SYYMMDD123456");
    for (int head = 0; head < 100_000; head++) {
      Digits.write(head, buffer, 0, 5);
      for (int department = 0; department < 104; department++) {
        Digits.write(department < 100 ? department : 20, buffer, 5, 2);
        if (department >= 100) {
          buffer[6] = (byte) "ABab".charAt(department - 100);
        }
        long rank = all.rank(NirNumber.read(buffer, 0));
        NirClass of = classOf(rank);
        if (of != null) {
          seen.merge(of, NirClass.TAILS, Long::sum);
        }
        if (head % 37 == 0 || of != null && head % 7 == 0) {
          String prefix = new String(buffer, 0, 7, StandardCharsets.US_ASCII);
          patterns.forEach(
              (candidate, pattern) ->
                  assertThat(pattern.matcher(prefix).matches())
                      .as(prefix)
                      .isEqualTo(candidate == of));
        }
      }
    }
    for (NirClass next : NirClass.values()) {
      assertThat(seen).containsEntry(next, next.size());
    }
  }

  private static @Nullable NirClass classOf(long rank) {
    long rest = rank;
    for (NirClass next : NirClass.values()) {
      if (rest >= 0 && rest < next.size()) {
        return next;
      }
      rest -= next.size();
    }
    return null;
  }

  @Test
  void neighboursAcrossEveryPrefixBorderAreDifferentNumbers() {
    byte[] buffer = new byte[Nir.LENGTH];
    for (long border = 0; border < Nir.count(); border += 1_000_000 * 997L) {
      for (long rank = Math.max(0, border - 1); rank <= border; rank++) {
        Nir.unrank(rank, buffer, 0);
        assertThat(Nir.rank(buffer, 0)).isEqualTo(rank);
      }
    }
  }

  @Test
  void ranksOutsideAreRefused() {
    for (long rank : new long[] {-1, Nir.count(), Long.MAX_VALUE}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Nir.unrank(rank, new byte[Nir.LENGTH], 0));
    }
  }

  /** Clear numbers and a token of the vectors, Corsica included. */
  @ParameterizedTest
  @CsvSource({
    "2550814168025, 38",
    "2840588321025, 32",
    "284052A321025, 52",
    "284052B321025, 79",
    "1000101000000, 36",
    "2951099126111, 93",
    "9665326757125, 11",
  })
  void controlKeysOfKnownNumbers(String nir, int key) {
    assertThat(Nir.controlKey(Bytes.ascii("x" + nir), 1)).isEqualTo(key);
  }

  @Test
  void controlKeysForAColumnOfTheirOwnTakeEveryLayout() {
    String[] layouts = {
      "284052A321025",
      "284052A32102552",
      "2 84 05 2A 321 025",
      "2 84 05 2A 321 025 52  ",
      "284052a321025"
    };
    for (String nir : layouts) {
      assertThat(Nir.controlKey(Bytes.ascii("x" + nir), 1, nir.length())).isEqualTo(52);
    }
    for (String other : new String[] {"", "284052A32102553", "284052A32102", "284052C321025"}) {
      assertThat(Nir.controlKey(Bytes.ascii(other), 0, other.length())).isEqualTo(-1);
    }
  }

  @Test
  void controlKeyOfOtherCharactersIsRefused() {
    for (String nir :
        new String[] {"155012C168025", "155012\u00e1168025", "1550114 68025", "A550114168025"}) {
      assertThat(Nir.controlKey(Bytes.ascii(nir), 0)).isEqualTo(-1);
    }
  }

  @Test
  void controlKeyDetectsEveryWrongDigit() {
    byte[] nir = Bytes.ascii("2550814168025");
    int key = Nir.controlKey(nir, 0);
    for (int position = 0; position < nir.length; position++) {
      byte original = nir[position];
      for (byte digit = '0'; digit <= '9'; digit++) {
        nir[position] = digit;
        assertThat(Nir.controlKey(nir, 0) == key).isEqualTo(digit == original);
      }
      nir[position] = original;
    }
  }

  private static String unrank(long rank) {
    byte[] characters = new byte[Nir.LENGTH];
    Nir.unrank(rank, characters, 0);
    return new String(characters, StandardCharsets.US_ASCII);
  }
}
