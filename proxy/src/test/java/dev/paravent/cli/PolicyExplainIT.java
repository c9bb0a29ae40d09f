package dev.paravent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What policy explain says over a real database. */
class PolicyExplainIT {
  static final String POLICY =
      """
      apiVersion: paravent.dev/v1
      kind: Classification
      metadata: {name: explained, owner: dpo@example.org}
      spec:
        columns:
          payment.patient.nir: fr.nir
          payment.patient.birth_date: birth-date
        public: [payment.patient.id, payment.patient.last_name]
        subject: {payment.patient: id}
        registry: {fr.nir: payment.patient.nir}
      ---
      apiVersion: paravent.dev/v1
      kind: TokenDomain
      metadata: {name: portal, owner: dpo@example.org}
      spec: {scope: account, key: master, classes: {fr.nir: {face: "9"}}}
      ---
      apiVersion: paravent.dev/v1
      kind: AccessPolicy
      metadata: {name: portal, owner: dpo@example.org}
      spec:
        principals: {users: [portal]}
        domain: portal
        searchPath: [payment]
        classes:
          fr.nir: {read: token, lookup: [token, clear], write: [token, clear]}
      ---
      apiVersion: paravent.dev/v1
      kind: AccessPolicy
      metadata: {name: statistics, owner: dpo@example.org}
      spec:
        principals: {users: [statistics]}
        domain: portal
        searchPath: [payment]
        classes:
          fr.nir: {read: constant, constant: hidden}
          birth-date: {read: generalise, generalise: decade}
      ---
      apiVersion: paravent.dev/v1
      kind: AccessPolicy
      metadata: {name: ages, owner: dpo@example.org}
      spec:
        principals: {users: [ages]}
        domain: portal
        searchPath: [payment]
        classes:
          fr.nir: {onOrder: drop}
          birth-date: {read: "null", derive: [age-band]}
      """;

  private static EmbeddedPostgres postgres;

  @TempDir private Path directory;

  @BeforeAll
  static void start() throws IOException, SQLException {
    postgres = EmbeddedPostgres.builder().start();
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE SCHEMA payment; CREATE TABLE payment.patient"
              + " (id bigint PRIMARY KEY, nir text NOT NULL UNIQUE, last_name text,"
              + " birth_date date)");
    }
  }

  @AfterAll
  static void stop() throws IOException {
    postgres.close();
  }

  private String explain(String source, String value) throws IOException {
    return explainAs("portal", source, value);
  }

  private String explainAs(String user, String source, String value) throws IOException {
    Path policies = Files.createDirectories(directory.resolve("policies"));
    Files.writeString(policies.resolve("policy.yaml"), POLICY);
    return CommandRun.of(
            "policy",
            "explain",
            "--as",
            user,
            "--policies",
            policies.toString(),
            "--upstream",
            "localhost:" + postgres.getPort(),
            "--catalog-user",
            "postgres",
            source,
            value)
        .succeeds()
        .out()
        .replace(System.lineSeparator(), "\n");
  }

  @Test
  void tellsOutputsAndParametersAndHidesLiterals() throws IOException {
    assertThat(
            explain(
                "--sql",
                "select id, nir, last_name from patient"
                    + " where nir = '1850578006001' and last_name = 'Martin'"))
        .contains(
            """
            statement 1
              verdict    forward
              output     id: as it is
              output     nir (payment.patient.nir): fr.nir, token
              output     last_name: as it is
              parameter  $1: a literal, fr.nir looked up: a token is detokenised; a clear value is charged
              sql        SELECT""")
        .contains("'******'")
        .doesNotContain("1850578006001", "Martin");
  }

  @Test
  void pointsAtWhatIsRefused() throws IOException {
    assertThat(explain("--sql", "select id from patient\n where nir like '1850578%'"))
        .contains("verdict    refuse PROTECTED_PREDICATE")
        .contains("   where nir like '********'\n")
        .containsPattern("\n {9,}\\^\n$")
        .doesNotContain("1850578");
  }

  @Test
  void tellsWhatStandsForAColumn() throws IOException {
    assertThat(
            explainAs(
                "statistics",
                "--sql",
                "select p.nir, p.b from (select nir, birth_date as b from patient) p where b > '1950-01-01'"))
        .contains("output     nir (payment.patient.nir): the policy's constant, whatever the value")
        .contains(
            "output     b (payment.patient.birth_date): generalised to the decade by the server")
        .contains("make_date")
        .doesNotContain("hidden", "1950-01-01");
  }

  @Test
  void tellsWhatStandsForAnAge() throws IOException {
    assertThat(
            explainAs(
                "ages",
                "--sql",
                "select a from (select extract(year from age(birth_date)) as a from patient) p where a < 40"))
        .contains(
            "output     a (payment.patient.birth_date): generalised to the age-band-10 by the"
                + " server");
    assertThat(
            explainAs(
                "ages",
                "--sql",
                "select id from patient where extract(year from age(birth_date)) >= 18"))
        .contains("refuse PROTECTED_PREDICATE", "compared by >= or < with 0, 10, 20 .. 90");
  }

  @Test
  void tellsWhatTheClientIsTold() throws IOException {
    assertThat(explainAs("ages", "--sql", "select id from patient order by nir, id"))
        .contains("notice     ORDER BY a fr.nir column is left out")
        .contains("ORDER BY");
    assertThat(explainAs("ages", "--sql", "select id from patient order by nir limit 1"))
        .contains("refuse PROTECTED_ORDER");
  }

  @Test
  void judgesEveryStatementOfAFile() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("statements.sql"),
            "drop table payment.patient;\nselect last_name from payment.patient;\n");
    assertThat(explain("--file", file.toString()))
        .contains("statement 1\n  verdict    refuse UNSUPPORTED_STATEMENT")
        .contains("statement 2\n  verdict    forward");
  }

  @Test
  void tellsWhereATextDoesNotParse() throws IOException {
    assertThat(explain("--sql", "select nir frm patient where 1"))
        .contains("verdict    refuse SYNTAX_ERROR")
        .contains("  select nir frm patient where 1\n")
        .contains("^");
  }
}
