package dev.paravent.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Tokens look independent of what they stand for and of each other. Keys and values are fixed; a
 * bound is five standard deviations of what a random permutation gives.
 */
class TokenStatisticsTest {

  private static final int PAIRS = 1_000_000;
  private static final int CELLS = 32;
  private static final double DEVIATIONS = 5;
  private static final byte[] TWEAK = {'n'};

  @Test
  void tokensOfTwoDomainsAreUnlinkable() {
    long[] clear = people();
    long[] some = clear.clone();
    long[] other = clear.clone();
    nir(1).forward(some, PAIRS, TWEAK);
    nir(2).forward(other, PAIRS, TWEAK);
    assertUnrelated(some, other);
    assertUnrelated(clear, some);
  }

  @Test
  void tokensOfTwoTweaksAreUnlinkable() {
    long[] some = people();
    long[] other = some.clone();
    LongPermutation permutation = nir(1);
    permutation.forward(some, PAIRS, TWEAK);
    permutation.forward(other, PAIRS, new byte[] {'o'});
    assertUnrelated(some, other);
  }

  @Test
  void aTokenOfAnotherDomainDecodesToAnUnrelatedValue() {
    long[] clear = people();
    long[] decoded = clear.clone();
    nir(1).forward(decoded, PAIRS, TWEAK);
    nir(2).inverse(decoded, PAIRS, TWEAK);
    assertUnrelated(clear, decoded);
    assertThat(IntStream.range(0, PAIRS).filter(i -> clear[i] == decoded[i]).count()).isZero();
  }

  @Test
  void tokensOfNeighboursAreUnlinkable() {
    long[] some = people();
    long[] next = Arrays.stream(some).map(rank -> rank + 1).toArray();
    LongPermutation permutation = nir(3);
    permutation.forward(some, PAIRS, TWEAK);
    permutation.forward(next, PAIRS, TWEAK);
    assertUnrelated(some, next);
  }

  @Test
  void boundDatesOfOneBirthdayAreUniformOverSubjects() {
    long[] tokens = new long[PAIRS];
    Arrays.fill(tokens, 20_314);
    long[] subjects = IntStream.range(0, PAIRS).asLongStream().toArray();
    new Ff1Permutation(Bytes.key(4), 10, 6).forward(tokens, subjects, PAIRS);
    int[] cells = new int[1_000];
    for (long token : tokens) {
      cells[(int) (token / 1_000)]++;
    }
    assertUniform(cells, PAIRS);
    assertUnrelated(subjects, PAIRS, tokens, 1_000_000);
  }

  @Test
  void boundPastDatesOfOneBirthdayAreUniformOverSubjects() {
    int count = 100_000;
    long[] tokens = new long[count];
    Arrays.fill(tokens, 20_314);
    long[] subjects = IntStream.range(0, count).asLongStream().toArray();
    new SwapOrNotPermutation(Bytes.key(4), 49_673).forward(tokens, subjects, count);
    int[] cells = new int[87];
    for (long token : tokens) {
      cells[(int) (token / 571)]++; // 49,673 = 87 * 571 - 4
    }
    assertUniform(cells, count);
  }

  @Test
  void orderOfTokensSaysNothingAboutOrderOfValues() {
    int count = 200_000;
    long[] clear = Arrays.copyOf(people(), count);
    long[] tokens = clear.clone();
    nir(5).forward(tokens, count, TWEAK);
    assertThat(Math.abs(rankCorrelation(clear, tokens)) * Math.sqrt(count)).isLessThan(DEVIATIONS);

    BirthDateTable table = new BirthDateTable(Bytes.key(5));
    long[] dates = IntStream.range(0, BirthDates.COUNT).asLongStream().toArray();
    long[] dateTokens = Arrays.stream(dates).map(date -> table.token(date, 0)).toArray();
    assertThat(Math.abs(rankCorrelation(dates, dateTokens)) * Math.sqrt(dates.length))
        .isLessThan(DEVIATIONS);
    assertThat(rankCorrelation(dates, dates)).as("the measure itself").isGreaterThan(0.999);
  }

  private static LongPermutation nir(int seed) {
    return new Ff1Permutation(Bytes.key(seed), 10, 12);
  }

  /** Ranks of a million people of one generation, as a table would hold them. */
  private static long[] people() {
    return new Random(41).longs(PAIRS, 0, NirClass.BORN.size()).toArray();
  }

  private static void assertUnrelated(long[] some, long[] other) {
    assertUnrelated(some, 1_000_000_000_000L, other, 1_000_000_000_000L);
  }

  /** Chi-square of independence over high parts, then over low parts. */
  private static void assertUnrelated(long[] some, long someSize, long[] other, long otherSize) {
    int[] high = new int[CELLS * CELLS];
    int[] low = new int[CELLS * CELLS];
    for (int i = 0; i < some.length; i++) {
      int row = (int) (some[i] * CELLS / someSize);
      high[row * CELLS + (int) (other[i] * CELLS / otherSize)]++;
      low[(int) (some[i] % CELLS) * CELLS + (int) (other[i] % CELLS)]++;
    }
    assertIndependent(high, some.length);
    assertIndependent(low, some.length);
  }

  private static void assertIndependent(int[] table, int total) {
    double[] rows = new double[CELLS];
    double[] columns = new double[CELLS];
    for (int cell = 0; cell < table.length; cell++) {
      rows[cell / CELLS] += table[cell];
      columns[cell % CELLS] += table[cell];
    }
    double chiSquare = 0;
    for (int cell = 0; cell < table.length; cell++) {
      double expected = rows[cell / CELLS] * columns[cell % CELLS] / total;
      if (expected > 0) {
        chiSquare += (table[cell] - expected) * (table[cell] - expected) / expected;
      }
    }
    long usedRows = Arrays.stream(rows).filter(sum -> sum > 0).count();
    long usedColumns = Arrays.stream(columns).filter(sum -> sum > 0).count();
    assertChiSquare(chiSquare, (usedRows - 1) * (usedColumns - 1));
  }

  private static void assertUniform(int[] cells, int total) {
    double expected = (double) total / cells.length;
    double chiSquare =
        Arrays.stream(cells).mapToDouble(n -> (n - expected) * (n - expected) / expected).sum();
    assertChiSquare(chiSquare, cells.length - 1);
  }

  private static void assertChiSquare(double chiSquare, long freedom) {
    assertThat((chiSquare - freedom) / Math.sqrt(2.0 * freedom))
        .as("standard deviations from %d degrees of freedom", freedom)
        .isBetween(-DEVIATIONS, DEVIATIONS);
  }

  /** Spearman's rank correlation. */
  private static double rankCorrelation(long[] some, long[] other) {
    int[] ranksOfSome = ranks(some);
    int[] ranksOfOther = ranks(other);
    double squares = 0;
    for (int i = 0; i < some.length; i++) {
      double difference = (double) ranksOfSome[i] - ranksOfOther[i];
      squares += difference * difference;
    }
    double n = some.length;
    return 1 - 6 * squares / (n * (n * n - 1));
  }

  private static int[] ranks(long[] values) {
    long[] sorted = values.clone();
    Arrays.sort(sorted);
    return Arrays.stream(values).mapToInt(value -> Arrays.binarySearch(sorted, value)).toArray();
  }
}
