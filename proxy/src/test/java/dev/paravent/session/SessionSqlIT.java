package dev.paravent.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paravent.decide.PlanRequest;
import dev.paravent.decide.SessionCommand;
import dev.paravent.session.WireClient.Message;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** SQL's prepared statements and cursors, against a real server. */
@NullMarked
class SessionSqlIT extends SessionFixture {
  private static final String PATIENTS = "select id, nir, birth_date from app.patient order by id";
  private static final String BY_NIR = "select id from app.patient where nir = $1";

  @BeforeAll
  static void teachCommands() {
    PLANNER.teach("prepare p", prepare("p", PATIENTS));
    PLANNER.teach("prepare l", prepare("l", BY_NIR));
    PLANNER.teach("execute p", new SessionCommand.Execute("p", List.of()));
    PLANNER.teach("execute l(token)", execute(new SessionCommand.Constant("9840375123456")));
    PLANNER.teach("execute l(clear)", execute(new SessionCommand.Constant("1840375123456")));
    PLANNER.teach("execute l(null)", execute(new SessionCommand.Constant(null)));
    PLANNER.teach("execute l($1)", execute(new SessionCommand.Parameter(0)));
    PLANNER.teach("execute l()", execute());
    PLANNER.teach("deallocate p", new SessionCommand.Deallocate("p"));
    PLANNER.teach("deallocate all", new SessionCommand.Deallocate(null));
    PLANNER.teach("declare c", declare(false, false));
    PLANNER.teach("declare b", declare(true, false));
    PLANNER.teach("declare h", declare(false, true));
    PLANNER.teach("fetch back", new SessionCommand.Fetch(false, "BACKWARD 1", "c"));
    PLANNER.teach("fetch 1", new SessionCommand.Fetch(false, "FORWARD 1", "c"));
    PLANNER.teach("fetch all", new SessionCommand.Fetch(false, "FORWARD ALL", "c"));
    PLANNER.teach("move 1", new SessionCommand.Fetch(true, "FORWARD 1", "c"));
    PLANNER.teach("close c", new SessionCommand.Close("c"));
    PLANNER.teach("close all", new SessionCommand.Close(null));
  }

  private static SessionCommand prepare(String name, String sql) {
    return new SessionCommand.Prepare(
        name, new PlanRequest(sql, List.of(), List.of(), true), planned(sql));
  }

  private static SessionCommand execute(SessionCommand.Argument... arguments) {
    return new SessionCommand.Execute("l", List.of(arguments));
  }

  private static SessionCommand declare(boolean binary, boolean hold) {
    return new SessionCommand.Declare(
        "c",
        " SCROLL",
        binary,
        hold,
        new PlanRequest(PATIENTS, List.of(), List.of(), true),
        planned(PATIENTS));
  }

  @Test
  void preparesAndExecutesUnderTheNamesOfTheProtocol() throws IOException {
    try (WireClient client = login()) {
      List<Message> answers = client.query("prepare p; execute p; deallocate p").exchange(1);
      assertThat(WireClient.types(answers)).isEqualTo("CTDDDCCZI");
      assertThat(WireClient.tags(answers)).containsExactly("PREPARE", "SELECT 3", "DEALLOCATE");
      assertThat(WireClient.code(client.query("execute p").exchange(1))).isEqualTo("26000");
      assertThat(WireClient.code(client.query("deallocate p").exchange(1))).isEqualTo("26000");
      // a statement of Parse is one of PREPARE, and the other way round
      assertThat(client.parse("p", PATIENTS).sync().types(1)).isEqualTo("1ZI");
      assertThat(client.query("execute p").types(1)).isEqualTo("TDDDCZI");
      assertThat(WireClient.code(client.query("prepare p").exchange(1))).isEqualTo("42P05");
      assertThat(client.query("deallocate p").types(1)).isEqualTo("CZI");
      assertThat(client.query("prepare p").types(1)).isEqualTo("CZI");
      assertThat(client.bind("", "p").describe('P', "").execute("", 2).sync().types(1))
          .isEqualTo("2TDDsZI");
      List<Message> all = client.query("deallocate all").exchange(1);
      assertThat(WireClient.tags(all)).containsExactly("DEALLOCATE ALL");
      assertThat(WireClient.code(client.bind("", "p").sync().exchange(1))).isEqualTo("26000");
    }
  }

  @Test
  void treatsTheValuesOfExecuteAsBoundOnes() throws IOException {
    try (WireClient client = login()) {
      assertThat(client.query("prepare l").types(1)).isEqualTo("CZI");
      assertThat(client.query("execute l(token)").types(1)).isEqualTo("TDCZI");
      assertThat(client.query("execute l(null)").types(1)).isEqualTo("TCZI");
      assertThat(WireClient.code(client.query("execute l(clear)").exchange(1))).isEqualTo("42501");
      assertThat(WireClient.code(client.query("execute l()").exchange(1))).isEqualTo("42601");
      assertThat(WireClient.code(client.query("execute l($1)").exchange(1))).isEqualTo("42P02");
      String types =
          client
              .parse("e", "execute l($1)")
              .describe('S', "e")
              .bind("", "e", "9840375123456")
              .describe('P', "")
              .execute("", 0)
              .bind("", "e", (String) null)
              .execute("", 0)
              .sync()
              .types(1);
      assertThat(types).isEqualTo("1tT2TDC2CZI");
    }
  }

  @Test
  void performsCommandsOfTheExtendedProtocolWhenTheyAreExecuted() throws IOException {
    try (WireClient client = login()) {
      String types =
          client
              .parse("", "prepare p")
              .bind("", "")
              .describe('P', "")
              .execute("", 0)
              .parse("", "execute p")
              .bind("", "")
              .execute("", 0)
              .parse("", "deallocate p")
              .bind("", "")
              .execute("", 0)
              .sync()
              .types(1);
      assertThat(types).isEqualTo("12nC12DDDC12CZI");
    }
  }

  @Test
  void failsWhereTheServerFails() throws IOException {
    try (WireClient client = login()) {
      client.query("prepare p").exchange(1);
      client.query("begin").exchange(1);
      client.query("select 1/0").exchange(1);
      for (String command : List.of("deallocate all", "prepare l", "execute p", "close all")) {
        assertThat(WireClient.code(client.query(command).exchange(1)))
            .as(command)
            .isEqualTo("25P02");
      }
      client.query("rollback").exchange(1);
      assertThat(client.query("execute p").types(1)).isEqualTo("TDDDCZI");
      assertThat(WireClient.code(client.query("execute l(null)").exchange(1))).isEqualTo("26000");
    }
  }

  @Test
  void fetchesFromCursors() throws IOException {
    try (WireClient client = login()) {
      client.query("begin").exchange(1);
      assertThat(WireClient.tags(client.query("declare c").exchange(1)))
          .containsExactly("DECLARE CURSOR");
      assertThat(WireClient.code(client.query("fetch 1; declare c").exchange(1)))
          .isEqualTo("42P03");
      client.query("rollback; begin; declare c").exchange(1);
      assertThat(WireClient.tags(client.query("move 1; fetch 1; fetch all").exchange(1)))
          .containsExactly("MOVE 1", "FETCH 1", "FETCH 1");
      assertThat(WireClient.tags(client.query("close c").exchange(1)))
          .containsExactly("CLOSE CURSOR");
      assertThat(WireClient.code(client.query("fetch 1").exchange(1))).isEqualTo("34000");
      client.query("rollback; begin; declare b").exchange(1);
      List<Message> binary = client.query("fetch all").exchange(1);
      assertThat(WireClient.types(binary)).isEqualTo("TDDDCZT");
      String extended =
          client
              .parse("f", "fetch all")
              .describe('S', "f")
              .bind("", "f")
              .describe('P', "")
              .execute("", 0)
              .sync()
              .types(1);
      assertThat(extended).isEqualTo("1tT2TCZT");
      assertThat(client.query("commit").types(1)).isEqualTo("CZI");
      assertThat(WireClient.code(client.query("fetch 1").exchange(1))).isEqualTo("34000");
    }
  }

  @Test
  void holdsCursorsBeyondTheirTransaction() throws IOException {
    try (WireClient client = login()) {
      client.query("begin; declare h").exchange(1);
      client.query("rollback").exchange(1);
      assertThat(WireClient.code(client.query("fetch 1").exchange(1))).isEqualTo("34000");
      client.query("begin; declare h; fetch 1").exchange(1);
      client.query("commit").exchange(1);
      assertThat(WireClient.code(client.query("declare h").exchange(1))).isEqualTo("42P03");
      List<Message> second = client.query("fetch 1").exchange(1);
      assertThat(WireClient.types(second)).isEqualTo("TDCZI");
      List<Message> first = client.query("fetch back").exchange(1);
      assertThat(WireClient.types(first)).isEqualTo("TDCZI");
      assertThat(first.get(1).text()).contains("984037512345");
      client.query("begin; savepoint s; fetch 1").exchange(1);
      client.query("rollback to s; rollback").exchange(1);
      assertThat(WireClient.code(client.query("declare h").exchange(1))).isEqualTo("42P03");
      assertThat(client.query("fetch all").types(1)).isEqualTo("TDCZI");
      assertThat(WireClient.tags(client.query("close c").exchange(1)))
          .containsExactly("CLOSE CURSOR");
      assertThat(WireClient.code(client.query("fetch 1").exchange(1))).isEqualTo("34000");
      // without a transaction of its own it is committed at once
      assertThat(client.query("declare h").types(1)).isEqualTo("CZI");
      assertThat(client.query("fetch all").types(1)).isEqualTo("TDDDCZI");
      assertThat(client.query("discard all").types(1)).isEqualTo("CZI");
      assertThat(WireClient.code(client.query("fetch 1").exchange(1))).isEqualTo("34000");
      client.query("begin; declare h; commit; select 1/0").exchange(1);
      assertThat(client.query("fetch 1").types(1))
          .as("committed before the error")
          .isEqualTo("TDCZI");
      client.query("close c").exchange(1);
      client.query("begin; savepoint s; declare h; rollback to s; commit").exchange(1);
      assertThat(client.query("declare h").types(1)).as("rolled back, not held").isEqualTo("CZI");
      PLANNER.generation++;
      try {
        assertThat(client.query("fetch 1").types(1)).as("its plan is the same").isEqualTo("TDCZI");
      } finally {
        PLANNER.generation--;
      }
    }
  }

  @Test
  void knowsPortalsAndCursorsByOneName() throws IOException {
    try (WireClient client = login()) {
      client.query("begin").exchange(1);
      assertThat(client.parse("", PATIENTS).bind("c", "").sync().types(1)).isEqualTo("12ZT");
      assertThat(client.query("fetch all").types(1)).isEqualTo("TDDDCZT");
      assertThat(client.query("close c; declare c").types(1)).isEqualTo("CCZT");
      assertThat(client.describe('P', "c").execute("c", 1).sync().types(1)).isEqualTo("TDsZT");
      assertThat(client.execute("c", 0).sync().types(1)).isEqualTo("DDCZT");
    }
  }

  @Test
  void closesEveryCursorButTheOneThatRuns() throws IOException {
    try (WireClient client = login()) {
      client.query("begin; declare c").exchange(1);
      String types = client.parse("", "close all").bind("", "").execute("", 0).sync().types(1);
      assertThat(types).isEqualTo("12CZT");
      assertThat(WireClient.code(client.query("fetch 1").exchange(1))).isEqualTo("34000");
    }
  }

  @Test
  void keepsItsNamesWhereACommandFails() throws IOException {
    try (WireClient client = login()) {
      client.query("prepare p; begin; savepoint s; declare c").exchange(1);
      client.query("select 1/0").exchange(1);
      assertThat(WireClient.code(client.query("deallocate p").exchange(1))).isEqualTo("25P02");
      assertThat(WireClient.code(client.query("rollback to s; execute p").exchange(1)))
          .isEqualTo("none");
    }
  }

  @Test
  void declaresAgainWhatARollbackEnded() throws IOException {
    try (WireClient client = login()) {
      client.query("begin").exchange(1);
      client.query("savepoint s").exchange(1);
      client.query("declare c").exchange(1);
      client.query("rollback to s").exchange(1);
      assertThat(WireClient.code(client.query("fetch 1").exchange(1))).isEqualTo("34000");
      client.query("rollback to s").exchange(1);
      assertThat(client.query("declare c; fetch 1").types(1)).isEqualTo("CTDCZT");
    }
  }
}
