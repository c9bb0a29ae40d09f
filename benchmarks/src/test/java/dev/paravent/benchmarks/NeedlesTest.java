package dev.paravent.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NeedlesTest {
  private static int count(Needles needles, byte[] stream) {
    int state = 0;
    int found = 0;
    for (byte each : stream) {
      state = needles.step(state, each);
      found += needles.isFound(state) ? 1 : 0;
    }
    return found;
  }

  private static Needles of(String... needles) {
    return new Needles(
        Arrays.stream(needles).map(one -> one.getBytes(StandardCharsets.ISO_8859_1)).toList());
  }

  private static int count(Needles needles, String stream) {
    return count(needles, stream.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void findsNeedlesThatOverlapOrStandInOneAnother() {
    assertThat(count(of("she", "he", "hers"), "ushers")).isEqualTo(2); // she and he end together
    assertThat(count(of("abab"), "abababab")).isEqualTo(3);
    assertThat(count(of("\u00ff\u0000\u00ff"), "\u00ff\u00ff\u0000\u00ff")).isOne();
  }

  @Test
  void findsNoPartOfANeedle() {
    assertThat(count(of("2070876351419"), "207087635141 2070876351418 070876351419")).isZero();
  }

  @Test
  void findsWhatAPlainSearchFinds() {
    var random = new Random(7);
    for (int round = 0; round < 200; round++) {
      var needles =
          List.of(letters(random, 3), letters(random, 4), letters(random, 2), letters(random, 5));
      String stream = letters(random, 300);
      long ends =
          IntStream.rangeClosed(1, stream.length())
              .filter(end -> needles.stream().anyMatch(stream.substring(0, end)::endsWith))
              .count();
      assertThat(count(of(needles.toArray(new String[0])), stream)).isEqualTo((int) ends);
    }
  }

  private static String letters(Random random, int length) {
    return random
        .ints(length, 'a', 'd')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
