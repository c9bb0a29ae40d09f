package dev.paravent.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paravent.sql.ServerText;
import dev.paravent.sql.pg.FoldedRows;
import dev.paravent.sql.pg.PgParser;
import dev.paravent.sql.pg.PgTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What is found out of three rows holds for others only if the second and the third came out alike.
 * No rule of the analysis makes them unlike today, so what it gives is written by hand here.
 */
class FoldedPlanTest {
  private static final PgTokens TOKENS = new PgParser().scan("insert into t values (1), (2), (3)");
  private static final FoldedRows ROWS = Objects.requireNonNull(FoldedRows.of(TOKENS));

  /** A plan of three rows, of which {@code #} is the literal of each. */
  private static @Nullable FoldedPlan folded(
      List<String> rows, String tail, List<Integer> literals) {
    StringBuilder sql = new StringBuilder("INSERT INTO t VALUES ");
    List<ServerText.Literal> places = new ArrayList<>();
    List<Integer> ends = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      sql.append(i == 0 ? "" : ", ");
      int hole = rows.get(i).indexOf('#');
      if (hole >= 0) {
        int start = sql.length() + hole;
        places.add(new ServerText.Literal(start, start + 1, literals.get(i)));
      }
      sql.append(rows.get(i));
      ends.add(sql.length());
    }
    sql.append(tail);
    StatementPlan plan =
        new StatementPlan(
            StatementKind.INSERT,
            sql.toString(),
            0,
            List.of(),
            List.of(),
            0,
            Set.of(),
            SessionEffect.None.INSTANCE,
            true);
    Decision decision =
        new Decision(
            new Verdict.Forward(plan),
            new ServerText(sql.toString(), places, List.of(), ends),
            List.of(),
            List.of(),
            List.of(),
            List.of());
    return FoldedPlan.of(ROWS, TOKENS, decision, plan, 1_000);
  }

  private static int literal(int row) {
    return ROWS.first() + row * ROWS.stride() + 1;
  }

  private static final List<Integer> EACH_ITS_OWN = List.of(literal(0), literal(1), literal(2));

  @Test
  void isMadeOfRowsThatCameOutAlike() {
    FoldedPlan plan =
        Objects.requireNonNull(folded(List.of("(#)", "(#)", "(#)"), " RETURNING 1", EACH_ITS_OWN));
    PgTokens four = new PgParser().scan("insert into t values (4), (5), (6), (7)");
    Verdict verdict = plan.verdict(four, Objects.requireNonNull(FoldedRows.of(four)));
    assertThat(((Verdict.Forward) verdict).plan().sql())
        .isEqualTo("INSERT INTO t VALUES (4), (5), (6), (7) RETURNING 1");
  }

  @Test
  void isNotMadeOfRowsThatCameOutOtherwise() {
    assertThat(folded(List.of("(#)", "(#)", "(# + 1)"), "", EACH_ITS_OWN)).isNull();
    assertThat(folded(List.of("(#)", "(# + 1)", "(#)"), "", EACH_ITS_OWN)).isNull();
    assertThat(folded(List.of("(#)", "(#)", "(3)"), "", EACH_ITS_OWN)).isNull();
  }

  @Test
  void isNotMadeOfRowsWithEachOthersLiterals() {
    List<Integer> crossed = List.of(literal(0), literal(2), literal(1));
    assertThat(folded(List.of("(#)", "(#)", "(#)"), "", crossed)).isNull();
    List<Integer> first = List.of(literal(0), literal(0), literal(0));
    assertThat(folded(List.of("(#)", "(#)", "(#)"), "", first)).isNull();
    List<Integer> second = List.of(literal(1), literal(1), literal(2));
    assertThat(folded(List.of("(#)", "(#)", "(#)"), "", second)).isNull();
  }

  @Test
  void theFirstRowMayDiffer() {
    assertThat(folded(List.of("(#::int)", "(#)", "(#)"), "", EACH_ITS_OWN)).isNotNull();
  }
}
