package dev.paravent.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** Rows that a policy does not show, and every way to them that somebody may try. */
@NullMarked
class RowFilterIT extends RowFilterFixture {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "lock payment.contract",
        "copy payment.contract from stdin",
        "truncate payment.contract",
        "explain select * from payment.contract where id = 2",
        "explain select * from payment.own_contracts",
        "select count(*) from payment.all_contracts",
        "select n from payment.counted",
        "select 1 from payment.through",
        "select max(amount) from payment.stored",
        "copy payment.stored to stdout",
        "select * from payment.general",
        "select * from only payment.general",
        "select * from payment.second",
        "select * from payment.broken",
        "select * from payment.protects",
        "insert into payment.broken values (1)",
        "delete from payment.contract where current of c",
        "merge into payment.contract c using payment.claim k on k.id = c.id when matched then delete",
        "merge into payment.contract c using payment.claim k on k.id = c.id when matched then update set amount = 1",
        "insert into payment.contract(id, insurer_id) values (2, 7)",
        "insert into payment.contract(id, insurer_id) values (2, 7) on conflict do nothing",
        "insert into payment.contract(insurer_id) select 7",
        "insert into payment.contract default values",
        "insert into payment.note(insurer_id, kind) select 8, 'plain'",
        "insert into payment.note(id, insurer_id, kind) values (2, 7, 'plain')",
        "insert into payment.note(insurer_id, kind) values (7, 'plain') on conflict do nothing",
        "insert into payment.note(insurer_id, kind) values (7, lower('PLAIN'))",
        "insert into payment.note(insurer_id, kind) values (7, default)",
        "insert into payment.department(insurer_id, city) values (7, 'Nantes')",
        "insert into payment.own_contracts values (1, 7, 1)",
        "update payment.own_contracts set amount = 1",
        "update payment.patient set id = 2 where id = 1",
        "update payment.department set city = default where id = 1",
        "update payment.department set (city, id) = (select 'Nantes', 1) where id = 1",
        "insert into payment.claim select 100, 1, 'x'",
        "update payment.claim set contract_id = contract_id + 1 where id = 1",
        "update payment.claim set (contract_id, label) = (select 2, 'x') where id = 1",
        "delete from payment.insurer where id = 8",
        "update payment.insurer set id = 9 where id = 8",
        "delete from payment.all_contracts",
        "update payment.all_contracts set amount = 1",
        "insert into payment.all_contracts values (1)",
      })
  void isRefused(String sql) throws Exception {
    try (Connection connection = alice()) {
      connection.setAutoCommit(false);
      assertThat(state(() -> run(connection, sql))).as(sql).isEqualTo("42501");
    }
  }

  /** What each says if contract 2 is there, and what if it is not. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          select count(*) from payment.contract                                    | 1000
          select count(*) from only payment.contract                               | 1000
          select count(c.*) from payment.contract c                                | 1000
          select min(amount) from payment.contract                                 | 101
          select count(amount) filter (where amount = 17) from payment.contract    | 0
          select exists (select from payment.contract where id = 2)                | f
          select exists (select from payment.contract where id = 1) -- visible | t
          select not exists (table payment.contract offset 1000)                   | t
          select count(*) from (table payment.contract) t                          | 1000
          select id from payment.contract where id = 2                             |
          select id from payment.contract where id = 1 -- visible | 1
          select id from payment.contract where id in (2, 4)                       |
          select id from payment.contract where number = 'hidden-2'                |
          select number from payment.contract where id = '1' -- visible | n-1
          select number from payment.contract where id = 1::bigint -- visible | n-1
          select id from payment.contract where (id, amount) = (2, 17)             |
          select id from payment.contract where 1 / (amount - 17) < 0              |
          select count(1 / (amount - 17)) from payment.contract                    | 1000
          select max(100 / (amount - 17)) from payment.contract                    | 1
          select count(*) from payment.contract where substr(number, 3)::int > 0   | 1000
          select count(*) from payment.contract where (substr(number, 3)) :: int = id | 1000
          select sum(case when id = 2 then 1 / (amount - 17) else 1 end) from payment.contract | 1000
          select id from payment.contract order by amount, id limit 1              | 1
          select id from payment.contract order by 1 / (amount - 17), id limit 1   | 1
          select count(*) over () from payment.contract limit 1                    | 1000
          select lag(id) over (order by id) from payment.contract order by id offset 1 limit 1 -- visible | 1
          select (select amount from payment.contract where id = 2)                |
          select (select amount from payment.contract c where c.id = i.id - 5) from payment.insurer i where id = 7 |
          select count(*) from payment.insurer i join payment.contract c on c.insurer_id = i.id | 1000
          select count(*) from payment.insurer i left join payment.contract c on c.insurer_id = i.id | 1001
          select count(*) from payment.contract c right join payment.insurer i on c.insurer_id = i.id and 1 / (c.amount - 17) < 5 | 1001
          select count(*) from payment.claim k join payment.contract c on c.id = k.contract_id | 10
          select count(*) from payment.claim k natural join payment.contract c     | 10
          select count(*) from payment.claim k where contract_id in (select id from payment.contract) | 10
          select count(*) from payment.claim k where contract_id not in (select id from payment.contract) | 10
          select count(*) from payment.insurer i, lateral (select * from payment.contract c where c.insurer_id = i.id) s | 1000
          select count(*) from payment.insurer i cross join lateral (select 1 / (c.amount - 17) from payment.contract c) s | 2000
          with c as (select * from payment.contract) select count(*) from c        | 1000
          with c as materialized (table payment.contract) select min(amount) from c | 101
          with recursive r as (select id from payment.contract where id < 3 union all select c.id from payment.contract c join r on c.id = r.id + 1 where c.id < 5) select count(*) from r | 1
          select count(*) from (select id from payment.contract union all select id from payment.contract) u | 2000
          select count(*) from (select id from payment.claim except select id from payment.contract) u | 10
          select count(*) from (select id from payment.claim intersect select id from payment.contract) u | 10
          select count(distinct amount) from payment.contract                      | 1
          select count(*) from (select distinct on (amount) * from payment.contract) d | 1
          select count(*) from (select amount from payment.contract group by rollup (amount)) g | 2
          select amount from payment.contract group by amount having count(*) < 5  |
          select length(string_agg(number, ',' order by id)) > 5 from payment.contract where id < 5 -- visible | t
          select string_agg(number, ',' order by id) from payment.contract where id < 6 | n-1,n-3,n-5
          select json_agg(row_to_json(c))::text like '%hidden-2%' from payment.contract c | f
          select row_to_json(c) ->> 'number' from payment.contract c where id = 1 -- visible | n-1
          select c from payment.contract c where id = 2                            |
          select (c).number from payment.contract c where c.id = 1 -- visible | n-1
          select count(*) from payment.contract c where c::text like '%hidden%'    | 0
          select count(*) from payment.visit                                       | 4
          select count(*) from payment.visit_2024                                  | 4
          select count(*) from payment.special                                     | 1
          select count(*) from payment.own_contracts                               | 1000
          select count(*) from payment.own_contracts where 1 / (amount - 17) < 0   | 0
          select string_agg(id::text, ',') from payment.remark where kind <> ''    | 1,3
          select count(nir) from payment.patient                                   | 20
          select count(*) from payment.patient where nir = '1840375123002'         | 0
          select count(*) from payment.patient where nir = '1840375123001'         | 1
          select count(*) from payment.patient a join payment.patient b on a.nir = b.nir | 20
          select count(*) from (select nir from payment.patient group by nir) g    | 20
          """)
  void hiddenRowsAreNotThere(String sql, @Nullable String expected) throws Exception {
    for (String mode : List.of("simple", "extended", "extendedForPrepared")) {
      try (Connection connection = alice("preferQueryMode", mode, "prepareThreshold", "-1")) {
        assertThat(one(connection, sql)).as(mode).isEqualTo(expected);
        assertThat(one(connection, sql)).as(mode + ", again").isEqualTo(expected);
      }
    }
    assertThat(answerWithoutFilter(sql).equals(String.valueOf(expected)))
        .as("it would say the same if nothing were hidden")
        .isEqualTo(sql.endsWith("-- visible"));
  }

  /** What a user whose rows are not filtered gets: the control, by which the hidden rows show. */
  private static String answerWithoutFilter(String sql) throws SQLException {
    try (Connection connection = connectAs("other")) {
      return String.valueOf(one(connection, sql));
    } catch (SQLException failed) {
      return "error " + failed.getSQLState();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select ctid from payment.contract",
        "select tableoid from payment.contract where id = 1",
        "select xmin from payment.visit",
        "select count(*) from payment.contract tablesample system (100)",
        "select nir like '9%' from payment.patient",
        "select * from payment.contract for update",
        "select * from payment.contract where amount = 17 for share nowait",
        "select * from payment.contract where amount > 5 for update skip locked",
        "select * from (select * from payment.contract) c where id = 1 for update",
      })
  void isRefusedOfVisibleRowsToo(String sql) throws Exception {
    try (Connection connection = alice()) {
      assertThat(state(() -> run(connection, sql))).as(sql).isEqualTo("42501");
    }
  }

  @Test
  void withoutAnEndUserThereIsNoAnswer() throws Exception {
    try (Connection connection = connect()) {
      for (String sql :
          List.of(
              "select count(*) from payment.contract",
              "select 1 from payment.contract where id = 1",
              "copy payment.contract to stdout",
              "copy (select id from payment.contract) to stdout",
              "select count(*) from payment.own_contracts")) {
        assertThat(state(() -> run(connection, sql))).as(sql).isEqualTo("28000");
      }
      assertThat(one(connection, "select count(*) from payment.claim")).isEqualTo("20");
      actFor(connection, "alice", 7);
      assertThat(one(connection, "select count(*) from payment.contract")).isEqualTo("1000");
      run(connection, "reset paravent.assertion");
      assertThat(state(() -> one(connection, "select count(*) from payment.contract")))
          .isEqualTo("28000");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1", "-1"})
  void whatWasPreparedServesWhoeverRunsIt(String threshold) throws Exception {
    try (Connection connection = connect("prepareThreshold", threshold);
        PreparedStatement look =
            connection.prepareStatement(
                "select (select count(*) from payment.contract where amount < ?),"
                    + " (select number from payment.contract where id = ?)")) {
      for (int round = 0; round < 3; round++) {
        for (int insurer : new int[] {7, 8}) {
          actFor(connection, "user" + insurer, insurer);
          look.setInt(1, 50);
          look.setLong(2, 2);
          try (ResultSet rows = look.executeQuery()) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(insurer == 7 ? 0 : 1);
            assertThat(rows.getString(2)).isEqualTo(insurer == 7 ? null : "hidden-2");
          }
        }
      }
    }
  }

  @Test
  void namesAndCursorsServeWhoeverUsesThem() throws Exception {
    try (Connection connection = connect()) {
      actFor(connection, "bob", 8);
      run(connection, "prepare look(bigint) as select number from payment.contract where id = $1");
      assertThat(one(connection, "execute look(2)")).isEqualTo("hidden-2");
      run(connection, "begin");
      run(connection, "declare c cursor with hold for select id from payment.contract order by id");
      assertThat(one(connection, "fetch 1 from c")).isEqualTo("2");
      actFor(connection, "alice", 7);
      assertThat(state(() -> one(connection, "fetch 1 from c"))).isEqualTo("55000");
      run(connection, "rollback");
      actFor(connection, "alice", 7);
      assertThat(one(connection, "execute look(2)")).isNull();
      assertThat(one(connection, "execute look(3)")).isEqualTo("n-3");
      run(connection, "begin");
      run(connection, "declare c cursor for select id from payment.contract order by id");
      assertThat(column(connection, "fetch 3 from c")).containsExactly("1", "3", "5");
      run(connection, "rollback");
    }
  }

  @Test
  void severalStatementsOfAMessageAreFiltered() throws Exception {
    try (Connection connection = connect("preferQueryMode", "simple");
        Statement statement = connection.createStatement()) {
      String seven = issuer.assertion("a", 900, ",\"ins\":7");
      String eight = issuer.assertion("b", 900, ",\"ins\":8");
      run(connection, "set paravent.assertion = '" + eight + "'");
      String count = "select count(*) from payment.contract where amount = 17;";
      statement.execute(count + count);
      assertThat(only(statement)).isEqualTo("1");
      assertThat(statement.getMoreResults()).isTrue();
      assertThat(only(statement)).isEqualTo("1");
      run(connection, "set paravent.assertion = '" + seven + "'");
      statement.execute(count + "begin; " + count + " commit");
      assertThat(only(statement)).isEqualTo("0");
    }
  }

  private static String only(Statement statement) throws Exception {
    try (ResultSet rows = statement.getResultSet()) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }

  @Test
  void copyGivesVisibleRows() throws Exception {
    try (Connection connection = alice()) {
      CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
      for (String sql :
          List.of(
              "copy payment.contract(number) to stdout",
              "copy (select number from payment.contract) to stdout",
              "copy payment.contract to stdout (format csv)",
              "copy payment.visit_2024 to stdout",
              "copy payment.patient(id) to stdout")) {
        ByteArrayOutputStream rows = new ByteArrayOutputStream();
        copies.copyOut(sql, rows);
        assertThat(rows.toString(UTF_8)).as(sql).isNotEmpty().doesNotContain("hidden");
        assertThat(rows.toString(UTF_8).lines().count()).as(sql).isIn(1000L, 4L, 20L);
      }
    }
  }

  @Test
  void copiedReferencesAreToVisibleRows() throws Exception {
    try (Connection connection = alice()) {
      connection.setAutoCommit(false);
      CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
      String sql = "copy payment.claim from stdin";
      assertThat(copies.copyIn(sql, new StringReader("100\t1\tx\n101\t\\N\tx\n"))).isEqualTo(2);
      Savepoint before = connection.setSavepoint();
      assertThat(state(() -> copies.copyIn(sql, new StringReader("102\t2\tx\n"))))
          .isEqualTo("42501");
      connection.rollback(before);
      assertThat(state(() -> copies.copyIn(sql, new StringReader("102\t999999\tx\n"))))
          .isEqualTo("42501");
      connection.rollback();
    }
  }

  /** A lock on a hidden row is not met, whoever has it; one on a visible row is. */
  @Test
  void locksOfHiddenRowsAreNotMet() throws Exception {
    try (Connection holder = owner();
        Connection connection = alice()) {
      holder.setAutoCommit(false);
      run(holder, "select * from payment.contract where id in (1, 2) for update");
      String look = "select id from payment.contract where id = %d for %s";
      assertThat(one(connection, look.formatted(2, "update nowait"))).isNull();
      assertThat(one(connection, look.formatted(2, "share"))).isNull();
      assertThat(one(connection, look.formatted(3, "update"))).isEqualTo("3");
      assertThat(one(connection, look.formatted(1, "update skip locked"))).isNull();
      assertThat(state(() -> one(connection, look.formatted(1, "no key update nowait"))))
          .isEqualTo("55P03");
      holder.rollback();
    }
  }

  /** How many rows it writes as alice, in a transaction that is rolled back. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          update payment.contract set amount = 1                                   | 1000
          update payment.contract set amount = 1 where id = 2                      | 0
          update payment.contract set amount = 1 where id = 1                      | 1
          update payment.contract set amount = amount where 1 / (amount - 17) < 5  | 1000
          update payment.contract set amount = 1 / (amount - 17)                   | 1000
          update payment.contract c set amount = 1 / (c.amount - 17) from payment.claim k where k.contract_id = c.id and 1 / (c.amount - 17) < 5 | 10
          update payment.contract set insurer_id = 7 where id < 10                 | 5
          update payment.contract set insurer_id = '7', amount = 3 where id = 1    | 1
          update payment.contract set (insurer_id, amount) = (7, 3) where id = 1   | 1
          update payment.contract set id = 1 where id = 1                          | 1
          update payment.contract set number = 'hidden-2' where id = 1             | 1
          update only payment.contract set amount = 2 where id in (1, 2)           | 1
          update payment.department set city = 'Lyon'                              | 1
          update payment.claim k set label = c.number from payment.contract c where c.id = k.contract_id | 10
          update payment.remark set kind = kind where true                         | 2
          update payment.visit_2024 set day = day                                  | 4
          update payment.patient set nir = nir                                     | 20
          delete from payment.note                                                 | 1
          delete from payment.note where 1 / (insurer_id - 8) < 5                  | 1
          delete from payment.note n using payment.claim k where n.id = k.id and 1 / (n.insurer_id - 8) < 5 | 1
          delete from payment.visit                                                | 4
          delete from payment.claim where contract_id in (select id from payment.contract) | 10
          insert into payment.note(insurer_id, kind) values (7, 'plain')           | 1
          insert into payment.insurer values (9, 'nine')                           | 1
          insert into payment.claim values (100, 1, 'x'), (101, null, 'x'), (102, 3, null) | 3
          insert into payment.claim(id, label) values (100, 'x')                   | 1
          update payment.claim set contract_id = 3, label = 'x' where id = 1       | 1
          update payment.claim set contract_id = 2, label = 'x' where id = 2       | 1
          update payment.contract c set amount = 1 from payment.claim k where k.contract_id = c.id and k.id = 5 | 1
          insert into payment.note(insurer_id, kind, body) values ('7', 'plain', 'x'), (7, 'plain', default) | 2
          insert into payment.open select id, number from payment.contract where id = 3 | 1
          with d as (delete from payment.note returning *) insert into payment.open select id + 100, body from d | 1
          with u as (update payment.contract set amount = 3 returning id) update payment.claim set label = 'x' from u where u.id = contract_id | 10
          """)
  void hiddenRowsAreNotWritten(String sql, int expected) throws Exception {
    for (String mode : List.of("simple", "extended")) {
      try (Connection connection = alice("preferQueryMode", mode);
          Statement statement = connection.createStatement()) {
        connection.setAutoCommit(false);
        assertThat(statement.executeUpdate(sql)).as(mode).isEqualTo(expected);
        connection.rollback();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update payment.contract set insurer_id = 8 where id = 1",
        "insert into payment.claim values (100, 2, 'x')",
        "insert into payment.claim values (100, 999999, 'x')",
        "insert into payment.claim values (100, 1, 'x'), (101, '2', 'x')",
        "update payment.claim set contract_id = 2 where id = 1",
        "update payment.claim set contract_id = 999999 where id = 1",
        "update payment.contract set insurer_id = insurer_id + 1",
        "update payment.contract set insurer_id = null",
        "update payment.contract set id = 2 where id = 1",
        "update payment.contract set id = 99999 where id = 1",
        "update payment.department set city = 'Nantes'",
        "update payment.department set city = 'Nice'",
        "update payment.note set kind = 'secret'",
        "insert into payment.note(insurer_id, kind) values (8, 'plain')",
        "insert into payment.note(insurer_id, kind) values (7, 'secret')",
        "insert into payment.note(insurer_id, kind) values (7, 'plain'), (7, 'secret')",
        "insert into payment.note(insurer_id, kind) values (null, 'plain')",
      })
  void noRowBecomesHidden(String sql) throws Exception {
    try (Connection connection = alice()) {
      connection.setAutoCommit(false);
      assertThat(state(() -> run(connection, sql))).as(sql).isEqualTo("42501");
      connection.rollback();
    }
  }

  @Test
  void parametersAreCheckedLikeConstants() throws Exception {
    try (Connection connection = alice();
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into payment.note(insurer_id, kind) values (?, ?) returning id, kind");
        PreparedStatement update =
            connection.prepareStatement(
                "update payment.contract set insurer_id = ?, amount = ? where id = ?")) {
      connection.setAutoCommit(false);
      insert.setInt(1, 7);
      insert.setString(2, "plain");
      try (ResultSet rows = insert.executeQuery()) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString(2)).isEqualTo("plain");
      }
      update.setInt(1, 7);
      update.setInt(2, 1);
      update.setLong(3, 1);
      assertThat(update.executeUpdate()).isEqualTo(1);
      update.setLong(3, 2);
      assertThat(update.executeUpdate()).isEqualTo(0);
      Savepoint before = connection.setSavepoint();
      update.setLong(3, 1);
      update.setInt(1, 8);
      assertThat(state(update::executeUpdate)).isEqualTo("42501");
      connection.rollback(before);
      insert.setInt(1, 8);
      assertThat(state(insert::executeQuery)).isEqualTo("42501");
      connection.rollback();
    }
  }

  /** A lock on a hidden row does not hold up who writes the visible ones. */
  @Test
  void locksOfHiddenRowsHoldUpNoWriter() throws Exception {
    try (Connection holder = owner();
        Connection connection = alice()) {
      holder.setAutoCommit(false);
      run(holder, "select * from payment.contract where id % 2 = 0 for update");
      run(holder, "select * from payment.note where insurer_id = 8 for update");
      connection.setAutoCommit(false);
      run(connection, "set lock_timeout = '2s'");
      run(connection, "update payment.contract set amount = 5");
      run(connection, "delete from payment.note");
      connection.rollback();
      holder.rollback();
    }
  }

  /** A token of somebody who is hidden is one of nobody. */
  @Test
  void tokensOfHiddenRowsAreUnknown() throws Exception {
    try (Connection connection = connect()) {
      actFor(connection, "bob", 8);
      String token = one(connection, "select nir from payment.patient where id = 2");
      String insert = "insert into payment.letter values (%d, '" + token + "')";
      run(connection, insert.formatted(1));
      actFor(connection, "alice", 7);
      assertThat(
              one(connection, "select count(*) from payment.patient where nir = '" + token + "'"))
          .isEqualTo("0");
      assertThat(state(() -> run(connection, insert.formatted(2)))).isEqualTo("42501");
      String own = one(connection, "select nir from payment.patient where id = 1");
      run(connection, "insert into payment.letter values (3, '" + own + "')");
    }
  }

  @Test
  void whatIsNotFilteredIsAsBefore() throws Exception {
    try (Connection connection = connect();
        Connection other = connectAs("other")) {
      assertThat(one(connection, "select count(*) from payment.opened")).isEqualTo("2");
      assertThat(one(connection, "select count(*) from payment.claim")).isEqualTo("20");
      run(connection, "update payment.open set label = label");
      assertThat(one(other, "select count(*) from payment.contract")).isEqualTo("2000");
      assertThat(one(other, "select max(amount) from payment.stored")).isEqualTo("101");
    }
  }
}
