package dev.paravent.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessorTimeTest {
  private static final String AFTER_COMMAND =
      " S 1 4242 4242 0 -1 4194560 9000 0 3 0 1250 340 7 5 20 0 21 0 123456 4096000 25000";

  @ParameterizedTest
  @ValueSource(strings = {"java", "a b", "x) S 1 2 (3", ")"})
  void addsUserAndSystemTimeWhateverTheCommandIsCalled(String command) {
    assertThat(ProcessorTime.ticks("4242 (" + command + ")" + AFTER_COMMAND)).isEqualTo(1590);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "4242 (java", "4242 (java) S 1 4242"})
  void refusesALineThatIsCutOff(String line) {
    assertThatThrownBy(() -> ProcessorTime.ticks(line))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void readsTheTimeOfThisProcess() throws Exception {
    var time = ProcessorTime.ofThisSystem().of(ProcessHandle.current());

    assertThat(time).isPositive();
  }
}
