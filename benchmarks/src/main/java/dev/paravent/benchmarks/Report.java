package dev.paravent.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Medians of all rounds and their ratios to the direct route and to the relay. */
record Report(Map<Route, List<Sample>> samples) {
  /** The table of point queries. */
  String transactions() {
    var table =
        new Table(
            "point query",
            "tps",
            "spread",
            "/ direct",
            "/ relay",
            "latency ms",
            "proxy CPU us/tx",
            "/ relay");
    for (Route route : samples.keySet()) {
      var speed = median(route, Sample::perSecond);
      var cells = new ArrayList<>(List.of(route.label(), number("%,.0f", speed.value())));
      cells.add(number("%.0f %%", 100 * speed.spread()));
      cells.addAll(ratios(route, Sample::perSecond, List.of(Route.DIRECT, Route.RELAY)));
      cells.add(number("%.3f", median(route, Sample::latencyMillis).value()));
      cells.addAll(processorTime(route, "%.1f", 1_000));
      table.add(cells);
    }
    return table.toString();
  }

  /** The table of rows. */
  String rows() {
    var table =
        new Table(
            "whole table",
            "rows/s",
            "spread",
            "/ direct",
            "/ relay",
            "proxy CPU ns/row",
            "/ relay");
    for (Route route : samples.keySet()) {
      var speed = median(route, Sample::perSecond);
      var cells = new ArrayList<>(List.of(route.label(), number("%,.0f", speed.value())));
      cells.add(number("%.0f %%", 100 * speed.spread()));
      cells.addAll(ratios(route, Sample::perSecond, List.of(Route.DIRECT, Route.RELAY)));
      cells.addAll(processorTime(route, "%.0f", 1));
      table.add(cells);
    }
    return table.toString();
  }

  /** Processor time and its ratio to the relay's; a dash where no proxy stands between. */
  private List<String> processorTime(Route route, String format, double nanosPerUnit) {
    if (route == Route.DIRECT) {
      return List.of("-", "-");
    }
    var cells = new ArrayList<String>();
    cells.add(number(format, median(route, Sample::proxyNanos).value() / nanosPerUnit));
    cells.addAll(ratios(route, Sample::proxyNanos, List.of(Route.RELAY)));
    return cells;
  }

  private List<String> ratios(Route route, ToDoubleFunction<Sample> figure, List<Route> others) {
    return others.stream()
        .map(
            other ->
                samples.containsKey(other)
                    ? number("%.2f", median(route, figure).ratioTo(median(other, figure)))
                    : "-")
        .toList();
  }

  private Median median(Route route, ToDoubleFunction<Sample> figure) {
    return Median.of(
        samples.getOrDefault(route, List.of()).stream().map(figure::applyAsDouble).toList());
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
