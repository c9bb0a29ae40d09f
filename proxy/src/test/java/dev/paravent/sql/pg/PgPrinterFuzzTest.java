package dev.paravent.sql.pg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.junit.jupiter.api.Test;

/** Random trees through the printer and back: parentheses and quoting lose nothing. */
class PgPrinterFuzzTest {
  private static final int TREES = 3_000;
  private static final PgParser PARSER = new PgParser();

  @Test
  void readsQueriesBackAsTheSameTree() {
    for (long seed = 0; seed < TREES; seed++) {
      readsBack(new RandomTrees(seed).query(3), seed);
    }
  }

  @Test
  void readsWritesBackAsTheSameTree() {
    for (long seed = 0; seed < TREES; seed++) {
      readsBack(new RandomWrites(seed).statement(), seed);
    }
  }

  @Test
  void readsUtilitiesBackAsTheSameTree() {
    for (long seed = 0; seed < TREES; seed++) {
      readsBack(new RandomUtilities(seed).statement(), seed);
    }
  }

  private static void readsBack(SqlNode tree, long seed) {
    String printed = PgPrinter.print(tree);
    List<ParsedStatement> statements;
    try {
      statements = PARSER.parse(printed);
    } catch (PgSyntaxException e) {
      throw new AssertionError("seed=" + seed + " " + printed, e);
    }
    assertThat(statements).hasSize(1);
    assertThat(PgEquality.equal(statements.getFirst().tree(), tree))
        .as("seed=%d %s", seed, printed)
        .isTrue();
  }
}
