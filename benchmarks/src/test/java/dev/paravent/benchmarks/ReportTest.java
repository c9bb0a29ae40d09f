package dev.paravent.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {
  @Test
  void medianIsTheMiddleOrTheMeanOfTheTwoMiddles() {
    assertThat(Median.of(List.of(9.0, 1.0, 4.0))).isEqualTo(new Median(4, 2));
    assertThat(Median.of(List.of(8.0, 2.0, 4.0, 6.0)).value()).isEqualTo(5);
    assertThatThrownBy(() -> Median.of(List.of())).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void showsMediansAndRatiosToDirectAndRelay() {
    var report =
        new Report(
            samples(
                Map.of(
                    Route.DIRECT, List.of(new Sample(60_000, 0.13, 0)),
                    Route.RELAY,
                        List.of(
                            new Sample(20_000, 0.40, 17_000),
                            new Sample(90_000, 0.10, 99_000),
                            new Sample(30_000, 0.27, 20_000)),
                    Route.GOVERNED, List.of(new Sample(15_000, 0.53, 30_000)))));

    assertThat(report.transactions())
        .isEqualTo(
            """
            | point query |    tps | spread | / direct | / relay | latency ms | proxy CPU us/tx | / relay |
            |-------------|-------:|-------:|---------:|--------:|-----------:|----------------:|--------:|
            | direct      | 60,000 |    0 % |     1.00 |    2.00 |      0.130 |               - |       - |
            | relay       | 30,000 |  233 % |     0.50 |    1.00 |      0.270 |            20.0 |    1.00 |
            | governed    | 15,000 |    0 % |     0.25 |    0.50 |      0.530 |            30.0 |    1.50 |
            """);
  }

  @Test
  void rowsCarryNoLatency() {
    var report = new Report(samples(Map.of(Route.RELAY, List.of(new Sample(2_000_000, 0, 150)))));

    assertThat(report.rows())
        .isEqualTo(
            """
            | whole table |    rows/s | spread | / direct | / relay | proxy CPU ns/row | / relay |
            |-------------|----------:|-------:|---------:|--------:|-----------------:|--------:|
            | relay       | 2,000,000 |    0 % |        - |    1.00 |              150 |    1.00 |
            """);
  }

  @Test
  void refusesARowWithoutACellForEachColumn() {
    assertThatThrownBy(() -> new Table("a", "b").add(List.of("1")))
        .hasMessage("cells: 1 (expected: 2)");
  }

  private static Map<Route, List<Sample>> samples(Map<Route, List<Sample>> samples) {
    return new EnumMap<>(samples);
  }
}
