package dev.paravent.metrics;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;

/**
 * A counter with one label whose values are those of an enum: every series exists from the start,
 * and counting is a look-up in an array. Thread-safe.
 */
final class ClosedCounter<E extends Enum<E>> {
  private final Map<E, CounterDataPoint> points;

  ClosedCounter(
      PrometheusRegistry registry,
      String name,
      String help,
      String label,
      Class<E> values,
      Function<E, String> text) {
    Counter counter = Counter.builder().name(name).help(help).labelNames(label).register(registry);
    points = new EnumMap<>(values);
    for (E value : values.getEnumConstants()) {
      points.put(value, counter.labelValues(text.apply(value)));
    }
  }

  void add(E value, long amount) {
    CounterDataPoint point = points.get(value);
    if (point == null) {
      throw new IllegalStateException("counter without a series for " + value);
    }
    point.inc(amount);
  }
}
