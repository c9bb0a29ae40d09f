package dev.paravent.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What may be done with columns in whose place policy shows something else: shown-cases.txt. */
class ShownIT {
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
    return FlowDatabase.resource("shown-cases.txt")
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(
            line -> {
              String[] parts = line.split("\\s+", 3);
              return DynamicTest.dynamicTest(
                  line, () -> check("portal_" + parts[0], parts[1], parts[2]));
            });
  }

  /** A client may set a time zone in which the year begins a week earlier, or later. */
  @Test
  void agesAreThoseOfTheYearInUtc() throws SQLException {
    for (String sql :
        List.of(
            "select extract(year from age(birth_date)) from patient",
            "select date_part('year', age(now(), birth_date)) from patient")) {
      assertThat(FlowDatabase.planOf(database.judge("portal_ages", sql)).sql())
          .contains("\"timezone\"('UTC', \"pg_catalog\".\"now\"())")
          .doesNotContain("\"age\"");
    }
  }

  private static void check(String user, String expected, String sql) throws SQLException {
    Verdict verdict =
        database.judge(user, sql.replace("'N'", "'1850578006001'").replace("'D'", "'1950-03-04'"));
    if (verdict instanceof Verdict.Refuse refuse) {
      assertThat(refuse.reason().code().name()).as(refuse.reason().sentence()).isEqualTo(expected);
      return;
    }
    StatementPlan plan = FlowDatabase.planOf(verdict);
    assertThat(expected).as(plan.sql()).isEqualTo("ok");
    try (Connection connection = database.connect()) {
      connection.setAutoCommit(false);
      FlowDatabase.run(connection, plan);
      connection.rollback();
    }
  }
}
