package dev.paravent.benchmarks;

/**
 * How much is measured.
 *
 * @param rounds how often each target is measured; each round visits every target once
 * @param pointSeconds length of a pgbench run
 * @param scanSeconds how long a target is asked for the whole table again and again
 * @param clients connections of pgbench
 * @param threads threads of pgbench
 * @param rows rows of the table
 */
record Effort(int rounds, int pointSeconds, int scanSeconds, int clients, int threads, int rows) {
  Effort {
    if (rounds < 1 || pointSeconds < 1 || scanSeconds < 1 || clients < 1 || threads < 1) {
      throw new IllegalArgumentException("rounds, seconds, clients, threads: expected: >= 1");
    }
    if (rows < 1 || rows > 900_000) {
      throw new IllegalArgumentException("rows: " + rows + " (expected: 1 to 900000)");
    }
  }
}
