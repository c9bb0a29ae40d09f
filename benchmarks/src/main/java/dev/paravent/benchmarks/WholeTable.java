package dev.paravent.benchmarks;

import java.io.IOException;
import java.time.Duration;

/** The whole table over one connection, again and again. */
record WholeTable(Effort effort, ProcessorTime clock) implements Measurement {
  @Override
  public Sample measure(Target target) throws IOException {
    try (var client = RowClient.connect(target.address(), target.route().user())) {
      Duration before = target.processorTime(clock);
      long begin = System.nanoTime();
      long end = begin;
      long rows = 0;
      while (end - begin < Duration.ofSeconds(effort.scanSeconds()).toNanos()) {
        long counted = client.count("SELECT * FROM payment.patient");
        if (counted != effort.rows()) {
          throw new IOException(
              target.route().label() + ": " + counted + " rows (expected: " + effort.rows() + ")");
        }
        rows += counted;
        end = System.nanoTime();
      }
      Duration used = target.processorTime(clock).minus(before);
      return new Sample(rows * 1e9 / (end - begin), 0, (double) used.toNanos() / rows);
    }
  }
}
