package dev.paravent.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.paravent.decide.Demand;
import dev.paravent.decide.Output;
import dev.paravent.decide.ServerParameter;
import dev.paravent.decide.SessionEffect;
import dev.paravent.decide.StatementKind;
import dev.paravent.decide.StatementPlan;
import dev.paravent.policies.ColumnRule;
import dev.paravent.policies.Policy;
import dev.paravent.policies.ProtectedClass;
import dev.paravent.policies.TokenFace;
import dev.paravent.session.WireClient.Message;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

@NullMarked
class SessionIT {
  private static final Policy POLICY =
      TestPolicies.policy(
          TestPolicies.governed(TokenFace.DATE_PAST, "portal", "scram", "md5", "plain"),
          TestPolicies.clear("postgres"));
  private static final int VARCHAR = 1043;
  private static final int DATE = 1082;
  private static final Output NIR = new Output.Tokenise(ProtectedClass.FR_NIR, VARCHAR, false, -1);
  private static final Output BIRTH_DATE =
      new Output.Tokenise(ProtectedClass.BIRTH_DATE, DATE, false, -1);

  private static final Map<ProtectedClass, Integer> CHARGED = new ConcurrentHashMap<>();
  private static final ListAppender<ILoggingEvent> LEAKS = new ListAppender<>();
  private static final FakePlanner PLANNER = new FakePlanner();
  private static TestDatabase database;
  private static ProxyServer proxy;
  private static InetSocketAddress address;

  @BeforeAll
  static void start(@TempDir Path directory) throws IOException, SQLException {
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
    LEAKS.start();
    ((Logger) LoggerFactory.getLogger(ResourceLeakDetector.class)).addAppender(LEAKS);
    database = new TestDatabase(directory);
    int patient = database.relation("app.patient");
    PLANNER.protect(patient, 2);
    PLANNER.protect(patient, 3);
    teach(
        "select id, nir, birth_date from app.patient order by id",
        Output.Pass.INSTANCE,
        NIR,
        BIRTH_DATE);
    PLANNER.teach(
        "select id from app.patient where nir = $1",
        new StatementPlan(
            StatementKind.SELECT,
            "select id from app.patient where nir = $1",
            1,
            List.of(
                new ServerParameter(
                    VARCHAR, new ServerParameter.ClientProtected(0, look(Demand.Clear.REFUSED)))),
            List.of(Output.Pass.INSTANCE),
            0,
            Set.of(),
            SessionEffect.None.INSTANCE,
            true));
    PLANNER.teach(
        "select id from app.patient where nir = '9840375123456'",
        new StatementPlan(
            StatementKind.SELECT,
            "select id from app.patient where nir = $1",
            0,
            List.of(
                new ServerParameter(
                    VARCHAR,
                    new ServerParameter.LiteralProtected(
                        "9840375123456", look(Demand.Clear.REFUSED)))),
            List.of(Output.Pass.INSTANCE),
            0,
            Set.of(),
            SessionEffect.None.INSTANCE,
            false));
    PLANNER.teach(
        "select key, nirs, nir from app.patient where id = 1",
        plan(
            "select key, nirs, nir, birth_date from app.patient where id = 1",
            1,
            new Output.Companion(ProtectedClass.FR_NIR, ColumnRule.Part.KEY, 2),
            new Output.Tokenise(ProtectedClass.FR_NIR, 1015, true, -1),
            NIR,
            BIRTH_DATE));
    teach("select nir as disagrees from app.patient", Output.Pass.INSTANCE);
    teach("select id as disagrees, name from app.patient", Output.Pass.INSTANCE);
    proxy = server(database.address());
    address = proxy.start();
  }

  private static List<String> searchPath() {
    return Objects.requireNonNull(PLANNER.last).searchPath();
  }

  private static Demand look(Demand.Clear clear) {
    return new Demand(
        ProtectedClass.FR_NIR, false, true, clear, -1, true, false, Demand.Subject.NONE);
  }

  private static ProxyServer server(InetSocketAddress upstream) {
    return new ProxyServer(
        ServerSettings.of(new InetSocketAddress("127.0.0.1", 0), upstream),
        () -> POLICY,
        principal -> CompletableFuture.supplyAsync(() -> PLANNER),
        principal -> new FakeCodecs(),
        (principal, protectedClass, count) -> {
          CHARGED.merge(protectedClass, count, Integer::sum);
          return Optional.empty();
        },
        SessionMetrics.NONE);
  }

  private static void teach(String text, Output... outputs) {
    PLANNER.teach(text, plan(text, 0, outputs));
  }

  private static StatementPlan plan(String sql, int hidden, Output... outputs) {
    return new StatementPlan(
        StatementKind.SELECT,
        sql,
        0,
        List.of(),
        List.of(outputs),
        hidden,
        Set.of(),
        SessionEffect.None.INSTANCE,
        true);
  }

  @AfterAll
  static void stop() throws IOException {
    proxy.close();
    database.close();
    for (int i = 0; i < 20; i++) {
      System.gc();
      PooledByteBufAllocator.DEFAULT.directBuffer().release();
      ByteBufAllocator.DEFAULT.directBuffer().release();
    }
    assertThat(LEAKS.list).filteredOn(event -> event.getLevel() == Level.ERROR).isEmpty();
  }

  private static Connection connect(String user, String options) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:%d/postgres?user=%s&password=secret%s"
            .formatted(address.getPort(), user, options));
  }

  private static String[] modes() {
    return new String[] {
      "&preferQueryMode=simple", "", "&prepareThreshold=-1", "&prepareThreshold=1"
    };
  }

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
  void answersPipelinesInOrder() throws IOException {
    try (WireClient client = WireClient.login(address, "portal")) {
      String types =
          client
              .parse("a", "select 1")
              .describe('S', "a")
              .bind("", "a")
              .describe('P', "")
              .execute("", 0)
              .bind("", "a")
              .execute("", 0)
              .sync()
              .parse("", "select $1::int")
              .bind("", "", "7")
              .execute("", 0)
              .sync()
              .parse("", "select $1::int")
              .bind("", "", "8")
              .execute("", 0)
              .sync()
              .types(3);
      assertThat(types).isEqualTo("1tT2TDC2DCZI" + "12DCZI" + "12DCZI");
    }
  }

  @Test
  void skipsToSyncAfterAnError() throws IOException {
    try (WireClient client = WireClient.login(address, "portal")) {
      String types =
          client
              .parse("", "select 1/(g - $1::int) from generate_series(1, 1) g")
              .bind("", "", "1")
              .execute("", 0)
              .parse("b", "select 2")
              .bind("", "b")
              .execute("", 0)
              .sync()
              .parse("b", "select 3")
              .bind("", "b")
              .execute("", 0)
              .sync()
              .types(2);
      assertThat(types).isEqualTo("12EZI" + "12DCZI");
      types =
          client
              .parse("", "refuse")
              .bind("", "")
              .execute("", 0)
              .sync()
              .bind("", "b")
              .execute("", 0)
              .sync()
              .types(2);
      assertThat(types).isEqualTo("EZI" + "2DCZI");
    }
  }

  @Test
  void answersNamesAsPostgresqlDoes() throws IOException {
    try (WireClient client = WireClient.login(address, "portal")) {
      assertThat(client.parse("s", "select 1").sync().types(1)).isEqualTo("1ZI");
      List<Message> twice = client.parse("s", "select 2").sync().exchange(1);
      assertThat(twice.get(0).field('C')).isEqualTo("42P05");
      assertThat(client.bind("", "s").execute("", 0).sync().types(1)).isEqualTo("2DCZI");
      assertThat(client.bind("", "none").sync().exchange(1).get(0).field('C')).isEqualTo("26000");
      assertThat(client.execute("none", 0).sync().exchange(1).get(0).field('C')).isEqualTo("34000");
      assertThat(client.add('C', 'S', "s").add('C', 'S', "s").sync().types(1)).isEqualTo("33ZI");
      assertThat(client.bind("", "s").sync().exchange(1).get(0).field('C')).isEqualTo("26000");
      assertThat(client.parse("s", "select 2").sync().types(1)).isEqualTo("1ZI");
      client.query("discard all").exchange(1);
      assertThat(client.bind("", "s").sync().exchange(1).get(0).field('C')).isEqualTo("26000");
    }
  }

  @Test
  void suspendsAndResumesPortals() throws IOException {
    try (WireClient client = WireClient.login(address, "portal")) {
      client.query("begin").exchange(1);
      String types =
          client
              .parse("", "select generate_series(1, 3)")
              .bind("p", "")
              .flush()
              .execute("p", 2)
              .flush()
              .execute("p", 2)
              .sync()
              .types(1);
      assertThat(types).isEqualTo("12DDsDCZT");
      assertThat(client.bind("p", "").sync().exchange(1).get(0).field('C')).isEqualTo("42P03");
      client.query("rollback").exchange(1);
      assertThat(client.execute("p", 0).sync().exchange(1).get(0).field('C')).isEqualTo("34000");
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
      client.query("insert into app.note values (9, '1840375123456')").exchange(1);
      List<Message> messages =
          client.query("insert into app.note values (10, '1840375123456')").exchange(1);
      assertThat(messages.get(0).field('C')).isEqualTo("23505");
      assertThat(messages.get(0).field('M')).isEqualTo("unique violation");
      assertThat(messages.get(0).field('n')).isEqualTo("note_body_key");
      assertThat(messages.get(0).text()).doesNotContain("1840375123456");
    }
  }

  @Test
  void relaysEveryAuthentication() throws SQLException {
    for (String user : List.of("portal", "scram", "md5", "plain")) {
      try (Connection connection = connect(user, "");
          Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("select current_user")) {
        rows.next();
        assertThat(rows.getString(1)).isEqualTo(user);
      }
    }
    assertThatThrownBy(
            () ->
                DriverManager.getConnection(
                    "jdbc:postgresql://127.0.0.1:%d/postgres?user=scram&password=wrong"
                        .formatted(address.getPort())))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
  }

  @Test
  void refusesUsersThatNoPolicyNames() {
    assertThatThrownBy(() -> connect("stranger", ""))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28000"));
  }

  @Test
  void relaysClearRolesAsTheyAre() throws SQLException {
    try (Connection connection = connect("postgres", "");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select nir from app.patient where id = 1")) {
      rows.next();
      assertThat(rows.getString(1)).isEqualTo("1840375123456");
    }
  }

  @Test
  void cancelsStatementsOfBothRoles() throws Exception {
    for (String user : List.of("portal", "postgres")) {
      try (Connection connection = connect(user, "");
          Statement statement = connection.createStatement()) {
        CompletableFuture<Void> cancelled =
            CompletableFuture.runAsync(
                () -> {
                  try {
                    Thread.sleep(300);
                    statement.cancel();
                  } catch (SQLException | InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                });
        assertThatThrownBy(() -> statement.executeQuery("select pg_sleep(10)"))
            .isInstanceOfSatisfying(
                SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("57014"));
        cancelled.get();
      }
    }
  }

  @Test
  void refusesSettingsThatAreNotAllowed() throws IOException {
    String[][] refused = {
      {"client_encoding", "LATIN1"},
      {"DateStyle", "German"},
      {"options", "-c standard_conforming_strings=off"},
      {"options", "--search-path=secret\\ schema"},
      {"options", "-c session_preload_libraries=x"},
      {"replication", "database"},
      {"DateStyle", "ISO", "DateStyle", "German"},
      {"DateStyle", "ISO", "datestyle", "German"},
    };
    for (String[] parameters : refused) {
      try (WireClient client = new WireClient(address)) {
        client.startup("portal", parameters);
        List<Message> messages = client.until('E');
        assertThat(messages).hasSize(1);
        assertThat(messages.get(0).field('C')).isEqualTo("42501");
      }
    }
    try (WireClient client =
        WireClient.login(
            address, "portal", "DateStyle", "ISO, DMY", "options", "-c search_path=app")) {
      assertThat(client.query("show datestyle").exchange(1).get(1).text()).endsWith("ISO, DMY");
      assertThat(searchPath()).containsExactly("app");
    }
  }

  @Test
  void closesBrokenClientsOnly() throws IOException {
    try (WireClient neighbour = WireClient.login(address, "portal")) {
      byte[][] broken = {
        {'y', 0, 0, 0, 4},
        {'Q', 0, 0, 0, 2},
        {'Q', 0x7f, 0, 0, 0},
        {'Q', -1, 0, 0, 0},
        {'Q', 0, 0, 0, 5, 'x'},
        {'Q', 0, 0, 0, 8, 'x', 0, 'y', 0},
        {'Q', 0, 0, 0, 7, (byte) 0xff, (byte) 0xfe, 0},
        {'S', 0, 0, 0, 5, 1},
        {'p', 0, 0, 0, 5, 0},
      };
      for (byte[] bytes : broken) {
        try (WireClient client = WireClient.login(address, "portal")) {
          client.raw(bytes);
          List<Message> messages = client.until('Z');
          assertThat(WireClient.types(messages)).isEqualTo("E!");
          assertThat(messages.get(0).field('C')).isEqualTo("08P01");
        }
      }
      try (WireClient client = new WireClient(address)) {
        client.raw("GET / HTTP/1.1\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        assertThat(client.until('E').get(0).field('C')).isEqualTo("08P01");
      }
      try (WireClient client = new WireClient(address)) {
        client.raw(new byte[] {0, 0, 0, 8, 4, (byte) 0xd2, 0x16, 0x2f});
        assertThat(client.nextByte()).isEqualTo('N');
        client.startup("portal");
        assertThat(client.until('Z').getLast().type()).isEqualTo('Z');
      }
      assertThat(neighbour.query("select 1").types(1)).isEqualTo("TDCZI");
    }
  }

  @Test
  void keepsFunctionCallsInStep() throws IOException {
    try (WireClient client = WireClient.login(address, "portal")) {
      List<Message> messages =
          client.add('F', 1, (short) 0, (short) 0, (short) 0).query("select 1").exchange(2);
      assertThat(WireClient.types(messages)).isEqualTo("EZITDCZI");
      assertThat(messages.get(0).field('C')).isEqualTo("0A000");
      assertThat(client.add('d', "x").add('c').query("select 1").types(1)).isEqualTo("TDCZI");
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
  void plansLongTextsBesideTheEventLoop() throws IOException {
    try (WireClient client = WireClient.login(address, "portal")) {
      String longText = "select 1 /*" + "x".repeat(100_000) + "*/";
      assertThat(client.query(longText).query("select 1").types(2)).isEqualTo("TDCZITDCZI");
    }
  }

  @Test
  void saysWhenTheDatabaseIsAway() throws IOException {
    try (ProxyServer lost = server(new InetSocketAddress("127.0.0.1", 1))) {
      InetSocketAddress lostAddress = lost.start();
      for (String user : List.of("portal", "postgres")) {
        try (WireClient client = new WireClient(lostAddress)) {
          client.startup(user);
          assertThat(client.until('E').get(0).field('C')).isEqualTo("08001");
        }
      }
    }
  }

  @Test
  void returnsMuchDataAndTakesManyStatements() throws SQLException, IOException {
    try (Connection connection = connect("portal", "");
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("select repeat('x', 1000) from generate_series(1, 50000)")) {
      int count = 0;
      while (rows.next()) {
        count++;
      }
      assertThat(count).isEqualTo(50_000);
    }
    try (WireClient client = WireClient.login(address, "portal")) {
      for (int i = 0; i < 20_000; i++) {
        client.parse("", "select 1").bind("", "").execute("", 0);
      }
      String types = client.sync().types(1);
      assertThat(types).isEqualTo("12DC".repeat(20_000) + "ZI");
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

  @Test
  void endsTheSessionWhenTheServerDoes() throws Exception {
    try (WireClient client = WireClient.login(address, "portal")) {
      Message row = client.query("select pg_backend_pid()").exchange(1).get(1);
      String processId = row.text().substring(6);
      database.execute("select pg_terminate_backend(" + processId + ")");
      List<Message> messages = client.until('Z');
      assertThat(WireClient.types(messages)).isEqualTo("E!");
      assertThat(messages.get(0).field('C')).isEqualTo("57P01");
    }
  }

  @Test
  void drainsRunningTransactionsBeforeItCloses() throws Exception {
    ProxyServer draining = server(database.address());
    InetSocketAddress drainingAddress = draining.start();
    try (WireClient idle = WireClient.login(drainingAddress, "portal");
        WireClient busy = WireClient.login(drainingAddress, "portal")) {
      busy.query("begin").exchange(1);
      CompletableFuture<Void> closing = CompletableFuture.runAsync(draining::close);
      assertThat(idle.until('Z').get(0).field('C')).isEqualTo("57P01");
      assertThat(busy.query("select 1").types(1)).isEqualTo("TDCZT");
      busy.query("commit").send();
      assertThat(WireClient.types(busy.until('E'))).isEqualTo("CZIE");
      closing.get();
    }
  }
}
