package dev.paravent.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paravent.decide.Demand;
import dev.paravent.decide.Output;
import dev.paravent.decide.ServerParameter;
import dev.paravent.decide.SessionEffect;
import dev.paravent.decide.StatementKind;
import dev.paravent.decide.StatementPlan;
import dev.paravent.policies.ProtectedClass;
import dev.paravent.session.WireClient.Message;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class SessionIT extends SessionFixture {
  @Test
  void tokenisesRowsInEveryProtocolAndFormat() throws SQLException {
    for (String mode : modes()) {
      try (Connection connection = connect("portal", mode);
          PreparedStatement statement =
              connection.prepareStatement(
                  "select id, nir, birth_date from app.patient order by id")) {
        for (int i = 0; i < 3; i++) {
          try (ResultSet rows = statement.executeQuery()) {
            rows.next();
            assertThat(rows.getString(2)).as(mode).isEqualTo("9840375123456");
            assertThat(rows.getDate(3)).as(mode).hasToString("1784-03-14");
            rows.next();
            assertThat(rows.getString(2)).isEqualTo("8901275654321");
            rows.next();
            assertThat(rows.getString(2)).isNull();
            assertThat(rows.getDate(3)).isNull();
            assertThat(rows.next()).isFalse();
          }
        }
      }
    }
  }

  @Test
  void looksUpByTokenAndRefusesClearValues() throws SQLException {
    for (String mode : List.of("", "&prepareThreshold=-1", "&prepareThreshold=1")) {
      try (Connection connection = connect("portal", mode);
          PreparedStatement statement =
              connection.prepareStatement("select id from app.patient where nir = ?")) {
        statement.setString(1, "9840375123456");
        try (ResultSet rows = statement.executeQuery()) {
          rows.next();
          assertThat(rows.getInt(1)).isEqualTo(1);
        }
        statement.setString(1, "1840375123456");
        assertThatThrownBy(statement::executeQuery)
            .hasMessageContaining("[CLEAR_LOOKUP_NOT_ALLOWED]");
        statement.setString(1, "8901275654321");
        try (ResultSet rows = statement.executeQuery()) {
          rows.next();
          assertThat(rows.getInt(1)).isEqualTo(2);
        }
      }
    }
  }

  @Test
  void sendsLiteralsAsParametersAndStripsHiddenFields() throws IOException {
    try (WireClient client = WireClient.login(address, "portal")) {
      assertThat(client.query("select id from app.patient where nir = '9840375123456'").types(1))
          .isEqualTo("TDCZI");
      List<Message> messages =
          client.query("select key, nirs, nir from app.patient where id = 1").exchange(1);
      String row = messages.get(1).text();
      assertThat(row)
          .contains("{9840375123456,NULL}")
          .contains("9840375123456")
          .doesNotContain("1840375123456")
          .doesNotContain("1984");
      assertThat(messages.get(1).body()[1]).isEqualTo((byte) 3);
    }
  }

  @Test
  void keepsTheTransactionStateOfTheServerWhenItRefuses() throws IOException {
    try (WireClient client = WireClient.login(address, "portal")) {
      assertThat(client.query("select 1").types(1)).isEqualTo("TDCZI");
      List<Message> refused = client.query("refuse this").exchange(1);
      assertThat(WireClient.types(refused)).isEqualTo("EZI");
      assertThat(refused.get(0).field('C')).isEqualTo("42501");
      assertThat(refused.get(0).field('P')).isEqualTo("8");
      assertThat(refused.get(0).field('M')).contains("[PROTECTED_PREDICATE]");
      assertThat(client.query("begin").types(1)).isEqualTo("CZT");
      assertThat(client.query("refuse this").types(1)).isEqualTo("EZE");
      assertThat(client.query("select 1").types(1)).isEqualTo("EZE");
      assertThat(client.query("rollback").types(1)).isEqualTo("CZI");
      assertThat(client.query("select 1; refuse this; select 2").types(1)).isEqualTo("TDCEZI");
      assertThat(client.query("").types(1)).isEqualTo("IZI");
      assertThat(client.query(" ; ").types(1)).isEqualTo("IZI");
    }
  }

  @Test
  void runsTransactionsWithinOneMessage() throws IOException {
    try (WireClient client = WireClient.login(address, "portal")) {
      assertThat(client.query("begin; select 1; commit").types(1)).isEqualTo("CTDCCZI");
      assertThat(client.query("begin read only; select 1").types(1)).isEqualTo("CTDCZT");
      assertThat(client.query("rollback; begin; select 1").types(1)).isEqualTo("CCTDCZT");
      assertThat(client.query("commit").types(1)).isEqualTo("CZI");
      assertThat(client.query("select 1; select 2").types(1)).isEqualTo("TDCTDCZI");
      assertThat(
              client
                  .query(
                      "insert into app.note values (1, 'a'); insert into app.note values (1, 'b')")
                  .types(1))
          .isEqualTo("CEZI");
      assertThat(
              client.query("select count(*) from app.note where id = 1").exchange(1).get(1).text())
          .endsWith("0");
    }
  }

  @Test
  void waitsWhileTheSearchPathIsInFlight() throws IOException {
    try (WireClient client = WireClient.login(address, "portal")) {
      String types =
          client
              .parse("", "set search_path to app")
              .bind("", "")
              .execute("", 0)
              .parse("", "select count(*) from patient")
              .bind("", "")
              .execute("", 0)
              .sync()
              .types(1);
      // PostgreSQL 18 reports the new path
      assertThat(types.replace("S", "")).isEqualTo("12C12DCZI");
      assertThat(searchPath()).containsExactly("app");
      client.query("begin").query("set local search_path to public").exchange(2);
      client.query("select 1").exchange(1);
      assertThat(searchPath()).containsExactly("public");
      client.query("rollback").query("select 1").exchange(2);
      assertThat(searchPath()).containsExactly("app");
    }
  }

  @Test
  void closesTheConnectionWhenPlanAndResultDisagree() throws IOException {
    for (String text :
        List.of(
            "select nir as disagrees from app.patient",
            "select id as disagrees, name from app.patient")) {
      try (WireClient client = WireClient.login(address, "portal")) {
        client.query(text).send();
        List<Message> messages = client.until('Z');
        assertThat(WireClient.types(messages)).isEqualTo("E!");
        assertThat(messages.get(0).field('S')).isEqualTo("FATAL");
        assertThat(messages.get(0).field('M')).contains("[RESULT_DISAGREES]");
      }
    }
  }

  @Test
  void scrubsErrors() throws IOException {
    try (WireClient client = WireClient.login(address, "portal")) {
      client.query("insert into \"app\".\"note\" values (9, '1840375123456')").exchange(1);
      List<Message> messages =
          client.query("insert into \"app\".\"note\" values (10, '1840375123456')").exchange(1);
      assertThat(messages.get(0).field('C')).isEqualTo("23505");
      assertThat(messages.get(0).field('M')).isEqualTo("unique violation");
      assertThat(messages.get(0).field('n')).isEqualTo("note_body_key");
      assertThat(messages.get(0).text()).doesNotContain("1840375123456");
    }
  }

  @Test
  void replansPreparedStatementsOfAnotherGeneration() throws IOException {
    try (WireClient client = WireClient.login(address, "portal")) {
      assertThat(client.parse("s", "select 41").sync().types(1)).isEqualTo("1ZI");
      PLANNER.generation++;
      assertThat(client.bind("", "s").execute("", 0).sync().types(1)).isEqualTo("2DCZI");
      PLANNER.generation++;
      teach("select 41", Output.Null.INSTANCE);
      List<Message> messages = client.bind("", "s").execute("", 0).sync().exchange(1);
      assertThat(messages.get(0).field('C')).isEqualTo("0A000");
    }
  }

  @Test
  void refusesComparisonsAfterAClearWriteUntilTheTransactionEnds() throws IOException {
    String insert = "insert into app.patient (id, nir) values ($1, $2)";
    Demand write =
        new Demand(
            ProtectedClass.FR_NIR,
            false,
            false,
            Demand.Clear.ALLOWED,
            -1,
            false,
            true,
            Demand.Subject.NONE);
    PLANNER.teach(
        insert,
        new StatementPlan(
            StatementKind.INSERT,
            insert,
            2,
            List.of(
                new ServerParameter(23, new ServerParameter.Client(0)),
                new ServerParameter(VARCHAR, new ServerParameter.ClientProtected(1, write))),
            List.of(),
            0,
            Set.of(),
            SessionEffect.None.INSTANCE,
            true));
    String join = "select count(*) from app.patient p join app.patient q using (nir)";
    PLANNER.teach(
        join,
        new StatementPlan(
            StatementKind.SELECT,
            join,
            0,
            List.of(),
            List.of(Output.Pass.INSTANCE),
            0,
            Set.of(ProtectedClass.FR_NIR),
            SessionEffect.None.INSTANCE,
            true));
    int before = CHARGED.getOrDefault(ProtectedClass.FR_NIR, 0);
    try (WireClient client = WireClient.login(address, "portal")) {
      assertThat(client.query(join).types(1)).isEqualTo("TDCZI");
      client.query("begin").exchange(1);
      client.parse("", insert).bind("", "", "77", "1551199123456").execute("", 0);
      assertThat(client.sync().types(1)).isEqualTo("12CZT");
      assertThat(CHARGED.get(ProtectedClass.FR_NIR)).isEqualTo(before + 1);
      List<Message> refused = client.query(join).exchange(1);
      assertThat(refused.get(0).field('M')).contains("[TRANSACTION_WROTE_CLEAR]");
      client.query("rollback").exchange(1);
      assertThat(client.query(join).types(1)).isEqualTo("TDCZI");
      // in one pipeline, without a transaction of its own
      String types =
          client
              .parse("", insert)
              .bind("", "", "78", "1551199123457")
              .execute("", 0)
              .parse("", join)
              .bind("", "")
              .execute("", 0)
              .sync()
              .query(join)
              .types(2);
      assertThat(types).isEqualTo("12C1EZI" + "TDCZI");
    }
  }
}
