package dev.paravent.benchmarks;

import java.io.IOException;
import java.util.regex.Pattern;

/**
 * What one run of pgbench reported.
 *
 * @param transactions how many were processed
 * @param perSecond transactions per second, without the time to connect
 * @param latencyMillis average latency of a transaction
 */
record PgbenchRun(long transactions, double perSecond, double latencyMillis) {
  private static final Pattern TRANSACTIONS =
      Pattern.compile("(?m)^number of transactions actually processed: (\\d+)");
  private static final Pattern FAILED =
      Pattern.compile("(?m)^number of failed transactions: (\\d+)");
  private static final Pattern PER_SECOND =
      Pattern.compile("(?m)^tps = ([0-9.]+) \\(without initial connection time\\)");
  private static final Pattern LATENCY = Pattern.compile("(?m)^latency average = ([0-9.]+) ms");
  private static final Pattern ABORTED = Pattern.compile("(?m)^pgbench: error: (.*)$");

  /** Reads the summary of pgbench 14 or newer; a run in which anything failed is no measurement. */
  static PgbenchRun parse(String output) throws IOException {
    var aborted = ABORTED.matcher(output);
    if (aborted.find()) {
      throw new IOException("pgbench: " + aborted.group(1));
    }
    var failed = FAILED.matcher(output);
    if (failed.find() && Long.parseLong(failed.group(1)) > 0) {
      throw new IOException("pgbench: " + failed.group(1) + " failed transactions (expected: 0)");
    }
    var run =
        new PgbenchRun(
            Long.parseLong(value(TRANSACTIONS, output)),
            Double.parseDouble(value(PER_SECOND, output)),
            Double.parseDouble(value(LATENCY, output)));
    if (run.transactions == 0) {
      throw new IOException("pgbench: no transaction was processed");
    }
    return run;
  }

  private static String value(Pattern line, String output) throws IOException {
    var found = line.matcher(output);
    if (!found.find()) {
      throw new IOException("pgbench: no line " + line + " in: " + output);
    }
    return found.group(1);
  }
}
