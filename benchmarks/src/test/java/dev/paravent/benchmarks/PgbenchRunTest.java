package dev.paravent.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class PgbenchRunTest {
  private static final String SUMMARY =
      """
      pgbench (15.18, server 18.6)
      transaction type: point-query.sql
      scaling factor: 1
      query mode: prepared
      number of clients: 8
      number of threads: 2
      maximum number of tries: 1
      duration: 5 s
      number of transactions actually processed: 141840
      number of failed transactions: 0 (0.000%)
      latency average = 0.282 ms
      initial connection time = 11.402 ms
      tps = 28360.123456 (without initial connection time)
      """;

  @Test
  void readsTheSummary() throws IOException {
    assertThat(PgbenchRun.parse(SUMMARY)).isEqualTo(new PgbenchRun(141_840, 28_360.123456, 0.282));
  }

  @Test
  void refusesARunWithFailedTransactions() {
    assertThatThrownBy(
            () ->
                PgbenchRun.parse(
                    SUMMARY.replace("failed transactions: 0", "failed transactions: 3")))
        .isInstanceOf(IOException.class)
        .hasMessage("pgbench: 3 failed transactions (expected: 0)");
  }

  @Test
  void refusesAnAbortedRunThoughItPrintsFigures() {
    String aborted =
        SUMMARY + "pgbench: error: Run was aborted; the above results are incomplete.\n";

    assertThatThrownBy(() -> PgbenchRun.parse(aborted))
        .hasMessageStartingWith("pgbench: Run was aborted");
  }

  @Test
  void refusesARunWithoutTransactions() {
    assertThatThrownBy(() -> PgbenchRun.parse(SUMMARY.replace("processed: 141840", "processed: 0")))
        .hasMessage("pgbench: no transaction was processed");
  }

  @Test
  void refusesOutputOfAnotherProgram() {
    assertThatThrownBy(() -> PgbenchRun.parse("psql (PostgreSQL) 18.6"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("psql (PostgreSQL) 18.6");
  }
}
