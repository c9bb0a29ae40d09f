package dev.paravent.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paravent.sql.pg.AnalysisLimits;
import dev.paravent.sql.pg.Budget;
import dev.paravent.sql.pg.FoldedRows;
import dev.paravent.sql.pg.PgParser;
import dev.paravent.sql.pg.PgTokens;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class InsertedRowsTest {
  private static final String THREE = "insert into t values (1), (2), (3)";

  private final StatementReader reader = new StatementReader(new PgParser());

  private boolean areSourceOf(String text, FoldedRows rows) {
    PgTokens tokens = reader.scan(text);
    Budget budget = Budget.untimed(AnalysisLimits.DEFAULTS);
    Statement.Data statement = (Statement.Data) reader.read(tokens, budget).getFirst();
    return InsertedRows.areSourceOf(statement, rows, tokens);
  }

  /** The parser has the last word on what the tokens look like. */
  @Test
  void areTheRowsThatTheParserRead() {
    FoldedRows rows = Objects.requireNonNull(FoldedRows.of(reader.scan(THREE)));
    assertThat(areSourceOf(THREE, rows)).isTrue();
    assertThat(areSourceOf(THREE + ", (4)", rows)).isFalse();
    assertThat(areSourceOf(THREE.replace(" t ", " t (a) "), rows)).isFalse();
    assertThat(areSourceOf("insert into t select 1 union values (1), (2), (3)", rows)).isFalse();
    assertThat(areSourceOf("update t set a = 1", rows)).isFalse();
  }
}
