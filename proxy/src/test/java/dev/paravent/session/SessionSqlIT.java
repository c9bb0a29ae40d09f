package dev.paravent.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paravent.decide.CopyFormat;
import dev.paravent.decide.CopySource;
import dev.paravent.decide.Demand;
import dev.paravent.decide.Output;
import dev.paravent.decide.PlanRequest;
import dev.paravent.decide.ServerParameter;
import dev.paravent.decide.SessionCommand;
import dev.paravent.decide.SessionEffect;
import dev.paravent.decide.StatementKind;
import dev.paravent.decide.StatementPlan;
import dev.paravent.policies.ProtectedClass;
import dev.paravent.session.WireClient.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** SQL's prepared statements and cursors, and COPY, against a real server. */
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
    PLANNER.teach("copy text", copy(CopyFormat.TEXT));
    PLANNER.teach("copy csv", copy(CopyFormat.CSV));
    PLANNER.teach("copy binary", copy(CopyFormat.BINARY));
    PLANNER.teach("copy in", copyIn("COPY app.note FROM STDIN"));
    PLANNER.teach("copy patients", insertRows(CopyFormat.Kind.TEXT));
    PLANNER.teach("copy nowhere", copyIn("COPY app.nothing FROM STDIN"));
  }

  private static StatementPlan planned(String sql) {
    return Objects.requireNonNull(PLANNER.taught(sql));
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

  private static StatementPlan copy(CopyFormat format) {
    StatementPlan plan = planned(PATIENTS);
    return new StatementPlan(
        StatementKind.COPY_TO,
        plan.sql(),
        0,
        List.of(),
        plan.outputs(),
        0,
        Set.of(),
        SessionEffect.None.INSTANCE,
        true,
        format);
  }

  private static StatementPlan copyIn(String sql) {
    List<Output> none = List.of();
    return new StatementPlan(
        StatementKind.COPY_FROM,
        sql,
        0,
        List.of(),
        none,
        0,
        Set.of(),
        SessionEffect.None.INSTANCE,
        true);
  }

  private static WireClient login() throws IOException {
    return WireClient.login(address, "portal");
  }

  private static String code(List<Message> messages) {
    return messages.stream()
        .filter(message -> message.type() == 'E')
        .map(message -> message.field('C'))
        .findFirst()
        .orElse("none");
  }

  private static List<String> tags(List<Message> messages) {
    return messages.stream()
        .filter(message -> message.type() == 'C')
        .map(message -> message.text().replace("\0", ""))
        .toList();
  }

  @Test
  void preparesAndExecutesUnderTheNamesOfTheProtocol() throws IOException {
    try (WireClient client = login()) {
      List<Message> answers = client.query("prepare p; execute p; deallocate p").exchange(1);
      assertThat(WireClient.types(answers)).isEqualTo("CTDDDCCZI");
      assertThat(tags(answers)).containsExactly("PREPARE", "SELECT 3", "DEALLOCATE");
      assertThat(code(client.query("execute p").exchange(1))).isEqualTo("26000");
      assertThat(code(client.query("deallocate p").exchange(1))).isEqualTo("26000");
      // a statement of Parse is one of PREPARE, and the other way round
      assertThat(client.parse("p", PATIENTS).sync().types(1)).isEqualTo("1ZI");
      assertThat(client.query("execute p").types(1)).isEqualTo("TDDDCZI");
      assertThat(code(client.query("prepare p").exchange(1))).isEqualTo("42P05");
      assertThat(client.query("deallocate p").types(1)).isEqualTo("CZI");
      assertThat(client.query("prepare p").types(1)).isEqualTo("CZI");
      assertThat(client.bind("", "p").describe('P', "").execute("", 2).sync().types(1))
          .isEqualTo("2TDDsZI");
      List<Message> all = client.query("deallocate all").exchange(1);
      assertThat(tags(all)).containsExactly("DEALLOCATE ALL");
      assertThat(code(client.bind("", "p").sync().exchange(1))).isEqualTo("26000");
    }
  }

  @Test
  void treatsTheValuesOfExecuteAsBoundOnes() throws IOException {
    try (WireClient client = login()) {
      assertThat(client.query("prepare l").types(1)).isEqualTo("CZI");
      assertThat(client.query("execute l(token)").types(1)).isEqualTo("TDCZI");
      assertThat(client.query("execute l(null)").types(1)).isEqualTo("TCZI");
      assertThat(code(client.query("execute l(clear)").exchange(1))).isEqualTo("42501");
      assertThat(code(client.query("execute l()").exchange(1))).isEqualTo("42601");
      assertThat(code(client.query("execute l($1)").exchange(1))).isEqualTo("42P02");
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
        assertThat(code(client.query(command).exchange(1))).as(command).isEqualTo("25P02");
      }
      client.query("rollback").exchange(1);
      assertThat(client.query("execute p").types(1)).isEqualTo("TDDDCZI");
      assertThat(code(client.query("execute l(null)").exchange(1))).isEqualTo("26000");
    }
  }

  @Test
  void fetchesFromCursors() throws IOException {
    try (WireClient client = login()) {
      client.query("begin").exchange(1);
      assertThat(tags(client.query("declare c").exchange(1))).containsExactly("DECLARE CURSOR");
      assertThat(code(client.query("fetch 1; declare c").exchange(1))).isEqualTo("42P03");
      client.query("rollback; begin; declare c").exchange(1);
      assertThat(tags(client.query("move 1; fetch 1; fetch all").exchange(1)))
          .containsExactly("MOVE 1", "FETCH 1", "FETCH 1");
      assertThat(tags(client.query("close c").exchange(1))).containsExactly("CLOSE CURSOR");
      assertThat(code(client.query("fetch 1").exchange(1))).isEqualTo("34000");
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
      assertThat(code(client.query("fetch 1").exchange(1))).isEqualTo("34000");
    }
  }

  @Test
  void holdsCursorsBeyondTheirTransaction() throws IOException {
    try (WireClient client = login()) {
      client.query("begin; declare h").exchange(1);
      client.query("rollback").exchange(1);
      assertThat(code(client.query("fetch 1").exchange(1))).isEqualTo("34000");
      client.query("begin; declare h; fetch 1").exchange(1);
      client.query("commit").exchange(1);
      assertThat(code(client.query("declare h").exchange(1))).isEqualTo("42P03");
      List<Message> second = client.query("fetch 1").exchange(1);
      assertThat(WireClient.types(second)).isEqualTo("TDCZI");
      List<Message> first = client.query("fetch back").exchange(1);
      assertThat(WireClient.types(first)).isEqualTo("TDCZI");
      assertThat(first.get(1).text()).contains("984037512345");
      client.query("begin; savepoint s; fetch 1").exchange(1);
      client.query("rollback to s; rollback").exchange(1);
      assertThat(code(client.query("declare h").exchange(1))).isEqualTo("42P03");
      assertThat(client.query("fetch all").types(1)).isEqualTo("TDCZI");
      assertThat(tags(client.query("close c").exchange(1))).containsExactly("CLOSE CURSOR");
      assertThat(code(client.query("fetch 1").exchange(1))).isEqualTo("34000");
      // without a transaction of its own it is committed at once
      assertThat(client.query("declare h").types(1)).isEqualTo("CZI");
      assertThat(client.query("fetch all").types(1)).isEqualTo("TDDDCZI");
      assertThat(client.query("discard all").types(1)).isEqualTo("CZI");
      assertThat(code(client.query("fetch 1").exchange(1))).isEqualTo("34000");
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
      assertThat(code(client.query("fetch 1").exchange(1))).isEqualTo("34000");
    }
  }

  @Test
  void keepsItsNamesWhereACommandFails() throws IOException {
    try (WireClient client = login()) {
      client.query("prepare p; begin; savepoint s; declare c").exchange(1);
      client.query("select 1/0").exchange(1);
      assertThat(code(client.query("deallocate p").exchange(1))).isEqualTo("25P02");
      assertThat(code(client.query("rollback to s; execute p").exchange(1))).isEqualTo("none");
    }
  }

  @Test
  void declaresAgainWhatARollbackEnded() throws IOException {
    try (WireClient client = login()) {
      client.query("begin").exchange(1);
      client.query("savepoint s").exchange(1);
      client.query("declare c").exchange(1);
      client.query("rollback to s").exchange(1);
      assertThat(code(client.query("fetch 1").exchange(1))).isEqualTo("34000");
      client.query("rollback to s").exchange(1);
      assertThat(client.query("declare c; fetch 1").types(1)).isEqualTo("CTDCZT");
    }
  }

  @Test
  void copiesOutTransformedRows() throws IOException {
    try (WireClient client = login()) {
      List<Message> answers = client.query("copy text").exchange(1);
      assertThat(WireClient.types(answers)).isEqualTo("HdddcCZI");
      assertThat(tags(answers)).containsExactly("COPY 3");
      assertThat(answers.get(1).text()).startsWith("1\t9").endsWith("\n");
      assertThat(answers.get(3).text()).isEqualTo("3\t\\N\t\\N\n");
      List<Message> csv = client.query("copy csv").exchange(1);
      assertThat(csv.get(3).text()).isEqualTo("3,,\n");
      List<Message> binary = client.query("copy binary").exchange(1);
      assertThat(WireClient.types(binary)).isEqualTo("HddddcCZI");
      assertThat(binary.get(1).body()).startsWith('P', 'G', 'C', 'O', 'P', 'Y');
      String extended =
          client
              .parse("", "copy text")
              .describe('S', "")
              .bind("", "")
              .describe('P', "")
              .execute("", 1)
              .sync()
              .types(1);
      assertThat(extended).isEqualTo("1tn2nHdddcCZI");
    }
  }

  private static WireClient rows(WireClient client, String text) {
    return client.add('d', (Object) text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void copiesIn() throws IOException {
    try (WireClient client = login()) {
      client.query("begin").exchange(1);
      rows(client.query("copy in"), "10\tten\n").sync().flush().add('c');
      List<Message> answers = client.exchange(1);
      assertThat(WireClient.types(answers)).isEqualTo("GCZT");
      assertThat(tags(answers)).containsExactly("COPY 1");
      rows(client.query("copy in"), "no number\n").add('c');
      assertThat(WireClient.types(client.exchange(1))).isEqualTo("GEZE");
      client.query("rollback").exchange(1);
      assertThat(code(client.query("copy nowhere").exchange(1))).isEqualTo("42P01");
      client.query("copy in").add('f', "no more");
      assertThat(code(client.exchange(1))).isEqualTo("57014");
      assertThat(client.query("select 1").types(1)).isEqualTo("TDCZI");
    }
  }

  @Test
  void goesOnBehindACopy() throws IOException {
    try (WireClient client = login()) {
      client.query("begin").exchange(1);
      rows(client.query("copy in; select 1; copy in; select 2"), "10\tten\n").add('c');
      rows(client, "11\televen\n").add('c');
      List<Message> answers = client.exchange(1);
      assertThat(WireClient.types(answers)).isEqualTo("GCTDCGCTDCZT");
      assertThat(tags(answers)).containsExactly("COPY 1", "SELECT 1", "COPY 1", "SELECT 1");
      rows(client.query("copy in; select 1"), "no number\n").add('c');
      assertThat(WireClient.types(client.exchange(1))).isEqualTo("GEZE");
      client.query("rollback").exchange(1);
      client.query("copy in; select 1").add('f', "no more");
      assertThat(WireClient.types(client.exchange(1))).isEqualTo("GEZI");
      rows(client.query("copy in; refuse this; select 1"), "10\tten\n").add('c');
      assertThat(WireClient.types(client.exchange(1))).isEqualTo("GCEZI");
      assertThat(client.query("select count(*) from app.note").exchange(1).get(1).text())
          .as("what came before is undone with it")
          .contains("0");
    }
  }

  private static SessionCommand insertRows(CopyFormat.Kind kind) {
    Demand written =
        new Demand(
            ProtectedClass.FR_NIR,
            false,
            true,
            Demand.Clear.ALLOWED,
            -1,
            false,
            true,
            Demand.Subject.NONE);
    return new SessionCommand.CopyIn(
        new PlanRequest("copy patients in " + kind, List.of(), List.of(), true),
        new StatementPlan(
            StatementKind.INSERT,
            "insert into app.patient (id, nir, name) values ($1, $2, $3)",
            3,
            List.of(
                new ServerParameter(0, new ServerParameter.Client(0)),
                new ServerParameter(VARCHAR, new ServerParameter.ClientProtected(1, written)),
                new ServerParameter(0, new ServerParameter.Client(2))),
            List.of(),
            0,
            Set.of(),
            SessionEffect.None.INSTANCE,
            true),
        new CopySource(
            kind,
            List.of("id", "nir", "name"),
            '\t',
            "\\N",
            CopySource.Header.NONE,
            '"',
            '"',
            Set.of(),
            Set.of()));
  }

  @Test
  void insertsTheRowsOfACopyIntoProtectedColumns() throws IOException, SQLException {
    try (WireClient client = login()) {
      CHARGED.clear();
      client.query("begin").exchange(1);
      rows(client.query("copy patients"), "10\t984037512345");
      rows(client, "6\tX\n11\t\\N\tY\n12\t1840375123456\t\\N").add('c');
      List<Message> answers = client.exchange(1);
      assertThat(WireClient.types(answers)).isEqualTo("GCZT");
      assertThat(tags(answers)).containsExactly("COPY 3");
      assertThat(CHARGED).containsEntry(ProtectedClass.FR_NIR, 1);
      List<Message> found =
          client.query("select id from app.patient where nir = '9840375123456'").exchange(1);
      assertThat(WireClient.types(found)).as("1, 10 and 12").isEqualTo("TDDDCZT");
      client.query("rollback").exchange(1);
      for (String extended : List.of("copy patients; select 1", "copy patients")) {
        rows(client.query(extended), "10\t1840375123456\tX\nten\t\\N\tY\n").add('c');
        List<Message> failed = client.exchange(1);
        assertThat(WireClient.types(failed)).isEqualTo("GEZI");
        assertThat(code(failed)).isEqualTo("22P02");
        assertThat(failed.get(1).field('M')).contains("COPY, line 2");
      }
    }
  }

  @Test
  void tellsTheLineOfARowThatIsNone() throws IOException {
    try (WireClient client = login()) {
      rows(client.query("copy patients"), "10\t\\N\tX\n11\t\\N\n").add('c');
      List<Message> failed = client.exchange(1);
      assertThat(WireClient.types(failed)).isEqualTo("GEZI");
      assertThat(code(failed)).isEqualTo("22P04");
      assertThat(failed.get(1).field('M')).contains("\"name\"").contains("line 2");
      client.query("copy patients").add('f', "no more");
      assertThat(code(client.exchange(1))).isEqualTo("57014");
      assertThat(client.query("select 1").types(1)).isEqualTo("TDCZI");
    }
  }

  @Test
  void insertsTheRowsOfACopyOfTheExtendedProtocol() throws IOException {
    try (WireClient client = login()) {
      client.query("begin").exchange(1);
      client.parse("c", "copy patients").describe('S', "c").bind("", "c").describe('P', "");
      rows(client.execute("", 0).sync(), "10\t9840375123456\tX\n").add('c');
      client.bind("", "c").execute("", 0);
      rows(client, "11\t9840375123456\tX\n").add('c').sync();
      assertThat(WireClient.types(client.exchange(1))).isEqualTo("1tn2nGC2GCZT");
      client.bind("", "c").execute("", 0).sync();
      rows(client, "11\t9840375123456\tX\nno row\n").add('c').sync();
      assertThat(WireClient.types(client.exchange(1))).isEqualTo("2GEZE");
      client.bind("", "c").execute("", 0).sync();
      assertThat(code(client.exchange(1))).isEqualTo("25P02");
    }
  }

  @Test
  void takesNoMoreRowsThanTheServer() throws IOException {
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      many.append(1000 + i).append("\t9840375123456\tsomebody with a name of some length\n");
    }
    try (WireClient client = login()) {
      client.query("begin").exchange(1);
      rows(rows(client.query("copy patients"), many.toString()), "1\t\\N\tX\n").add('c');
      List<Message> failed = client.exchange(1);
      assertThat(code(failed)).isEqualTo("23505");
      assertThat(failed.get(1).field('M')).contains("line 20001");
      client.query("rollback").exchange(1);
      client.query("begin").exchange(1);
      rows(client.query("copy patients"), many.toString()).add('c');
      assertThat(tags(client.exchange(1))).containsExactly("COPY 20000");
      client.query("rollback").exchange(1);
    }
  }

  @Test
  void copiesInByTheExtendedProtocolWhereSyncIsIgnored() throws IOException {
    try (WireClient client = login()) {
      client.query("begin").exchange(1);
      client.parse("", "copy in").bind("", "").execute("", 0).sync();
      rows(client, "10\tten\n").add('c').sync();
      assertThat(WireClient.types(client.exchange(1))).isEqualTo("12GCZT");
      client.parse("", "copy in").bind("", "").execute("", 0).sync();
      rows(client, "no number\n").add('c').sync();
      assertThat(WireClient.types(client.exchange(1))).isEqualTo("12GEZE");
      client.query("rollback").exchange(1);
      client.parse("", "copy nowhere").bind("", "").execute("", 0).sync();
      assertThat(WireClient.types(client.exchange(1))).isEqualTo("12EZI");
      assertThat(client.query("select 1").types(1)).isEqualTo("TDCZI");
    }
  }
}
