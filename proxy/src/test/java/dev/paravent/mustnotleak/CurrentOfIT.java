package dev.paravent.mustnotleak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Objects;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PSQLException;

/** UPDATE and DELETE .. WHERE CURRENT OF mean the client's own cursors, through pgjdbc. */
@NullMarked
class CurrentOfIT extends ProxiedDatabase {

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
  @ValueSource(strings = {"&preferQueryMode=simple", "", "&prepareThreshold=1"})
  void changesTheRowThatACursorIsOn(String options) throws SQLException {
    try (Connection connection = connect("desk_app", options);
        Statement statement = connection.createStatement();
        PreparedStatement update =
            connection.prepareStatement(
                "update care.person set surname = ? where current of \"The cursor\""
                    + " returning id, nir, surname")) {
      connection.setAutoCommit(false);
      update.setString(1, "Nobody, current of \"paravent current\"");
      assertThatThrownBy(update::executeQuery)
          .isInstanceOfSatisfying(
              PSQLException.class, failure -> assertThat(failure.getSQLState()).isEqualTo("34000"));
      connection.rollback();
      for (long id : new long[] {9001, 9002}) {
        String token = token(connection, id);
        statement.execute(
            "declare \"The cursor\" cursor for select id from care.person where nir = '"
                + token
                + "' for update");
        assertThat(text(connection, "fetch 1 from \"The cursor\"")).isEqualTo("" + id);
        try (ResultSet rows = update.executeQuery()) {
          assertThat(rows.next()).isTrue();
          assertThat(rows.getLong(1)).isEqualTo(id);
          assertThat(rows.getString(2)).isEqualTo(token);
          assertThat(rows.getString(3)).isEqualTo("Nobody, current of \"paravent current\"");
          assertThat(rows.next()).isFalse();
        }
        statement.execute("move 1 from \"The cursor\"");
        assertThatThrownBy(update::executeQuery)
            .isInstanceOfSatisfying(
                PSQLException.class,
                failure -> assertThat(failure.getSQLState()).isEqualTo("24000"));
        connection.rollback();
      }
      assertThatThrownBy(
              () ->
                  statement.execute(
                      "update care.person set surname = left(nir, 3) where current of c"))
          .hasMessageContaining("PROTECTED_DERIVED");
      connection.rollback();
      // a cursor of the server's own naming is none of the client's
      statement.execute("declare c cursor for select id from care.person where id = 9001");
      for (int number = 1; number < 40; number++) {
        Savepoint before = connection.setSavepoint();
        String guessed = "delete from care.person where current of paravent_" + number;
        assertThatThrownBy(() -> statement.execute(guessed))
            .isInstanceOfSatisfying(
                PSQLException.class,
                failure -> assertThat(failure.getSQLState()).isEqualTo("34000"));
        connection.rollback(before);
      }
      connection.rollback();
    }
  }
}
