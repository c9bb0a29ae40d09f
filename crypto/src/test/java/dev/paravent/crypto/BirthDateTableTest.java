package dev.paravent.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.BitSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BirthDateTableTest {

  @Test
  void isAPermutationAndItsInverse() {
    BirthDateTable table = new BirthDateTable(Bytes.key(1));
    BitSet tokens = new BitSet();
    for (int date = 0; date < BirthDates.COUNT; date++) {
      int token = (int) table.token(date, 0);
      tokens.set(token);
      assertThat(table.clear(token, 0)).isEqualTo(date);
    }
    assertThat(tokens.cardinality()).isEqualTo(BirthDates.COUNT);
    assertThat(tokens.length()).isEqualTo(BirthDates.COUNT);
  }

  /** Golden values: computed also by an independent script from the description of the class. */
  @Test
  void formatIsFrozen() {
    BirthDateTable table = new BirthDateTable(Bytes.key(4));
    int[] dates = {0, 1, 30_817, 36_583, 49_671, 49_672};
    int[] tokens = IntStream.of(dates).map(date -> (int) table.token(date, 0)).toArray();
    assertThat(tokens).containsExactly(47665, 47413, 23479, 35096, 488, 20175);
  }

  @Test
  void anotherKeyIsAnotherTable() {
    BirthDateTable some = new BirthDateTable(Bytes.key(1));
    BirthDateTable other = new BirthDateTable(Bytes.key(2));
    long same =
        IntStream.range(0, BirthDates.COUNT)
            .filter(date -> some.token(date, 0) == other.token(date, 0))
            .count();
    assertThat(same).as("fixed points of a random permutation: 1 expected").isLessThan(8);
  }

  @Test
  void refusesAZeroKey() {
    assertThatIllegalArgumentException().isThrownBy(() -> new BirthDateTable(new byte[32]));
  }
}
