package dev.paravent.benchmarks;

import java.util.List;

/**
 * The middle of some measurements and how far they lie apart. Immutable.
 *
 * @param spread (greatest - least) / median
 */
record Median(double value, double spread) {
  static Median of(List<Double> samples) {
    if (samples.isEmpty()) {
      throw new IllegalArgumentException("samples: none (expected: at least one)");
    }
    var sorted = samples.stream().sorted().toList();
    int middle = sorted.size() / 2;
    double value =
        sorted.size() % 2 == 1
            ? sorted.get(middle)
            : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    return new Median(value, value == 0 ? 0 : (sorted.getLast() - sorted.getFirst()) / value);
  }

  double ratioTo(Median other) {
    return value / other.value;
  }
}
