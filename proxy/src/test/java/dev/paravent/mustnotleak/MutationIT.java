package dev.paravent.mustnotleak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paravent.attest.Answer;
import dev.paravent.attest.CanaryScanner;
import dev.paravent.attest.CaseRunner;
import dev.paravent.attest.Protocol;
import dev.paravent.cli.StartedProxy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Guarantee G4: when the plan is wrong, somebody else notices. */
@NullMarked
class MutationIT {
  private static final List<String> COLUMNS =
      List.of("nir", "nir15", "birth_date", "birth_year", "id, nir_key", "surname, birth_date");

  private static LeakDatabase database;
  private static CanaryScanner scanner;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    database = LeakDatabase.start(directory);
    scanner = Canary.scanner();
  }

  @AfterAll
  static void stop() throws IOException {
    database.close();
  }

  private static StartedProxy proxy(Blindness.Of blindOf) throws Exception {
    return StartedProxy.start(
        database.port(),
        LeakDatabase.CATALOG_USER,
        LeakDatabase.PASSWORD,
        LeakDatabase.folder("policy"),
        planner -> new Blindness(planner, blindOf));
  }

  private static Answer answer(StartedProxy proxy, Protocol protocol, String sql)
      throws IOException {
    try (CaseRunner runner =
        new CaseRunner(
            LeakDatabase.account(proxy.address(), "desk_app", LeakDatabase.PLANTED),
            protocol,
            false)) {
      return runner.run(List.of(sql));
    }
  }

  private static void assertNothingClear(String what, Answer answer) {
    assertThat(scanner.scan(answer.bytes(), answer.text())).as(what).isEmpty();
  }

  @Test
  void theServersDescriptionStopsAWrongPlan() throws Exception {
    try (StartedProxy proxy = proxy(Blindness.Of.NOTHING)) {
      long incidents = 0;
      for (Protocol protocol : Protocol.values()) {
        for (String column : COLUMNS) {
          Answer answer =
              answer(proxy, protocol, "select " + column + " from care.person where id = 9001");
          assertThat(answer.isClosed()).as(column).isTrue();
          assertThat(answer.refusals()).containsExactly("RESULT_DISAGREES");
          assertThat(answer.types()).doesNotContain("D");
          assertNothingClear(column, answer);
          assertThat(proxy.incidents("result_disagrees")).isEqualTo(++incidents);
        }
      }
    }
  }

  @Test
  void theRowsStopAWrongPlanWhoseDescriptionIsNotCompared() throws Exception {
    try (StartedProxy proxy = proxy(Blindness.Of.DESCRIPTION)) {
      long incidents = 0;
      for (Protocol protocol : Protocol.values()) {
        for (String column : COLUMNS) {
          Answer answer =
              answer(proxy, protocol, "select " + column + " from care.person where id = 9001");
          assertThat(answer.isClosed()).as(column).isTrue();
          assertThat(answer.types()).doesNotContain("D");
          assertNothingClear(column, answer);
          assertThat(proxy.incidents("clear_value")).isEqualTo(++incidents);
        }
      }
    }
  }

  /** What has no origin can be told by its form alone: numbers with their key, in text. */
  @Test
  void theSentinelReplacesNumbersWithTheirKeyWhenAllElseIsBlind() throws Exception {
    try (StartedProxy proxy = proxy(Blindness.Of.EVERYTHING)) {
      for (Protocol protocol : Protocol.values()) {
        Answer answer =
            answer(proxy, protocol, "select nir15, surname from care.person where id > 9000");
        assertThat(Verdicts.holdsToken(answer)).isTrue();
        assertNothingClear("nir15", answer);
        answer = answer(proxy, protocol, "select members from care.household where id = 9001");
        assertThat(Verdicts.holdsToken(answer)).isTrue();
        assertNothingClear("members", answer);
      }
    }
  }
}
