package dev.paravent.sql.pg;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Statements that applications send, separated by a line {@code ;;}. {@code psql} is what psql 15
 * runs for its backslash commands on PostgreSQL 15 and 18 (psql -E); {@code pgjdbc} is what the
 * driver runs for DatabaseMetaData and for its connection methods (log_statement = all); {@code
 * psql-15-metadata} and {@code pgjdbc-metadata} are what both send today, see MetadataStatementsIT;
 * {@code postgres18} is written for this test: the syntax of the newest release.
 */
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
          "with recursive r as (select 1 union all select 2 from r) search depth first by a",
          "merge into t using s on t.id=s.id when matched and s.d then delete when matched then"
              + " update set a=s.a when not matched then insert values (1) when not matched",
          "select :a",
          "select ?");

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
    "postgres18, 248",
    "pgjdbc, 56",
    "psql, 149",
    "psql-15-metadata, 183",
    "pgjdbc-metadata, 52",
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
    return "read";
  }

  private static List<String> statements(String file) throws IOException {
    try (InputStream in = PgCorpusTest.class.getResourceAsStream("corpus/" + file + ".sql")) {
      assertThat(in).isNotNull();
      String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return List.of(all.split("\n;;\n"));
    }
  }
}
