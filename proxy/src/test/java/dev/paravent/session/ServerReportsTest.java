package dev.paravent.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paravent.decide.SessionEffect;
import dev.paravent.decide.StatementKind;
import dev.paravent.decide.StatementPlan;
import dev.paravent.wire.pg.BackendMessage.Report;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerReportsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "22012", "22P02", "21000", "54000", "42704", "55P03", "P0001", "XX000", "23514", "23502"
      })
  void failuresOfRowsLookAlikeWhereTheFirstWouldTellTheOrder(String sqlState) {
    Report report = error(sqlState);
    assertThat(ServerReports.ofStatement(report, plan(true)).field(Report.SQL_STATE))
        .isEqualTo("22000");
    assertThat(ServerReports.ofStatement(report, plan(true)))
        .isEqualTo(ServerReports.ofStatement(error("22003"), plan(true)));
    assertThat(ServerReports.ofStatement(report, plan(false)).field(Report.SQL_STATE))
        .isEqualTo(sqlState);
  }

  @ParameterizedTest
  @ValueSource(strings = {"23505", "40001", "57014", "25006"})
  void whatEndsAStatementFromOutsideIsTold(String sqlState) {
    Map<Character, String> fields = new HashMap<>(error(sqlState).fields());
    fields.put('s', "payment");
    fields.put('t', "patient");
    Report report = new Report(fields);
    assertThat(ServerReports.ofStatement(report, plan(true)).field(Report.SQL_STATE))
        .isEqualTo(sqlState);
  }

  @Test
  void aRowCannotFailAsAGuardDoesWhereTheFirstWouldTellTheOrder() {
    Map<Character, String> fields = new HashMap<>(error("22P02").fields());
    fields.put(Report.MESSAGE, "invalid input syntax for type integer: \"TOKEN_UNKNOWN1\"");
    Report report = new Report(fields);
    assertThat(ServerReports.ofStatement(report, plan(true)))
        .isEqualTo(ServerReports.ofStatement(error("22012"), plan(true)));
    assertThat(ServerReports.ofStatement(report, plan(false)).field(Report.MESSAGE))
        .contains("TOKEN_UNKNOWN");
  }

  @Test
  void commitsComeToTheRowsOfHeldCursors() {
    assertThat(ServerReports.ofCommit(error("22012")))
        .isEqualTo(ServerReports.ofCommit(error("22P02")));
    assertThat(ServerReports.ofCommit(error("40001")).field(Report.SQL_STATE)).isEqualTo("40001");
  }

  @Test
  void whatFailsBeforeItRunsIsTold() {
    assertThat(ServerReports.ofStatement(error("42883"), null).field(Report.SQL_STATE))
        .isEqualTo("42883");
  }

  private static Report error(String sqlState) {
    return new Report(Map.of('S', "ERROR", 'V', "ERROR", 'C', sqlState, 'M', "for 1850578006001"));
  }

  private static StatementPlan plan(boolean alike) {
    return new StatementPlan(
            StatementKind.SELECT,
            "SELECT 1",
            0,
            List.of(),
            List.of(),
            0,
            Set.of(),
            SessionEffect.None.INSTANCE,
            true)
        .failing(alike);
  }
}
