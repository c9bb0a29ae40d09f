package dev.paravent.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Something that can be timed at a target. */
interface Measurement {
  Sample measure(Target target) throws IOException, InterruptedException;

  /**
   * Visits every target once to warm up, then {@code rounds} times for the record. Each round
   * begins with another target, so that none of them always follows the same neighbour.
   */
  default Map<Route, List<Sample>> interleave(
      List<Target> targets, int rounds, Consumer<String> progress)
      throws IOException, InterruptedException {
    var samples = new EnumMap<Route, List<Sample>>(Route.class);
    for (int round = 0; round <= rounds; round++) {
      for (int position = 0; position < targets.size(); position++) {
        var target = targets.get((round + position) % targets.size());
        progress.accept(
            (round == 0 ? "warm-up" : "round " + round + "/" + rounds)
                + " "
                + target.route().label());
        var sample = measure(target);
        if (round > 0) {
          samples.computeIfAbsent(target.route(), route -> new ArrayList<>()).add(sample);
        }
      }
    }
    return samples;
  }
}
