package dev.paravent.sql.pg;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Statements that applications send, separated by a line {@code ;;}. */
class PgCorpusTest {
  /** The first words of what PostgreSQL 18 refuses with 42601 too. */
  private static final List<String> REFUSED_BY_POSTGRES =
      List.of(
          "select 'a' 'b'",
          "select -1::int, - 2 ^ 2",
          "select nth_value(a, 2) ignore nulls",
          "select a value, b name, c type, d year",
          "select a from t where current of c",
          "select a from t fetch next 3 rows with ties",
          "select :a",
          "select ?");

  /** The first words of what PostgreSQL takes and this parser names as not supported yet. */
  private static final List<String> UNSUPPORTED =
      List.of(
          "select * from xmltable(",
          "select treat(a as b)",
          "select json_object('a': 1)",
          "select * from json_table(",
          "select xmlelement(");

  private final PgParser parser = new PgParser();

  @ParameterizedTest
  @CsvSource({
    "constructs, 91",
    "orm_django, 149",
    "orm_hibernate, 45",
    "orm_jooq, 45",
    "orm_knex, 16",
    "orm_sequelize, 37",
    "pgbench, 44",
    "session, 68",
  })
  void readsWhatApplicationsSend(String file, int statements) throws IOException {
    List<String> texts = statements(file);
    assertThat(texts).hasSize(statements);
    for (String text : texts) {
      assertThat(outcome(text)).as(text).isEqualTo(expected(text));
    }
  }

  private String outcome(String text) {
    try {
      parser.parse(text);
      return "read";
    } catch (PgSyntaxException e) {
      return e.kind().name();
    }
  }

  private static String expected(String text) {
    if (REFUSED_BY_POSTGRES.stream().anyMatch(text::startsWith)) {
      return "SYNTAX";
    }
    return UNSUPPORTED.stream().anyMatch(text::startsWith) ? "UNSUPPORTED" : "read";
  }

  private static List<String> statements(String file) throws IOException {
    try (InputStream in = PgCorpusTest.class.getResourceAsStream("corpus/" + file + ".sql")) {
      assertThat(in).isNotNull();
      String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return List.of(all.split("\n;;\n"));
    }
  }
}
