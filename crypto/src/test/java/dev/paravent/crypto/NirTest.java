package dev.paravent.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Random;
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
