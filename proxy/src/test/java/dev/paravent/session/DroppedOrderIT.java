package dev.paravent.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paravent.cli.StartedProxy;
import dev.paravent.session.WireClient.Message;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.util.PSQLWarning;

/** Sort keys that policy leaves out: what the client is told, and in what order rows come. */
@NullMarked
class DroppedOrderIT extends TokenFixture {
  private static final String SQL = "select id, born from reg.night where id < 3 order by born, id";

  private static StartedProxy dropping;

  @BeforeAll
  static void startDropping(@TempDir Path directory) throws Exception {
    onServer("create role sees_unordered login");
    onServer(
        "create table reg.night (id int primary key, born date);"
            + "insert into reg.night select i, date '1950-01-01' + i from generate_series(0, 9999) i;"
            + "create index on reg.night (born);"
            + "grant all on reg.night to public");
    dropping = start(directory, policy -> policyText());
  }

  @AfterAll
  static void stopDropping() {
    dropping.close();
  }

  private static String policyText() {
    try (InputStream content =
        DroppedOrderIT.class.getResourceAsStream("/dev/paravent/session/shown/policy.yaml")) {
      return new String(Objects.requireNonNull(content).readAllBytes(), StandardCharsets.UTF_8)
          .replace("reg.day", "reg.night");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static WireClient login() throws IOException {
    return WireClient.login(dropping.address(), "sees_unordered");
  }

  private static void assertTold(Message notice, String sql, boolean placed) {
    assertThat(notice.type()).isEqualTo('N');
    assertThat(notice.field('S')).isEqualTo("NOTICE");
    assertThat(notice.field('V')).isEqualTo("NOTICE");
    assertThat(notice.field('C')).isEqualTo("01000");
    assertThat(notice.field('M')).startsWith("ORDER BY a birth-date column is left out");
    assertThat(notice.field('P'))
        .isEqualTo(placed ? String.valueOf(sql.lastIndexOf("born") + 1) : "");
  }

  @Test
  void tellsAQueryBeforeItsRows() throws IOException {
    try (WireClient client = login()) {
      assertThat(client.query(SQL).types(1)).isEqualTo("NTDDDCZI");
      for (String sql : List.of(SQL, SQL.replace("< 3", "< 2000"), "  " + SQL, SQL)) {
        assertTold(client.query(sql).exchange(1).get(0), sql, true);
      }
      assertThat(client.query("select 1; " + SQL + "; select 2").types(1))
          .isEqualTo("TDCNTDDDCTDCZI");
      assertThat(client.query("select id from reg.night where id < 1 order by id").types(1))
          .isEqualTo("TDCZI");
    }
  }

  @Test
  void tellsAPipelineInItsTurn() throws IOException {
    try (WireClient client = login()) {
      String types =
          client
              .parse("", "select 1")
              .bind("", "")
              .execute("", 0)
              .parse("s", SQL)
              .bind("", "s")
              .describe('P', "")
              .execute("", 0)
              .bind("", "s")
              .execute("", 0)
              .parse("", "select 2")
              .bind("", "")
              .execute("", 0)
              .sync()
              .types(1);
      assertThat(types).isEqualTo("12DC" + "12NTDDDC" + "2NDDDC" + "12DC" + "ZI");
    }
  }

  @Test
  void tellsOnceWhereThePortalIsReadInParts() throws IOException {
    try (WireClient client = login()) {
      List<Message> answers =
          client
              .parse("", SQL)
              .bind("", "")
              .execute("", 1)
              .execute("", 1)
              .execute("", 0)
              .sync()
              .exchange(1);
      assertThat(answers.stream().map(answer -> String.valueOf(answer.type())).toList())
          .containsExactly("1", "2", "N", "D", "s", "D", "s", "D", "C", "Z");
      assertTold(answers.get(2), SQL, true);
    }
  }

  @Test
  void doesNotTellWhatDoesNotRun() throws IOException {
    try (WireClient client = login()) {
      String types =
          client
              .parse("", "select 1 / 0")
              .bind("", "")
              .execute("", 0)
              .parse("", SQL)
              .bind("", "")
              .execute("", 0)
              .sync()
              .types(1);
      assertThat(types).isEqualTo("1EZI");
    }
  }

  @Test
  void tellsWhatPrepareHasKept() throws IOException {
    try (WireClient client = login()) {
      assertThat(client.query("prepare p as " + SQL).types(1)).isEqualTo("CZI");
      List<Message> answers = client.query("execute p").exchange(1);
      assertTold(answers.get(0), SQL, false);
      assertThat(answers.get(1).type()).isEqualTo('T');
      String types = client.parse("", "execute p").bind("", "").execute("", 0).sync().types(1);
      assertThat(types).isEqualTo("12NDDDCZI");
    }
  }

  @Test
  void refusesWhereMoreThanTheOrderDependsOnIt() throws IOException {
    try (WireClient client = login()) {
      client.query("begin").exchange(1);
      for (String sql :
          List.of(
              SQL + " limit 2",
              SQL + " offset 1",
              SQL + " fetch first 1 row with ties",
              "declare c cursor for " + SQL,
              "copy (" + SQL + ") to stdout")) {
        client.query("savepoint s").exchange(1);
        List<Message> answers = client.query(sql).exchange(1);
        assertThat(answers.get(0).type()).as(sql).isEqualTo('E');
        assertThat(answers.get(0).field('M')).as(sql).contains("[PROTECTED_ORDER]");
        client.query("rollback to s").exchange(1);
      }
    }
  }

  @Test
  void driversGiveItAsAWarning() throws SQLException {
    for (String mode : MODES) {
      try (Connection connection = connect(dropping, "sees_unordered", mode);
          PreparedStatement statement = connection.prepareStatement(SQL)) {
        for (int i = 0; i < 8; i++) {
          try (ResultSet rows = statement.executeQuery()) {
            SQLWarning warning = statement.getWarnings();
            assertThat(warning instanceof PSQLWarning).as(mode).isTrue();
            assertThat(warning.getSQLState()).isEqualTo("01000");
            int count = 0;
            while (rows.next()) {
              count++;
            }
            assertThat(count).isEqualTo(3);
          }
          statement.clearWarnings();
        }
      }
    }
  }

  /** What is left of the keys sorts, and the rest tells nothing, though an index has the order. */
  @Test
  void rowsComeInHiddenOrder() throws SQLException {
    try (Connection connection = connect(dropping, "sees_unordered", "")) {
      for (String sql :
          List.of(
              "select id from reg.night order by born",
              "select id from reg.night where born is not null order by born desc",
              "select id, born from reg.night where born is not null order by 2",
              "select id, born as b from reg.night where id >= 0 order by b nulls first")) {
        List<Integer> ids = ids(connection, sql);
        assertThat(ids).hasSize(10_000);
        if (!sql.equals("select id from reg.night order by born")) { // read as it is stored
          long up = IntStream.range(1, ids.size()).filter(i -> ids.get(i) > ids.get(i - 1)).count();
          assertThat((double) up / ids.size()).as(sql).isBetween(0.45, 0.55);
        }
      }
      assertThat(
              ids(connection, "select id from reg.night where born is not null order by born, id"))
          .isSorted();
      assertThatThrownBy(
              () -> ids(connection, "select id from reg.night order by extract(year from born)"))
          .hasMessageContaining("[PROTECTED_DERIVED]");
    }
  }

  private static List<Integer> ids(Connection connection, String sql) throws SQLException {
    List<Integer> ids = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        ids.add(rows.getInt(1));
      }
    }
    return ids;
  }
}
