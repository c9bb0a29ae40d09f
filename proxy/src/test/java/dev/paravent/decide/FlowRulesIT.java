package dev.paravent.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paravent.policies.ProtectedClass;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** The rules of information flow, case by case: flow-cases.txt, and what a line cannot say. */
class FlowRulesIT {
  private static FlowDatabase database;

  @BeforeAll
  static void start() throws IOException, SQLException, URISyntaxException {
    database = new FlowDatabase();
  }

  @AfterAll
  static void stop() throws IOException {
    database.close();
  }

  @TestFactory
  Stream<DynamicTest> judgesEveryCaseAsItsLineSays() throws IOException {
    return FlowDatabase.resource("flow-cases.txt")
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(
            line -> {
              String[] parts = line.split("\\s+", 2);
              return DynamicTest.dynamicTest(line, () -> check(parts[0], parts[1]));
            });
  }

  private static void check(String expected, String sql) throws SQLException, IOException {
    Verdict verdict = database.judge(sql);
    if (verdict instanceof Verdict.Refuse refuse) {
      assertThat(refuse.reason().code().name()).as(refuse.reason().sentence()).isEqualTo(expected);
      return;
    }
    StatementPlan plan = FlowDatabase.planOf(verdict);
    assertThat(expected).as(plan.sql()).isIn("ok", "same");
    try (Connection connection = database.connect()) {
      connection.setAutoCommit(false);
      if (plan.kind() == StatementKind.COPY_FROM) {
        CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
        copies.copyIn(plan.sql(), new ByteArrayInputStream(new byte[0]));
        return;
      }
      FlowDatabase.run(connection, plan);
      if (expected.equals("same")) {
        assertThat(FlowDatabase.table(connection, plan.sql()))
            .isEqualTo(FlowDatabase.table(connection, sql));
        assertThat(FlowDatabase.wrongTypes(connection, database.fields(sql), sql)).isEmpty();
      }
      connection.rollback();
    }
  }

  private static List<Demand> demands(String sql) {
    List<Demand> demands = new ArrayList<>();
    for (ServerParameter parameter : database.plan(sql).parameters()) {
      switch (parameter.source()) {
        case ServerParameter.ClientProtected client -> demands.add(client.demand());
        case ServerParameter.LiteralProtected literal -> demands.add(literal.demand());
        case ServerParameter.ClientDocument client ->
            demands.addAll(client.demand().members().values());
        case ServerParameter.LiteralDocument literal ->
            demands.addAll(literal.demand().members().values());
        case ServerParameter.Client c -> {}
        case ServerParameter.TokenFlag f -> {}
        case ServerParameter.CompanionOf c -> {}
        case ServerParameter.OfEndUser u -> {}
      }
    }
    return demands;
  }

  private static Demand date(String sql) {
    return demands(sql).stream()
        .filter(demand -> demand.protectedClass() == ProtectedClass.BIRTH_DATE)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void confirmsADateOnlyBesideTheNirOfTheSameRow() {
    List<String> confirming =
        List.of(
            "select id from patient where nir = $1 and birth_date = $2",
            "select id from patient where birth_date = $1 and nir = $2 and city = 'x'",
            "select p.id from claim c join patient p on p.nir = $1 and p.birth_date = $2",
            "select p.id from claim c join patient p on p.nir = $1 where p.birth_date = $2",
            "select id from patient where (nir, birth_date) = ($1, $2)",
            "select ref from v_patient where number = $1 and born = $2",
            "select nss from v_view where nss = $1 and born = $2",
            "select id from (select id, nir, birth_date from patient) s where nir = $1 and birth_date = $2",
            "with c as (select nir, birth_date from patient) select 1 from c where nir = $1 and birth_date = $2",
            "update patient set city = 'x' where nir = $1 and birth_date = $2");
    for (String sql : confirming) {
      assertThat(date(sql).clear()).as(sql).isEqualTo(Demand.Clear.CONFIRM);
      assertThat(date(sql).tokenAllowed()).as(sql).isTrue();
      assertThat(date(sql).confirmedBy()).as(sql).isNotNegative();
    }
  }

  @Test
  void confirmsNoDateInAnyOtherForm() {
    List<String> wrong =
        List.of(
            "select id from patient where birth_date = $1",
            "select id from patient where nir = $1 or birth_date = $2",
            "select id from patient where not (nir = $1 and birth_date = $2)",
            "select id from patient where nir = $1 and not birth_date = $2",
            "select id from patient where nir = $1 and birth_date <> $2",
            "select id from patient where nir <> $1 and birth_date = $2",
            "select id from patient where nir = $1 and birth_date in ($2, $3)",
            "select id from patient where nir = $1 and birth_date = any($2)",
            "select id from patient where nir in ($1, $2) and birth_date = $3",
            "select id from patient where nir = $1 and birth_date is not distinct from $2",
            "select id from patient where nir = $1 and nir = $2 and birth_date = $3",
            "select id from patient where nir = $1 and birth_date = $2 and birth_date = $3",
            "select id from patient where nir = $1 and nir_full = $2 and birth_date = $3",
            "select case when nir = $1 and birth_date = $2 then 1 end from patient",
            "select id from patient where case when nir = $1 and birth_date = $2 then true end",
            "select c.id from claim c left join patient p on p.nir = $1 and p.birth_date = $2",
            "select p.id from patient p join patient q on p.nir = q.nir and p.birth_date = $1",
            "select p.id from patient p, patient q where p.nir = $1 and q.birth_date = $2",
            "select p.id from patient p join beneficiary b on b.patient_id = p.id"
                + " where p.nir = $1 and b.birth_date = $2",
            "select 1 from (select p.nir, q.birth_date from patient p, patient q) s"
                + " where nir = $1 and birth_date = $2",
            "select 1 from v_pair where nir = $1 and birth_date = $2",
            "with c as (select nir, birth_date from patient)"
                + " select 1 from c a, c b where a.nir = $1 and b.birth_date = $2",
            "select id from patient p where nir = $1"
                + " and exists (select 1 from claim c where p.birth_date = $2)",
            "select 1 from (select nir, birth_date from patient union all"
                + " select nir15, birth_date from beneficiary) s where nir = $1 and birth_date = $2",
            "select count(*) filter (where nir = $1 and birth_date = $2) from patient",
            "select count(*) from patient group by nir, id, birth_date"
                + " having nir = $1 and birth_date = $2",
            "select p.id from patient p join (values ($1::text, $2::date), ($3, $4)) v(n, d)"
                + " on p.nir = v.n and p.birth_date = v.d",
            "delete from patient where nir = $1 and (birth_date = $2 or id = 3)");
    for (String sql : wrong) {
      assertThat(date(sql).clear()).as(sql).isEqualTo(Demand.Clear.REFUSED);
    }
  }

  @Test
  void givesEveryOccurrenceOfAParameterItsOwnDemand() {
    StatementPlan plan = database.plan("select id from patient where ($1 is null or nir = $1)");
    assertThat(plan.sql()).contains("($1 IS NULL) OR (\"patient\".\"nir\" = $2)");
    assertThat(plan.parameters())
        .extracting(ServerParameter::source)
        .hasExactlyElementsOfTypes(
            ServerParameter.Client.class, ServerParameter.ClientProtected.class);
    assertThat(plan.parameters()).extracting(ServerParameter::typeOid).containsExactly(1043, 1043);
  }

  @Test
  void sendsProtectedLiteralsAsParametersOfTheColumnsType() {
    StatementPlan plan =
        database.plan("select id from patient where nir = '1850578006005' and city = 'Lyon'");
    assertThat(plan.sql()).contains("'Lyon'").doesNotContain("1850578006005");
    assertThat(plan.parameters()).extracting(ServerParameter::typeOid).containsExactly(1043);
    assertThat(plan.cacheable()).isFalse();
    assertThat(plan.toString()).doesNotContain("1850578006005");
    assertThat(database.plan("select id from patient where nir = any($1)").parameters())
        .extracting(ServerParameter::typeOid)
        .containsExactly(1015);
  }

  @Test
  void allowsTokensOnlyWhereAGuardCanStand() {
    assertThat(demands("update claim set patient_nir = $1 where id = 1").get(0).tokenAllowed())
        .isTrue();
    assertThat(
            demands("insert into claim (id, patient_id, patient_nir, amount) values (1, 2, $1, 3)")
                .get(0)
                .tokenAllowed())
        .isTrue();
    assertThat(
            demands(
                    "insert into claim (id, patient_id, patient_nir, amount)"
                        + " select id, id, $1, 3 from insurer")
                .get(0)
                .tokenAllowed())
        .isFalse();
    assertThat(demands("update contract set covered_nirs = $1 where id = 1").get(0).tokenAllowed())
        .isFalse();
    // back over the value that it stands for; a new row has none
    assertThat(demands("update patient set birth_date = $1 where id = 1").get(0).tokenAllowed())
        .isTrue();
    assertThat(demands("insert into beneficiary values (1, 2, 3, $1, $2)").get(1).tokenAllowed())
        .isFalse();
  }

  @Test
  void guardsWrittenTokensOnTheServer() throws SQLException {
    StatementPlan plan = database.plan("update claim set patient_nir = $1 where id = 100");
    assertThat(plan.parameters())
        .extracting(ServerParameter::source)
        .anyMatch(ServerParameter.TokenFlag.class::isInstance);
    String known = "1850578006007";
    String unknown = "2990199999999";
    try (Connection connection = database.connect()) {
      connection.setAutoCommit(false);
      write(connection, plan, unknown, false);
      connection.rollback();
      write(connection, plan, known, true);
      connection.rollback();
      write(connection, plan, "1850578006001", true);
      connection.rollback();
      assertThatThrownBy(() -> write(connection, plan, unknown, true))
          .hasMessageContaining("TOKEN_UNKNOWN");
      connection.rollback();
    }
  }

  private static void write(Connection connection, StatementPlan plan, String value, boolean token)
      throws SQLException {
    List<String> types = new ArrayList<>();
    List<String> values = new ArrayList<>();
    for (ServerParameter parameter : plan.parameters()) {
      boolean flag = parameter.source() instanceof ServerParameter.TokenFlag;
      types.add(flag ? "boolean" : "varchar");
      values.add(flag ? Boolean.toString(token) : "'" + value + "'");
    }
    FlowDatabase.table(connection, "DEALLOCATE ALL");
    FlowDatabase.table(connection, "PREPARE w (" + String.join(", ", types) + ") AS " + plan.sql());
    FlowDatabase.table(connection, "EXECUTE w (" + String.join(", ", values) + ")");
    assertThat(
            FlowDatabase.rows(connection, "SELECT patient_nir FROM payment.claim WHERE id = 100"))
        .containsExactly(List.of(value));
  }

  @Test
  void chargesAConflictOnAProtectedKeyAsALookUp() {
    assertThat(
            demands(
                    "insert into patient (id, nir, birth_date, last_name)"
                        + " values (99, $1, $2, 'x') on conflict do nothing")
                .stream()
                .filter(demand -> demand.protectedClass() == ProtectedClass.FR_NIR)
                .toList())
        .allMatch(Demand::looksUp);
  }

  @Test
  void printsOneNameForOneRangeVariableEvenWhereTheServerCutsNames() throws SQLException {
    String name = "b".repeat(62);
    String sql =
        "select (select 1 from patient "
            + name
            + " limit 1), x.* from insurer "
            + name
            + ", lateral (select "
            + name
            + ".name from (select nir as name from patient) "
            + name
            + "_) x";
    try (Connection connection = database.connect()) {
      assertThat(FlowDatabase.run(connection, database.plan(sql)))
          .allMatch(row -> String.valueOf(row.get(1)).startsWith("Mutuelle"));
    }
  }

  @Test
  void followsTheSearchPathWithinAMessage() {
    Planner planner = database.planner("portal_app");
    List<Verdict> verdicts =
        planner.plan(
            new PlanRequest(
                "select nir from patient; set search_path to other; select nir from patient",
                List.of("payment"),
                List.of(),
                false));
    assertThat(verdicts).hasSize(3).allMatch(Verdict.Forward.class::isInstance);
    assertThat(((Verdict.Forward) verdicts.get(0)).plan().outputs().get(0))
        .isInstanceOf(Output.Tokenise.class);
    assertThat(((Verdict.Forward) verdicts.get(2)).plan().outputs().get(0))
        .isInstanceOf(Output.Pass.class);
  }

  private static List<Verdict> message(String user, String sql) {
    return database
        .planner(user)
        .plan(new PlanRequest(sql, List.of("payment", "public"), List.of(), false));
  }

  private static void runs(String message) throws SQLException {
    try (Connection connection = database.connect()) {
      connection.setAutoCommit(false);
      for (Verdict verdict : message("portal_app", message)) {
        FlowDatabase.run(connection, FlowDatabase.planOf(verdict));
      }
      connection.rollback();
    }
  }

  private static RefusalCode last(String message) {
    return ((Verdict.Refuse) message("portal_app", message).getLast()).reason().code();
  }

  @Test
  void followsTemporaryTablesWithinAMessage() throws SQLException {
    runs(
        "create temp table t (id bigint primary key, name text);"
            + " insert into t values (1, 'a'), (2, 'b') on conflict (id) do nothing;"
            + " update t set name = 'c' where id = 1;"
            + " select t.*, upper(pg_temp.t.name) from pg_temp.t where t.name like 'c%';"
            + " select p.nir from patient p join t on t.id = p.id order by p.id;"
            + " update patient p set city = t.name from t where t.id = p.id;"
            + " delete from t using patient p where p.id = t.id and p.nir = '1850578006005';"
            + " merge into t using patient p on p.id = t.id when matched then update set name = 'x';"
            + " explain select * from t;"
            + " lock table t;"
            + " truncate t; drop table t");
    runs(
        "create temp table t as select id, city as place from patient where nir = '1850578006005';"
            + " create temp table if not exists t (other text);"
            + " select t.place, t from t; drop table pg_temp.t; create temp table t (x int);"
            + " select x from t; discard temp; create temp table t (y int); select y from t");
  }

  @Test
  void letsNothingProtectedIntoATemporaryTable() {
    String create = "create temp table t (id bigint, nir text, born date); ";
    assertThat(last(create + "insert into t select id, nir, birth_date from patient"))
        .isEqualTo(RefusalCode.PROTECTED_INTO_PUBLIC);
    assertThat(last(create + "update t set nir = p.nir from patient p where p.id = t.id"))
        .isEqualTo(RefusalCode.PROTECTED_INTO_PUBLIC);
    assertThat(
            last(
                create
                    + "merge into t using patient p on p.id = t.id"
                    + " when not matched then insert (id, nir) values (p.id, p.nir)"))
        .isEqualTo(RefusalCode.PROTECTED_INTO_PUBLIC);
    assertThat(last(create + "select 1 from patient p join t on p.nir = t.nir"))
        .isEqualTo(RefusalCode.PROTECTED_PREDICATE);
    assertThat(last(create + "select 1 from patient p join t using (nir)"))
        .isEqualTo(RefusalCode.PROTECTED_PREDICATE);
    assertThat(last(create + "update patient p set nir = t.nir from t where t.id = p.id"))
        .isEqualTo(RefusalCode.PUBLIC_INTO_PROTECTED);
    assertThat(last(create + "select nir from t union select nir from patient"))
        .isEqualTo(RefusalCode.PROTECTED_MIXED);
    assertThat(last(create + "explain analyze select nir from t"))
        .isEqualTo(RefusalCode.EXPLAIN_NOT_ALLOWED);
    assertThat(last(create + "create temp table t (id int)"))
        .isEqualTo(RefusalCode.DUPLICATE_TABLE);
    assertThat(last(create + "drop table t; select nir from t"))
        .isEqualTo(RefusalCode.UNKNOWN_RELATION);
    assertThat(last(create + "select nir from pg_temp.paravent_0"))
        .isEqualTo(RefusalCode.UNKNOWN_RELATION);
    assertThat(
            ((Verdict.Refuse)
                    message(
                            "portal_nulls",
                            "create temp table t as select left(nir, 1) from patient")
                        .getLast())
                .reason()
                .code())
        .as("what would be nulled in a result is not stored")
        .isEqualTo(RefusalCode.PROTECTED_DERIVED);
  }

  @Test
  void hidesTheOrderInWhichATemporaryTableIsFilled() {
    assertThat(
            database
                .plan("create temp table t as select id from roll where birth_date is not null")
                .sql())
        .contains("gen_random_uuid");
  }

  @Test
  void takesNoTableForATemporaryOneOfItsName() {
    assertThat(last("create temp table patient (id bigint, nir text); select nir from patient"))
        .isEqualTo(RefusalCode.AMBIGUOUS_NAME);
    assertThat(last("create temp table pg_class (relname text); select relname from pg_class"))
        .isEqualTo(RefusalCode.AMBIGUOUS_NAME);
    assertThat(last("create temp table patient (id bigint); drop table patient"))
        .isEqualTo(RefusalCode.AMBIGUOUS_NAME);
    List<Verdict> verdicts =
        message(
            "portal_app",
            "create temp table patient (id bigint, nir text);"
                + " select nir from pg_temp.patient; select nir from payment.patient");
    assertThat(FlowDatabase.planOf(verdicts.get(1)).outputs().get(0))
        .isInstanceOf(Output.Pass.class);
    assertThat(FlowDatabase.planOf(verdicts.get(1)).sql()).contains("\"pg_temp\".\"paravent_0\"");
    assertThat(FlowDatabase.planOf(verdicts.get(2)).outputs().get(0))
        .isInstanceOf(Output.Tokenise.class);
  }

  @Test
  void nullsADerivedOutputWithoutLosingTheOrderOfTheRest() {
    StatementPlan plan =
        ((Verdict.Forward)
                database.judge(
                    "portal_nulls",
                    "select nir, left(nir || count(*)::text, 3) from patient where city = 'x'"))
            .plan();
    assertThat(plan.sql()).contains("NULL").contains("gen_random_uuid");
    assertThat(database.judge("portal_nulls", "select id from patient where left(nir, 1) = '2'"))
        .isInstanceOf(Verdict.Refuse.class);
    assertThat(
            database.judge(
                "portal_nulls",
                "select birth_date from patient union all select birth_date from beneficiary"))
        .as("a class that is not granted does not leave through a set operation")
        .isInstanceOf(Verdict.Refuse.class);
  }

  @Test
  void refusesARelationWhoseClassifiedColumnIsGone() throws SQLException {
    change("ALTER TABLE payment.roll RENAME birth_date TO born");
    try {
      assertThat(code("select id from roll")).isEqualTo(RefusalCode.UNCLASSIFIED_RELATION);
    } finally {
      change("ALTER TABLE payment.roll RENAME born TO birth_date");
    }
    change("ALTER TABLE payment.beneficiary RENAME TO people");
    try {
      assertThat(code("select nir15 from people")).isEqualTo(RefusalCode.UNCLASSIFIED_RELATION);
    } finally {
      change("ALTER TABLE payment.people RENAME TO beneficiary");
    }
    change("ALTER TABLE payment.archive ALTER birth_date TYPE text");
    try {
      assertThat(code("select birth_date from archive")).isEqualTo(RefusalCode.PROTECTED_DERIVED);
    } finally {
      change("ALTER TABLE payment.archive ALTER birth_date TYPE date USING birth_date::date");
    }
  }

  private static void change(String sql) throws SQLException {
    try (Connection connection = database.connect()) {
      FlowDatabase.table(connection, sql);
    }
    database.reload();
  }

  private static RefusalCode code(String sql) {
    return ((Verdict.Refuse) database.judge(sql)).reason().code();
  }
}
