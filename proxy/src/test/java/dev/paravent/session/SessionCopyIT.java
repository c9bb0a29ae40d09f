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
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** COPY, against a real server. */
@NullMarked
class SessionCopyIT extends SessionFixture {
  private static final String PATIENTS = "select id, nir, birth_date from app.patient order by id";

  @BeforeAll
  static void teachCommands() {
    PLANNER.teach("copy text", copy(CopyFormat.TEXT));
    PLANNER.teach("copy csv", copy(CopyFormat.CSV));
    PLANNER.teach("copy binary", copy(CopyFormat.BINARY));
    PLANNER.teach("copy in", copyIn("COPY app.note FROM STDIN"));
    PLANNER.teach("copy patients", insertRows(CopyFormat.Kind.TEXT));
    PLANNER.teach("copy nowhere", copyIn("COPY app.nothing FROM STDIN"));
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
        format,
        false,
        List.of());
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

  @Test
  void copiesOutTransformedRows() throws IOException {
    try (WireClient client = login()) {
      List<Message> answers = client.query("copy text").exchange(1);
      assertThat(WireClient.types(answers)).isEqualTo("HdddcCZI");
      assertThat(WireClient.tags(answers)).containsExactly("COPY 3");
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
      assertThat(WireClient.tags(answers)).containsExactly("COPY 1");
      rows(client.query("copy in"), "no number\n").add('c');
      assertThat(WireClient.types(client.exchange(1))).isEqualTo("GEZE");
      client.query("rollback").exchange(1);
      assertThat(WireClient.code(client.query("copy nowhere").exchange(1))).isEqualTo("42P01");
      client.query("copy in").add('f', "no more");
      assertThat(WireClient.code(client.exchange(1))).isEqualTo("57014");
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
      assertThat(WireClient.tags(answers))
          .containsExactly("COPY 1", "SELECT 1", "COPY 1", "SELECT 1");
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
      assertThat(WireClient.tags(answers)).containsExactly("COPY 3");
      assertThat(CHARGED).containsEntry(ProtectedClass.FR_NIR, 1);
      List<Message> found =
          client.query("select id from app.patient where nir = '9840375123456'").exchange(1);
      assertThat(WireClient.types(found)).as("1, 10 and 12").isEqualTo("TDDDCZT");
      client.query("rollback").exchange(1);
      for (String extended : List.of("copy patients; select 1", "copy patients")) {
        rows(client.query(extended), "10\t1840375123456\tX\nten\t\\N\tY\n").add('c');
        List<Message> failed = client.exchange(1);
        assertThat(WireClient.types(failed)).isEqualTo("GEZI");
        assertThat(WireClient.code(failed)).isEqualTo("22P02");
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
      assertThat(WireClient.code(failed)).isEqualTo("22P04");
      assertThat(failed.get(1).field('M')).contains("\"name\"").contains("line 2");
      client.query("copy patients").add('f', "no more");
      assertThat(WireClient.code(client.exchange(1))).isEqualTo("57014");
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
      assertThat(WireClient.code(client.exchange(1))).isEqualTo("25P02");
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
      assertThat(WireClient.code(failed)).isEqualTo("23505");
      assertThat(failed.get(1).field('M')).contains("line 20001");
      client.query("rollback").exchange(1);
      client.query("begin").exchange(1);
      rows(client.query("copy patients"), many.toString()).add('c');
      assertThat(WireClient.tags(client.exchange(1))).containsExactly("COPY 20000");
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
