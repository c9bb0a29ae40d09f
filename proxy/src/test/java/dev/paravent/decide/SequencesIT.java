package dev.paravent.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server makes of calls whose sequence is known only when they run. */
class SequencesIT {
  private static FlowDatabase database;

  @BeforeAll
  static void start() throws IOException, SQLException, URISyntaxException {
    database = new FlowDatabase();
  }

  @AfterAll
  static void stop() throws IOException {
    database.close();
  }

  /** The first field of what is printed for the statement, executed with a name. */
  private static String answer(Statement statement, String sql, String name) throws SQLException {
    statement.execute("prepare q (text) as " + database.plan(sql).sql());
    String answer =
        FlowDatabase.table(statement.getConnection(), "execute q ('" + name + "')").toString();
    statement.execute("deallocate q");
    return answer;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select nextval($1)",
        "select nextval($1::regclass)",
        "select setval($1, 41)",
        "select setval($1, 41, false)",
        "select setval(cast($1 as text), 41) from insurer limit 1",
      })
  void runsOnSequencesThatArePublic(String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      assertThat(answer(statement, sql, "payment.claim_seq")).matches(".*[0-9].*");
      String before = state(connection);
      for (String name : new String[] {"payment.private_seq", "payment.patient", "pg_class"}) {
        assertThat(answer(statement, sql, name))
            .as(name)
            .contains("null")
            .doesNotMatch(".*[0-9].*");
      }
      assertThat(state(connection)).isEqualTo(before);
      connection.rollback();
    }
  }

  private static String state(Connection connection) throws SQLException {
    return FlowDatabase.table(connection, "select * from payment.private_seq").toString();
  }
}
