package dev.paravent.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MeasurementTest {
  @Test
  void everyRoundVisitsEveryTargetAndBeginsWithAnother() throws Exception {
    var visits = new ArrayList<Route>();
    Measurement counting =
        target -> {
          visits.add(target.route());
          return new Sample(visits.size(), 0, 0);
        };

    var samples =
        counting.interleave(List.of(target(Route.DIRECT), target(Route.RELAY)), 2, progress -> {});

    assertThat(visits)
        .containsExactly(
            Route.DIRECT, Route.RELAY, // warm-up
            Route.RELAY, Route.DIRECT,
            Route.DIRECT, Route.RELAY);
    assertThat(samples.get(Route.DIRECT)).extracting(Sample::perSecond).containsExactly(4.0, 5.0);
    assertThat(samples.get(Route.RELAY)).extracting(Sample::perSecond).containsExactly(3.0, 6.0);
  }

  private static Target target(Route route) {
    return new Target(route, new Address("127.0.0.1", 5432), Optional.empty());
  }
}
