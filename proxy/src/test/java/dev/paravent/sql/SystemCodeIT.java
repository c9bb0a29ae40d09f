package dev.paravent.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The server's own judgement of what code may be shown. */
class SystemCodeIT {
  private static EmbeddedPostgres server;
  private static Connection connection;

  @BeforeAll
  static void start() throws Exception {
    server = EmbeddedPostgres.start();
    connection = server.getPostgresDatabase().getConnection();
  }

  @AfterAll
  static void stop() throws Exception {
    connection.close();
    server.close();
  }

  @Test
  void showsCodeWithoutConstants() throws SQLException {
    List<String> texts =
        List.of(
            "",
            "CREATE UNIQUE INDEX \"it's\" ON care.\"Person\" USING btree (id DESC NULLS LAST) INCLUDE (town)",
            "FOREIGN KEY (a, b) REFERENCES care.person(c, d) ON UPDATE CASCADE DEFERRABLE",
            "CHECK ((length((label)::text) < 100))",
            "nextval('care.\"Odd name 1850578006048\"'::regclass)",
            "'english'::regconfig",
            "''::character varying",
            "'{}'::text[]",
            "'-1'::integer",
            "\"left\"((nir)::text, 5)",
            " SELECT id,\n    nir AS nss\n   FROM care.person\n  WHERE surname IS NOT NULL;",
            "a integer, OUT b character varying, VARIADIC c text[] DEFAULT '{}'::text[]",
            "(a -> b) ||/ 3 @> c #>> d ^ e ~ f ? g");
    for (String text : texts) {
      assertThat(shown(text)).as(text).isEqualTo(text);
    }
  }

  @Test
  void showsNoCodeWithConstants() throws SQLException {
    List<String> texts =
        List.of(
            "1850578006048",
            "(n > 1234)",
            "1.850578006048",
            "1850.578",
            "1e10",
            "185a578",
            "nir = '1850578006048'::text",
            "nir = 'a'",
            "nir = ' '::text",
            "nir = '''1850578006048'''",
            "nir = 'a''b'",
            "nir = '''a'",
            "nir = 'a'''",
            "nir = E'\\\\x'",
            "nir = 'x'::regclass::text || 'y'",
            "nir = '1985-05-01'::date",
            "nir = '\"'::text AND b = '\"'::text",
            "nir = 'a'::text OR nir = 'b'::regclass",
            "nir = B'101'",
            "nir = X'1F'",
            "nir = '-1850'::integer",
            "FOR VALUES FROM ('1900-01-01') TO ('1930-01-01')",
            "ein größer");
    for (String text : texts) {
      assertThat(shown(text)).as(text).isNull();
    }
  }

  /** What is a constant of a text must stay one, however many quotes stand around it. */
  @Test
  void takesNothingInsideAStringForCode() throws SQLException {
    List<String> values = new ArrayList<>();
    for (int before = 0; before < 4; before++) {
      for (int after = 0; after < 4; after++) {
        values.add("'".repeat(before) + "secret" + "'".repeat(after));
        values.add("'".repeat(before) + "::regclass secret" + "'".repeat(after) + "::regclass");
      }
    }
    for (String value : values) {
      for (String cast : List.of("", "::text", "::date")) {
        String literal = "'" + value.replace("'", "''") + "'" + cast;
        assertThat(shown("(nir = " + literal + ")")).as(literal).isNull();
        assertThat(shown("(nir = " + literal + " AND town = ''::text)")).as(literal).isNull();
        assertThat(shown("(town = ''::text AND nir = " + literal + ")")).as(literal).isNull();
      }
    }
  }

  @Test
  void neverRunsWhatItHides() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "create or replace function public.fails() returns bigint language plpgsql stable as"
              + " $$ begin raise exception 'run'; end $$");
      try (ResultSet rows =
          statement.executeQuery(
              "select case when false then public.fails() end, g from generate_series(1, 2) g"
                  + " where case when false then public.fails() end is null")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getObject(1)).isNull();
        assertThat(rows.getMetaData().getColumnTypeName(1)).isEqualTo("int8");
      }
    }
  }

  private static String shown(String text) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select pg_catalog.substring(?::text, ?::text)")) {
      statement.setString(1, text);
      statement.setString(2, SystemCode.WITHOUT_CONSTANTS);
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getString(1);
      }
    }
  }
}
