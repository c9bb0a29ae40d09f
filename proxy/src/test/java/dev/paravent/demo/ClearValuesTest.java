package dev.paravent.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClearValuesTest {
  private final ClearValues truth =
      new ClearValues(
          List.of(
              new Patient(
                  1,
                  new SyntheticNir("205122A004111"),
                  LocalDate.of(2005, 12, 3),
                  "Martin",
                  "Anne",
                  "Bastia",
                  1,
                  "base")));

  @Test
  void findsANumberWhereverItStands() {
    assertThat(truth.areIn("205122A004111")).isTrue();
    assertThat(truth.areIn("invalid input syntax: \"205122A00411145\"")).isTrue();
    assertThat(truth.areIn("1205122A004111")).isTrue();
    assertThat(truth.areIn("{2005-12-03,2006-01-01}")).isTrue();
    assertThat(truth.areIn("substring", "20512")).isTrue();
  }

  @Test
  void leavesTokensAndOtherDatesAlone() {
    assertThat(truth.areIn("9051220041117")).isFalse();
    assertThat(truth.areIn("1805-12-03")).isFalse();
    assertThat(truth.areIn("Martin")).isFalse();
    assertThat(truth.areIn("count", "20512")).isFalse();
  }
}
