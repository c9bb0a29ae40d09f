package dev.paravent.mustnotleak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.postgresql.util.PSQLException;

/**
 * What pgjdbc does for applications works for a governed account, and all of it for a clear one.
 */
@NullMarked
class DriversIT extends ProxiedDatabase {
  private static final String CLEAR_NIR = Canary.PLANTED.get(0).nir();
  private static final LocalDate CLEAR_DATE = Canary.PLANTED.get(0).birthDate();

  private static Connection connect(String user, String options) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:%d/%s?user=%s&password=%s&socketTimeout=30%s"
            .formatted(
                proxy.address().getPort(),
                LeakDatabase.PLANTED,
                user,
                LeakDatabase.PASSWORD,
                options));
  }

  private static Connection desk() throws SQLException {
    return connect("desk_app", "");
  }

  private static String text(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).as(sql).isTrue();
      return Objects.requireNonNullElse(rows.getString(1), "");
    }
  }

  private static String token(Connection connection, long id) throws SQLException {
    return text(connection, "select nir from care.person where id = " + id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "&preferQueryMode=simple",
        "&preferQueryMode=extendedForPrepared",
        "&preferQueryMode=extendedCacheEverything",
        "&prepareThreshold=1",
        "&prepareThreshold=-1",
        "&binaryTransfer=false",
        "&assumeMinServerVersion=15"
      })
  void looksUpByTokenAndByClearNumberInEveryMode(String options) throws SQLException {
    try (Connection connection = connect("desk_app", options);
        PreparedStatement byNir =
            connection.prepareStatement(
                "select id, nir, birth_date from care.person where nir = ?")) {
      String token = token(connection, 9001);
      assertThat(token).hasSize(13).startsWith("9");
      for (int i = 0; i < 7; i++) {
        for (String value : List.of(token, CLEAR_NIR)) {
          byNir.setString(1, value);
          try (ResultSet rows = byNir.executeQuery()) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getLong(1)).isEqualTo(9001);
            assertThat(rows.getString(2)).isEqualTo(token);
            assertThat(rows.getObject(3, LocalDate.class).getYear()).isBetween(1753, 1888);
            assertThat(rows.getDate(3).toLocalDate()).isNotEqualTo(CLEAR_DATE);
          }
        }
      }
    }
  }

  @Test
  void confirmsADateBesideANumber() throws SQLException {
    try (Connection connection = desk();
        PreparedStatement confirm =
            connection.prepareStatement(
                "select surname from care.person where nir = ? and birth_date = ?")) {
      for (Object date : List.of(CLEAR_DATE, Date.valueOf(CLEAR_DATE))) {
        confirm.setString(1, CLEAR_NIR);
        confirm.setObject(2, date);
        try (ResultSet rows = confirm.executeQuery()) {
          assertThat(rows.next()).isTrue();
        }
      }
      confirm.setObject(2, CLEAR_DATE.plusDays(1));
      try (ResultSet rows = confirm.executeQuery()) {
        assertThat(rows.next()).isFalse();
      }
      confirm.setString(1, token(connection, 9001));
      assertThatThrownBy(confirm::executeQuery).hasMessageContaining("[");
    }
  }

  @Test
  void readsArraysAndTakesThem() throws SQLException {
    try (Connection connection = desk();
        PreparedStatement any =
            connection.prepareStatement("select count(*) from care.person where nir = any(?)")) {
      Object[] tokens = {token(connection, 9001), token(connection, 9002), null};
      any.setArray(1, connection.createArrayOf("varchar", tokens));
      try (ResultSet rows = any.executeQuery()) {
        rows.next();
        assertThat(rows.getInt(1)).isEqualTo(2);
      }
      try (Statement statement = connection.createStatement();
          ResultSet rows =
              statement.executeQuery("select members from care.household where id = 9001")) {
        rows.next();
        assertThat((Object[]) rows.getArray(1).getArray())
            .hasSize(2)
            .satisfies(members -> assertThat((String) members[0]).startsWith("9"))
            .contains((Object) null);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "&reWriteBatchedInserts=true", "&prepareThreshold=1"})
  void insertsBatchesAndTellsGeneratedKeys(String options) throws SQLException {
    try (Connection connection = connect("desk_app", options)) {
      connection.setAutoCommit(false);
      try (PreparedStatement insert =
          connection.prepareStatement(
              "insert into care.note_box (author, body) values (?, ?)",
              Statement.RETURN_GENERATED_KEYS)) {
        for (int i = 0; i < 20; i++) {
          insert.setString(1, "desk");
          insert.setString(2, "note " + i);
          insert.addBatch();
        }
        insert.executeBatch();
        try (ResultSet keys = insert.getGeneratedKeys()) {
          int count = 0;
          while (keys.next()) {
            assertThat(keys.getLong("id")).isPositive();
            count++;
          }
          assertThat(count).isEqualTo(20);
        }
      }
      try (PreparedStatement insert =
          connection.prepareStatement(
              "insert into care.dependant (id, person_id, nir, born) values (?, ?, ?, ?)")) {
        for (int i = 0; i < 5; i++) {
          insert.setLong(1, 500_000 + i);
          insert.setLong(2, 9001);
          insert.setString(3, Canary.PLANTED.get(0).nir15());
          insert.setObject(4, CLEAR_DATE);
          insert.addBatch();
        }
        assertThat(insert.executeBatch()).hasSize(5);
      }
      assertThat(text(connection, "select nir from care.dependant where id = 500003"))
          .startsWith("9")
          .hasSize(15);
      connection.rollback();
    }
  }

  @Test
  void readsInPortionsWithinATransaction() throws SQLException {
    try (Connection connection = connect("desk_app", "&prepareThreshold=1")) {
      connection.setAutoCommit(false);
      for (int round = 0; round < 2; round++) {
        try (PreparedStatement all =
            connection.prepareStatement("select id, nir, birth_date from care.person")) {
          all.setFetchSize(7);
          List<String> tokens = new ArrayList<>();
          try (ResultSet rows = all.executeQuery()) {
            while (rows.next()) {
              tokens.add(rows.getString(2));
              assertThat(rows.getDate(3).toLocalDate().getYear()).isBetween(1753, 1888);
            }
          }
          assertThat(tokens).hasSize(64).doesNotHaveDuplicates();
          assertThat(tokens).allSatisfy(token -> assertThat(token).startsWith("9"));
        }
      }
      connection.commit();
    }
  }

  @Test
  void writesBackWhatItReadUnderOptimisticLocking() throws SQLException {
    try (Connection connection = desk()) {
      connection.setAutoCommit(false);
      String token = token(connection, 9002);
      try (PreparedStatement update =
          connection.prepareStatement(
              "update care.person set town = ?, version = version + 1"
                  + " where id = ? and nir = ? and version = ?")) {
        update.setString(1, "Brest");
        update.setLong(2, 9002);
        update.setString(3, token);
        update.setInt(
            4,
            Integer.parseInt(text(connection, "select version from care.person where id = 9002")));
        assertThat(update.executeUpdate()).isEqualTo(1);
        assertThat(update.executeUpdate()).isZero();
      }
      connection.rollback();
    }
  }

  @Test
  void executesWithNumbersOfAType() throws SQLException {
    try (Connection connection = desk();
        Statement statement = connection.createStatement()) {
      statement.execute("prepare numbers(smallint, float8, bigint) as select $1 + $2 + $3");
      assertThat(text(connection, "execute numbers(5::smallint, 10.5::float8, -4::bigint)"))
          .isEqualTo("11.5");
    }
  }

  @Test
  void rollsBackToSavepoints() throws SQLException {
    try (Connection connection = connect("desk_app", "&autosave=always")) {
      connection.setAutoCommit(false);
      Savepoint savepoint = connection.setSavepoint("before");
      assertThatThrownBy(() -> text(connection, "select left(nir, 5) from care.person"))
          .isInstanceOfSatisfying(
              PSQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
      connection.rollback(savepoint);
      assertThat(token(connection, 9001)).startsWith("9");
      connection.commit();
      connection.setAutoCommit(true);
      assertThat(token(connection, 9001)).startsWith("9");
    }
  }

  @Test
  void tellsErrorCodesButNoValues() throws SQLException {
    try (Connection connection = desk();
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(
              () ->
                  statement.execute(
                      "insert into care.dependant (id, person_id, nir) values (90010, 9001, '"
                          + Canary.PLANTED.get(0).nir15()
                          + "')"))
          .isInstanceOfSatisfying(
              PSQLException.class,
              e -> {
                assertThat(e.getSQLState()).isEqualTo("23505");
                var server = Objects.requireNonNull(e.getServerErrorMessage());
                assertThat(server.getConstraint()).isEqualTo("dependant_pkey");
                assertThat(server.toString()).doesNotContain("90010").doesNotContain(CLEAR_NIR);
              });
      assertThatThrownBy(() -> statement.execute("select nope from care.person"))
          .isInstanceOfSatisfying(
              PSQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42703"));
    }
  }

  @Test
  void cancelsAndGoesOn() throws Exception {
    String slow = "select count(*) from generate_series(1, 100000000) g";
    for (String user : List.of("desk_app", "steward")) {
      try (Connection connection = connect(user, "");
          Statement statement = connection.createStatement()) {
        statement.setQueryTimeout(1);
        assertThatThrownBy(() -> statement.executeQuery(slow))
            .isInstanceOfSatisfying(
                SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("57014"));
        statement.setQueryTimeout(0);
        assertThat(text(connection, "select surname from care.person where id = 9001"))
            .isEqualTo("Zwart");
      }
    }
  }

  @Test
  void aClearRoleGetsEverything() throws SQLException, IOException {
    try (Connection connection = connect("steward", "")) {
      CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
      StringWriter out = new StringWriter();
      copy.copyOut("copy (select nir, birth_date from care.person where id = 9001) to stdout", out);
      assertThat(out).hasToString(CLEAR_NIR + "\t" + CLEAR_DATE + "\n");
      assertThat(
              copy.copyIn(
                  "copy care.note_box (author, body) from stdin", new StringReader("a\tb\nc\td\n")))
          .isEqualTo(2);
      assertThat(text(connection, "select left(nir, 5) from care.person where id = 9001"))
          .isEqualTo(CLEAR_NIR.substring(0, 5));
    }
  }

  @Test
  void copyGivesTokensToAGovernedRole() throws Exception {
    try (Connection connection = desk()) {
      CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
      StringWriter copied = new StringWriter();
      copy.copyOut("copy (select nir from care.person where id = 9001) to stdout", copied);
      assertThat(copied.toString()).startsWith("9").doesNotContain(CLEAR_NIR);
      assertThatThrownBy(
              () ->
                  copy.copyOut(
                      "copy (select left(nir, 5) from care.person) to stdout", new StringWriter()))
          .isInstanceOf(SQLException.class);
      assertThat(token(connection, 9001)).startsWith("9");
    }
  }

  @Test
  void copiesTokensBackIn() throws Exception {
    try (Connection connection = desk()) {
      connection.setAutoCommit(false);
      CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
      String token = token(connection, 9001);
      String clear = Canary.PLANTED.get(1).nir();
      String into = "copy care.visit (id, person_id, person_nir, fee) from stdin";
      long rows =
          copy.copyIn(
              into + " (format csv)",
              new StringReader("92001,9001," + token + ",1\n92002,9002," + clear + ",2\n"));
      assertThat(rows).isEqualTo(2);
      assertThat(text(connection, "select person_nir from care.visit where id = 92001"))
          .isEqualTo(token);
      assertThat(text(connection, "select person_nir from care.visit where id = 92002"))
          .isEqualTo(token(connection, 9002));
      Savepoint before = connection.setSavepoint();
      String unknown = token.substring(0, 12) + (char) ('0' + ('9' - token.charAt(12)));
      assertThatThrownBy(
              () ->
                  copy.copyIn(
                      into,
                      new StringReader(
                          "92003\t1\t" + token + "\t1\n92004\t1\t" + unknown + "\t1\n")))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("TOKEN_UNKNOWN")
          .hasMessageContaining("line 2");
      connection.rollback(before);
      assertThat(
              text(connection, "select count(*) from care.visit where id between 92001 and 92009"))
          .isEqualTo("2");
      assertThatThrownBy(
              () ->
                  copy.copyIn(
                      "copy care.dependant (id, person_id, nir, born) from stdin",
                      new StringReader("92005\t9001\t" + clear + "\tlast spring\n")))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("YYYY-MM-DD")
          .hasMessageContaining("line 1");
      connection.rollback();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "&preferQueryMode=simple", "&prepareThreshold=1"})
  void keepsTemporaryTables(String options) throws SQLException {
    try (Connection connection = connect("desk_app", options);
        Statement statement = connection.createStatement()) {
      statement.execute("create temp table chosen (id bigint primary key, label text)");
      try (PreparedStatement insert =
          connection.prepareStatement("insert into chosen values (?, ?)")) {
        for (long id = 9001; id < 9004; id++) {
          insert.setLong(1, id);
          insert.setString(2, "no " + id);
          insert.addBatch();
        }
        assertThat(insert.executeBatch()).containsExactly(1, 1, 1);
      }
      String joined =
          "select p.nir from care.person p join chosen c on c.id = p.id and c.label = 'no 9002'";
      assertThat(text(connection, joined)).isEqualTo(token(connection, 9002));
      assertThat(text(connection, "select label from chosen where id = 9003")).isEqualTo("no 9003");
      statement.execute("drop table chosen");
      assertThatThrownBy(() -> text(connection, "select label from chosen"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42P01"));
      for (int i = 0; i < 7; i++) {
        try (PreparedStatement create =
            connection.prepareStatement("create temp table again (n int)")) {
          create.execute();
        }
        assertThat(text(connection, "select count(*) from again")).isEqualTo("0");
        statement.execute("drop table if exists again");
      }
      CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
      try (PreparedStatement create =
          connection.prepareStatement(
              "create temp table found as select id, ? as why from care.person where nir = ?")) {
        create.setString(1, "asked");
        create.setString(2, token(connection, 9003));
        create.execute();
      }
      assertThat(text(connection, "select why || id from found")).isEqualTo("asked9003");
      statement.execute("create temp table lines (line text)");
      assertThat(copy.copyIn("copy lines from stdin", new StringReader("a\nb\n"))).isEqualTo(2);
      assertThat(text(connection, "select max(line) from lines")).isEqualTo("b");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void temporaryTablesEndWithTheirTransaction() throws SQLException {
    try (Connection connection = desk();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("create temp table gone (n int) on commit drop");
      statement.execute("create temp table kept as select id, surname from care.person");
      Savepoint savepoint = connection.setSavepoint();
      statement.execute("create temp table undone (n int)");
      assertThat(text(connection, "select count(*) from undone, gone")).isEqualTo("0");
      connection.rollback(savepoint);
      assertThatThrownBy(() -> text(connection, "select n from undone"))
          .isInstanceOf(SQLException.class);
      connection.rollback(savepoint);
      assertThat(text(connection, "select surname from kept where id = 9001")).isEqualTo("Zwart");
      connection.commit();
      assertThat(text(connection, "select surname from kept where id = 9001")).isEqualTo("Zwart");
      assertThatThrownBy(() -> text(connection, "select n from gone"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42P01"));
      connection.rollback();
      connection.setAutoCommit(true);
      statement.execute("discard all");
      assertThatThrownBy(() -> text(connection, "select surname from kept"))
          .isInstanceOf(SQLException.class);
    }
  }
}
