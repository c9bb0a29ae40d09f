package dev.paravent.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A comparison counts only if both parsers read the statement. */
class ParserBenchmarkTest {
  @ParameterizedTest
  @EnumSource
  void readsTheShapeWithBothParsers(QueryShape shape) throws Exception {
    ParserBenchmark benchmark = new ParserBenchmark();
    benchmark.shape = shape;
    benchmark.prepare();
    assertThat(benchmark.lex().size()).isGreaterThan(5);
    assertThat(benchmark.lexAndParse()).hasSize(1);
    assertThat(benchmark.print()).isNotEmpty();
    assertThat(benchmark.babel()).isNotNull();
  }
}
